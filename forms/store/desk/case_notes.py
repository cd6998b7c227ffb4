"""What the desk adds to a request besides steps: notes and ticked questions; and where else its serials stand."""

from forms.records.desk import SeenBefore
from forms.records.story import NewEvent
from forms.store.database.connection import insert
from forms.store.events import add_event

KIN = """
WITH own AS (
    SELECT serial FROM unit JOIN batch ON batch.id = unit.batch WHERE batch.request = :request AND serial <> ''
    UNION SELECT new_serial FROM unit JOIN batch ON batch.id = unit.batch
    WHERE batch.request = :request AND new_serial IS NOT NULL
), met AS (
    SELECT unit.id, own.serial FROM own CROSS JOIN unit ON unit.serial = own.serial
    UNION SELECT unit.id, own.serial FROM own CROSS JOIN unit ON unit.new_serial = own.serial
)
SELECT DISTINCT met.serial, request.ticket, request.vendor, request.created, other.state
FROM met
JOIN unit AS other ON other.id = met.id
JOIN batch ON batch.id = other.batch
JOIN request ON request.id = batch.request
WHERE request.id <> :request
ORDER BY met.serial, request.created DESC
LIMIT 100
"""


def add_note(store, request_id, text, actor, now):
    """Keep a note that only the desk reads."""
    with store.writing() as db:
        event = add_event(db, request_id, NewEvent(kind="noted", actor=actor), now)
        insert(db, "note", {"request": request_id, "event": event, "kind": "internal", "text": text})


def tick_question(store, request_id, question, done, actor, now):
    """Note that a question the vendor's text leaves open was answered for this customer, or that it is open again."""
    with store.writing() as db:
        kind = "answered" if done else "unanswered"
        add_event(db, request_id, NewEvent(kind=kind, actor=actor, detail={"question": question}), now)


def seen_before(store, request_id):
    """Give every other request that has a serial of this one, or has replaced a camera by it or by one with it."""
    return [SeenBefore(**row) for row in store.rows(KIN, {"request": request_id})]
