"""The page of figures: open requests by age, new requests by week, times to the answer, and what needed no parcel."""

from datetime import date
from itertools import pairwise
from typing import NamedTuple

from flask import Blueprint, render_template

from content.dates import MONTHS, written
from content.wording.catalog import read_words
from forms.desk.case.opened_case import vendor_name
from forms.desk.reports.statistics import AGES, FEWEST, rows_of, scale, shares, spreads, weeks
from forms.records.timestamps import DAY, later
from forms.rma.lifecycle import LANES, STEPS, camera_is
from forms.rma.status import written_moment
from forms.store.desk.figures import read_counts
from forms.web.request_context import get_store, open_vendors, timestamp

pages = Blueprint("figures", __name__)
ANSWERS = [name for name, step in STEPS.items() if "support" in step.by and step.mail]
# The marks of the axis of ages, with nothing beneath them.
AGE_MARKS = [(f"{first}–{after - 1} days", "") for first, after in pairwise((0, *AGES))]
AGE_MARKS.append((f"over {AGES[-1] - 1} days", ""))


class Figure(NamedTuple):
    """What one figure shows: its rows, the marks of its axis, and how many requests it tells it is made of."""

    rows: list
    axis: list = []
    n: int = 0


@pages.get("/figures/")
def figures():
    now = timestamp()
    return render_template(
        "figures.html", figures=figures_at(get_store(), now), fewest=FEWEST, as_of=written_moment(now),
        mondays=[written(monday) for monday in weeks(date.fromisoformat(now[:10]))],
    )  # fmt: skip


def figures_at(store, now):
    """{id: Figure} at a moment, with a row for every open vendor and for every other one that came up."""
    mondays = weeks(date.fromisoformat(now[:10]))
    bounds, travelled = [later(now, -days * DAY) for days in AGES], camera_is("road", "maker", "back")
    found = read_counts(store, bounds, mondays[0].isoformat(), ANSWERS, travelled)
    slugs, made = {row["name"] for row in found.vendors}, sum(row["requests"] for row in found.vendors)
    names = {slug: vendor_name(slug) for slug in (*open_vendors(), *sorted(slugs))}
    faults = _symptom_names({row["name"] for row in found.symptoms})
    places, days = [monday.isoformat() for monday in mondays], _days(mondays)
    lanes = {lane: lane.capitalize() for lane in LANES}
    return {
        "ages": Figure(rows_of(found.ages, lanes, range(len(AGES) + 1)), AGE_MARKS, found.open),
        "vendors": Figure(rows_of(found.vendors, names, places), days, made),
        "symptoms": Figure(rows_of(found.symptoms, faults, places), days),
        "answer": _times(spreads(found.times, "answer", names)),
        "number": _times(spreads(found.times, "number", names)),
        "shares": Figure(shares(found.shares, names)),
    }


def _days(mondays):
    """The marks of the axis: each day and its month, which is empty where it is that of the day before."""
    return [
        (monday.day, MONTHS[monday.month - 1][:3] if monday.day < 8 or monday == mondays[0] else "")
        for monday in mondays
    ]


def _times(rows):
    return Figure(rows, scale(max((row.most for row in rows if row.most is not None), default=0)))


def _symptom_names(found):
    names = read_words().symptoms | {"": "No fault named"}
    return {name: names.get(name, name) for name in (*names, *sorted(found)) if name in found}
