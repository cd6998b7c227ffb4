"""Takes one step with a request: everything it changes and brings, in one transaction, or nothing."""

from forms.records.errors import NumberTaken, Overtaken
from forms.records.transition import THIS
from forms.store.addresses import note_proof
from forms.store.database.connection import insert
from forms.store.database.series import give_number, next_rma_number
from forms.store.events import add_event, newer_events
from forms.store.mail.outbox import add_mail
from forms.store.requests import request_by_id

SET = {
    "state": "UPDATE unit SET state = ? WHERE id = ?",
    "decision": "UPDATE unit SET decision = ? WHERE id = ?",
    "reason": "UPDATE unit SET reason = ? WHERE id = ?",
    "result": "UPDATE unit SET result = ? WHERE id = ?",
    "rma": "UPDATE unit SET rma = ? WHERE id = ?",
    "since": "UPDATE unit SET since = ? WHERE id = ?",
    "quote": "UPDATE unit SET quote = ? WHERE id = ?",
    "consent": "UPDATE unit SET consent = ? WHERE id = ?",
    "new_serial": "UPDATE unit SET new_serial = ? WHERE id = ?",
}
# A maker's own number may cover more cameras of its request later on; one of the series is drawn once.
ADD_RMA = """
INSERT INTO rma (number, request, source, issued, expires) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (number) DO UPDATE SET issued = max(issued, excluded.issued), expires = excluded.expires
WHERE request = excluded.request AND source = 'entered' AND excluded.source = 'entered'
"""
ADD_CONSENT = "INSERT INTO consent (request, event, name, order_number) VALUES (?, ?, ?, ?) RETURNING id"
ADD_PARCEL = "INSERT INTO parcel (request, event, way, carrier, tracking) VALUES (?, ?, ?, ?, ?)"
ADD_NOTE = "INSERT INTO note (request, event, kind, text) VALUES (?, ?, ?, ?)"
DESK = """
SELECT unread, snoozed, due FROM desk LEFT JOIN lane ON lane.request = desk.request AND lane = 'support'
WHERE desk.request = ?
"""
PUT_LANE = "INSERT INTO lane (request, lane, due) VALUES (?, ?, ?)"


def store_step(store, request_id, seen, make_move, now):
    """Store the NewMove that `make_move(request, next_number)` works out under the lock; gives its event's id.

    `seen` is the last event the one who asks has seen (None: they need not have looked). Raises Overtaken, NumberTaken,
    and whatever make_move raises.
    """
    with store.writing() as db:
        newer = newer_events(store, request_id, seen)
        if newer:
            raise Overtaken(newer)
        request = request_by_id(store, request_id)
        move = make_move(request, next_rma_number(store))
        event = _put(store, db, request, move, now)
        if move.rma and move.rma.source == "series":
            give_number(db, move.rma.number)  # last: a step that fails above leaves no gap
        return event


def _put(store, db, request, move, now):
    event = add_event(db, request.id, move.event, now)
    consent = insert(db, ADD_CONSENT, [request.id, event, *move.consent]) if move.consent else None
    if move.rma:
        _add_rma(db, request, move.rma)
    for unit, changes in move.units.items():
        for column, value in changes.items():
            own = {"quote": event, "consent": consent}.get(column)
            db.execute(SET[column], [own if value is THIS else value, unit])
    if move.parcel:
        db.execute(ADD_PARCEL, [request.id, event, *move.parcel])
    for kind, text in move.notes:
        db.execute(ADD_NOTE, [request.id, event, kind, text])
    for mail in move.mails:
        add_mail(store, db, request.id, event, mail, now)
    put_lanes(store, db, request.id, move, now)
    if move.proves:
        note_proof(db, request.id, now)
    return event


def _add_rma(db, request, rma):
    if not db.execute(ADD_RMA, [rma.number, request.id, rma.source, rma.issued, rma.expires]).rowcount:
        raise NumberTaken(rma.number)


def put_lanes(store, db, request_id, move, now):
    """Put a request into the worklists it belongs to now; what is unread stands in support's, since it came."""
    [desk] = store.rows(DESK, [request_id])
    unread = desk["unread"] if move.unread is None else int(move.unread)
    snoozed = None if move.wakes else desk["snoozed"]
    since = (desk["unread"] and desk["due"]) or now
    db.execute("UPDATE desk SET unread = ?, snoozed = ? WHERE request = ?", [unread, snoozed, request_id])
    stand_in(db, request_id, ({"support": since} if unread else {}) | move.lanes)


def stand_in(db, request_id, lanes):
    """Put a request into these worklists, {lane: due}, and into no other."""
    db.execute("DELETE FROM lane WHERE request = ?", [request_id])
    for lane, due in lanes.items():
        db.execute(PUT_LANE, [request_id, lane, due])
