"""Sentences about the series of RMA numbers: it never goes back, whatever is put in the place of the database."""

import shutil
import signal
import sqlite3
from contextlib import closing

import pytest

from forms.records.errors import CannotWrite, NumberTaken
from forms.records.rma_number import rma_number, rma_position, show_rma
from forms.store.confirmation import confirm_draft
from forms.store.database.connection import open_store
from forms.store.database.migrations import migrate
from forms.store.database.series import SKIP, mark_beside, next_rma_number, read_mark, skip_series_ahead, write_mark
from forms.store.drafts import save_draft
from forms.store.mail.outbox import mails_of
from forms.store.requests import request_by_id, requests_of_draft
from tests.support.databases import finish, old_file, run_sql, start_at_once
from tests.support.desk import at_desk
from tests.support.quick import fresh_database
from tests.support.steps import draft_key, rows, send, signed_in
from tests.support.writer import NOW, give_number, sample_draft, sample_request

FILES = ("rma.db", "rma.db-wal", "rma.db-shm")


@pytest.fixture
def path(tmp_path):
    """A database with one request."""
    fresh_database(path := tmp_path / "instance" / "rma.db")
    with closing(open_store(path)) as store:
        save_draft(store, sample_draft())
        confirm_draft(store, "draft-1", "digest-1", [sample_request()], NOW)
    return path


def give(path, count=1):
    """The positions of so many numbers, given one after the other."""
    with closing(open_store(path)) as store:
        return [rma_position(give_number(store)) for _ in range(count)]


def skip(path):
    with closing(open_store(path)) as store:
        skip_series_ahead(store)


def kept(path, name="copy"):
    """A copy of the whole folder."""
    return shutil.copytree(path.parent, path.parent.parent / name)


def put_back(copy, path, *files):
    """Put these files of a copy in their places, and take away those of the database that the copy does not have."""
    for name in {*files, *FILES}:
        (path.parent / name).unlink(missing_ok=True)
    for name in files:
        shutil.copy(copy / name, path.parent / name)


def stored(path):
    return [rma_position(number) for (number,) in rows(path, "SELECT number FROM rma ORDER BY issued, number")]


def test_the_series_begins_at_its_first_number_and_leaves_none_out(path):
    assert give(path, 3) == [1, 2, 3] == stored(path)


def test_a_database_put_back_alone_goes_on_behind_the_mark(path):
    give(path)
    copy = kept(path)
    given = give(path, 5)
    put_back(copy, path, "rma.db")
    assert give(path) == [given[-1] + 1]


@pytest.mark.parametrize("spoil", [
    lambda mark: mark.unlink(),
    lambda mark: mark.write_text(""),
    lambda mark: mark.write_text("100015"),  # a digit is off
    lambda mark: mark.write_bytes(b"\xff\x00"),
], ids=["lost", "empty", "wrong", "not text"])  # fmt: skip
def test_a_copy_with_a_mark_that_says_nothing_skips_ahead(path, spoil):
    copy = kept(path)
    given = give(path, 5)
    put_back(copy, path, "rma.db")
    spoil(mark_beside(path))
    assert give(path, 2) == [SKIP + 1, SKIP + 2] and SKIP > given[-1]


def test_a_mark_older_than_the_database_is_not_believed(path):
    given = give(path, 5)
    write_mark(mark_beside(path), 3)
    assert give(path) == [given[-1] + SKIP + 1]


def test_a_whole_folder_put_back_skips_ahead_once_that_is_said(path):
    copy = kept(path)
    given = give(path, 5)
    put_back(copy, path, "rma.db", "rma.db.series")
    skip(path)
    assert give(path) == [SKIP + 1] and SKIP > given[-1]


def test_were_it_not_said_the_same_number_would_be_given_twice(path):
    """The twin: with the mark gone back too, nothing is left that knows."""
    copy = kept(path)
    given = give(path)
    put_back(copy, path, "rma.db", "rma.db.series")
    assert give(path) == given


def test_a_copy_from_before_the_first_number_skips_ahead_too(path):
    put_back(kept(path), path, "rma.db")
    mark_beside(path).unlink()
    assert give(path) == [SKIP + 1]


def test_a_new_database_beside_the_mark_of_a_lost_one_goes_on(path):
    given = give(path, 3)
    put_back(path.parent, path)
    migrate(path)
    assert rows(path, "SELECT position FROM series") == [(given[-1],)]


def test_death_between_mark_and_number_leaves_a_gap_and_no_number_twice(path):
    [process] = start_at_once([("die_before_the_number_is_stored", path)])
    assert finish(process)[0] == -signal.SIGKILL
    assert stored(path) == [] and read_mark(mark_beside(path)) == 1
    assert give(path) == [2]


