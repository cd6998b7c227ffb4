"""Whose warranty is longer or shorter than it was: by family, region, part and the day it is counted from."""

from datetime import date, timedelta
from itertools import product

from msgspec import to_builtins

from content.dates import written
from content.eligibility.warranty import longest_row, rows_on
from content.history.diff.change import Change
from content.history.diff.sentences import capitalised
from content.history.diff.situations import Stretch, groups_of
from content.wording.joining import joined


def warranties(before, after):
    """A Change for each group of customers whose warranty differs."""
    domains, met = _domains(before, after), {}
    for family, region, part, days in product(*domains.values()):
        lengths = tuple(_length(vendor, family, region, part, days.first) for vendor in (before, after))
        if lengths[0] != lengths[1]:
            met.setdefault(lengths, []).append((family, region, part, days))
    names = {family.slug: family.name for vendor in (before, after) for family in vendor.products.families}
    for (was, now), affected in met.items():
        for group in groups_of(affected, domains):
            sentence = f"{_who(group, names)}: the warranty was {_in_words(was)}, is now {_in_words(now)}."
            yield Change(what="warranty", who=to_builtins(group), was=was, now=now, sentence=sentence)


def _domains(before, after):
    """{thing: values} of the warranty rows; a family that only one of them knows is told elsewhere."""
    rows = [row for vendor in (before, after) for row in vendor.products.warranty]
    known = [[family.slug for family in vendor.products.families] for vendor in (before, after)]
    # An empty value is whatever no row names: a stranger, any other region or part.
    return {
        "family": [*(slug for slug in known[1] if slug in known[0]), ""],
        "region": [*dict.fromkeys(region for row in rows for region in row.when.region), ""],
        "part": [*dict.fromkeys(part for row in rows for part in row.when.part), ""],
        "bought": _bought(rows),
    }


def _bought(rows):
    """All days there are, as Stretches of dates, cut wherever a row begins or ends to hold."""
    cuts = {date.min, *(row.from_ for row in rows if row.from_), *(row.to + timedelta(1) for row in rows if row.to)}
    starts = sorted(cuts)
    return list(map(Stretch, starts, [*(start - timedelta(1) for start in starts[1:]), None]))


def _length(vendor, slug, region, part, day):
    """(months, whether that is in doubt) of the longest warranty that holds, or None."""
    longest = longest_row(rows_on(vendor, slug, day), region, part)
    return longest and (longest.months, bool(longest.doubt))


def _in_words(length):
    return f"{length[0]} months{' (in doubt)' if length[1] else ''}" if length else "not stated"


def _who(group, names):
    """'Ladybug5, region europe, bought from 1 March 2024 on', or 'Every model'."""
    parts = [joined(names.get(slug, "any other model") for slug in group.get("family", ()))]
    for thing in ("region", "part"):
        values = joined((value or "any other" for value in group.get(thing, ())), "or")
        parts.append(values and f"{thing} {values}")
    parts.append(joined(map(_on, group.get("bought", ())), "or"))
    return capitalised(", ".join(filter(None, parts)) or "Every model")


def _on(days):
    """'bought 1 March 2024 to 31 May 2025', of a Stretch of dates."""
    if days.first == date.min:
        return f"bought until {written(days.last)}"
    first = written(days.first)
    return f"bought {first} to {written(days.last)}" if days.last else f"bought from {first} on"
