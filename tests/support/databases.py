"""Databases as files: one of the first version, one read past the store, and writers that begin at once."""

import sqlite3
import subprocess
import sys
from contextlib import closing

from sqlite_utils import Database

from content.places import ROOT
from forms.store.database.migrations import REQUESTS_AND_MAIL

OLD = """
INSERT INTO draft VALUES ('k', 'flir', 'en', 0, '{}', 'd', '2026-11-20T08:00:00Z', '2026-11-21T08:00:00Z',
    '2026-11-20T08:05:00Z');
INSERT INTO request (id, ticket, draft, part, vendor, locale, purpose, revision, revision_hash, name, email, company,
    phone, address, country, own_reference, role, dealer, anyway, their_ticket, created)
VALUES (7, 'KXQTFRMWLL', 'k', 1, 'flir', 'en', 'repair', '2020-04-17', 'h', 'Ada', 'ada@lab.example', '', '', '', 'DE',
    '', 'customer', '', 0, '', '2026-11-20T08:05:00Z');
INSERT INTO batch VALUES (3, 7, 1, 'BFS-U3-51S5C', 'blackfly-s-usb3', 'no-image', '', '', '[]', '{}', 'direct', 'in',
    '{"kind": "warranty"}');
INSERT INTO unit VALUES (5, 3, 1, '16048501', '16048501', '', 'received', NULL, NULL, NULL, NULL);
"""


def old_file(path):
    """A file as the first version made it, with one request in it."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(REQUESTS_AND_MAIL + OLD)
        Database(db)["_sqlite_migrations"].insert(
            {"migration_set": "kiosk", "name": "requests_and_mail", "applied_at": "2026-11-20"}, pk="name"
        )
        db.commit()


def run_sql(path, sql):
    with closing(sqlite3.connect(path)) as db, db:
        return db.execute(sql).fetchall()


def start(*words):
    command = [sys.executable, "-m", "tests.support.writer", *map(str, words)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "ready\n"
    return process


def start_at_once(commands):
    processes = [start(*words) for words in commands]
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    return processes


def finish(process):
    output = process.communicate()[0]
    return process.returncode, output.split()
