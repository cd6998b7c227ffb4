"""The time machine: a request judged again by the very text it was judged by, however long ago that was.

It rests on three things that never change: the text kept under its hash, what the customer said, and the day.
"""

import re
from datetime import date, datetime
from typing import NamedTuple

from content.dates import judging_day
from content.eligibility.judge import Case, as_said, judge
from content.eligibility.revision_in_force import in_force
from content.errors import ContentError
from content.explain.outcome import outcome_in_words
from content.explain.texts import outcome_text
from content.history.corrections import address_of_text, vendor_by
from content.history.diff.revisions import revision_name, within_sentence
from content.history.snapshots import has_snapshot
from content.places import ARCHIVE
from content.wording.catalog import read_words
from forms.web.request_context import today_of

FIGURE = re.compile(r"\d[\d.,]*")


class Difference(NamedTuple):
    """One thing of a verdict that was told otherwise than it is judged now."""

    what: str
    was: str
    now: str


def judge_again(vendor, request, batch, folder=ARCHIVE):
    """The Verdict on a stored batch by the text that judged it, on the day it was judged; ContentError if not kept."""
    then = vendor_then(vendor, request, folder)
    return judge(then, case_of(batch, request), day_of(vendor, request, batch), then.policies[0])


def judge_today(vendor, request, batch, today):
    """The Verdict that today's text would have given on that day."""
    case = case_of(batch, request)
    return judge(vendor, case, day_of(vendor, request, batch), in_force(vendor, today, case.region))


def can_judge_again(request, folder=ARCHIVE):
    """Whether the text that judged a request is kept."""
    return has_snapshot(request.vendor, request.revision, request.revision_hash, folder)


def differences_of(vendor, request, batch, folder=ARCHIVE):
    """[Difference] between what a stored batch was told and what the same text tells when it judges again."""
    verdict, then = judge_again(vendor, request, batch, folder), vendor_then(vendor, request, folder)
    also = ("dealer-purchase",) if batch.bought_from == "dealer" else ()
    known = as_said(verdict.policy, case_of(batch, request)).situation
    outcome = outcome_in_words(then, verdict.policy, verdict.rule, also, known)
    costs = _costs((cost.label, cost.who, cost.amount) for cost in outcome.costs)
    now = {"rule": outcome.rule, "kind": outcome.kind, "answers": verdict.answers, "costs": costs}
    was = batch.verdict | {"costs": _costs(batch.verdict["costs"])}
    return [Difference(what, str(was[what]), str(now[what])) for what in now if was[what] != now[what]]


def vendor_then(vendor, request, folder=ARCHIVE):
    """The vendor with the one text and the catalogue that judged a request."""
    return vendor_by(vendor, request.revision, request.revision_hash, folder)


def case_of(batch, request):
    """The Case that a stored batch was."""
    return Case(
        purpose=request.purpose,
        family=batch.family,
        dates={event: date.fromisoformat(day) for event, day in batch.dates.items()},
        bought_from=batch.bought_from,
        warranty_said=batch.warranty_said,
        said=batch.answers,
        region=batch.verdict.get("region", ""),
        count=batch.verdict.get("count", 0),
    )


def day_of(vendor, request, batch):
    """The day a stored batch was judged on; one that did not keep it was judged when it was made."""
    on = batch.verdict.get("on")
    return date.fromisoformat(on) if on else judging_day(vendor.file.zone, datetime.fromisoformat(request.created))


def _costs(costs):
    """Who pays, and every figure: what of a cost is more than its wording, which may be mended."""
    # Whoever is not addressed is the vendor, by whatever name it went then.
    return [("you" if who == "You" else "vendor", FIGURE.findall(amount)) for _, who, amount, *_ in costs if who]


class Basis(NamedTuple):
    """The text that judged a case, in words."""

    text: str
    address: str  # where it is read; empty where no page holds it
    otherwise: str  # what today's text would end in; empty where that is the same


def basis_of(vendor, request, batch, folder=ARCHIVE):
    """The Basis of a stored batch, or None where its text is not kept."""
    if not can_judge_again(request, folder):
        return None
    try:
        [policy] = vendor_then(vendor, request, folder).policies
    except ContentError:  # damaged: the command judge-again says so, the case can be worked on all the same
        return None
    held = next((text for text in vendor.policies if text.name == request.revision), None)
    address = held and address_of_text(vendor, held, request.revision_hash, folder)
    text = f"By {within_sentence(revision_name(held or policy))}, as it stood when this was sent"
    return Basis(text, address or "", _otherwise(vendor, request, batch))


def _otherwise(vendor, request, batch):
    today = today_of(vendor)
    policy, rule, *_ = judge_today(vendor, request, batch, today)
    if (rule.id, rule.outcome.kind) == (batch.verdict["rule"], batch.verdict["kind"]):
        return ""
    title, kind = outcome_text(policy, rule.id).title, read_words().kinds[rule.outcome.kind].name
    return f"Today's text would judge otherwise: “{title}” ({kind})."
