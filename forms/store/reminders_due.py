"""Finds the units that wait for a reminder, or for what an earlier mail has named a day for.

What counts is the newest event that names a unit, by its place in history and not by its time: a clock that was set
back reminds nobody twice. A day that was named counts only once the mail that names it is sent, and in time.
"""

from itertools import groupby

from forms.records.desk_rows import DueUnits

# The units of a vendor in a state, each with the newest event that names it; one of the conditions below follows.
FOUND = """
SELECT unit.id, batch.request, unit.rma, (SELECT max(id) FROM event WHERE event.request = batch.request) AS seen
FROM unit JOIN batch ON batch.id = unit.batch JOIN request ON request.id = batch.request
LEFT JOIN rma ON rma.number = unit.rma
LEFT JOIN event AS newest ON newest.id = (
    SELECT max(event.id) FROM event, json_each(event.detail, '$.units') AS named
    WHERE event.request = batch.request AND kind IN (:asked, :answer, :reminder) AND named.value = unit.id
)
WHERE state = :state AND vendor = :vendor
"""
ORDER = " ORDER BY batch.request, unit.rma, unit.id"
UNANSWERED = "AND since <= :before AND newest.kind <> :reminder AND newest.at <= :before"
# So many days before the end of the last day, but not before half of the number's time is over.
UNSENT = """
AND newest.kind <> :reminder AND CASE WHEN expires IS NULL THEN julianday(:now) >= julianday(issued) + :days
    ELSE :today <= expires AND julianday(:now) >= max(
        julianday(expires) + 1 - :days, (julianday(issued) + julianday(expires) + 1) / 2
    ) END
"""
# A number holds for its whole box: while one camera is on its way under it, it does not run out for the others.
RUN_OUT = """
AND expires < :today
AND NOT EXISTS (SELECT 1 FROM unit AS other WHERE other.rma = number AND other.state = 'on-its-way')
AND EXISTS (
    SELECT 1 FROM event JOIN outbox ON outbox.event = event.id
    WHERE event.request = batch.request AND event.kind = :asked
        AND event.detail ->> '$.rma' = number AND substr(sent, 1, 10) <= expires
)
"""
# Whoever wrote since the reminder has not left it unanswered, whatever they wrote.
ANNOUNCED = """
AND newest.kind = :reminder AND newest.detail ->> '$.closes' < :today
AND EXISTS (
    SELECT 1 FROM outbox WHERE event = newest.id AND substr(sent, 1, 10) <= newest.detail ->> '$.closes'
)
AND NOT EXISTS (SELECT 1 FROM event WHERE request = batch.request AND kind = 'tell' AND id > newest.id)
"""
ADVISED = {"state": "advised", "asked": "advise", "answer": "write", "reminder": "remind-advice"}
AUTHORISED = {"state": "authorised", "asked": "authorise", "answer": "", "reminder": "remind-parcel"}


def units_unanswered(store, vendor, state, asked, reminder, before):
    """The units in a state that were asked by one step at that time or before, and not reminded since by another."""
    steps = {"state": state, "asked": asked, "answer": "write", "reminder": reminder}
    return _lots(store, UNANSWERED, steps, vendor=vendor, before=before)


def units_unsent(store, vendor, days, today, now):
    """The units to be reminded of their parcel: before their number ends, or so many days after one without an end."""
    return _lots(store, UNSENT, AUTHORISED, vendor=vendor, days=days, today=today, now=now)


def units_run_out(store, vendor, today):
    """The units whose number had a last day, told in time, that is over today with nothing on its way."""
    return _lots(store, RUN_OUT, AUTHORISED, vendor=vendor, today=today)


def units_announced(store, vendor, today):
    """The units whose reminder named a day of closing, told in time, that is over today without a word."""
    return _lots(store, ANNOUNCED, ADVISED, vendor=vendor, today=today)


def _lots(store, condition, steps, **values):
    # One mail for each number, as its subject carries one.
    rows = store.rows(FOUND + condition + ORDER, steps | values)
    for (request, _), lot in groupby(rows, lambda row: (row["request"], row["rma"])):
        units = list(lot)
        yield DueUnits(request, units[0]["seen"], tuple(unit["id"] for unit in units))
