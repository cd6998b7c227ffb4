"""What happened to a request as its customer reads it: newest first, never a word that was meant for the desk alone."""

from typing import NamedTuple

from content.money import money
from content.wording.catalog import fill, read_words
from content.wording.joining import joined
from forms.records.history import Event
from forms.records.rma_number import shown_in
from forms.rma.details import agreed
from forms.rma.status import units_words, written_moment

WHO = {"customer": "you", "purchasing": "purchasing", "clock": "the calendar"}
SPOKEN = ("told", "said")  # the kinds of notes that passed between support and customer


class Entry(NamedTuple):
    """One thing that happened: `which` cameras where not all, `codes` in words, `notes` as they were written."""

    when: str
    what: str
    who: str = ""
    which: str = ""
    codes: tuple = ()
    notes: tuple = ()
    event: Event | None = None  # for the desk, which tells more of it


def timeline(request, history, vendor):
    """A request's Entries, newest first."""
    return [
        entry._replace(
            who=who_of(event.actor),
            which=which_of(request, event),
            codes=tuple(_codes(request, history, event)),
            notes=tuple(note for note in history.notes_of(event) if note.kind in SPOKEN),
        )
        for entry, event in zip(bare_timeline(history, vendor), _shown(history), strict=True)
    ]


def bare_timeline(history, vendor):
    """The same without anything that was typed, nor by whom or for which cameras."""
    return [Entry(written_moment(event.at), sentence_of(event.kind, vendor.name)) for event in _shown(history)]


def _shown(history):
    return [event for event in reversed(history.events) if sentence_of(event.kind)]


def sentence_of(kind, vendor="the vendor"):
    """The customer's sentence for an event; empty for what the desk does for itself."""
    words = read_words()
    return words.steps[kind].told if kind in words.steps else fill(words.events.get(kind, ""), vendor=vendor)


def who_of(actor):
    """Who acted, as a customer is told: no name of anybody at the desk."""
    return WHO.get(actor, "support")


def which_of(request, event):
    """The cameras an event is about, in words; empty where it is about all of them, or none."""
    ids = event.detail.get("units")  # of a request that came in it is their count
    some = [unit for unit in request.units if isinstance(ids, list) and unit.id in ids]
    return units_words(some) if some and len(some) < len(request.units) else ""


def settled_codes(request, detail):
    """What an event settled that customer and desk are told alike: the way, and the RMA number."""
    kinds = read_words().kinds
    if "way" in detail:
        yield kinds[detail["way"]].name if detail["way"] in kinds else detail["way"]
    if "rma" in detail:
        yield f"RMA number {shown_in(request, detail['rma'])}"


def _codes(request, history, event):
    words, detail = read_words(), event.detail
    yield from settled_codes(request, detail)
    if "price" in detail:
        yield f"{money(detail.get('amount', detail['price']), detail['currency'])} for each camera"
    if detail.get("remarks"):
        remarks = joined(words.remarks.get(remark, remark) for remark in detail["remarks"])
        yield remarks[:1].upper() + remarks[1:]
    parcel, consent = history.parcel_of(event), history.consent_of(event)
    if parcel:
        yield ", ".join(filter(None, (parcel.carrier, parcel.tracking)))
    if consent:
        yield agreed(consent)
