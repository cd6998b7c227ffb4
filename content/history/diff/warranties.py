"""Whose warranty is longer or shorter than it was: by family, region, part and the day it is counted from."""

from datetime import date, timedelta
from itertools import product

from content.dates import written
from content.eligibility.catalogue import warranty_rows
from content.eligibility.warranty import holds_on
from content.history.diff.change import Change
from content.history.diff.sentences import told_length
from content.history.diff.situations import boxes
from content.schema.products import Family
from content.wording.joining import joined


def warranties(before, after):
    """A Change for each group of customers whose warranty differs."""
    things, met = _domains(before, after), {}
    for family, region, part, (first, last) in product(*things.values()):
        length = [_length(vendor, family, region, part, first) for vendor in (before, after)]
        if length[0] != length[1]:
            met.setdefault(tuple(length), []).append((family, region, part, (first, last)))
    names = {family.slug: family.name for vendor in (before, after) for family in vendor.products.families}
    for (was, now), found in met.items():
        for box in boxes(found, things):
            sentence = f"{_who(box, names)}: the warranty was {told_length(was)}, is now {told_length(now)}."
            yield Change(after.slug, "warranty", who=_plain(box), was=was, now=now, sentence=sentence)


def _domains(before, after):
    """{thing: values} of the warranty rows; a family that only one of them knows is told elsewhere."""
    rows = [row for vendor in (before, after) for row in vendor.products.warranty]
    known = [[family.slug for family in vendor.products.families] for vendor in (before, after)]
    # An empty value is whatever no row names: a stranger, any other region or part.
    return {
        "family": [*(slug for slug in known[1] if slug in known[0]), ""],
        "region": [*dict.fromkeys(region for row in rows for region in row.when.region), ""],
        "part": [*dict.fromkeys(part for row in rows for part in row.when.part), ""],
        "bought": _stretches(rows),
    }


def _stretches(rows):
    """[(first day, last day or None)] cut wherever a row begins or ends to hold."""
    cuts = {date.min, *(row.from_ for row in rows if row.from_), *(row.to + timedelta(1) for row in rows if row.to)}
    starts = sorted(cuts)
    return list(zip(starts, [*(start - timedelta(1) for start in starts[1:]), None], strict=True))


def _length(vendor, slug, region, part, day):
    family = Family(slug, slug) if slug else None
    rows = [row for row in warranty_rows(vendor, family, region, part) if holds_on(row, day)]
    longest = max(rows, key=lambda row: row.months, default=None)
    return longest and (longest.months, bool(longest.doubt))


def _who(box, names):
    parts = [joined(names.get(slug, "any other model") for slug in box["family"])] if "family" in box else []
    parts += [
        f"{thing} {joined((value or 'any other' for value in box[thing]), 'or')}"
        for thing in ("region", "part")
        if thing in box
    ]
    parts += [joined((_bought(*stretch) for stretch in box["bought"]), "or")] if "bought" in box else []
    told = ", ".join(parts) or "Every model"
    return told[0].upper() + told[1:]


def _bought(first, last):
    if first == date.min:
        return f"bought until {written(last)}"
    return f"bought {written(first)} to {written(last)}" if last else f"bought from {written(first)} on"


def _plain(box):
    days = [[first.isoformat(), last and last.isoformat()] for first, last in box.get("bought", ())]
    return box | ({"bought": days} if days else {})
