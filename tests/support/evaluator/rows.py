"""Rows with `when`: which holds, and which may; and the days that windows and warranties count."""

from calendar import monthrange
from datetime import date, timedelta

SILENT = {"silent": True}
AXES = ("purpose", "kind", "family", "region", "sold")


def listed(value):
    """A value or several as a list; none where it is left out or empty."""
    return value if isinstance(value, list) else [value] if value else []


def rows_of(document, fact):
    """The rows of a fact; of one that is left out a silent one."""
    return listed(document["judged"]["policy"]["facts"].get(fact, SILENT))


def value_on(axis, case):
    """The case's value on an axis; empty where it is not known."""
    value = case.get(axis, "") if axis in AXES else case["answers"].get(axis, "")
    return "" if value == "unknown" else value


def fits(row, case):
    """True or False; None where it may fit."""
    pairs = [(value_on(axis, case), listed(names)) for axis, names in row.get("when", {}).items()]
    if any(value and value not in names for value, names in pairs):
        return False
    return all(value for value, _ in pairs) or None


def that_holds(document, fact, case):
    """The first row of a fact that fits; a silent one where none does."""
    return next((row for row in rows_of(document, fact) if fits(row, case)), SILENT)


def may_hold(rows, case):
    """Each row that may hold, with its place in the list."""
    for place, row in enumerate(rows):
        held = fits(row, case)
        if held is not False:
            yield place, row
        if held:
            return


def known_days(document, case, today):
    """Event to its day, less the days that lie ahead."""
    dates = {event: date.fromisoformat(day) for event, day in case["dates"].items()}
    return {event: day for event, day in dates.items() if (day - today).days <= document["ahead"]}


def first_day(start, known):
    """The day that counting starts on; None where that of the event is not known."""
    day = known.get(start.get("event", "purchase"))
    return day and months_later(day, start.get("plus-months", 0)) + timedelta(days=start.get("plus", 0))


def last_of(row, first):
    """The last day of a row of a window."""
    if "months" in row:
        return months_later(first, row["months"])
    if "business-days" in row:
        return business_days_later(first, row["business-days"])
    return first + timedelta(days=row["days"] if "days" in row else -(-row["hours"] // 24))


def business_days_later(day, count):
    """The day on which so many days from Monday to Friday have passed."""
    days = (day + timedelta(days=number) for number in range(1, 3 * count + 3))
    return [day for day in days if day.isoweekday() <= 5][count - 1]


def months_later(day, months):
    """The same day of a later month, or its last."""
    month = day.year * 12 + day.month - 1 + months
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
