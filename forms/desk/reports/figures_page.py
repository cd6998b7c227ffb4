"""The page of figures: open requests by age, new requests by week, times to the answer, and what needed no parcel."""

from datetime import date
from itertools import pairwise
from typing import NamedTuple

from flask import Blueprint, render_template

from content.dates import MONTHS, written
from content.wording.catalog import read_words
from forms.desk.case.opened_case import vendor_name
from forms.desk.reports.statistics import AGES, FEWEST, WEEKS, rows_of, scale, shares, spreads, weeks
from forms.records.timestamps import DAY, later
from forms.rma.lifecycle import LANES, STEPS, camera_is
from forms.rma.status import written_moment
from forms.store.desk.figures import read_counts
from forms.web.request_context import get_store, open_vendors, timestamp

pages = Blueprint("figures", __name__)
FEW = "too few to tell"
ANSWERS = [name for name, step in STEPS.items() if "support" in step.by and step.mail]
SAYS = {
    "ages": "Whose turn it is, and how long ago the request was made. n = {n}. A request whose cameras went different"
    " ways stands in each of their rows.",
    "vendors": "Of the last {weeks} weeks. n = {n}. The hatched week is not over.",
    "symptoms": "The same requests. One with several faults stands in several rows.",
    "answer": "From the request to the first mail support sent about it. Of the requests of the last {weeks} weeks; one"
    " that has no answer yet is in the count alone.",
    "number": "From the request to its first RMA number. Many need none: they are solved, refused or withdrawn.",
    "shares": "Cameras that work again without a parcel, of those and the ones that got an RMA number or came in. Of"
    " the requests of the last {weeks} weeks.",
}


class Figure(NamedTuple):
    """One drawing: what it says, the macro of chart.html that draws it, its rows and axis, and the table behind it."""

    id: str
    title: str
    says: str
    kind: str
    rows: list
    axis: list
    head: tuple
    table: list


@pages.get("/figures/")
def figures():
    now = timestamp()
    shown = figures_at(get_store(), now)
    return render_template("figures.html", figures=shown, as_of=written_moment(now), fewest=FEWEST)


def figures_at(store, now):
    """The figures at a moment, with a row for every open vendor and for every other one that came up."""
    mondays = weeks(date.fromisoformat(now[:10]))
    bounds, travelled = [later(now, -days * DAY) for days in AGES], camera_is("road", "maker", "back")
    found = read_counts(store, bounds, mondays[0].isoformat(), ANSWERS, travelled)
    slugs, made = {row["name"] for row in found.vendors}, sum(row["requests"] for row in found.vendors)
    names = {slug: vendor_name(slug) for slug in (*open_vendors(), *sorted(slugs))}
    faults = _symptom_names({row["name"] for row in found.symptoms})
    return [
        _ages(found),
        _weekly("vendors", "Requests per week, by vendor", made, found.vendors, names, mondays),
        _weekly("symptoms", "Requests per week, by fault", made, found.symptoms, faults, mondays),
        _times("answer", "Time to the first answer", spreads(found.times, "answer", names)),
        _times("number", "Time to the RMA number", spreads(found.times, "number", names)),
        _shares(shares(found.shares, names)),
    ]


def _ages(found):
    rows = rows_of(found.ages, {lane: lane.capitalize() for lane in LANES}, range(len(AGES) + 1))
    ages = [f"{first}–{after - 1} days" for first, after in pairwise((0, *AGES))]
    ages.append(f"over {AGES[-1] - 1} days")
    table = [(row.name, *row.bars, row.n) for row in rows]
    axis, head = [(age, "") for age in ages], ("Whose turn", *ages, "All")
    return Figure("ages", "Open requests by age", _says("ages", found.open), "bars", rows, axis, head, table)


def _weekly(id, title, made, found, names, mondays):
    rows = rows_of(found, names, [monday.isoformat() for monday in mondays])
    table = [(written(monday), *(row.bars[place] for row in rows)) for place, monday in enumerate(mondays)]
    table[-1] = (f"{table[-1][0]}, so far", *table[-1][1:])
    head = ("Week of", *(row.name for row in rows))
    return Figure(id, title, _says(id, made), "weeks", rows, _days(mondays), head, table)


def _days(mondays):
    """The marks of the axis: each day and its month, which is empty where it is that of the day before."""
    return [
        (monday.day, MONTHS[monday.month - 1][:3] if monday.day < 8 or monday == mondays[0] else "")
        for monday in mondays
    ]


def _times(id, title, rows):
    marks = scale(max((row.most for row in rows if row.most is not None), default=0))
    table = [(row.name, in_hours(row.half), in_hours(row.most), row.n, row.of) for row in rows]
    head = ("Vendor", "Half within", "Nine of ten within", "Had it", "Of")
    return Figure(id, title, _says(id), "spreads", rows, marks, head, table)


def _shares(rows):
    table = [(row.name, row.solved, row.n, in_percent(row.share)) for row in rows]
    head = ("Vendor", "Solved", "Of", "Share")
    return Figure("shares", "Solved without shipping", _says("shares"), "shares", rows, [], head, table)


def _says(id, n=0):
    return SAYS[id].format(n=f"{n:,}", weeks=WEEKS)


@pages.app_template_filter()
def in_hours(number):
    """'3.5 h', or that too few had it."""
    if number is None:
        return FEW
    return f"{number:.1f} h" if number < 10 else f"{number:,.0f} h"


@pages.app_template_filter()
def in_percent(share):
    """'25 %', or that there are too few."""
    return FEW if share is None else f"{share:.0%}".replace("%", " %")


def _symptom_names(found):
    names = read_words().symptoms | {"": "No fault named"}
    return {name: names.get(name, name) for name in (*names, *sorted(found)) if name in found}
