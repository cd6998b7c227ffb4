"""Which text is compared with which: those in force on the same day, and each with what it was before the edit."""

from typing import NamedTuple

from content.eligibility.fingerprint import hash_of
from content.eligibility.revision_in_force import in_force
from content.errors import ContentError
from content.schema.policy import Policy
from content.schema.products import Products

NOTHING = Products(families=[])


class Pair(NamedTuple):
    """Two texts that one customer meets before and after the edit, and the day from which, if it is still to come."""

    old: Policy
    new: Policy
    since: str = ""


def pairs(before, after, day):
    """The Pairs of a vendor's two states, those in force on `day` first."""
    found = {}
    for turn in _turns(before, after, day):
        old, new = held_on(before, turn), held_on(after, turn)
        if old and new:
            found.setdefault((old.name, new.name), Pair(old, new, turn.isoformat() if turn > day else ""))
    for new in after.policies:
        old = same_revision(new, before)
        if old and not any(new.name == name for _, name in found):
            found[old.name, new.name] = Pair(old, new)
    return list(found.values())


def _turns(before, after, day):
    """`day`, and every later day on which another text comes into force."""
    days = {policy.day for vendor in (before, after) for policy in vendor.policies if not policy.archived}
    return [day, *sorted(turn for turn in days if turn > day)]


def held_on(vendor, day):
    """The revision in force on `day`, or None where there is none."""
    try:
        return in_force(vendor, day)
    except ContentError:
        return None


def same_revision(policy, vendor):
    """What `policy` is in another state of its vendor: of its name, else the very same text under another; or None."""
    by_name = [other for other in vendor.policies if other.name == policy.name]
    return next(iter(by_name or [other for other in vendor.policies if same_text(other, policy)]), None)


def same_text(policy, other):
    """Whether two revisions say the same, whatever their catalogues say."""
    return hash_of(policy, NOTHING) == hash_of(other, NOTHING)
