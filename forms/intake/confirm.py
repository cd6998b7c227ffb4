"""Turns a reviewed draft into requests, each with its ticket, its units, its history and its mails."""

from contextlib import suppress
from dataclasses import replace

from flask import current_app
from msgspec import to_builtins

from content.schema.outcome_kinds import ALTERNATIVE_FIRST
from forms.intake.own_answers import said_of
from forms.mail.receipt_mails import receipt_mails
from forms.records.errors import TicketTaken
from forms.records.history import Event
from forms.records.request import Batch, NewRequest
from forms.records.ticket import new_ticket
from forms.rma.lifecycle import FIRST
from forms.rma.split import requests_of
from forms.rma.transition import first_lanes
from forms.store.confirmation import confirm_draft
from forms.web.dealer_names import dealer_sees_words
from forms.web.request_context import get_store, timestamp


def confirm(draft, batches, vendor):
    """Store the requests of `draft` once: "confirmed", "already", "changed" or "gone"."""
    now = timestamp()
    while True:
        with suppress(TicketTaken):
            made, shown = list(requests(draft, batches, vendor, now)), (draft.key, draft.digest)
            return confirm_draft(get_store(), *shown, made, now, current_app.settings.limits)


def requests(draft, batches, vendor, now):
    """The requests a draft becomes by the vendor's form rule, with their mails and their places in the queue."""
    policy, settings = batches[0].verdict.policy, current_app.settings
    parts = requests_of(policy, batches, draft.answers["together"])
    tickets = [new_ticket() for _ in parts]
    for ticket, part in zip(tickets, parts, strict=True):
        bare = _request(draft, part, ticket, settings.of_vendor(vendor.slug).intake)
        request = replace(bare, lanes=first_lanes(bare, vendor, now))
        mails = receipt_mails(request, tickets, vendor, settings, dealer_sees_words(request))
        yield replace(request, mails=tuple(mails))


def _request(draft, part, ticket, intake):
    """One request; whom the customer did not let see it is told in an event of its own."""
    policy, dealer, sees = part[0].verdict.policy, draft.answers["dealer"], draft.answers.get("dealer_sees")
    events = [Event(kind="received", actor="customer", detail={"units": sum(batch.count for batch in part)})]
    if dealer and sees == "no":
        events.append(Event(kind="dealer-barred", actor="customer", detail={"dealer": dealer}))
    return NewRequest(
        ticket=ticket, vendor=draft.vendor, purpose=draft.answers["purpose"],
        revision=policy.name, revision_hash=policy.hash,
        role="dealer" if draft.answers["for_customer"] else "customer", intake=intake,
        dealer=dealer if sees == "yes" else "", anyway=any(batch.outcome.kind in ALTERNATIVE_FIRST for batch in part),
        batches=tuple(_batch(draft, batch, FIRST[intake]) for batch in part),
        events=tuple(events), **draft.answers["person"],
    )  # fmt: skip


def _batch(draft, batch, state):
    """A batch with what was said of it; what the policy assumes where nothing was said stands in the verdict alone."""
    answers, said = batch.answers, said_of(batch.verdict.policy, draft.answers, batch.line)
    return Batch(
        line=batch.line, model=batch.found.model, family=batch.case.family, symptom=answers["symptom"],
        problem=answers["problem"], error_text=answers["error_text"], answers=said,
        dates={event: day.isoformat() for event, day in batch.case.dates.items()},
        bought_from=answers["bought_from"], warranty_said=answers["warranty_said"],
        verdict=verdict_record(batch), units=tuple(replace(unit, state=state) for unit in batch.units),
    )  # fmt: skip


def verdict_record(batch):
    """What is kept of a verdict: enough to tell it again and, with what was said, to judge again by the same text."""
    outcome = batch.outcome
    return to_builtins({
        "rule": outcome.rule, "kind": outcome.kind, "title": outcome.title,
        "claimed": outcome.text if batch.claimed else "",
        "answers": batch.verdict.answers,
        "on": batch.verdict.day, "region": batch.case.region, "count": batch.case.count,
        "facts": [line.key for line in outcome.lines], "questions": [line.key for line in outcome.silences],
        "costs": [[cost.label, cost.who, cost.amount, cost.doubt] for cost in outcome.costs],
        "notes": list(batch.verdict_notes),
    })  # fmt: skip
