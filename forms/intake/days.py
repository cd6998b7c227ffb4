"""Days that contradict each other: told at the later one, and never refused, for the papers may be wrong."""

from content.dates import read_day, written
from content.eligibility.events import LATER
from content.wording.catalog import read_words

IN_ORDER = (*(("purchase", event) for event in LATER), ("shipment", "receipt"))  # (what comes first, what follows)


def contradictions(dates):
    """{event: a sentence} for each day of {event: day} that lies before the day of what comes first."""
    found = {}
    for first, then in IN_ORDER:
        if first in dates and then in dates and dates[then] < dates[first]:
            found[then] = _before(dates[first], read_words().events_asked[first].day)
    return found


def typed_contradictions(typed):
    """The same of {event: what was typed}."""
    read = {event: read_day(text) for event, text in typed.items()}
    return contradictions({event: day for event, day in read.items() if day})


def _before(day, event):
    return f"This is before {event}, {written(day)}. Look at both days again, and correct the one that is wrong."
