"""Finds what a parcel may hold: the cameras of a serial, and what is on its way to goods-in."""

import json
from typing import NamedTuple

BY_SERIAL = """
SELECT request.ticket, request.vendor, request.created, batch.model, unit.serial, unit.state, unit.rma,
    rma.source
FROM unit
JOIN batch ON batch.id = unit.batch
JOIN request ON request.id = batch.request
LEFT JOIN rma ON rma.number = unit.rma
WHERE unit.serial IN (SELECT value FROM json_each(?)) AND unit.serial <> ''
ORDER BY request.created DESC, unit.id
LIMIT 200
"""
# CROSS keeps this order of looking: the few oldest first, by the index of lanes, and then only what is theirs.
COMING = """
SELECT request.ticket, request.vendor, request.name, request.company, request.country, unit.rma,
    rma.source, count(*) AS units, min(unit.since) AS since,
    (SELECT carrier FROM parcel WHERE parcel.request = request.id AND way = 'there' ORDER BY id DESC LIMIT 1) AS carrier
FROM (SELECT request, due FROM lane WHERE lane = 'goods-in' ORDER BY due LIMIT ?) AS first
CROSS JOIN request ON request.id = first.request
CROSS JOIN batch ON batch.request = request.id
CROSS JOIN unit ON unit.batch = batch.id
LEFT JOIN rma ON rma.number = unit.rma
WHERE unit.state = 'on-its-way'
GROUP BY request.id, unit.rma
ORDER BY min(first.due), request.id, unit.rma
"""
COUNT = "SELECT count(*) AS coming FROM lane WHERE lane = 'goods-in'"


class Stood(NamedTuple):
    """Where a camera of some serial stands, or stood, and on which request."""

    ticket: str
    vendor: str
    created: str
    model: str
    serial: str
    state: str
    rma: str | None
    source: str | None


class Coming(NamedTuple):
    """What is on its way under one RMA number of a request, and who told of it."""

    ticket: str
    vendor: str
    name: str
    company: str
    country: str
    rma: str | None
    source: str | None
    units: int
    since: str
    carrier: str | None


def units_by_serial(store, serials):
    """A Stood for every camera of these serials, the newest requests first."""
    return [Stood(**row) for row in store.rows(BY_SERIAL, [json.dumps(list(serials))])]


def coming(store, most):
    """(how many requests have something on its way, the Coming of the oldest of them)."""
    with store.db.atomic():
        count = store.rows(COUNT)[0]["coming"]
        return count, [Coming(**row) for row in store.rows(COMING, [most])]
