"""Whose warranty is longer or shorter than it was: by family, region, answers and the day it is counted from."""

from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

from msgspec import to_builtins

from content.dates import written
from content.eligibility.catalogue import family_rows
from content.explain.events import clock_words
from content.explain.holds import holds_for, length_of
from content.history.diff.change import Change
from content.history.diff.sentences import capitalised
from content.history.diff.situations import Stretch, groups_of
from content.schema.policy import ANY, ELSEWHERE
from content.schema.when import axes_of, fits, names_on
from content.wording.joining import joined

SHARED = ("family", "bought")  # what groups of every vendor differ by
NOWHERE = "-"  # a place or an answer that no row names


class Length(NamedTuple):
    """A warranty as a customer meets it: its length in words, whether in doubt, its own clock and its condition."""

    length: str
    doubted: bool
    clock: str
    only_if: str


def warranties(before, after):
    """A Change for each group of customers whose warranty differs."""
    domains, met = _domains(before, after), {}
    for chosen in product(*domains.values()):
        at = dict(zip(domains, chosen, strict=True))
        lengths = tuple(_length(vendor, at) for vendor in (before, after))
        if lengths[0] != lengths[1]:
            met.setdefault(lengths, []).append(chosen)
    names = {family.slug: family.name for vendor in (before, after) for family in vendor.products.families}
    policy = after.policies[0]
    for (was, now), affected in met.items():
        for group in groups_of(affected, domains):
            sentence = f"{_who(policy, group, names)}: the warranty was {_in_words(was)}, is now {_in_words(now)}."
            yield Change(what="warranty", who=to_builtins(group), was=was, now=now, sentence=sentence)


def _domains(before, after):
    """{thing: values} of the warranty rows; a family that only one of them knows is told elsewhere."""
    rows = [row for vendor in (before, after) for row in vendor.products.warranty]
    known = [[family.slug for family in vendor.products.families] for vendor in (before, after)]
    # An empty value is whatever no row names: a stranger, any other region or answer.
    axes = [axis for axis in axes_of(rows) if axis != "family"]
    told = {axis: [*dict.fromkeys(name for row in rows for name in names_on(row.when, axis)), ""] for axis in axes}
    return {"family": [*(slug for slug in known[1] if slug in known[0]), ""], **told, "bought": _bought(rows)}


def _bought(rows):
    """All days there are, as Stretches of dates, cut wherever a row begins or ends to hold."""
    cuts = {date.min, *(row.from_ for row in rows if row.from_), *(row.to + timedelta(1) for row in rows if row.to)}
    starts = sorted(cuts)
    return list(map(Stretch, starts, [*(start - timedelta(1) for start in starts[1:]), None]))


def _length(vendor, at):
    """The row of the longest warranty that holds, as plain data of what matters of it; None where there is none."""
    family, day = at["family"], at["bought"].first
    named = {axis: name or NOWHERE for axis, name in at.items() if axis != "bought"}
    where = ANY.with_values(named | {"family": family})
    rows = [row for row in family_rows(vendor, family) if fits(row.when, where) and _begins(row, day)]
    longest = max(rows, key=lambda row: row.rank, default=None)
    return longest and Length(length_of(longest), bool(longest.doubt), *_counted(longest))


def _begins(row, day):
    return (not row.from_ or row.from_ <= day) and (not row.to or day <= row.to)


def _counted(row):
    """What a row is counted from where it says so itself, and its condition."""
    return clock_words(row.clock) if row.clock else "", row.only_if


def _in_words(length):
    if not length:
        return "not stated"
    return ", ".join(filter(None, (f"{length.length}{' (in doubt)' if length.doubted else ''}", *length[2:])))


def _who(policy, group, names):
    """'Ladybug5, sent from europe, bought from 1 March 2024 on', or 'Every model'."""
    parts = [joined(names.get(slug, "any other model") for slug in group.get("family", ()))]
    parts += [_placed(policy, axis, names) for axis, names in group.items() if axis not in SHARED and names]
    parts.append(joined(map(_on, group.get("bought", ())), "or"))
    return capitalised(", ".join(filter(None, parts)) or "Every model")


def _placed(policy, axis, names):
    """'sent from europe', 'bought in any other country', 'for the cooler'."""
    return holds_for(policy, {axis: [name or ELSEWHERE for name in names]})


def _on(days):
    """'bought 1 March 2024 to 31 May 2025', of a Stretch of dates."""
    if days.first == date.min:
        return f"bought until {written(days.last)}"
    first = written(days.first)
    return f"bought {first} to {written(days.last)}" if days.last else f"bought from {first} on"
