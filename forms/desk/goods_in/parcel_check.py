"""Checks an opened parcel: what was expected in it, what is ticked, and which scanned serials belong to neither."""

from typing import NamedTuple

from content.eligibility.catalogue import serial_form
from content.wording.joining import joined
from forms.desk.goods_in.scan import by_serials
from forms.records.limits import MOST_SERIALS
from forms.rma.lifecycle import STATES
from forms.rma.transition import why_not
from forms.serials.serial_box import Reading, read_serials


class ParcelCheck(NamedTuple):
    """A parcel compared with what was scanned: the units that can have come, and which of them it should hold, holds
    by the ticks, and holds by the scans.

    `noted_before` are cameras that cannot arrive, mostly because they did; `unexpected` are scanned serials that are
    not of this request, as {serial: Hits of the requests it is of}. `read` is the Reading of the scans.
    """

    fits: list
    expected: list
    ticked: list
    scanned: list
    noted_before: list
    unexpected: dict
    read: Reading

    @property
    def others(self):
        return [unit for unit in self.fits if unit not in self.expected]

    @property
    def missing(self):
        return [unit for unit in self.expected if unit not in self.ticked]

    @property
    def surprises(self):
        """The ticked cameras that were not to come."""
        return [unit for unit in self.ticked if STATES[unit.state].camera == "never"]

    @property
    def complete(self):
        """Whether everything expected is there and nothing else needs a second look."""
        return bool(self.expected) and not (self.missing or self.unexpected or self.surprises)


def check_parcel(request, vendor, number, scanned="", ticks=None, compared=False):
    """The ParcelCheck of an RMA number; `ticks` are unit ids as posted, None on a first look.

    The first scans take the place of the ticks that stood there by default; later ones add to what is ticked.
    """
    fits = [unit for unit in request.units if not why_not("arrive", request, unit, "support", vendor)]
    due, read = expected_of(fits, number), read_serials(scanned, serial_form(vendor), MOST_SERIALS)
    serials = [found.serial for found in read.serials]
    if ticks is None:
        ticks = {str(unit.id) for unit in due or fits[:1] * (len(request.units) == 1)}
    stand = [unit for unit in fits if str(unit.id) in ticks and not (serials and not compared and unit.serial)]
    met = [unit for unit in fits if known_by([unit]) & {*serials}]
    ticked = [unit for unit in fits if unit in met or unit in stand]
    noted, strange = [unit for unit in request.units if unit not in fits], _unexpected(request, serials)
    return ParcelCheck(fits, due, ticked, met, noted, strange, read)


def expected_of(units, number):
    """The cameras that should be in a parcel with this RMA number; without a number none is expected."""
    ranks = {unit: STATES[unit.state].awaited for unit in units if number and unit.rma == number}
    first = min(filter(None, ranks.values()), default=0)
    return [unit for unit, rank in ranks.items() if rank and rank == first]


def known_by(units):
    """The serials that units may arrive with: their own, and those of their replacements."""
    return {serial for unit in units for serial in (unit.serial, unit.new_serial) if serial}


def _unexpected(request, serials):
    own = known_by(request.units)
    strange = [serial for serial in serials if serial not in own]
    hits = by_serials(strange) if strange else {}
    return {serial: hits.get(serial, []) for serial in strange}


def arrival_inputs(check, typed):
    """The inputs of the step "arrive": remarks, ids of missing units and words for the customer, as typed and found."""
    remarks = {*typed["remarks"]} - {"missing"} | ({"missing"} if check.missing else set())
    remarks |= {"unexpected"} if check.unexpected else set()
    strange = f"In the parcel, and not part of this request: {joined(check.unexpected)}."
    also = [strange] if check.unexpected else []
    more = "\n\n".join(filter(None, [typed["more"], *also]))
    return {"remarks": sorted(remarks), "missing": [unit.id for unit in check.missing], "more": more}
