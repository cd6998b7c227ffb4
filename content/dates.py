"""Days: written out, counted, and which day it is where a window ends last."""

import re
import unicodedata
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

WRITTEN = re.compile(r"(\d{1,2})\.? *([A-Za-z]{3,9})\.? *(\d{4})")
# The year first: no other order is written so.
YEAR_FIRST = re.compile(r"(\d{4})(?:-(\d\d)-(\d\d)| ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일])")
MONTHS = "January February March April May June July August September October November December".split()


def written(day):
    """'3 April 2026'; nothing on these pages is ever 3/4/2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def read_day(text):
    """A date from '2026-04-03', '3 April 2026' or '2026年4月3日', in digits of any script; or None."""
    text = unicodedata.normalize("NFKC", text or "").strip()
    try:
        if parts := WRITTEN.fullmatch(text):
            begins = parts[2].lower()
            months = [number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(begins)]
            return date(int(parts[3]), months[0], int(parts[1])) if len(months) == 1 else None
        parts = YEAR_FIRST.fullmatch(text)
        return date(*(int(number) for number in parts.groups() if number)) if parts else None
    except ValueError:
        return None


def month_written(day):
    """'April 2026'."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def months_written(months):
    """'3 years', '18 months'."""
    count, unit = (months // 12, "year") if months % 12 == 0 else (months, "month")
    return f"{count} {unit}{'' if count == 1 else 's'}"


def add_months(day, months):
    """The same day `months` later; a day that month does not have becomes its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_business_days(day, count):
    """The day that many business days later: Monday to Friday; holidays are not counted out."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


WORKING_HOURS = 8  # of a business day
COUNTED = {
    # Of an event only the day is known, so that a stretch of hours ends with the day it may last into.
    "hours": lambda day, count: day + timedelta(hours=count + 23),
    "business-hours": lambda day, count: add_business_days(day, -(-count // WORKING_HOURS)),
    "days": lambda day, count: day + timedelta(days=count),
    "business-days": add_business_days,
    "weeks": lambda day, count: day + timedelta(weeks=count),
    "months": add_months,
    "years": lambda day, count: add_months(day, 12 * count),
}


def later(day, count, unit):
    """The day that so many of a unit later."""
    return COUNTED[unit](day, count)


class Reach(NamedTuple):
    """The first and the last date that a Span of time may end on."""

    first: date
    last: date


def span_dates(span, start):
    """The Reach of a Span, counted from the day of its event."""
    return Reach(*(later(start, count, span.unit) for count in (span.least, span.most)))


def now():
    """This moment in UTC: the only clock the product reads."""
    return datetime.now(UTC)


def judging_day(zone, moment):
    """The date that windows are judged on: in the vendor's zone, or where the day ends last (UTC-12)."""
    return moment.astimezone(ZoneInfo(zone)).date() if zone else (moment - timedelta(hours=12)).date()


def latest_day(moment):
    """The latest date it is anywhere (UTC+14): a purchase after it has not happened."""
    return (moment + timedelta(hours=14)).date()
