"""Which revisions two states have: compared in pairs, and told where one is new, gone, archived or of another day."""

from typing import NamedTuple

from content.dates import month_written, written
from content.eligibility.fingerprint import hash_of
from content.eligibility.revision_in_force import held_on
from content.history.diff.change import Change
from content.schema.policy import Policy
from content.schema.products import Products

NOTHING = Products(families=[])


class Pair(NamedTuple):
    """Two texts that one customer meets before and after the edit, and the day from which, if it is still to come."""

    old: Policy
    new: Policy
    since: str = ""


def pairs(before, after, day):
    """The Pairs of a vendor's two states: in force on `day`, or later on one day; then each with what it was before."""
    days = {policy.day for vendor in (before, after) for policy in vendor.policies if not policy.archived}
    found = {}
    for turn in (day, *sorted(turn for turn in days if turn > day)):
        old, new = held_on(before, turn), held_on(after, turn)
        if old and new:
            found.setdefault((old.name, new.name), Pair(old, new, turn.isoformat() if turn > day else ""))
    for new in after.policies:
        old = same_revision(new, before)
        if old and not any(new.name == name for _, name in found):
            found[old.name, new.name] = Pair(old, new)
    return list(found.values())


def same_revision(policy, vendor):
    """What `policy` is in another state of its vendor: of its name, else the very same text under another; or None."""
    by_name = [other for other in vendor.policies if other.name == policy.name]
    return next(iter(by_name or [other for other in vendor.policies if same_text(other, policy)]), None)


def same_text(policy, other):
    """Whether two revisions say the same, whatever their catalogues say."""
    return hash_of(policy, NOTHING) == hash_of(other, NOTHING)


def revisions(before, after, day):
    """A Change for each revision that is new, gone, archived, of another day, or in force in place of another."""
    for policy in after.policies:
        yield from _edited(policy, same_revision(policy, before))
    for policy in before.policies:
        if not same_revision(policy, after):
            yield _change(policy, policy.name, None, "is gone")
    old, new = held_on(before, day), held_on(after, day)
    if old and new and same_revision(new, before) != old:
        yield _change(new, old.name, new.name, f"is in force now; before, {within_sentence(revision_name(old))} was")


def revision_name(policy):
    """'The text of April 2020', 'The text read on 22 November 2026', or the title the editor gave it."""
    if policy.text.title:
        return policy.text.title
    return f"The text of {month_written(policy.dated)}" if policy.dated else f"The text read on {written(policy.read)}"


def within_sentence(name):
    """What `revision_name` gives, as it stands within a sentence."""
    return f"t{name[1:]}" if name.startswith("The ") else name


def _edited(policy, was):
    if was is None:
        yield _change(policy, None, policy.name, "is new")
    elif was.archived != policy.archived:
        news = "is archived: it judges nothing new" if policy.archived else "is no longer archived"
        yield _change(policy, was.name, policy.name, news)
    elif was.day != policy.day:
        news = f"bears another day: it was {written(was.day)}, it is now {written(policy.day)}"
        yield _change(policy, was.day.isoformat(), policy.day.isoformat(), news)


def _change(policy, was, now, news):
    sentence = f"{revision_name(policy)} {news}."
    return Change(revision=policy.name, what="revision", key=policy.name, was=was, now=now, sentence=sentence)
