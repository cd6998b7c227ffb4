"""Finds what a parcel may hold: the cameras of a serial, and what is on its way to goods-in."""

import json
from typing import NamedTuple

from forms.records.desk_rows import FoundUnit

BY_SERIAL = """
WITH met AS (
    SELECT id, serial FROM unit WHERE serial IN (SELECT value FROM json_each(:serials)) AND serial <> ''
    UNION SELECT id, new_serial FROM unit WHERE new_serial IN (SELECT value FROM json_each(:serials))
)
SELECT ticket, vendor, created, model, met.serial, state, unit.rma, rma.source
FROM met
JOIN unit ON unit.id = met.id
JOIN batch ON batch.id = unit.batch
JOIN request ON request.id = batch.request
LEFT JOIN rma ON rma.number = unit.rma
WHERE request.id <> :apart
ORDER BY created DESC, unit.id
LIMIT 200
"""
ON_ITS_WAY = "SELECT count(*) FROM lane WHERE lane = 'goods-in'"
# CROSS keeps this order of looking: the few oldest first, by the index of lanes, and then only what is theirs.
COMING = """
SELECT ticket, vendor, name, company, country, unit.rma, rma.source, count(*) AS units, min(since) AS since,
    (SELECT carrier FROM parcel WHERE parcel.request = request.id AND way = 'there' ORDER BY id DESC LIMIT 1) AS carrier
FROM (SELECT request, due FROM lane WHERE lane = 'goods-in' ORDER BY due LIMIT ?) AS first
CROSS JOIN request ON request.id = first.request
CROSS JOIN batch ON batch.request = request.id
CROSS JOIN unit ON unit.batch = batch.id
LEFT JOIN rma ON rma.number = unit.rma
WHERE state = 'on-its-way'
GROUP BY request.id, unit.rma
ORDER BY min(first.due), request.id, unit.rma
"""


class ParcelsComing(NamedTuple):
    """How many requests have something on its way, and the rows of COMING for the oldest of them.

    A row is what is on its way under one RMA number of a request, and `carrier` as the customer told it, or None.
    """

    count: int
    rows: list


def units_by_serial(store, serials, apart=0):
    """A FoundUnit for every camera of these serials, or replaced by one of them, the newest requests first.

    Those of the request with the id `apart` are left out.
    """
    return [FoundUnit(**row) for row in store.rows(BY_SERIAL, {"serials": json.dumps(list(serials)), "apart": apart})]


def parcels_coming(store, most):
    """The ParcelsComing, with at most so many rows."""
    with store.reading():
        return ParcelsComing(store.value(ON_ITS_WAY), store.rows(COMING, [most]))
