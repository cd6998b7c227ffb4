"""The timeline of a request at the desk: who did what and when, with which cameras, what was written and mailed."""

from content.money import money
from content.wording.catalog import fill, read_words
from forms.rma.status import written_moment
from forms.rma.timeline import Entry, sentence_of, settled_codes, which_of
from forms.steps.take import overtaken_words
from forms.store.desk.staff import all_staff
from forms.web.request_context import get_store

PEOPLE = {"customer": "the customer", "purchasing": "purchasing", "clock": "the calendar", "post": "the postman"}
COLLEAGUE = "Somebody of the desk"


def timeline(request, history, vendor):
    """The Entries of a request, newest first."""
    names = _names() | {actor: name.capitalize() for actor, name in PEOPLE.items()}
    return [
        Entry(
            written_moment(event.at), event_words(event.kind, vendor.name), names.get(event.actor, COLLEAGUE),
            which_of(request, event), tuple(_codes(request, event.detail)), tuple(history.notes_of(event)), event,
        )
        for event in reversed(history.events)
    ]  # fmt: skip


def _names():
    """{actor: name} of whoever may act, as it stands within a sentence."""
    return PEOPLE | {f"staff:{staff.id}": staff.name for staff in all_staff(get_store())}


def event_words(kind, vendor="the vendor"):
    """The sentence for an event of that kind, as the desk reads it."""
    words = read_words()
    own = words.steps[kind].desk if kind in words.steps else words.desk.get(kind, "")
    return fill(own, vendor=vendor) or sentence_of(kind, vendor) or kind


def overtaken_at_desk(fault):
    """The sentence of an Overtaken for the colleague who came second."""
    names = _names()
    return overtaken_words(fault, lambda actor: names.get(actor, COLLEAGUE), event_words)


def _codes(request, detail):
    words = read_words()
    yield from settled_codes(request, detail)
    if "reason" in detail:
        yield words.reasons.get(detail["reason"], detail["reason"])
    if "price" in detail:
        yield f"Price, each: {money(detail['price'], detail['currency'])}"
    if "amount" in detail:
        yield f"To pay back, each: {money(detail['amount'], detail['currency'])}"
    yield from (words.remarks.get(remark, remark).capitalize() for remark in detail.get("remarks", []))
    if "question" in detail:
        yield words.facts[detail["question"]].question if detail["question"] in words.facts else detail["question"]
