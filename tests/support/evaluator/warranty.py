"""The answer of the question `warranty`."""

import json
from datetime import date, timedelta
from itertools import product

from tests.support.evaluator.rows import AXES, first_day, fits, listed, months_later, rows_of, that_holds, value_on

PLACES = ("region", "sold")
EARLIER = date.min
LATER = ("shipment", "receipt", "activation")
ENDS = {"longer": date.max, "shorter": date.min}


def warranty(document, case, known, today):
    """What every reading proves, else what the owner said."""
    found = list(_candidates(document, case, known))
    read = [_last_to_end(rows, fact, known) for rows, fact in found]
    days = [day for readings in read for day in readings]
    if not days:
        return case["warranty_said"]
    runs = {today <= day for day in days}
    if all(read) and not any(_bare_doubt(row, fact) for rows, fact in found for row in rows) and len(runs) == 1:
        return "in" if runs == {True} else "out"
    return "out" if case["warranty_said"] == "out" else "unknown"


def _candidates(document, case, known):
    """(rows, the row of warranty-clock they are counted by) in each situation; no rows, if none holds."""
    rows = [row for row in document["judged"]["products"].get("warranty", ()) if _of_family(row, case["family"])]
    named = {axis for row in (*rows, *rows_of(document, "warranty-clock")) for axis in row.get("when", {})}
    axes = sorted(named - {"purpose", "kind", "family"})
    for values in product(*(_may_be(document, rows, case, axis) for axis in axes)):
        there = _at(case, dict(zip(axes, values, strict=True)))
        fact = that_holds(document, "warranty-clock", there)
        gates = [(row, _gate(row, fact, known)) for row in rows if fits(row, there)]
        sure = [row for row, gate in gates if gate]
        yield sure, fact
        yield from ((sorted([*sure, row], key=rows.index), fact) for row, gate in gates if gate is None)


def _at(case, values):
    placed = {axis: value for axis, value in values.items() if axis in AXES}
    others = {axis: value for axis, value in values.items() if axis not in AXES}
    return case | placed | {"answers": case["answers"] | others}


def _of_family(row, family):
    names = listed(row.get("when", {}).get("family"))
    return not names or family in names


def _may_be(document, rows, case, axis):
    of_clock = rows_of(document, "warranty-clock")
    named = [name for row in (*rows, *of_clock) for name in listed(row.get("when", {}).get(axis))]
    if value_on(axis, case):
        return [value_on(axis, case)]
    for question in document["judged"]["policy"]["questions"]:
        if question["id"] == axis:
            return [answer for answer in question["answers"] if answer != "unknown"]
    return [*(document["judged"]["products"].get("regions", {}) if axis in PLACES else named), "elsewhere"]


def _clock(row, fact):
    return row.get("clock", fact.get("value"))  # an empty one counts from the purchase


def _gate(row, fact, known):
    day = known.get(row.get("of") or (_clock(row, fact) or {}).get("event", "purchase"))
    if "from" not in row and "to" not in row:
        return True
    return day and row.get("from", "") <= day.isoformat() <= row.get("to", "9999-12-31")


def _last_to_end(rows, fact, known):
    parts = {}
    for row in rows:
        counted = None if row.get("words") else json.dumps(row.get("clock"), sort_keys=True)
        parts.setdefault((row.get("words"), counted), []).append(row)
    found = {key: _readings(some, fact, known) for key, some in parts.items()}
    read = [days for days in found.values() if days]
    if all(found.values()):
        return [max(days) for days in product(*read)] if read else []
    figures = [days for (words, _), days in found.items() if days and words != "none"]
    return [*(max(days) for days in product(*read)), date.max] if figures else []


def _readings(rows, fact, known):
    if rows[0].get("words"):
        return [EARLIER] if rows[0]["words"] == "none" else []
    lengths = [[row[name] for name in ("months", "days", "or", "extended") if name in row] for row in rows]
    return [
        max(_last(first, length, "days" in row) for row, length in zip(rows, chosen, strict=True))
        for first in _first_days(_clock(rows[0], fact), known)
        for chosen in product(*lengths)
    ]


def _last(first, length, in_days):
    if first == EARLIER:
        return EARLIER
    if length in ENDS:
        return ENDS[length]
    return first + timedelta(days=length) if in_days else months_later(first, length)


def _first_days(clock, known):
    if clock is None:
        return [known[event] for event in ("purchase", *LATER) if event in known] if "purchase" in known else []
    first = first_day(clock, known) or ("otherwise" in clock and first_day(clock["otherwise"], known)) or None
    second = first_day(clock["or"], known) if "or" in clock else None
    latest = first_day(clock["latest"], known) if "latest" in clock else None
    if first is None or ("or" in clock and second is None and clock["or"].get("event", "purchase") not in LATER):
        return [EARLIER, latest] if latest else []
    firsts = [first, second] if second else [first]
    if "latest" not in clock:
        return firsts
    return [min(first, latest) for first in firsts] if latest else [*firsts, EARLIER]


def _bare_doubt(row, fact):
    if row.get("doubt") and "or" not in row and "or" not in row.get("clock", {}):
        return True
    return "clock" not in row and bool(fact.get("doubt")) and "or" not in fact["value"]
