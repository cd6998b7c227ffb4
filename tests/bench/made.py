"""Fills a database with as many requests as a desk has after some years: real ones, varied by a fixed seed."""

import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

from forms.records.rma_number import rma_number
from forms.records.ticket import new_ticket
from forms.rma.lifecycle import STATES
from forms.store.database.series import give_number
from tests.support.steps import send

START = datetime(2026, 11, 22, 14, tzinfo=UTC)
DAYS = 730  # the oldest request is so old
SHARES = {
    "closed": 800, "solved": 60, "refused": 30, "withdrawn": 20, "received": 25, "advised": 15, "order-awaited": 3,
    "ordered": 2, "authorised": 14, "on-its-way": 7, "arrived": 9, "quoted": 6, "approved": 4, "done": 2,
    "sent-back": 3,
}  # fmt: skip
STEPS = {
    "solved": ["advise", "solve"], "refused": ["refuse"], "withdrawn": ["withdraw"], "advised": ["advise"],
    "closed": ["decide", "authorise", "ship", "arrive", "repair", "send-back", "close"],
}  # fmt: skip
NUMBERED = {"closed", "authorised", "on-its-way", "arrived", "quoted", "approved", "done", "sent-back"}
RESULTS = {"done", "sent-back", "closed"}
COMPANIES = [
    "", "", "Nordlicht Optik GmbH", "University of Example, Physics", "Kestrel Robotics Ltd", "Äquator Messtechnik AG",
    "Laboratoire Exemple", "Blue Harbour Automation", "Tokyo Example Imaging K.K.", "Prairie Sorting Systems",
]  # fmt: skip
NAMES = ["Ada", "Grace", "Karel", "Yuki", "Émile", "Ingrid", "Omar", "Lucía", "Wei", "Noor"]
FAMILY = ["Example", "Sample", "Muster", "Exemple", "Probe", "Tanaka", "Novak", "Specimen"]
MODELS = [
    ("flir", "BFS-U3-51S5C"), ("flir", "BFS-GE-50S5M"), ("flir", "GS3-U3-23S6M"), ("flir", "FL3-U3-13E4C"),
    ("pixelink", "PL-B781U"), ("pixelink", "PL-D725"),
]  # fmt: skip
COPY = {
    "event": "INSERT INTO event (request, at, actor, kind, detail) VALUES (?, ?, ?, ?, ?)",
    "rma": "INSERT INTO rma (number, request, source, issued) VALUES (?, ?, 'series', ?)",
    "desk": "INSERT INTO desk (request, owner, snoozed, unread) VALUES (?, ?, ?, ?)",
    "lane": "INSERT INTO lane (request, lane, due) VALUES (?, ?, ?)",
}


def fill(app, count, staff_id, seed=1):
    """Put `count` requests into the app's database, which must be fresh; some are claimed by the one of that id."""
    patterns = {vendor: _pattern(app, vendor) for vendor in ("flir", "pixelink")}
    with closing(sqlite3.connect(app.config["DATABASE"])) as db, db:
        db.execute("PRAGMA cache_size = -200000")
        made = Made(random.Random(seed), patterns, staff_id)
        for number in range(count):
            made.add(number)
        made.store(db)


def _pattern(app, vendor):
    """A real request of that vendor, row by row: {table: row}."""
    models = [model for slug, model in MODELS if slug == vendor]
    send(app.test_client(), {"model": models[0], "serials": "16048501"}, at=f"/rma/{vendor}/")
    with closing(sqlite3.connect(app.config["DATABASE"])) as db:
        db.row_factory = sqlite3.Row
        sql = "SELECT max(id) AS id FROM request"
        id = db.execute(sql).fetchone()["id"]
        return {
            "request": dict(db.execute("SELECT * FROM request WHERE id = ?", [id]).fetchone()),
            "batch": dict(db.execute("SELECT * FROM batch WHERE request = ?", [id]).fetchone()),
            "draft": dict(db.execute("SELECT * FROM draft ORDER BY rowid DESC").fetchone()),
        }


