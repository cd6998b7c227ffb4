"""What the customer's pages tell of each group of cameras that share a fate: its numbers, and all that was settled."""

from datetime import date
from typing import NamedTuple

from content.dates import written
from forms.records.rma_number import shown_rma
from forms.rma.deadlines import open_deadlines
from forms.rma.details import details_of, words_that_led_here
from forms.rma.lifecycle import FIRST, STATES
from forms.rma.status import Status, statuses, units_words

VOID_ON_PAGE = {"expired": "run out: do not ship", "withdrawn": "void: do not ship"}


class GroupCameras(NamedTuple):
    """The cameras of one batch in a group."""

    model: str
    serials: str  # in words


class Group(NamedTuple):
    """Cameras that share a fate: how they stand, the slot for their RMA number, and all else there is to tell."""

    status: Status
    count: str  # "3 of 5 cameras"
    rma: str  # as people see it; empty where none may be used
    expires: str
    unissued: str  # what stands in the slot then
    sheet: str  # the number its packing sheet goes by, while there is one to print
    cameras: tuple = ()  # of GroupCameras
    details: tuple = ()  # of Detail
    words: tuple = ()  # of Words
    deadlines: tuple = ()  # of Deadline, of what is still to be done


def groups_of(vendor, request, today):
    """The Groups of a request, without a word that anybody typed."""
    return [_group(vendor, request, status, today) for status in statuses(vendor, request)]


def has_begun(request):
    """Whether more has happened to a request than that it was received; one reopened begins anew."""
    moved = any(unit.state != FIRST[request.intake] or unit.decision for unit in request.units)
    return moved or bool(request.their_ticket or request.their_rma)


def whole_groups(vendor, request, history, today):
    """The Groups of a request with all there is to tell, for whoever has the mailed link."""
    return [
        group._replace(
            cameras=tuple(_cameras(request, group.status.units)),
            details=tuple(details_of(vendor, request, group.status, history)),
            words=tuple(words_that_led_here(group.status, history)),
        )
        for group in groups_of(vendor, request, today)
    ]


def why_no_sheet(request, rma):
    """Why a request has no packing sheet for an RMA number: there is "none" yet, it is "void", or all has "arrived"."""
    under = [unit for unit in request.units if rma and unit.rma == rma.number]
    if not under:
        return "none"
    return "void" if all(STATES[unit.state].camera == "never" for unit in under) else "arrived"


def _group(vendor, request, status, today):
    total, count, state = len(request.units), len(status.units), status.state
    rma, theirs = None if STATES[state].void else request.rma(status.rma), request.their_rma
    return Group(
        status=status,
        count=f"{count} of {total} cameras" if count < total else f"{total} camera{'s' if total > 1 else ''}",
        rma=shown_rma(rma.number, rma.source) if rma else theirs if state == "by-mail" else "",
        expires=_expires(rma, state, today) if rma else "",
        unissued=_unissued(state, status.rma or theirs),
        sheet=rma.number if rma and STATES[state].packed else "",
        deadlines=open_deadlines(vendor, request, status.units),
    )


def _expires(rma, state, today):
    if not rma.expires:
        return ""
    last = date.fromisoformat(rma.expires)
    over = STATES[state].packed and today > last
    return written(last) + ("; that day is over: ask support before you ship" if over else "")


def _unissued(state, number):
    if STATES[state].void and number:
        return VOID_ON_PAGE[state]
    if STATES[state].has_been:
        return "none was given"
    return "none yet: do not ship" if STATES[state].camera == "home" else "none: do not ship"


def _cameras(request, units):
    for batch in request.batches:
        own = [unit for unit in batch.units if unit in units]
        if own:
            yield GroupCameras(batch.model, units_words(own))
