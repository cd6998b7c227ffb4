"""What the desk is told of the text that judged a case: which it was, and whether today's would judge otherwise."""

from typing import NamedTuple

from content.dates import judging_day, now
from content.diff.revisions import told
from content.errors import ContentError
from content.guide import fill_windows
from content.judge_again import can_judge_again, judge_today
from content.kept import KEPT, read_kept
from content.words import read_words


class Basis(NamedTuple):
    """The text that judged a case, in words, and what today's text would end in; empty where that is the same."""

    text: str
    otherwise: str


def basis_of(vendor, one, batch, folder=KEPT):
    """The Basis of a stored batch, or None where its text is not kept."""
    if not can_judge_again(one, folder):
        return None
    try:
        policy, _ = read_kept(one.vendor, one.revision, one.revision_hash, folder)
    except ContentError:  # damaged: the command judge-again says so, the case can be worked on all the same
        return None
    name = next((text for text in vendor.policies if text.name == one.revision), policy)
    return Basis(f"By {_inside(told(name))}, as it stood when this was sent", _otherwise(vendor, one, batch))


def _otherwise(vendor, one, batch):
    today = judging_day(vendor.file.zone, now())
    policy, rule, *_ = judge_today(vendor, one, batch, today)
    if (rule.id, rule.outcome.kind) == (batch.verdict["rule"], batch.verdict["kind"]):
        return ""
    title, kind = fill_windows(rule.outcome.title, policy), read_words().kinds[rule.outcome.kind].name
    return f"Today's text would judge otherwise: “{title}” ({kind})."


def _inside(title):
    return f"t{title[1:]}" if title.startswith("The ") else title
