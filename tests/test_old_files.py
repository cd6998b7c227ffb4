"""A database made by an earlier version goes on: what stood in it stands in the desk's tables too."""

import sqlite3
from contextlib import closing

from sqlite_utils import Database

from forms.store import migrate, open_store
from forms.store.migrations import REQUESTS_AND_MAIL
from tests.steps import rows

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


def test_an_old_request_stands_in_supports_lane_and_waits_since_it_was_made(tmp_path):
    fresh, old = tmp_path / "fresh.db", tmp_path / "old.db"
    migrate(fresh)
    old_file(old)
    migrate(old)
    assert rows(old, "SELECT request, lane, due FROM lane") == [(7, "support", "2026-11-20T08:05:00Z")]
    assert rows(old, "SELECT request, unread FROM desk") == [(7, 1)]
    with closing(open_store(old)) as store:
        [unit] = store.request_by_ticket("KXQTFRMWLL").units
    assert (unit.state, unit.since, unit.rma) == ("received", "2026-11-20T08:05:00Z", None)


def test_an_old_file_and_a_fresh_one_have_the_same_tables(tmp_path):
    fresh, old = tmp_path / "fresh.db", tmp_path / "old.db"
    migrate(fresh)
    old_file(old)
    migrate(old)
    tables = (
        "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '_sqlite%' AND name NOT LIKE 'sqlite%' ORDER BY name"
    )
    assert rows(old, tables) == rows(fresh, tables)
