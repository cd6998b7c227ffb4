"""Reads requests back whole, with their batches and units."""

from forms.store.records import Batch, Request, Unit, fields_of

BATCHES = "SELECT * FROM batch WHERE request = ? ORDER BY id"
UNITS = """
SELECT unit.* FROM unit JOIN batch ON batch.id = unit.batch WHERE batch.request = ? ORDER BY unit.id
"""


def requests_of(store, draft_key):
    """Give the requests a draft became, in order."""
    # One read transaction, so that a request and its units are seen as they stood together.
    with store.db.atomic():
        rows = store.rows("SELECT * FROM request WHERE draft = ? ORDER BY part", [draft_key])
        return [_request(store, row) for row in rows]


def request_by_ticket(store, ticket):
    """Give the request of this ticket (letters only, as stored), or None."""
    with store.db.atomic():
        rows = store.rows("SELECT * FROM request WHERE ticket = ?", [ticket])
        return _request(store, rows[0]) if rows else None


def _request(store, row):
    units = [Unit(**unit) for unit in store.rows(UNITS, [row["id"]])]
    batches = [_batch(batch, units) for batch in store.rows(BATCHES, [row["id"]])]
    return Request(**row | {"anyway": bool(row["anyway"]), "batches": tuple(batches)})


def _batch(row, units):
    own = tuple(unit for unit in units if unit.batch == row["id"])
    return Batch(**fields_of(row, "tried", "dates", "verdict"), units=own)
