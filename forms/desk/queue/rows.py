"""A request as a row of a worklist or a search: its promise, cameras, their states, and who has claimed it."""

from datetime import date, timedelta
from typing import NamedTuple

from flask import current_app

from content.dates import written
from content.wording.catalog import fill, read_words
from forms.records.desk import QueueRow

PROMISED = "T23:59:59Z"  # a promise lasts to the end of its day; that something began in that very second is not seen


class Lead(NamedTuple):
    """The beginning of a row, such as "overdue since" and the day; `late` where a promise is over."""

    lead: str
    rest: str = ""
    late: bool = False


class Row(NamedTuple):
    """A request in words as a row of a table: its Lead, the stored line, and what that is in words."""

    lead: Lead
    line: QueueRow
    vendor: str
    camera: str
    more: str
    states: str


def row_of(line, lead):
    """The Row of a stored line of the queue."""
    vendor, (model, units) = current_app.vendors.get(line.vendor), line.models[0]
    others = len(line.models) - 1
    more = f"and {others} more model{'s' if others > 1 else ''}" if others else ""
    camera, states = f"{model} × {units}" if units > 1 else model, states_words(line.states)
    return Row(lead, line, vendor.name if vendor else line.vendor, camera, more, states)


def states_words(states):
    """'3 RMA number given, 2 Refused'; of a single camera the state alone."""
    words, alone = read_words(), sum(units for state, result, units in states) == 1
    names = [
        (fill(words.states[state].name, result=words.results.get(result, "Done")), units)
        for state, result, units in states
    ]
    return ", ".join(name if alone else f"{units} {name}" for name, units in names)


def due_lead(due, now):
    """The Lead of what was promised by a time, and whether that is over; else since when the request waits."""
    day = date.fromisoformat(due[:10])
    if not due.endswith(PROMISED):
        return Lead("waits since", written(day))
    if due < now:
        return Lead("overdue since", written(day + timedelta(days=1)), late=True)
    return Lead("by", written(day))
