"""How long the warranty of a case runs, by the rows of the catalogue, in every way that it can be read.

Of the rows that apply together the one that ends last holds. What is not known (a region, an answer, the day that
decides whether a row applies) is tried in every way it may be; where the text can be read in two ways, or its clock is
silent, each reading is judged. Only what all of them agree on is proved.
"""

from datetime import date
from functools import partial
from itertools import product
from typing import NamedTuple

from content.dates import later
from content.eligibility.catalogue import family_rows
from content.eligibility.events import LATER, counted_from, lies_ahead
from content.schema.facts import Start
from content.schema.policy import ELSEWHERE
from content.schema.products import WarrantyRow
from content.schema.when import PLACES, axes_of, fits, names_on

SETTLED = ("purpose", "kind", "family")  # axes that a case has one value on before a rule is reached, or none
EARLIER = date.min  # any day before another, and the last day of what never began
UNBOUNDED = {"longer": date.max, "shorter": date.min}  # the last day by a reading that names no length


class Reading(NamedTuple):
    """One way to read how long a warranty runs: the row it rests on, and the last day by that."""

    row: WarrantyRow
    until: date


class Ends(NamedTuple):
    """Every Reading of a warranty, the shortest first.

    `open` says that it may also be one that no row gives a figure for; `doubts` are those that name no other reading.
    """

    readings: tuple = ()
    open: bool = False
    doubts: tuple = ()

    @property
    def settled(self):
        """Whether one last day is true, whatever is not known."""
        return not self.open and len({until for _, until in self.readings}) == 1


def warranty(vendor, policy, case, today):
    """'in', 'out' or 'unknown': what every reading of the rows proves, else what the customer said."""
    ends = ends_of(vendor, policy, case, today)
    if not ends.readings:
        return case.warranty_said
    runs = {today <= until for _, until in ends.readings}
    if len(runs) == 1 and not ends.open and not ends.doubts:
        return "in" if runs == {True} else "out"
    # What proves nothing leaves the customer's word, and only where it is against themselves.
    return "out" if case.warranty_said == "out" else "unknown"


def ends_of(vendor, policy, case, today):
    """The Ends that the catalogue gives this case; without a reading where no day is known that it is counted from."""
    known = {event: day for event, day in case.dates.items() if not lies_ahead(day, today)}
    found = _candidates(vendor, policy, case, known)
    stated = [(rows, situation) for rows, situation in found if rows]
    read = [_last_to_end(policy, rows, situation, known) for rows, situation in stated]
    doubts = [doubt for rows, at in stated for row in rows for doubt in _bare_doubts(policy, row, at)]
    readings = sorted((reading for readings in read for reading in readings), key=lambda reading: reading.until)
    proved = len(stated) == len(found) and all(read)
    return Ends(tuple(readings), bool(readings) and not proved, tuple(dict.fromkeys(doubts)))


def _candidates(vendor, policy, case, known):
    """The rows that may hold, once by each clock, with a Situation they hold in; no rows where there may be none."""
    rows, found = family_rows(vendor, case.family), {}
    for situation in _situations(vendor, policy, rows, case):
        clock = policy.fact("warranty-clock", situation)
        for together in _may_hold(policy, rows, situation, known):
            found.setdefault((*map(id, together), id(clock)), (together, situation))
    return [*found.values()]


def clock_of(policy, row, situation):
    """The Clock that a row is counted by, or None where the text is silent."""
    fact = policy.fact("warranty-clock", situation)
    return row.clock or (None if fact.silent else fact.value)


def _may_hold(policy, rows, situation, known):
    """The rows that hold in a situation; with one more each where a day is not known that decides whether it does."""
    gates = [(row, _in_gate(policy, row, situation, known)) for row in rows if fits(row.when, situation)]
    yield tuple(row for row, gate in gates if gate)
    for one in (row for row, gate in gates if gate is None):
        yield tuple(row for row, gate in gates if gate or row is one)


def _in_gate(policy, row, situation, known):
    """Whether the day of the row's event lies within its `from` and `to`; None where that day is not known."""
    if not (row.from_ or row.to):
        return True
    clock = clock_of(policy, row, situation) or Start()
    day = known.get(row.of or clock.event)
    return day and (not row.from_ or row.from_ <= day) and (not row.to or day <= row.to)


