"""Checks that each warranty row can hold: no longer one covers it, for of those that apply the longest does."""

from datetime import date

from content.errors import Fault
from content.wording.joining import joined


def longer_faults(rows):
    """A Fault for each row that a longer one covers wholly, in what it is for and in its days."""
    for number, row in enumerate(rows, 1):
        longer = next((other for other in rows if other.months > row.months and _covers(other, row)), None)
        if longer:
            write = f"because the longest holds and row {rows.index(longer) + 1} ({_in_words(longer)}) is longer"
            yield Fault(f"warranty[{number}]", f"{_in_words(row)} never holds, {write}. {_mend(row, longer)}")


def _covers(longer, row):
    pairs = [(getattr(longer.when, part), getattr(row.when, part)) for part in ("family", "region", "part")]
    began, ended = longer.from_ or date.min, longer.to or date.max
    whole = began <= (row.from_ or date.min) and (row.to or date.max) <= ended
    return whole and all(not wide or (narrow and set(narrow) <= set(wide)) for wide, narrow in pairs)


def _in_words(row):
    """'12 months for nova'."""
    for_what = [name for part in ("family", "region", "part") for name in getattr(row.when, part)]
    return f"{row.months} months for {joined(for_what) if for_what else 'all'}"


def _mend(row, longer):
    """What tells the two apart: what only the shorter one names, else what both do."""
    parts = {"family": "families", "region": "regions", "part": "parts"}
    only = [part for part in parts if getattr(row.when, part) and not getattr(longer.when, part)]
    return f"Name the {parts[only[0]]} of that one." if only else "Take what this one is for out of that one."
