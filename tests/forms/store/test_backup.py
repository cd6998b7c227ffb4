"""Sentences about copies: whole, looked through, in nobody's way, and their owner's alone from the first byte."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
from contextlib import closing

import pytest

from content.places import ROOT
from forms.records.errors import CannotWrite, NoCopy
from forms.records.private_files import written_whole
from forms.records.rma_number import rma_position
from forms.serve import session_secret
from forms.steps.worker_round import run_round
from forms.store.confirmation import confirm_draft
from forms.store.database.backup import back_up
from forms.store.database.connection import open_store
from forms.store.database.migrations import migrate
from forms.store.database.series import SKIP, mark_beside, next_rma_number, read_mark
from forms.store.drafts import read_draft, save_draft
from tests.support.databases import finish, run_sql, start_at_once
from tests.support.steps import open_app, rows, send
from tests.support.writer import NOW, give_number, sample_draft, sample_request

OPERATOR = ROOT / "docs" / "operator.md"
TABLES = ("draft", "request", "batch", "unit", "event", "outbox", "lane", "rma", "series", "_sqlite_migrations")


@pytest.fixture
def busy(app):
    """The endpoint's app with a request and an RMA number."""
    send(app.test_client())
    with closing(open_store(app.config["DATABASE"])) as store:
        give_number(store)
    return app


def run(app, *words):
    return app.test_cli_runner().invoke(args=[*map(str, words)])


def told(path):
    return {table: rows(path, f"SELECT * FROM {table}") for table in TABLES}


# Whole


def test_a_copy_holds_all_of_it_and_has_its_mark_beside_it(busy, tmp_path):
    answer = run(busy, "backup", tmp_path / "copy.db")
    assert answer.exit_code == 0 and answer.output.startswith(f"{tmp_path / 'copy.db'} holds all of it")
    assert told(tmp_path / "copy.db") == told(busy.config["DATABASE"])
    assert read_mark(tmp_path / "copy.db.series") == 1 + SKIP


def test_in_a_folder_a_copy_has_the_name_of_its_moment(busy, tmp_path):
    (tmp_path / "copies").mkdir()
    assert run(busy, "backup", tmp_path / "copies").exit_code == 0
    copy, mark = sorted(file.name for file in (tmp_path / "copies").iterdir())
    assert re.fullmatch(r"rma-\d{4}-\d\d-\d\dT\d{6}Z\.db", copy) and mark == f"{copy}.series"


def test_what_was_written_last_and_is_not_in_the_file_yet_is_copied_too(busy, tmp_path):
    """The twin is the file alone, as cp would take it."""
    with closing(open_store(busy.config["DATABASE"])) as store:
        save_draft(store, sample_draft("last"))
        shutil.copy(busy.config["DATABASE"], tmp_path / "plain.db")
        back_up(store, tmp_path / "copy.db")
    assert rows(tmp_path / "copy.db", "SELECT key FROM draft WHERE key = 'last'") == [("last",)]
    assert rows(tmp_path / "plain.db", "SELECT key FROM draft WHERE key = 'last'") == []


def test_a_copy_made_while_others_write_is_of_one_moment(busy, tmp_path):
    [writer] = start_at_once([("confirm_drafts", busy.config["DATABASE"], "meanwhile", 100_000)])
    for number in range(5):
        writer.stdout.readline()
        assert run(busy, "backup", tmp_path / f"{number}.db").exit_code == 0
    writer.send_signal(signal.SIGKILL)
    finish(writer)
    for number in range(5):
        half = "SELECT draft FROM request WHERE draft LIKE 'meanwhile%' GROUP BY draft HAVING count(*) <> 2"
        assert rows(tmp_path / f"{number}.db", half) == []


def meanwhile(store, act):
    """Have `act` called once in the midst of the next long thing that the store's connection does."""
    acts = [act]
    store.db.conn.set_progress_handler(lambda: (acts and acts.pop()(), 0)[1], 100)


def test_others_write_while_a_copy_is_made(busy, tmp_path):
    with closing(open_store(busy.config["DATABASE"])) as store, closing(open_store(busy.config["DATABASE"])) as other:
        other.db.execute("PRAGMA busy_timeout = 20")
        meanwhile(store, lambda: save_draft(other, sample_draft()))
        back_up(store, tmp_path / "copy.db")
        assert read_draft(store, "draft-1")


