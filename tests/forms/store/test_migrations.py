"""A database made by an earlier version goes on: what stood in it stands in the desk's tables too."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from sqlite_utils import Database

from content.places import ROOT
from content.settings.kiosk_toml import Settings
from forms import create_app
from forms.records.errors import CannotRead
from forms.store.database.connection import open_store
from forms.store.database.migrations import migrate, steps
from forms.store.requests import request_by_ticket
from tests.support.databases import old_file
from tests.support.production import around
from tests.support.steps import filled, hidden, rows


def test_an_old_request_stands_in_supports_lane_and_waits_since_it_was_made(tmp_path):
    fresh, old = tmp_path / "fresh.db", tmp_path / "old.db"
    migrate(fresh)
    old_file(old)
    migrate(old)
    assert rows(old, "SELECT request, lane, due FROM lane") == [(7, "support", "2026-11-20T08:05:00Z")]
    assert rows(old, "SELECT request, unread FROM desk") == [(7, 1)]
    with closing(open_store(old)) as store:
        [unit] = request_by_ticket(store, "KXQTFRMWLL").units
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


# Older or newer than the code

with closing(Database(memory=True)) as nothing:
    LAST = steps.pending(nothing)[-1].name
KNOWN = "SELECT name FROM _sqlite_migrations ORDER BY id"


@pytest.fixture
def as_of(tmp_path):
    """Makes a file older than this code, or newer: `as_of("older")`."""

    def make(which):
        migrate(path := tmp_path / "rma.db")
        turn(path, which)
        return path

    return make


def turn(path, which):
    """Let a file be older than this code, or newer."""
    with closing(sqlite3.connect(path)) as db, db:
        if which == "older":
            db.execute("DELETE FROM _sqlite_migrations WHERE name = ?", [LAST])
        else:
            db.execute("INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('kiosk', 'teleport')")


TOLD = {"older": "run `flask --app forms migrate` once", "newer": "newer than this code, by teleport: put the newer"}


@pytest.mark.parametrize("which", TOLD)
def test_the_endpoint_refuses_to_start_over_it_and_names_the_command(as_of, which):
    path = as_of(which)
    with pytest.raises(SystemExit, match=re.escape(TOLD[which])) as refused:
        create_app(Settings(), demonstration=True, SECRET_KEY="s" * 32, DATABASE=str(path))
    assert "flask --app forms migrate" in str(refused.value)


@pytest.mark.parametrize("which", TOLD)
@pytest.mark.parametrize("command", ["deliver", "deliver for ever", "export", "desk-user"])
def test_every_command_ends_with_that_sentence_and_no_traceback(as_of, which, command):
    words = {"desk-user": ["desk-user", "--list"], "deliver for ever": ["deliver", "--every", "1"]}.get(
        command, [command]
    )
    env = around(as_of(which).parent)
    ran = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "tests.support.production:made", *words],
        cwd=ROOT, env=env, capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode in (1, 4) and ran.stderr.count(TOLD[which]) == 1 and "Traceback" not in ran.stderr


@pytest.mark.parametrize("which", TOLD)
def test_gunicorn_ends_with_it_too_and_does_not_start_workers_for_ever(as_of, which):
    env = around(as_of(which).parent)
    gunicorn = [sys.executable, "-m", "gunicorn", "--bind", "127.0.0.1:0", "--no-control-socket"]
    ran = subprocess.run(
        [*gunicorn, "tests.support.production:made()"], cwd=ROOT, env=env, capture_output=True, text=True
    )
    assert ran.returncode == 4 and TOLD[which] in ran.stderr and "Traceback" not in ran.stderr


def test_what_is_newer_is_not_brought_forward_either(as_of):
    path = as_of("newer")
    before = rows(path, KNOWN)
    with pytest.raises(CannotRead, match="teleport"):
        migrate(path)
    assert rows(path, KNOWN) == before


@pytest.mark.parametrize("which, part", [("older", "older than this code"), ("newer", "newer than this code")])
def test_under_a_running_kiosk_it_is_told_and_nothing_is_lost(app, client, which, part):
    token = hidden(client.get("/rma/flir/").text, "csrf_token")
    turn(app.config["DATABASE"], which)
    answer, health = client.post("/rma/flir/", data=filled(csrf_token=token)), client.get("/rma/healthz")
    assert answer.status_code == 503 and "black since Monday" in answer.text and "must repair first" in answer.text
    assert health.status_code == 503 and part in health.text


def test_one_of_todays_starts(app):
    """The twin."""
    assert create_app(Settings(), demonstration=True, SECRET_KEY="s" * 32, DATABASE=app.config["DATABASE"])