class Made:
    """The rows of all requests, a list a table, before they are stored."""

    def __init__(self, chance, patterns, staff_id):
        self.chance, self.patterns, self.staff_id = chance, patterns, staff_id
        self.requests, self.batches, self.units, self.tickets, self.numbers = [], [], [], set(), 0
        self.drafts = []
        self.rows = {table: [] for table in COPY}

    def add(self, number):
        """Make one more request, with all that hangs on it."""
        id, chance = 1000 + number, self.chance
        vendor, model = chance.choice(MODELS)
        begun = START - timedelta(minutes=chance.randrange(DAYS * 24 * 60))
        states = [self._state() for _ in range(chance.choice([1, 1, 1, 2]))]
        # What is still open is not years old.
        if any(STATES[state].lane for state in states):
            begun = START - timedelta(minutes=chance.randrange(30 * 24 * 60))
        self._request(id, vendor, begun)
        for line, state in enumerate(states, 1):
            self._batch(id, line, vendor, model if line == 1 else chance.choice(MODELS)[1], state, begun)
        self._history(id, states, begun)
        self._place(id, states, begun)

    def store(self, db):
        """Write all of it in one transaction."""
        _insert(db, "draft", self.drafts)
        _insert(db, "request", self.requests)
        _insert(db, "batch", self.batches)
        _insert(db, "unit", self.units)
        for table in ("event", "rma", "desk", "lane"):
            db.executemany(COPY[table], self.rows[table])
        if self.numbers:
            # Else each step would look for the first free one, from the first on.
            give_number(db, rma_number(self.numbers))

    def _state(self):
        return self.chance.choices(list(SHARES), SHARES.values())[0]

    def _request(self, id, vendor, begun):
        chance, pattern = self.chance, self.patterns[vendor]
        first, last = chance.choice(NAMES), chance.choice(FAMILY)
        ticket = new_ticket(chance.choice)
        while ticket in self.tickets:
            ticket = new_ticket(chance.choice)
        self.tickets.add(ticket)
        self.requests.append(pattern["request"] | {
            "id": id, "ticket": ticket, "draft": f"made-{id}", "name": f"{first} {last}", "created": _text(begun),
            "email": f"{first}.{last}{id % 4000}@lab{id % 700}.example".lower(), "company": chance.choice(COMPANIES),
            "own_reference": f"PO-{chance.randrange(10**6):06}" if chance.random() < 0.6 else "",
        })  # fmt: skip
        self.drafts.append(pattern["draft"] | {"key": f"made-{id}"})

    def _batch(self, id, line, vendor, model, state, begun):
        batch, chance = id * 10 + line, self.chance
        self.batches.append(self.patterns[vendor]["batch"] | {"id": batch, "request": id, "line": line, "model": model})
        number = self._number(id, begun) if state in NUMBERED else None
        result = chance.choice(["repaired", "replaced", "as-is"]) if state in RESULTS else None
        for at in range(chance.choice([1, 1, 2, 2, 3])):
            serial = str(chance.randrange(10_000_000, 30_000_000))
            self.units.append({
                "id": batch * 10 + at, "batch": batch, "line": at + 1, "typed": serial, "serial": serial,
                "no_serial": "", "state": state, "result": result, "rma": number, "since": _text(begun),
                "decision": "warranty" if number else None,
                "new_serial": str(chance.randrange(30_000_000, 40_000_000)) if result == "replaced" else None,
            })  # fmt: skip

    def _number(self, id, begun):
        self.numbers += 1
        self.rows["rma"].append((rma_number(self.numbers), id, _text(begun)))
        return rma_number(self.numbers)

    def _history(self, id, states, begun):
        self.rows["event"].append((id, _text(begun), "customer", "received", "{}"))
        for hour, kind in enumerate(STEPS.get(states[0], ["decide"]), 1):
            units = [unit["id"] for unit in self.units[-6:] if unit["batch"] // 10 == id]
            at, detail = _text(begun + timedelta(hours=hour)), f'{{"units": {units}}}'
            self.rows["event"].append((id, at, f"staff:{self.staff_id}", kind, detail))

    def _place(self, id, states, begun):
        chance, open_lanes = self.chance, {STATES[state].lane for state in states} - {""}
        owner = self.staff_id if open_lanes and chance.random() < 0.2 else None
        snoozed = (
            _text(START + timedelta(days=chance.randrange(1, 9))) if open_lanes and chance.random() < 0.1 else None
        )
        self.rows["desk"].append((id, owner, snoozed, int("support" in open_lanes and chance.random() < 0.4)))
        for lane in open_lanes:
            promised = begun.date() + timedelta(days=28)
            due = f"{promised}T23:59:59Z" if chance.random() < 0.5 else _text(begun)
            self.rows["lane"].append((id, lane, due))


def _insert(db, table, rows):
    columns = ", ".join(rows[0])
    places = ", ".join(f":{column}" for column in rows[0])
    db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)


def _text(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
