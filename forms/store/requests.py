"""Reads requests back whole, with their batches and units."""

import json

from forms.records.history import Consent, Event, History, Note, Parcel
from forms.records.request import Batch, Request, Rma, Unit
from forms.store.database.connection import fields_of
from forms.store.events import last_event

BATCHES = "SELECT * FROM batch WHERE request = ? ORDER BY id"
UNITS = "SELECT * FROM unit WHERE batch IN (SELECT id FROM batch WHERE request = ?) ORDER BY id"
RMAS = "SELECT number, source, issued, expires FROM rma WHERE request = ? ORDER BY issued, number"
CONSENTS = "SELECT id, event, name, order_number FROM consent WHERE request = ? ORDER BY id"
PARCELS = "SELECT event, way, carrier, tracking FROM parcel WHERE request = ? ORDER BY id"
NOTES = "SELECT event, kind, text FROM note WHERE request = ? ORDER BY id"
TURNS = """
SELECT ticket, link_turn FROM request
WHERE ticket IN (SELECT value FROM json_each(?)) AND email = ? COLLATE NOCASE
"""
# One look for both numbers and the address: what is not there takes as long as what is somebody else's.
OF_CALLER = """
SELECT * FROM request
WHERE id IN (SELECT id FROM request WHERE ticket = :ticket UNION ALL SELECT request FROM rma WHERE number = :number)
    AND lower(email) = lower(:email)
"""
OF_RMA = "SELECT request.* FROM request JOIN rma ON rma.request = request.id WHERE rma.number = ?"


def requests_of_draft(store, draft_key):
    """Give the requests a draft became, in order."""
    return _requests(store, "SELECT * FROM request WHERE draft = ? ORDER BY part", [draft_key])


def request_by_ticket(store, ticket):
    """Give the request of this ticket (letters only, as stored), or None."""
    return _one(store, "SELECT * FROM request WHERE ticket = ?", [ticket])


def request_by_rma(store, number):
    """Give the request this RMA number was made for, or None."""
    return _one(store, OF_RMA, [number])


def request_of_caller(store, ticket, number, email):
    """Give the request that has this ticket or this RMA number, and this address; None for every other reason alike."""
    return _one(store, OF_CALLER, {"ticket": ticket, "number": number, "email": email})


def link_turn(store, ticket):
    """Give the turn of a ticket's mailed link, and nothing else of it; None where there is no such ticket."""
    return store.value("SELECT link_turn FROM request WHERE ticket = ?", [ticket])


def all_tickets(store):
    """Give the ticket of every request, the oldest first."""
    return [row["ticket"] for row in store.rows("SELECT ticket FROM request ORDER BY id")]


def link_turns(store, tickets, email):
    """Give {ticket: its link's turn} of those of these tickets that still belong to this address."""
    wanted = [json.dumps(list(tickets)), email]
    return {row["ticket"]: row["link_turn"] for row in store.rows(TURNS, wanted)}


def request_by_id(store, id):
    """Give the request of this id, or None."""
    return _one(store, "SELECT * FROM request WHERE id = ?", [id])


def read_history(store, request_id):
    """Give all that happened to a request, with what was typed along the way."""
    with store.reading():
        events = store.rows("SELECT * FROM event WHERE request = ? ORDER BY id", [request_id])
        return History(
            events=tuple(Event(**fields_of(row, "detail")) for row in events),
            consents=tuple(Consent(**row) for row in store.rows(CONSENTS, [request_id])),
            parcels=tuple(Parcel(**row) for row in store.rows(PARCELS, [request_id])),
            notes=tuple(Note(**row) for row in store.rows(NOTES, [request_id])),
        )


def _one(store, sql, values):
    return next(iter(_requests(store, sql, values)), None)


def _requests(store, sql, values):
    # One read transaction, so that a request and its units are seen as they stood together.
    with store.reading():
        return [_request(store, row) for row in store.rows(sql, values)]


def _request(store, row):
    units = [Unit(**unit) for unit in store.rows(UNITS, [row["id"]])]
    batches = [_batch(batch, units) for batch in store.rows(BATCHES, [row["id"]])]
    rmas = tuple(Rma(**rma) for rma in store.rows(RMAS, [row["id"]]))
    return Request(**row, batches=tuple(batches), rmas=rmas, seen=last_event(store, row["id"]))


def _batch(row, units):
    own = tuple(unit for unit in units if unit.batch == row["id"])
    return Batch(**fields_of(row, "answers", "dates", "verdict"), units=own)
