"""Requests put straight into a database, at any time and in any state, for the tests that only count or list them."""

import json
import sqlite3
from contextlib import closing, contextmanager
from itertools import count

from forms.rma.lifecycle import LANES

NOW = "2026-11-22T10:00:00Z"

NUMBERS = count(1)
DRAFT = {
    "vendor": "flir",
    "shared_device": 0,
    "answers": "{}",
    "digest": "",
    "expires": "9999-12-31T00:00:00Z",
}
REQUEST = {
    "part": 1, "vendor": "flir", "purpose": "repair", "revision": "2020-04-17", "revision_hash": "h",
    "name": "Ada Example", "email": "ada@lab.example", "company": "", "phone": "", "address": "", "country": "DE",
    "own_reference": "", "role": "customer", "dealer": "", "anyway": 0, "their_ticket": "",
}  # fmt: skip
BATCH = {
    "line": 1, "model": "BFS-U3-51S5C", "family": "blackfly-s", "symptom": "no-image", "problem": "", "error_text": "",
    "dates": "{}", "bought_from": "direct", "warranty_said": "unknown", "verdict": "{}",
}  # fmt: skip
UNIT = {"line": 1, "typed": "", "serial": "", "no_serial": "", "state": "received"}


@contextmanager
def placing(path):
    """A connection to put rows into a database file; all of them stand once the block is left."""
    with closing(sqlite3.connect(path)) as db, db:
        yield db


def insert(db, table, **columns):
    """Put one row in, and give its number."""
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    return db.execute(sql, list(columns.values())).lastrowid


def place(db, created, units=({},), symptoms=("no-image",), lanes=("support",), events=(), rma="", **request):
    """One request: its units in a batch a symptom, its events as (at, actor, kind), the time its number was issued."""
    number = next(NUMBERS)
    insert(db, "draft", key=f"d{number}", created=created, **DRAFT)
    one = insert(db, "request", draft=f"d{number}", ticket=f"T{number}", created=created, **REQUEST | request)
    for symptom in symptoms:
        batch = insert(db, "batch", request=one, **BATCH | {"symptom": symptom})
        for unit in units:
            insert(db, "unit", batch=batch, since=created, **UNIT | unit)
    insert(db, "desk", request=one, unread=0)
    for lane in lanes:
        insert(db, "lane", request=one, lane=lane, due=created)
    for at, actor, kind in (created, "customer", "received"), *events:
        insert(db, "event", request=one, at=at, actor=actor, kind=kind, detail=json.dumps({"units": []}))
    if rma:
        insert(db, "rma", number=f"9{number}", request=one, source="series", issued=rma)
    return one


def asking(db, *keys, vendor="flir", batches=1, ticks=()):
    """A request whose verdict leaves these questions open; ticks are (answered | unanswered, key)."""
    one = place(db, NOW, symptoms=["no-image"] * batches, vendor=vendor)
    db.execute("UPDATE batch SET verdict = ? WHERE request = ?", [json.dumps({"questions": keys}), one])
    for kind, key in ticks:
        insert(db, "event", request=one, at=NOW, actor="staff:1", kind=kind, detail=json.dumps({"question": key}))
    db.commit()
    return one


def answered(desk, hours, **more):
    """A request of this Monday that support answered after so many hours."""
    at = f"2026-11-{16 + (hours // 24):02}T{hours % 24:02}:00:00Z"
    place(desk, "2026-11-16T00:00:00Z", events=[(at, "staff:1", "advise")], **more)


def place_many(app):
    """A busy desk: 24 requests answered after one to 24 hours and numbered, and as many that have arrived."""
    with placing(app.config["DATABASE"]) as db:
        for number in range(24):
            more = {"lanes": [LANES[number % 4]], "units": [{"state": "solved"}]}
            answered(db, 1 + number, rma=f"2026-11-17T{number:02}:00:00Z", **more)
            place(db, "2026-10-05T12:00:00Z", [{"state": "arrived"}], symptoms=["heat", "sync"], vendor="pixelink")
