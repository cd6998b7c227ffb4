"""How long the warranty of a case runs, by the rows of the catalogue.

Of the rows that apply together the longest holds. Where the region or the part is not known, every one that it may be
is tried, and only what all of them agree on is proved; where no row gives a length for one of them, nothing is.
"""

from datetime import date
from itertools import product
from typing import NamedTuple

from content.dates import add_months
from content.eligibility.catalogue import ELSEWHERE, family_rows
from content.eligibility.events import counted_from, warranty_start
from content.schema.products import WarrantyRow

AHEAD = 2  # days a customer's calendar can be ahead of the day we judge on


class Held(NamedTuple):
    """A warranty row, and the last day of the warranty that it gives."""

    row: WarrantyRow
    until: date


class Ends(NamedTuple):
    """How long a warranty may run: the shortest first, and whether it may be one that no row gives a length for."""

    held: tuple = ()
    open: bool = False

    @property
    def settled(self):
        """Whether one last day is true, whatever is not known."""
        return not self.open and len({until for _, until in self.held}) == 1


def lies_ahead(day, today):
    """Whether a day has not come yet in any calendar."""
    return (day - today).days > AHEAD


def warranty(vendor, policy, case, today):
    """'in', 'out' or 'unknown': what the rows prove, else what the customer said."""
    ends = ends_of(vendor, policy, case, today)
    if not ends.held:
        return case.warranty_said
    runs = {today <= until for _, until in ends.held} | ({None} if ends.open else set())
    if runs == {True}:
        return "in"
    if runs == {False} and not any(row.doubt for row, _ in ends.held):
        return "out"
    # What proves nothing leaves the customer's word, and only where it is against themselves.
    return "out" if case.warranty_said == "out" else "unknown"


def ends_of(vendor, policy, case, today):
    """The Ends that the catalogue gives this case; none where the day it is counted from is not known."""
    start = warranty_start(policy)
    day = case.dates.get(start.event)
    if day is None or lies_ahead(day, today):
        return Ends()
    first = counted_from(start, case.dates)
    rows = rows_on(vendor, case.family, day)
    regions, parts = (_may_be(vendor, policy, rows, case, id) for id in ("region", "part"))
    found = [longest_row(rows, region, part) for region, part in product(regions, parts)]
    held = [Held(row, add_months(first, row.months)) for row in found if row]
    return Ends(tuple(sorted(held, key=lambda held: held.until)), None in found and bool(held))


def rows_on(vendor, slug, day):
    """The warranty rows of that family for what was bought (or shipped …) on that day, in the file's order."""
    rows = family_rows(vendor, slug)
    return [row for row in rows if (not row.from_ or row.from_ <= day) and (not row.to or day <= row.to)]


def longest_row(rows, region, part):
    """The longest of the rows that take in this region and this part, or None."""
    fits = [row for row in rows if applies(row.when, region, part)]
    return max(fits, key=lambda row: row.months, default=None)


def applies(scope, region, part):
    """Whether a scope takes in this region and this part."""
    return (not scope.region or region in scope.region) and (not scope.part or part in scope.part)


def _may_be(vendor, policy, rows, case, id):
    """The regions (by `id`, or the parts) that a case may be of; where no row tells them apart, one for all."""
    named = dict.fromkeys(name for row in rows for name in getattr(row.when, id))
    if getattr(case, id) or not named:
        return [getattr(case, id)]
    listed = vendor.products.regions if id == "region" else named
    return [answer for answer in policy.answers.get(id, ()) if answer != "unknown"] or [*listed, ELSEWHERE]
