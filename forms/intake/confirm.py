"""Turns a reviewed draft into requests, each with its ticket, its units, its history and its mails."""

from contextlib import suppress
from dataclasses import replace

from msgspec import to_builtins

from content.schema.outcome_kinds import ALTERNATIVE_FIRST
from forms.intake.dealer_consent import consent_of
from forms.mail.receipt_mails import receipt_mails
from forms.records.errors import TicketTaken
from forms.records.request import NewBatch, NewRequest
from forms.records.story import NewEvent
from forms.records.ticket import new_ticket
from forms.rma.lifecycle import FIRST
from forms.rma.split import split
from forms.rma.transition import first_lanes
from forms.store.confirmation import confirm_draft
from forms.web.dealer_names import dealer_sees_words


def confirm(store, draft, batches, vendor, settings, now):
    """Store the requests of `draft` once: "confirmed", "already", "changed" or "gone"."""
    while True:
        with suppress(TicketTaken):
            made = requests(draft, batches, vendor, settings, now)
            limits = settings.limits
            return confirm_draft(store, draft.key, draft.digest, made, now, limits.drafts_an_hour, limits.sent_an_hour)


def requests(draft, batches, vendor, settings, now):
    """The requests a draft becomes by the vendor's form rule, with their mails and their places in the queue."""
    policy = batches[0].verdict.policy
    parts = split(policy.facts.units_per_form.value, batches, draft.answers["together"])
    tickets = [new_ticket() for _ in parts]
    mailed = settings.desk(vendor.slug).intake == "mailbox"
    bare = [_request(draft, part, policy, ticket, mailed) for part, ticket in zip(parts, tickets, strict=True)]
    placed = [replace(request, lanes=first_lanes(request, vendor, now)) for request in bare]
    return [
        replace(request, mails=tuple(receipt_mails(request, tickets, vendor, settings, dealer_sees_words(request))))
        for request in placed
    ]


def _request(draft, part, policy, ticket, mailed):
    person, intake = draft.answers["person"], "mailbox" if mailed else "kiosk"
    received = NewEvent(kind="received", actor="customer", detail={"units": sum(batch.count for batch in part)})
    consent = consent_of(draft.answers)
    return NewRequest(
        ticket=ticket, vendor=draft.vendor, purpose=draft.answers["purpose"],
        revision=policy.name, revision_hash=policy.hash,
        role="dealer" if draft.answers["for_customer"] else "customer", intake=intake,
        dealer=consent.dealer, anyway=any(batch.outcome.kind in ALTERNATIVE_FIRST for batch in part),
        batches=tuple(_batch(batch, FIRST[intake]) for batch in part),
        events=(received, *consent.events), **person,
    )  # fmt: skip


def _batch(batch, state):
    answers = batch.answers
    return NewBatch(
        line=batch.line, model=batch.found.model, family=batch.case.family, symptom=answers["symptom"],
        problem=answers["problem"], error_text=answers["error_text"],
        dates={event: day.isoformat() for event, day in batch.case.dates.items()},
        bought_from=answers["bought_from"], warranty_said=answers["warranty_said"],
        verdict=verdict_record(batch), units=tuple(replace(unit, state=state) for unit in batch.units),
    )  # fmt: skip


def verdict_record(batch):
    """What is kept of a verdict: enough to tell it again, and to judge again by the same text."""
    outcome = batch.outcome
    return to_builtins({
        "rule": outcome.rule, "kind": outcome.kind, "title": outcome.title,
        "answers": batch.verdict.answers, "said": batch.case.said,
        "on": batch.verdict.day, "region": batch.case.region, "count": batch.case.count,
        "facts": [line.key for line in outcome.lines], "questions": [line.key for line in outcome.silences],
        "costs": [[cost.label, cost.who, cost.amount, cost.doubt] for cost in outcome.costs],
        "notes": list(batch.verdict_notes),
    })  # fmt: skip
