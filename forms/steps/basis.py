"""What the desk is told of the text that judged a case: which it was, and whether today's would judge otherwise."""

from typing import NamedTuple

from content.errors import ContentError
from content.explain.windows import fill_windows
from content.history.corrections import address_of_text
from content.history.diff.revisions import revision_name, within_sentence
from content.history.snapshots import read_snapshot
from content.places import ARCHIVE
from content.wording.catalog import read_words
from forms.steps.rejudge import can_judge_again, judge_today
from forms.web.request_context import today_of


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
        policy, _ = read_snapshot(request.vendor, request.revision, request.revision_hash, folder)
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
    title, kind = fill_windows(rule.outcome.title, policy), read_words().kinds[rule.outcome.kind].name
    return f"Today's text would judge otherwise: “{title}” ({kind})."
