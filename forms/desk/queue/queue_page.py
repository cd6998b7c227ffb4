"""The queue: the worklists as tabs, and one of them a page at a time, oldest promise first."""

import re
from urllib.parse import urlencode

from flask import Blueprint, abort, g, render_template, request

from forms.desk.queue.rows import Lead, Line
from forms.records.timestamps import DAY, later
from forms.rma.status import on_day
from forms.store.desk.queue import COUNTED, FIRST, LISTS, Place, count_worklists, queue_rows, read_worklist
from forms.web.request_context import get_store, timestamp

pages = Blueprint("queue", __name__)
A_PAGE = 50
PROMISED = "T23:59:59Z"  # a promise lasts to the end of its day; that something began in that very second is not seen
PLACE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)~(\d{1,15})", re.ASCII)


@pages.get("/")
@pages.get("/lane/<any(" + ",".join(repr(name) for name in LISTS) + "):name>/")
def queue(name="support"):
    store, now, after = get_store(), timestamp(), _after(request.args.get("after", ""))
    found = read_worklist(store, name, g.staff.id, now, after, most=A_PAGE + 1)
    counts = {name: _count(count) for name, count in count_worklists(store, g.staff.id, now).items()}
    dues = {id: due for due, id in found[:A_PAGE]}
    rows = [Line(row, _lead(name, dues[row["id"]], now)) for row in queue_rows(store, dues)]
    onward = urlencode({"after": "{}~{}".format(*found[A_PAGE - 1])}, safe="~") if len(found) > A_PAGE else ""
    return render_template(
        "queue.html", name=name, counts=counts, rows=rows, onward=onward, paged=after != FIRST, list_path=list_path
    )


def list_path(name):
    """The address of a worklist."""
    return "/rma/desk/" if name == "support" else f"/rma/desk/lane/{name}/"


def _after(text):
    if not text:
        return FIRST
    due, id = (PLACE.fullmatch(text) or abort(404)).groups()
    return Place(due, int(id))


def _lead(name, due, now):
    """The Lead of what was promised by a time, and whether that is over; else since when the request waits."""
    leads = {"snoozed": "comes back", "held": f"leaves {due[11:16]} UTC"}
    if name in leads or not due.endswith(PROMISED):
        return Lead(leads.get(name, "waits since"), on_day(due))
    return Lead("overdue since", on_day(later(due, DAY)), late=True) if due < now else Lead("by", on_day(due))


def _count(count):
    return f"{COUNTED - 1}+" if count >= COUNTED else str(count)
