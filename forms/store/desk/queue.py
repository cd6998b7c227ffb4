"""The worklists as they are read: which requests stand in one, in which order, and what a line says of each."""

import json
from collections import Counter
from typing import NamedTuple


class Place(NamedTuple):
    """Where a request stands in a worklist: when what comes next is due, and its id."""

    due: str
    request: int


FIRST = Place("", 0)  # before every other
COUNTED = 1000  # a worklist longer than this is counted no further

# The lane is walked in its own order and never sorted, so that a page costs the same however long the list is.
# Support's is parted in two: what is one's own or nobody's, and what others have in hand.
LANE = """
SELECT lane.due, lane.request FROM lane CROSS JOIN desk ON desk.request = lane.request
WHERE lane.lane = iif(:lane = 'others', 'support', :lane) AND (lane.due, lane.request) > (:due, :request)
    AND CASE :lane WHEN 'support' THEN owner IS NULL OR owner = :staff
        WHEN 'others' THEN owner <> :staff ELSE TRUE END
    AND (snoozed IS NULL OR snoozed <= :now)
ORDER BY lane.due, lane.request LIMIT :most
"""
SNOOZED = """
SELECT snoozed AS due, request FROM desk
WHERE snoozed > :now AND (snoozed, request) > (:due, :request)
ORDER BY snoozed, request LIMIT :most
"""
HELD = """
SELECT held AS due, request FROM outbox
WHERE held IS NOT NULL AND (held, request) > (:due, :request)
ORDER BY held, request LIMIT :most
"""
LANES = ("support", "customer", "goods-in", "accounts", "others")
LISTS = dict.fromkeys(LANES, LANE) | {"snoozed": SNOOZED, "held": HELD}

LINES = """
SELECT request.id, ticket, vendor, request.name, company, request.created, owner, staff.name AS owner_name, unread,
    unread AND EXISTS (
        SELECT 1 FROM outbox WHERE outbox.request = request.id
            AND sent IS NULL AND next_try IS NULL AND held IS NULL AND error NOT IN ('withdrawn', 'gathered')
    ) AS unsent
FROM json_each(?) AS wanted
    CROSS JOIN request ON request.id = wanted.value
    CROSS JOIN desk ON desk.request = request.id
    LEFT JOIN staff ON staff.id = owner
"""
CAMERAS = """
SELECT request, model, state, result, count(*) AS units
FROM json_each(?) AS wanted
    CROSS JOIN batch ON batch.request = wanted.value
    CROSS JOIN unit ON unit.batch = batch.id
GROUP BY batch.id, state, result ORDER BY request, batch.line, min(unit.id)
"""
STANDS = "SELECT due, request FROM lane WHERE request = ? AND lane = 'support'"


def read_worklist(store, name, staff_id, now, after=FIRST, most=51):
    """The Places of a worklist, oldest promise first, from behind the Place `after`."""
    asked = {"lane": name, "staff": staff_id, "now": now, "most": most} | after._asdict()
    return [Place(**row) for row in store.rows(LISTS[name], asked)]


def count_worklists(store, staff_id, now):
    """{worklist: how many stand in it}, counted no further than COUNTED."""
    with store.reading():
        return {name: len(read_worklist(store, name, staff_id, now, most=COUNTED)) for name in LISTS}


def queue_rows(store, request_ids):
    """A line of a worklist for each of these requests, in the order asked: a row of LINES, with its cameras counted.

    `models` are (model, count), `states` (state, result, count); `unsent` says that a mail about it was given up, and
    what is new is not read.
    """
    wanted = [json.dumps(list(request_ids))]
    with store.reading():
        found, cameras = store.rows(LINES, wanted), store.rows(CAMERAS, wanted)
    rows = {row["id"]: row | _counted(row["id"], cameras) for row in found}
    return [rows[id] for id in request_ids if id in rows]


def next_case(store, staff_id, after_request, now):
    """The ticket of the request to take up next: behind this one, else the first of one's worklist; or None."""
    stands = [Place(**row) for row in store.rows(STANDS, [after_request])]
    behind = read_worklist(store, "support", staff_id, now, *stands, most=1)
    places = behind or read_worklist(store, "support", staff_id, now, most=2)
    onward = [place.request for place in places if place.request != after_request]
    return store.value("SELECT ticket FROM request WHERE id = ?", onward[:1]) if onward else None


def _counted(request, cameras):
    models, states = Counter(), Counter()
    for row in cameras:
        if row["request"] == request:
            models[row["model"]] += row["units"]
            states[row["state"], row["result"]] += row["units"]
    return {"models": tuple(models.items()), "states": tuple((*fate, units) for fate, units in states.items())}
