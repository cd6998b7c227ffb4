"""Warranties as bars on one axis of time: how long each row runs, for a family or for all of a vendor's families."""

from math import ceil
from typing import NamedTuple

from content.dates import months_written, written
from content.eligibility.catalogue import family_rows
from content.schema.products import Family, WarrantyRow
from content.wording.joining import joined

YEAR = 12
FINE, FEW = 3, 6  # months between two marks of an axis of one year; years that are each marked


class Mark(NamedTuple):
    """A mark of an axis: where it stands, in per cent of the axis, and its figure in words."""

    share: float
    figure: str


class Axis(NamedTuple):
    """An axis of so many months, and its Marks; without months nothing is known."""

    months: int
    marks: tuple


class Bar(NamedTuple):
    """A bar: its share of the axis in per cent, and its look: sure, doubt, some (for some cameras only) or silent."""

    share: float
    look: str


SILENT = Bar(100.0, "silent")


class Row(NamedTuple):
    """A length of a family: in words, its bar, what it holds for, and the WarrantyRow that states it."""

    length: str
    bar: Bar
    holds: tuple
    stated: WarrantyRow


class FamilyRow(NamedTuple):
    """A family among the others: its lengths in words, and its bars, the shortest first.

    `months` is the longest warranty (0 where none is known), `read_in` the ids of the sources it was read in.
    """

    family: Family
    length: str
    bars: tuple
    months: int
    doubts: tuple
    read_in: tuple


def axis(vendor):
    """The Axis that all of a vendor's bars share: whole years, as far as its longest warranty runs."""
    longest = max((row.months for row in vendor.products.warranty), default=0)
    years = ceil(longest / YEAR)
    if years == 1:
        return Axis(YEAR, _marks(YEAR, FINE, "months"))
    return Axis(years * YEAR, _marks(years, ceil(years / FEW), "years"))


def _marks(most, step, unit):
    """A Mark at every `step` from 0 to `most`, which bears the unit; one that would run into the last is left out."""
    if not most:
        return ()
    figures = [figure for figure in range(0, most, step) if most - figure >= step]
    marks = [Mark(round(figure * 100 / most, 2), str(figure)) for figure in figures]
    return (*marks, Mark(100.0, f"{most} {unit}"))


def rows(vendor, policy, family):
    """A Row for each warranty length that can apply to a family, in the file's order."""
    whole = axis(vendor).months
    return [
        Row(months_written(row.months), _bar(row.months, whole, row.doubt), tuple(_holds(policy, row)), row)
        for row in family_rows(vendor, family.slug)
    ]


def overview(vendor):
    """A FamilyRow for every family: the longest first, then those without a length, in the file's order."""
    whole = axis(vendor).months
    families = [_family_row(vendor, family, whole) for family in vendor.products.families]
    return sorted(families, key=lambda row: (-row.months, bool(row.doubts)))


def _family_row(vendor, family, whole):
    found = family_rows(vendor, family.slug)
    lengths = sorted({row.months for row in found})
    return FamilyRow(
        family,
        " to ".join(lengths_written(lengths)),
        tuple(_bars(found, lengths, whole)),
        max(lengths, default=0),
        tuple(dict.fromkeys(row.doubt for row in found if row.doubt)),
        tuple(dict.fromkeys(row.source for row in found)),
    )


def lengths_written(months):
    """The first and the last of these lengths in words; one where they are the same, none without months."""
    return [months_written(count) for count in dict.fromkeys(months[:1] + months[-1:])]


def _bars(found, lengths, whole):
    """What each camera of a family has, then what only some have; SILENT where no length is known."""
    if not found:
        yield SILENT
        return
    surely = any(row.months == lengths[0] and not row.doubt for row in found)
    shortest = _bar(lengths[0], whole, not surely)
    yield shortest if any(for_all(row) for row in found) else shortest._replace(look="some")
    if lengths[1:]:
        yield _bar(lengths[-1], whole, False)._replace(look="some")


def for_all(row):
    """Whether a warranty row holds for every day, region and part."""
    return not (row.when.region or row.when.part or row.from_ or row.to)


def _bar(months, whole, doubt):
    return Bar(round(months * 100 / whole, 2), "doubt" if doubt else "sure")


def _holds(policy, row):
    """What a row holds for, a sentence for each condition."""
    if row.when.region:
        yield f"In {joined(row.when.region, 'or')}."
    if row.when.part:
        asked = policy.answers.get("part", {})  # the question that asks for the part has words for it
        parts = [asked.get(part, part.replace("-", " ")) for part in row.when.part]
        yield f"For this part: {joined(parts, 'or')}."
    days = [written(day) for day in (row.from_, row.to) if day]
    if row.from_ and row.to:
        yield f"If the warranty starts from {' to '.join(days)}."
    elif days:
        yield f"If the warranty starts on {days[0]} or {'later' if row.from_ else 'earlier'}."