def test_eight_processes_at_once_never_share_a_number(path):
    outcomes = [finish(process) for process in start_at_once([("give_numbers", path, 10)] * 8)]
    told = [rma_position(number) for code, numbers in outcomes for number in numbers]
    assert [code for code, _ in outcomes] == [0] * 8 and sorted(told) == list(range(1, 81))
    assert read_mark(mark_beside(path)) == 80


def test_a_mark_that_cannot_be_written_gives_no_number_and_stores_nothing(path):
    mark_beside(path).unlink()
    mark_beside(path).mkdir()
    with closing(open_store(path)) as store, pytest.raises(CannotWrite, match="rma.db.series cannot be written"):
        give_number(store)
    assert stored(path) == [] and len(rows(path, "SELECT 1 FROM event")) == 2
    assert [file.name for file in path.parent.iterdir() if "part" in file.name] == []


def test_looking_ahead_moves_nothing(path):
    with closing(open_store(path)) as store:
        assert {next_rma_number(store) for _ in range(3)} == {rma_number(1)}
    assert read_mark(mark_beside(path)) == 0 and give(path) == [1]


def test_the_mail_shown_before_it_is_sent_moves_no_mark(app, client, store):
    [one] = requests_of_draft(store, draft_key(send(client)))
    desk, mark = signed_in(app), mark_beside(app.config["DATABASE"])
    at_desk(desk, one, "decide", way="warranty")
    assert "the number comes with sending" in at_desk(desk, one, "authorise", do="show").text and read_mark(mark) == 0
    at_desk(desk, one, "authorise")
    assert read_mark(mark) == 1 and [rma.number for rma in request_by_id(store, one.id).rmas] == [rma_number(1)]


def test_a_makers_own_number_in_the_way_is_left_out_and_moves_no_mark(path):
    run_sql(path, f"INSERT INTO rma VALUES ('{rma_number(1)}', 1, 'entered', '{NOW}', NULL)")
    assert read_mark(mark_beside(path)) == 0 and give(path) == [2]


def test_a_database_from_before_the_mark_goes_on_without_a_gap(tmp_path):
    old_file(path := tmp_path / "old.db")
    migrate(path)
    with closing(sqlite3.connect(path)) as db, db:
        numbers = [(rma_number(position), NOW) for position in (1, 2, 5)]  # 3 and 4 were a maker's own
        db.executemany("INSERT INTO rma VALUES (?, 7, 'series', ?, NULL)", numbers)
        db.execute("DROP TABLE series")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'series'")
    mark_beside(path).unlink()
    migrate(path)
    with closing(open_store(path)) as store:
        assert next_rma_number(store) == rma_number(6) and read_mark(mark_beside(path)) == 5


def test_the_mark_is_its_owners_alone_and_reads_as_the_first_free_number(path):
    give(path, 2)
    assert mark_beside(path).stat().st_mode & 0o777 == 0o600
    assert mark_beside(path).read_text() == f"{rma_number(3)}\n"


def test_the_operator_says_it_and_is_told_the_next_number(app):
    told = app.test_cli_runner().invoke(args=["restored"])
    assert (told.exit_code, told.output) == (0, f"The next RMA number is {show_rma(rma_number(SKIP + 1))}.\n")


def test_where_it_cannot_be_written_the_operator_is_told_that_nothing_was_changed(app):
    mark = mark_beside(app.config["DATABASE"])
    mark.unlink()
    mark.mkdir()
    told = app.test_cli_runner().invoke(args=["restored"])
    assert told.exit_code == 1 and told.output.startswith("Error: Nothing was changed: ") and mark.is_dir()


def test_without_a_copy_in_its_place_no_new_database_is_made(app, tmp_path):
    app.config["DATABASE"] = str(tmp_path / "nowhere.db")
    told = app.test_cli_runner().invoke(args=["restored"])
    assert told.exit_code == 1 and "Put the copy there first." in told.output
    assert not (tmp_path / "nowhere.db").exists()


def test_at_the_desk_a_mark_that_cannot_be_written_is_told_as_later(app, client, store):
    [one] = requests_of_draft(store, draft_key(send(client)))
    desk, mark = signed_in(app), mark_beside(app.config["DATABASE"])
    at_desk(desk, one, "decide", way="warranty")
    mark.unlink()
    mark.mkdir()
    assert at_desk(desk, one, "authorise").status_code == 503
    assert request_by_id(store, one.id).rmas == () and len(mails_of(store, one.id)) == 1


def test_a_step_that_fails_gives_no_number_away(path, monkeypatch):
    """A maker's own number that another request has: refused, and the series is where it was."""
    run_sql(path, f"INSERT INTO rma VALUES ('4711', 1, 'series', '{NOW}', NULL)")
    monkeypatch.setattr("forms.store.steps.next_rma_number", lambda store: "4711")
    with closing(open_store(path)) as store, pytest.raises(NumberTaken):
        give_number(store)
    assert read_mark(mark_beside(path)) == 0
