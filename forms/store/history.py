"""Keeps what happened to a request, in order; it is only ever added to."""

from forms.store.connect import insert
from forms.store.records import Event, columns_of, fields_of

ADD_EVENT = """
INSERT INTO event (request, at, actor, kind, detail) VALUES (:request, :at, :actor, :kind, :detail) RETURNING id
"""


def events(store, request_id):
    """Give a request's events, oldest first."""
    rows = store.rows("SELECT * FROM event WHERE request = ? ORDER BY id", [request_id])
    return [Event(**fields_of(row, "detail")) for row in rows]


def add_event(db, request_id, event, now):
    """Add an event inside a writing block, and give its id."""
    return insert(db, ADD_EVENT, columns_of(event, "detail") | {"request": request_id, "at": now})
