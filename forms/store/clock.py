"""Finds the units that have waited long enough for a reminder, or for what a reminder has announced."""

# A reminder is sent once for each time a unit comes into its state.
UNREMINDED = """
SELECT unit.id, batch.request
FROM unit JOIN batch ON batch.id = unit.batch JOIN request ON request.id = batch.request
WHERE unit.state = ? AND unit.since <= ? AND request.vendor = ? AND NOT EXISTS (
    SELECT 1 FROM event WHERE event.request = request.id AND event.kind = ? AND event.at >= unit.since
)
ORDER BY batch.request, unit.id
"""
ENDING = """
SELECT unit.id, batch.request
FROM rma JOIN unit ON unit.rma = rma.number AND unit.state = 'authorised'
JOIN batch ON batch.id = unit.batch JOIN request ON request.id = batch.request
WHERE rma.expires <= ? AND request.vendor = ? AND NOT EXISTS (
    SELECT 1 FROM event WHERE event.request = request.id AND event.kind = ? AND event.at >= unit.since
)
ORDER BY batch.request, unit.id
"""
ENDLESS = """
SELECT unit.id, batch.request
FROM unit JOIN rma ON rma.number = unit.rma AND rma.expires IS NULL
JOIN batch ON batch.id = unit.batch JOIN request ON request.id = batch.request
WHERE unit.state = 'authorised' AND unit.since <= ? AND request.vendor = ? AND NOT EXISTS (
    SELECT 1 FROM event WHERE event.request = request.id AND event.kind = ? AND event.at >= unit.since
)
ORDER BY batch.request, unit.id
"""
ANNOUNCED = """
SELECT unit.id, batch.request
FROM unit JOIN batch ON batch.id = unit.batch JOIN request ON request.id = batch.request
JOIN event ON event.request = request.id AND event.kind = 'remind-advice' AND event.at >= unit.since
WHERE unit.state = 'advised' AND request.vendor = ? AND json_extract(event.detail, '$.closes') < ?
    AND EXISTS (SELECT 1 FROM json_each(event.detail, '$.units') WHERE json_each.value = unit.id)
ORDER BY batch.request, unit.id
"""


def unreminded(store, state, since, vendor, reminder):
    """{request id: unit ids} of a vendor's units in a state since a time or longer, not yet reminded there."""
    return _by_request(store.rows(UNREMINDED, [state, since, vendor, reminder]))


def ending(store, day, vendor, reminder):
    """The same for RMA numbers whose last day is that day or before, with nothing on its way."""
    return _by_request(store.rows(ENDING, [day, vendor, reminder]))


def endless(store, since, vendor, reminder):
    """The same for RMA numbers without a last day, given at that time or before, with nothing on its way."""
    return _by_request(store.rows(ENDLESS, [since, vendor, reminder]))


def announced(store, vendor, today):
    """The same for units whose reminder named a day of closing that is over today."""
    return _by_request(store.rows(ANNOUNCED, [vendor, today]))


def _by_request(rows):
    found = {}
    for row in rows:
        found.setdefault(row["request"], []).append(row["id"])
    return found
