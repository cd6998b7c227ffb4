"""Warranties as bars on one axis of time: how long each row runs, for a family or for all of a vendor's families."""

from math import ceil
from typing import NamedTuple

from content.eligibility.catalogue import family_rows
from content.explain.holds import conditions_of, length_of, plain_length
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


SILENT, NONE = Bar(100.0, "silent"), Bar(0.0, "sure")


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
    longest = max((row.in_months for row in vendor.products.warranty), default=0)
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
        Row(_capital(length_of(row)), _bar_of(row, whole), tuple(conditions_of(policy, row)), row)
        for row in family_rows(vendor, family.slug)
    ]


def overview(vendor):
    """A FamilyRow for every family: the longest first, then those without a length, in the file's order."""
    whole = axis(vendor).months
    families = [_family_row(vendor, family, whole) for family in vendor.products.families]
    return sorted(families, key=lambda row: (-row.months, bool(row.doubts)))


def by_length(rows):
    """{(the length in words, its bars): the FamilyRows that have it}, in the order of the rows."""
    groups = {}
    for row in rows:
        groups.setdefault((row.length, row.bars), []).append(row)
    return groups


def _family_row(vendor, family, whole):
    found = family_rows(vendor, family.slug)
    stated = sorted((row for row in found if row.figure), key=lambda row: row.in_months)
    lengths = list(dict.fromkeys(row.in_months for row in stated))
    in_words = [length_of(row) for row in found if not row.figure]
    return FamilyRow(
        family,
        joined([" to ".join(ends_written(stated)), *dict.fromkeys(in_words)] if stated else in_words, "or"),
        tuple(_bars(found, lengths, whole)),
        max(lengths, default=0),
        tuple(dict.fromkeys(row.doubt for row in found if row.doubt)),
        tuple(dict.fromkeys(row.source for row in found)),
    )


def ends_written(rows):
    """The first and the last length of these rows in words; one where they are the same, none without rows."""
    return list(dict.fromkeys(plain_length(row) for row in rows[:1] + rows[-1:]))


def _bars(found, lengths, whole):
    """What each camera of a family has, then what only some have; SILENT where no length is known."""
    if not lengths:
        yield SILENT
        return
    surely = any(row.in_months == lengths[0] and not row.doubt for row in found)
    shortest = _bar(lengths[0], whole, not surely)
    yield shortest if any(for_all(row) for row in found) else shortest._replace(look="some")
    if lengths[1:]:
        yield _bar(lengths[-1], whole, False)._replace(look="some")


def for_all(row):
    """Whether a warranty row holds for every day, region and part, under no condition."""
    return not (any(axis != "family" for axis in row.when) or row.from_ or row.to or row.only_if)


def _capital(text):
    return f"{text[:1].upper()}{text[1:]}"


def _bar_of(row, whole):
    return NONE if row.is_none else _bar(row.in_months, whole, row.doubt)


def _bar(months, whole, doubt):
    return Bar(round(months * 100 / whole, 2), "doubt" if doubt else "sure") if months else SILENT
