"""Counts what the page of figures shows, in a handful of queries however many requests there are."""

import json

from forms.records.desk_rows import Counts

# A request stands in as many worklists as its cameras' fates put it into.
AGES = """
SELECT lane AS name, (created <= :first) + (created <= :second) + (created <= :third) AS place, count(*) AS requests
FROM lane CROSS JOIN request ON request.id = lane.request
GROUP BY lane, place
"""
# The Monday of a day: on to its Sunday, and six days back.
VENDORS = """
SELECT vendor AS name, date(created, 'weekday 0', '-6 days') AS place, count(*) AS requests
FROM request WHERE created >= ? GROUP BY vendor, place
"""
SYMPTOMS = """
SELECT symptom AS name, date(created, 'weekday 0', '-6 days') AS place, count(DISTINCT request.id) AS requests
FROM request CROSS JOIN batch ON batch.request = request.id
WHERE created >= ? GROUP BY symptom, place
"""
TIMES = """
SELECT vendor, unixepoch(answered) - unixepoch(created) AS answer, unixepoch(numbered) - unixepoch(created) AS number
FROM (
    SELECT vendor, created,
        (SELECT min(at) FROM event WHERE event.request = request.id AND actor LIKE 'staff:%'
            AND kind IN (SELECT value FROM json_each(?))) AS answered,
        coalesce(
            (SELECT min(at) FROM event WHERE event.request = request.id AND kind = 'authorise'),
            (SELECT min(issued) FROM rma WHERE rma.request = request.id)
        ) AS numbered
    FROM request WHERE created >= ?
)
"""
# Whatever travelled or was allowed to, by any way that leads there: a number, a place on the way, or an end. What was
# solved at home after it had been there once has travelled too.
SHARES = """
SELECT vendor, sum(state = 'solved' AND NOT came) AS solved,
    sum(state = 'solved' AND came OR state <> 'solved' AND (rma IS NOT NULL OR result IS NOT NULL
        OR state IN (SELECT value FROM json_each(:travelled)))
    ) AS shipped
FROM (
    SELECT vendor, state, rma, result, state = 'solved' AND EXISTS (
        SELECT 1 FROM event, json_each(event.detail, '$.units') AS named
        WHERE event.request = request.id AND event.kind = 'arrive' AND named.value = unit.id
    ) AS came
    FROM request
        CROSS JOIN batch ON batch.request = request.id
        CROSS JOIN unit ON unit.batch = batch.id
    WHERE created >= :since
)
GROUP BY vendor
"""


def read_counts(store, bounds, since, answers, travelled):
    """Count the open requests by the three times that bound their ages, all else of what was made since a day.

    `answers` are the kinds of event by which support answers a customer, `travelled` the states of
    a camera that is or was on its way.
    """
    # One read transaction, so that all figures are of the same moment.
    with store.reading():
        return Counts(
            open=store.value("SELECT count(DISTINCT request) FROM lane"),
            ages=store.rows(AGES, dict(zip(("first", "second", "third"), bounds, strict=True))),
            vendors=store.rows(VENDORS, [since]),
            symptoms=store.rows(SYMPTOMS, [since]),
            times=store.rows(TIMES, [json.dumps(answers), since]),
            shares=store.rows(SHARES, {"since": since, "travelled": json.dumps(travelled)}),
        )
