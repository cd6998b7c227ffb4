"""An opened parcel on the bench: what was expected in it, what is ticked, and what the scanned serials say to that."""

from typing import NamedTuple

from content.eligibility.catalogue import serial_form
from content.wording.joining import joined
from forms.desk.goods_in.scan import by_serials, state_name
from forms.rma.lifecycle import STATES
from forms.rma.transition import why_not
from forms.serials.serial_box import read_serials

MOST = 200


class Row(NamedTuple):
    """One camera that can have come: how it stands, whether it is expected, ticked, and among the scanned."""

    unit: object
    model: str
    state: str
    expected: bool
    ticked: bool
    scanned: bool


class Bench(NamedTuple):
    """The whole bench; `unexpected` is [(serial, [Hit])] and `here` what was noted before."""

    rows: tuple
    here: tuple
    unexpected: tuple
    notes: tuple
    errors: tuple
    scans: int

    @property
    def expected(self):
        return [row for row in self.rows if row.expected]

    @property
    def others(self):
        return [row for row in self.rows if not row.expected]

    @property
    def ticked(self):
        return [row.unit for row in self.rows if row.ticked]

    @property
    def missing(self):
        return [row.unit for row in self.rows if row.expected and not row.ticked]

    @property
    def complete(self):
        """Whether everything expected is there and nothing besides asks for a second look."""
        return bool(self.expected) and not self.missing and not self.unexpected and not self.surprises

    @property
    def surprises(self):
        """The ticked cameras that were not to come."""
        return [row for row in self.rows if row.ticked and STATES[row.unit.state].camera == "never"]


def bench_of(one, vendor, number, scanned="", ticks=None, compared=False):
    """The Bench of a request's parcel; `ticks` are unit ids as posted, None on a first look.

    The first scans take the place of the ticks that stood there by default; later ones add to what is ticked.
    """
    fits = [unit for unit in one.units if not why_not("arrive", one, unit, "support", vendor)]
    due, read = expected_of(fits, number), read_serials(scanned, serial_form(vendor), MOST)
    serials = [found.serial for found in read.serials]
    start = ticks if ticks is not None else {str(unit.id) for unit in due or fits[:1] * (len(one.units) == 1)}
    fresh = bool(serials) and not compared
    met = [unit for unit in fits if known_by(unit) & {*serials}]

    def ticked(unit):
        return unit in met or (str(unit.id) in start and not (fresh and unit.serial))

    rows = tuple(
        Row(unit, batch.model, state_name(unit.state, unit.result), unit in due, ticked(unit), unit in met)
        for batch in one.batches for unit in batch.units if unit in fits
    )  # fmt: skip
    here = tuple((unit, state_name(unit.state, unit.result)) for unit in one.units if unit not in fits)
    return Bench(rows, here, _unexpected(one, serials), read.notes, read.errors, len(serials))


def expected_of(units, number):
    """The cameras that should be in a parcel with this RMA number; without a number none is expected."""
    ranks = {unit: STATES[unit.state].awaited for unit in units if number and unit.rma == number}
    first = min(filter(None, ranks.values()), default=0)
    return [unit for unit, rank in ranks.items() if rank and rank == first]


def known_by(unit):
    """The serials a unit may come by: its own, and that of what replaced it."""
    return {unit.serial, unit.new_serial} - {"", None}


def _unexpected(one, serials):
    own = {serial for unit in one.units for serial in known_by(unit)}
    strange = [serial for serial in serials if serial not in own]
    hits = by_serials(strange) if strange else {}
    return tuple((serial, tuple(hits.get(serial, ()))) for serial in strange)


def told_of(bench, said):
    """What is said of this parcel when it is noted: remarks, missing ids, and the words the customer reads."""
    remarks = {*said["remarks"]} - {"missing"} | ({"missing"} if bench.missing else set())
    remarks |= {"unexpected"} if bench.unexpected else set()
    strange = joined(serial for serial, _ in bench.unexpected)
    also = [f"In the parcel, and not part of this request: {strange}."] if strange else []
    more = "\n\n".join(filter(None, [said["more"], *also]))
    return {"remarks": sorted(remarks), "missing": [unit.id for unit in bench.missing], "more": more}
