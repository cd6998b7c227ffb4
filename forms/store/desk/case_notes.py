"""What the desk adds to a request besides steps: notes and ticked questions; and where else its serials stand."""

from forms.records.history import Event
from forms.store.desk.goods_in import units_by_serial
from forms.store.events import add_event
from forms.store.requests import request_by_id


def add_note(store, request_id, text, actor, now):
    """Keep a note that only the desk reads."""
    with store.writing():
        event = add_event(store, request_id, Event(kind="noted", actor=actor), now)
        store.insert("note", {"request": request_id, "event": event, "kind": "internal", "text": text})


def tick_question(store, request_id, question, done, actor, now):
    """Note that a question the vendor's text leaves open was answered for this customer, or that it is open again."""
    with store.writing():
        kind = "answered" if done else "unanswered"
        add_event(store, request_id, Event(kind=kind, actor=actor, detail={"question": question}), now)


def seen_before(store, request_id):
    """Give a FoundUnit for every serial of this request that stands on another, or has replaced a camera there."""
    units = request_by_id(store, request_id).units
    serials = {serial for unit in units for serial in (unit.serial, unit.new_serial) if serial}
    others = units_by_serial(store, serials, apart=request_id)
    found = {(unit.serial, unit.ticket, unit.state): unit for unit in others}
    return sorted(found.values(), key=lambda unit: unit.serial)
