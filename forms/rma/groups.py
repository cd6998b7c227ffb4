"""What the customer's pages tell of each lot of cameras that share a fate: its numbers, and all that was settled."""

from datetime import date
from typing import NamedTuple

from content.dates import judging_day, now, written
from forms.records.rma_number import shown_rma
from forms.rma.details import settled, words_that_led_here
from forms.rma.lifecycle import FIRST, STATES
from forms.rma.status import Standing, standings, units_words

VOID_ON_PAGE = {"expired": "run out: do not ship", "withdrawn": "void: do not ship"}

NO_NUMBER = "There is no RMA number yet, so there is no packing sheet: do not ship."
NO_LONGER = "Nothing is to be sent under this RMA number any more, so it has no packing sheet: do not ship."
IS_THERE = "What was sent under this RMA number has arrived, so there is nothing left to pack."


class Lot(NamedTuple):
    """A lot: how it stands, its slot for the RMA number, and what only those who may read all of it are shown."""

    stand: Standing
    count: str  # "3 of 5 cameras"
    rma: str  # as people see it; empty where none may be used
    expires: str
    unissued: str  # what stands in the slot then
    sheet: str  # the number its packing sheet goes by, while there is one to print
    own: tuple = ()  # (the vendor's own ticket, its own RMA number), as the customer wrote them down
    cameras: tuple = ()  # (model, serials in words)
    rows: tuple = ()  # (label, text, small print)
    words: tuple = ()  # (support's own that brought them here, serials in words where not all of the lot)


def lots_of(vendor, request):
    """The Lots of a request, without a word that anybody typed."""
    today = judging_day(vendor.file.zone, now())
    return [_lot(request, stand, today) for stand in standings(vendor, request)]


def begun(request):
    """Whether more has happened to a request than that it was received; one reopened begins anew."""
    return any(own_of(request)) or any(unit.state != FIRST[request.intake] or unit.decision for unit in request.units)


def whole_lots(vendor, request, story):
    """The Lots of a request with all there is to tell, for whoever has the mailed link."""
    return [
        lot._replace(
            cameras=tuple(_cameras(request, lot.stand.units)),
            rows=tuple(settled(vendor, request, lot.stand, story)),
            words=tuple(_words(lot.stand, story)),
        )
        for lot in lots_of(vendor, request)
    ]


def own_of(request):
    """(the vendor's own ticket, its own RMA number) as the customer wrote them down; nothing where it is kept here."""
    return (request.their_ticket, request.their_rma) if request.intake == "mailbox" else ()


def why_no_sheet(request, rma):
    """Why a request has no packing sheet for an RMA number, where nothing is left to travel under it."""
    under = [unit for unit in request.units if rma and unit.rma == rma.number]
    if not under:
        return NO_NUMBER
    return NO_LONGER if all(STATES[unit.state].camera == "never" for unit in under) else IS_THERE


def _lot(request, stand, today):
    total, count, state = len(request.units), len(stand.units), stand.state
    rma, own = request.rma(stand.rma) if state not in VOID_ON_PAGE else None, own_of(request)
    theirs = own[1] if own else ""
    return Lot(
        stand=stand,
        count=f"{count} of {total} cameras" if count < total else f"{total} camera{'s' if total > 1 else ''}",
        rma=shown_rma(rma.number, rma.source) if rma else theirs if state == "by-mail" else "",
        expires=_expires(rma, state, today) if rma else "",
        unissued=_unissued(state, stand.rma or theirs),
        sheet=rma.number if rma and STATES[state].packed else "",
        own=own,
    )


def _expires(rma, state, today):
    if not rma.expires:
        return ""
    last = date.fromisoformat(rma.expires)
    over = STATES[state].packed and today > last
    return written(last) + ("; that day is over: ask support before you ship" if over else "")


def _unissued(state, number):
    if state in VOID_ON_PAGE and number:
        return VOID_ON_PAGE[state]
    if STATES[state].has_been:
        return "none was given"
    return "none yet: do not ship" if STATES[state].camera == "home" else "none: do not ship"


def _words(stand, story):
    for text, units in words_that_led_here(stand, story):
        yield text, units_words(units) if len(units) < len(stand.units) else ""


def _cameras(request, units):
    for batch in request.batches:
        own = [unit for unit in batch.units if unit in units]
        if own:
            yield batch.model, units_words(own)
