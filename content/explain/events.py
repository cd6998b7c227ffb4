"""The events that days are counted from, in words: which the form asks, and where counting starts."""

from content.dates import months_written
from content.eligibility.events import events_judged
from content.wording.catalog import read_words
from content.wording.joining import joined


def events_asked(vendor, policy):
    """The events whose days this policy judges by, in the order of words/form.toml; the form asks exactly these."""
    wanted = events_judged(policy, vendor.products)
    return tuple(event for event in read_words().events_asked if event in wanted)


def day_asked(start):
    """{label, plus}: the day that a page asks for to count from this start."""
    return {"label": read_words().events_asked[start.event].label, "plus": start.plus}


def clock_words(clock, words=None):
    """'from the day you bought it'; with its fallback, and the other reading where there are two."""
    first = start_in_words(clock, words)
    if clock.otherwise:
        first = f"{first}, or where that is not known {start_in_words(clock.otherwise, words)}"
    first = f"{first}, at the latest {start_in_words(clock.latest, words)}" if clock.latest else first
    return f"{first}, or {start_in_words(clock.or_, words)}" if clock.or_ else first


def start_in_words(start, words=None):
    """'from the day you bought it', 'from the day after the day you received it', 'from 6 months after …'."""
    day = (words or read_words()).events_asked[start.event].day
    months = start.plus_months and months_written(start.plus_months)
    days = start.plus and ("the day" if start.plus == 1 and not months else f"{start.plus} days")
    return f"from {joined([*filter(None, (months, days))])} after {day}" if months or days else f"from {day}"