# In nobody's way


@pytest.mark.parametrize("taken", ["copy.db", "copy.db.series"])
def test_what_is_there_is_never_overwritten(busy, tmp_path, taken):
    (tmp_path / taken).write_text("an older one")
    answer = run(busy, "backup", tmp_path / "copy.db")
    assert answer.exit_code == 1 and f"{tmp_path / taken} is there already. Name another file" in answer.output
    assert (tmp_path / taken).read_text() == "an older one" and leftovers(tmp_path) == []


def test_a_file_that_came_while_the_copy_was_made_stays(busy, tmp_path):
    with closing(open_store(busy.config["DATABASE"])) as store:
        meanwhile(store, lambda: (tmp_path / "copy.db").write_text("another"))
        with pytest.raises(NoCopy, match="File exists"):
            back_up(store, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "another" and leftovers(tmp_path) == []


def test_a_place_that_is_not_there_is_told(busy, tmp_path):
    answer = run(busy, "backup", tmp_path / "nowhere" / "copy.db")
    assert answer.exit_code == 1 and "cannot be written: No such file or directory." in answer.output


def leftovers(folder):
    return [file.name for file in folder.iterdir() if "part" in file.name]


# Looked through


def test_a_copy_of_a_broken_database_is_thrown_away(busy, tmp_path):
    with closing(sqlite3.connect(busy.config["DATABASE"])) as db, db:
        db.execute("UPDATE unit SET batch = 4711")
    answer = run(busy, "backup", tmp_path / "copy.db")
    assert answer.exit_code == 1 and "The copy is not sound, so it was thrown away" in answer.output
    assert not (tmp_path / "copy.db").exists() and leftovers(tmp_path) == []


def test_a_copy_that_misses_a_step_of_the_tables_is_thrown_away(busy, tmp_path):
    step = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('kiosk', 'another', '2026')"
    with closing(open_store(busy.config["DATABASE"])) as store:
        meanwhile(store, lambda: run_sql(busy.config["DATABASE"], step))
        with pytest.raises(NoCopy, match="other tables"):
            back_up(store, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists() and leftovers(tmp_path) == []


# Its owner's alone


EVERY = {
    "migrate": lambda app, folder: migrate(folder / "new" / "rma.db"),
    "deliver": lambda app, folder: run_round(app),
    "export csv": lambda app, folder: run(app, "export", "--out", folder / "out.csv"),
    "export jsonl": lambda app, folder: run(app, "export", "--format", "jsonl", "--out", folder / "out.jsonl"),
    "backup to a file": lambda app, folder: run(app, "backup", folder / "copy.db"),
    "backup to a folder": lambda app, folder: (
        (folder / "copies").mkdir(mode=0o700), run(app, "backup", folder / "copies")
    ),
    "restored": lambda app, folder: run(app, "restored"),
    "serve": lambda app, folder: session_secret(folder / "secret"),
}  # fmt: skip


@pytest.fixture
def careless(monkeypatch):
    """A shell that forbids nobody anything, and no way to close a file once it was made open."""

    def no_chmod(*_, **__):
        raise AssertionError("made open, and closed afterwards")

    for name in ("chmod", "fchmod"):
        monkeypatch.setattr(os, name, no_chmod)
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.parametrize("command", EVERY)
def test_what_a_command_writes_is_its_owners_alone_from_the_first_byte(busy, tmp_path, careless, command):
    before = set(tmp_path.rglob("*"))
    EVERY[command](busy, tmp_path)
    made = [path for path in {*tmp_path.rglob("*")} - before if path.name != "new"]
    assert made or command == "restored"
    assert [path.name for path in made if path.stat().st_mode & 0o077] == []


def test_a_file_made_the_usual_way_would_stand_open(tmp_path, careless):
    """The twin."""
    (tmp_path / "out.csv").write_text("ada@lab.example")
    assert (tmp_path / "out.csv").stat().st_mode & 0o077


def test_a_mail_folder_of_an_earlier_version_is_closed(busy, tmp_path):
    (tmp_path / "mail").mkdir(mode=0o755)
    run_round(busy)
    assert (tmp_path / "mail").stat().st_mode & 0o777 == 0o700


def test_a_file_half_written_leaves_the_older_one_and_nothing_else(tmp_path):
    (tmp_path / "out.csv").write_text("an older one")
    with pytest.raises(ZeroDivisionError), written_whole(tmp_path / "out.csv") as file:
        file.write(b"half")
        1 / 0  # noqa: B018
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out.csv", "an older one")]


# The way back, as the operator's page tells it


def recipe(copy):
    """The lines of the operator's page that restore a copy, for a shell; the last is the operator's command."""
    lines = OPERATOR.read_text(encoding="utf-8").splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("    before=instance/before"))
    *shell, last = [line.strip() for line in lines[first : first + 3]]
    assert last == "flask --app forms restored"
    return [line.replace("COPY", str(copy)) for line in (*shell, "true")]


@pytest.mark.parametrize("lost", [False, True])
def test_the_way_back_that_is_written_down_brings_the_copy_and_gives_no_number_twice(tmp_path, lost):
    app = open_app(instance := tmp_path / "instance")
    run(app, "backup", tmp_path / "copy.db")
    send(app.test_client())
    with closing(open_store(app.config["DATABASE"])) as store:
        given = rma_position(give_number(store))
        journal = (instance / "rma.db-wal").read_bytes()
    (instance / "rma.db-wal").write_bytes(journal)  # as a kiosk leaves it that was killed
    if lost:
        mark_beside(app.config["DATABASE"]).unlink()
    subprocess.run(["sh", "-c", "umask 0\n" + "\n".join(recipe(tmp_path / "copy.db"))], cwd=tmp_path, check=True)
    assert run(app, "restored").exit_code == 0
    assert told(app.config["DATABASE"])["request"] == [] and rows(app.config["DATABASE"], "PRAGMA journal_mode") == [
        ("wal",)
    ]
    assert [path for path in instance.glob("rma.db*") if path.stat().st_mode & 0o077] == []
    with closing(open_store(app.config["DATABASE"])) as store:
        assert rma_position(next_rma_number(store)) == (2 * SKIP + 1 if lost else given + SKIP + 1)


def test_the_operators_page_tells_of_no_copy_that_others_may_read():
    assert "VACUUM" not in OPERATOR.read_text(encoding="utf-8")


def test_a_sample_goes_into_the_copy_as_it_was(tmp_path):
    """A copy can be opened as a database of ours, and goes on."""
    migrate(tmp_path / "rma.db")
    with closing(open_store(tmp_path / "rma.db")) as store:
        save_draft(store, sample_draft())
        back_up(store, tmp_path / "copy.db")
    with closing(open_store(tmp_path / "copy.db")) as copy:
        assert confirm_draft(copy, "draft-1", "digest-1", [sample_request()], NOW) == "confirmed"


def test_however_many_kiosks_a_process_has_had_their_commands_end_alike(tmp_path):
    apps = [open_app(tmp_path / str(number)) for number in range(3)]
    shared = [app.cli.commands["backup"].callback for app in apps]
    assert len({*shared}) == 3 and len({callback.__wrapped__ for callback in shared}) == 1


def test_a_folder_that_is_not_there_yet_is_made_and_takes_a_copy_each_night(tmp_path):
    app = open_app(tmp_path)
    for _ in range(2):
        assert run(app, "backup", f"{tmp_path / 'copies'}/").exit_code in (0, 1)  # both in one second
    copies = sorted(path.name for path in (tmp_path / "copies").iterdir())
    assert len(copies) == 2 and (tmp_path / "copies").stat().st_mode & 0o077 == 0


def test_where_its_mark_cannot_be_written_no_copy_stands_either(tmp_path, monkeypatch):
    app = open_app(tmp_path)

    def refused(path, position):
        raise CannotWrite("full", f"{path} cannot be written: no room")

    monkeypatch.setattr("forms.store.database.backup.write_mark", refused)
    assert run(app, "backup", tmp_path / "copy.db").exit_code == 1
    assert not (tmp_path / "copy.db").exists() and not mark_beside(tmp_path / "copy.db").exists()
