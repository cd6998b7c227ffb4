"""Measures the support desk over 1,000 and 100,000 requests: `python -m tests.bench.desk`, or `make bench`.

What counts is the last column: how many times longer the same takes with a hundred times as many requests.
"""

import json
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from forms.steps.reminders import take_due_steps
from forms.store.database.connection import open_store
from forms.web.request_context import timestamp
from tests.bench.made import fill
from tests.support.desk import seal_on
from tests.support.steps import hidden, make_staff, open_app, signed_in

SIZES = (1_000, 100_000)
RUNS = 40
RESULT = Path(__file__).resolve().parent.parent.parent / "bench.json"
SOME = """
SELECT request.ticket, request.email, unit.serial, request.own_reference AS reference, unit.rma,
    substr(request.email, instr(request.email, '@') + 1) AS domain
FROM request JOIN batch ON batch.request = request.id JOIN unit ON unit.batch = batch.id
WHERE unit.rma IS NOT NULL AND request.own_reference <> '' ORDER BY request.id * 7919 % 10007 LIMIT 60
"""
WAITING = """
SELECT request.ticket FROM unit JOIN batch ON batch.id = unit.batch JOIN request ON request.id = batch.request
GROUP BY request.id HAVING count(*) = 1 AND min(unit.state) IN ('received', 'advised') LIMIT 60
"""


def main(runs=RUNS):
    """Measure everything at each size, print the table and keep it as JSON."""
    told = {size: measured(size, runs) for size in SIZES}
    small, large = (told[size] for size in SIZES)
    print(f"\n{'milliseconds':34}{f'{SIZES[0]:,}':>10}{f'{SIZES[1]:,}':>10}{'p95':>8}{'ratio':>8}")
    for name in large:
        (before, _), (median, most) = small[name], large[name]
        print(f"{name:34}{before:10.1f}{median:10.1f}{most:8.1f}{median / before:8.2f}")
    kept = {size: {name: {"median": m, "p95": p} for name, (m, p) in rows.items()} for size, rows in told.items()}
    RESULT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def measured(size, runs):
    """{what: (median, p95) in milliseconds} over a database of that many requests."""
    with tempfile.TemporaryDirectory() as folder:
        app = open_app(Path(folder))
        began = time.perf_counter()
        fill(app, size, make_staff(app).id)
        print(f"{size:,} requests made in {time.perf_counter() - began:.0f} s", flush=True)
        with closing(sqlite3.connect(app.config["DATABASE"])) as db:
            db.row_factory = sqlite3.Row
            some, waiting = db.execute(SOME).fetchall(), [row["ticket"] for row in db.execute(WAITING)]
        desk = signed_in(app)
        pages = {name: timed(desk, paths, runs) for name, paths in addresses(some).items()}
        calendar = {"the calendar's round": rounds_timed(app, runs)}
        return pages | {"a step taken": steps_timed(desk, waiting, runs)} | calendar


def addresses(some):
    """{what: its addresses, to be fetched in turn}."""
    search = "/rma/desk/search/?q={}".format
    return {
        "queue, mine": ["/rma/desk/"],
        "queue, customer": ["/rma/desk/lane/customer/"],
        "queue, put aside": ["/rma/desk/lane/snoozed/"],
        "case": [f"/rma/desk/case/{row['ticket']}/" for row in some],
        "search by ticket": [search(row["ticket"]) for row in some],
        "search by a ticket with a slip": [search(row["ticket"][:-1]) for row in some],
        "search by RMA number": [search(row["rma"]) for row in some],
        "search by serial": [search(row["serial"]) for row in some],
        "search by six signs of a serial": [search(row["serial"][:6]) for row in some],
        "search by four characters of a serial": [search(row["serial"][:4]) for row in some],
        "search by e-mail": [search(row["email"]) for row in some],
        "search by domain": [search(row["domain"]) for row in some],
        "search by company": [search("nordlicht")],
        "search by reference": [search(row["reference"]) for row in some],
        "search that finds nothing": [search("nothing of the kind")],
    }


def timed(desk, paths, runs):
    """(median, p95) of fetching these addresses in turn."""
    taken = []
    for run in range(runs + 2):
        path = paths[run % len(paths)]
        began = time.perf_counter()
        answer = desk.get(path)
        taken.append((time.perf_counter() - began) * 1000)
        assert answer.status_code in (200, 303), f"{path}: {answer.status_code}"
    return figures(taken[2:])  # the first ones fill the caches


def steps_timed(desk, tickets, runs):
    """(median, p95) of refusing a request: a step with a mail, from the press of the button to its answer."""
    taken = []
    for ticket in tickets[:runs]:
        path = f"/rma/desk/case/{ticket}/refuse/"
        page = desk.get(path).text
        data = {name: hidden(page, name) for name in ("csrf_token", "seen", "u")}
        data |= {"reason": "other", "words": "Not this one.", "do": "send"}
        shown = desk.post(path, data=data)  # the mail is read first
        began = time.perf_counter()
        answer = desk.post(path, data=data | seal_on(shown))
        taken.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 303, f"{path}: {answer.status_code}"
    return figures(taken)


def rounds_timed(app, runs):
    """(median, p95) of one round of the calendar with nothing due any more."""
    taken = []
    with closing(open_store(app.config["DATABASE"])) as store:
        while take_due_steps(store, app.vendors, app.settings, timestamp()):
            pass
        for _ in range(runs):
            began = time.perf_counter()
            take_due_steps(store, app.vendors, app.settings, timestamp())
            taken.append((time.perf_counter() - began) * 1000)
    return figures(taken)


def figures(taken):
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


if __name__ == "__main__":
    sys.exit(main())
