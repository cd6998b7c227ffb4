"""The days a policy counts from, as the form asks them: a field for each event, read and checked."""

from datetime import date

from content.dates import latest_day, now, read_day
from content.wording.catalog import read_words

EARLIEST = date(1990, 1, 1)  # before it a year was mistyped
WRITE = "Write the day as 3 April 2026, with the month as a word. If you do not know it, leave it empty."
LOOK = {"bought_on": "Look at the invoice for the day you bought it."}
LOOK_AGAIN = "Look it up again, or leave it empty."


def field_of(event):
    """The name of an event's field."""
    return "bought_on" if event == "purchase" else f"{event.replace('-', '_')}_on"


FIELDS = tuple(map(field_of, read_words().events_asked))


def days_of(answers, events):
    """{event: its date, or None where it is not known} of a batch's answers, for the events that are asked."""
    return {event: read_day(answers.get(field_of(event))) for event in events}


def wrong_day(field):
    """What to do about a day that will not do; empty where it will."""
    day, look = read_day(field.data), LOOK.get(field.short_name, LOOK_AGAIN)
    if (field.data or "").strip() and day is None:
        return WRITE
    if day and day > latest_day(now()):
        return f"This day has not come yet. {look}"
    return f"The year {day.year} cannot be right. {look}" if day and day < EARLIEST else ""
