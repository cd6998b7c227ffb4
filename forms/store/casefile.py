"""What the desk adds to a request besides steps: notes and ticked questions; and where else its serials stand."""

from forms.store.history import add_event
from forms.store.records import Kin, NewEvent

ADD_NOTE = "INSERT INTO note (request, event, kind, text) VALUES (?, ?, 'internal', ?)"
KIN = """
SELECT DISTINCT other.serial, request.ticket, request.vendor, request.created, other.state
FROM unit AS own
JOIN batch AS own_batch ON own_batch.id = own.batch
JOIN unit AS other ON other.serial = own.serial AND other.id <> own.id
JOIN batch ON batch.id = other.batch
JOIN request ON request.id = batch.request
WHERE own_batch.request = ? AND own.serial <> '' AND request.id <> own_batch.request
ORDER BY other.serial, request.created DESC
LIMIT 100
"""


def add_note(store, request_id, text, actor, now):
    """Keep a note that only the desk reads."""
    with store.writing() as db:
        event = add_event(db, request_id, NewEvent(kind="noted", actor=actor), now)
        db.execute(ADD_NOTE, [request_id, event, text])


def tick(store, request_id, question, done, actor, now):
    """Note that a question the vendor's text leaves open was answered for this customer, or that it is open again."""
    with store.writing() as db:
        kind = "answered" if done else "unanswered"
        add_event(db, request_id, NewEvent(kind=kind, actor=actor, detail={"question": question}), now)


def kin(store, request_id):
    """Give every other request that has a serial of this one: where the same camera is, or was before."""
    return [Kin(**row) for row in store.rows(KIN, [request_id])]