def _last_to_end(policy, rows, situation, known):
    """Every Reading of which of these rows ends last; none where no day is known that one of them is counted from.

    A row that has no figure, or whose day is not known, may end later than any other.
    """
    parts = [(some, _readings(policy, some, situation, known)) for some in _by_clock(rows)]
    read = [readings for some, readings in parts if readings and not some[0].is_none]
    unread = [some[0] for some, readings in parts if not readings]
    if not read and (unread or not parts):
        return []
    nothing = [readings for some, readings in parts if some[0].is_none]
    ends = [_latest(chosen) for chosen in product(*read, *nothing)]
    return [*ends, Reading(unread[0], date.max)] if unread else ends


def _by_clock(rows):
    """These rows in parts: those that are counted alike; those in words; those that say that there is no warranty."""
    parts = {}
    for row in rows:
        parts.setdefault((row.words, None if row.words else row.clock), []).append(row)
    return [*parts.values()]


def _readings(policy, rows, situation, known):
    """Every Reading of which of these rows ends last, which are counted alike; none in words, or without a day."""
    if rows[0].is_none:
        return [Reading(rows[0], EARLIER)]
    firsts = [] if rows[0].words else _first_days(clock_of(policy, rows[0], situation), known)
    lengths = [[length for length in (row.figure, row.or_, row.extended) if length] for row in rows]
    return [_latest(map(partial(_reading, first), rows, chosen)) for first in firsts for chosen in product(*lengths)]


def _reading(first, row, length):
    return Reading(row, _end(first, length, row.unit))


def _latest(readings):
    return max(readings, key=lambda reading: reading.until)


def _end(first, length, unit):
    return first if first == EARLIER else UNBOUNDED.get(length) or later(first, length, unit)


def _first_days(clock, known):
    """The days that a warranty may be counted from; none where not all of them are known.

    A silent clock is taken to count from the purchase. A later event, here or as the other reading of a clock, moves it
    only where its day is given. Where the latest day of a clock is not known, it may be counted from an EARLIER one.
    """
    if clock is None:
        later = [known[event] for event in LATER if event in known] if "purchase" in known else []
        return [day for day in (known.get("purchase"), *later) if day]
    first = counted_from(clock, known) or (clock.otherwise and counted_from(clock.otherwise, known))
    second = clock.or_ and counted_from(clock.or_, known)
    latest = clock.latest and counted_from(clock.latest, known)
    if first is None or (clock.or_ and second is None and clock.or_.event not in LATER):
        return [EARLIER, latest] if latest else []
    firsts = [first, second] if second else [first]
    if not clock.latest:
        return firsts
    return [min(first, latest) for first in firsts] if latest else [EARLIER, *firsts]


def _bare_doubts(policy, row, situation):
    """The doubts of a row and of its clock that name no other reading, so that nothing can be proved beside them."""
    if row.doubt and not (row.or_ or row.clock and row.clock.or_):
        yield row.doubt
    fact = policy.fact("warranty-clock", situation)
    if not row.clock and fact.doubt and not fact.value.or_:
        yield fact.doubt


def _situations(vendor, policy, rows, case):
    """Every Situation that a case may be in, for the rows of its family."""
    told_apart = (*rows, *policy.rows("warranty-clock"))
    axes = [axis for axis in axes_of(told_apart) if axis not in SETTLED and not case.situation.on(axis)]
    may_be = [_may_be(vendor, policy, told_apart, axis) for axis in axes]
    return [case.situation.with_values(dict(zip(axes, chosen, strict=True))) for chosen in product(*may_be)]


def _may_be(vendor, policy, rows, axis):
    """What a case may be on an axis where it is not known: every answer, else every region, else all that rows name."""
    named = dict.fromkeys(name for row in rows for name in names_on(row.when, axis))
    every = vendor.products.regions if axis in PLACES else named
    return [answer for answer in policy.answers.get(axis, ()) if answer != "unknown"] or [*every, ELSEWHERE]
