"""The timeline of a request at the desk: who did what and when, with which cameras, what was written and mailed."""

from typing import NamedTuple

from content.explain.facts import money
from content.wording.catalog import fill, read_words
from forms.records.rma_number import shown_in
from forms.rma.status import written_moment
from forms.rma.timeline import which_of
from forms.steps.take import overtaken_words
from forms.store.desk.staff import all_staff
from forms.web.request_context import get_store

PEOPLE = {"customer": "The customer", "purchasing": "Purchasing", "clock": "The calendar", "post": "The postman"}


class Entry(NamedTuple):
    """One event in words: the units it is about, its codes, notes, parcel and consent, and the mails it sent."""

    when: str
    who: str
    what: str
    units: str
    codes: tuple
    notes: tuple
    parcel: object
    consent: object
    mails: tuple


def timeline(request, story, mails, vendor):
    """The Entries of a request, newest first."""
    names = staff_names()
    return [_entry(request, story, event, mails, names, vendor.name) for event in reversed(story.events)]


def staff_names():
    """{actor: name} of everybody who has an account."""
    return {f"staff:{staff.id}": staff.name for staff in all_staff(get_store())}


def name_of(actor, names=None):
    """The name of an event's actor."""
    return PEOPLE.get(actor) or (names or staff_names()).get(actor, "Somebody of the desk")


def event_words(kind, vendor="the vendor"):
    """The sentence for an event of that kind, as the desk reads it."""
    words = read_words()
    if kind in words.steps:
        return words.steps[kind].desk or words.steps[kind].told
    return fill(words.desk.get(kind) or words.events.get(kind, kind), vendor=vendor)


def overtaken_at_desk(fault):
    """The sentence of an Overtaken for the colleague who came second."""
    return overtaken_words(fault, _within, event_words)


def _within(actor):
    """The name as it stands within a sentence; a colleague's own name keeps its capital."""
    name = name_of(actor)
    return name[:1].lower() + name[1:] if actor in PEOPLE else name


def _entry(request, story, event, mails, names, vendor):
    return Entry(
        when=written_moment(event.at),
        who=name_of(event.actor, names),
        what=event_words(event.kind, vendor),
        units=which_of(request, event),
        codes=tuple(_codes(request, event.detail)),
        notes=tuple(story.notes_of(event)),
        parcel=story.parcel_of(event),
        consent=story.consent_of(event),
        mails=tuple(mail for mail in mails if mail.event == event.id),
    )


def _codes(request, detail):
    words = read_words()
    if "way" in detail:
        yield words.kinds[detail["way"]].name if detail["way"] in words.kinds else detail["way"]
    if "reason" in detail:
        yield words.reasons.get(detail["reason"], detail["reason"])
    if "rma" in detail:
        yield f"RMA number {shown_in(request, detail['rma'])}"
    if "price" in detail:
        yield f"Price, each: {money(detail['price'], detail['currency'])}"
    if "amount" in detail:
        yield f"To pay back, each: {money(detail['amount'], detail['currency'])}"
    yield from (words.remarks.get(remark, remark).capitalize() for remark in detail.get("remarks", []))
    if "question" in detail:
        yield words.facts[detail["question"]].question if detail["question"] in words.facts else detail["question"]
