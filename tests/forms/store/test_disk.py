"""On a disk that is full, read-only or broken: nothing typed is lost, what is stored is read, mail goes on after it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from forms.records.errors import CannotRead
from forms.steps.worker import Worker
from forms.store.database.connection import open_store
from forms.store.requests import requests_of_draft
from tests.support.desk import case_path
from tests.support.disk import ILLS, ill, ill_mount, small_disk
from tests.support.steps import (
    Fields,
    confirm,
    draft_key,
    filled,
    hidden,
    mails_in,
    open_app,
    post_form,
    review,
    rows,
    send,
    signed_in,
    ticket_path,
)

READABLE = [what for what, (*_, reads) in ILLS.items() if reads]
EVERYTHING = {"company": "Example Optics", "phone": "+49 30 000", "address": "1 Lane\nTown", "own_reference": "PO <7>"}


@pytest.fixture
def app(tmp_path):
    """An endpoint whose database lies on a small disk; its mails lie elsewhere."""
    with small_disk(tmp_path / "disk") as disk:
        yield open_app(disk, MAIL_FOLDER=str(tmp_path / "mail"), LEAST_FREE=0)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def sent(app, client):
    """(the receipt, the request) of what was sent while all was well."""
    receipt = send(client)
    with closing(open_store(app.config["DATABASE"])) as store:
        return receipt, *requests_of_draft(store, draft_key(receipt))


def lost(answer, data):
    """The names of what was posted and is not on the page again."""
    held = Fields(answer.text).values
    return [name for name, text in data.items() if name not in ("do", "csrf_token") and held.get(name) != text]


@pytest.mark.parametrize("what", ILLS)
@pytest.mark.parametrize("begun", [False, True], ids=["new", "begun"])
def test_the_form_comes_back_whole_and_the_next_press_goes_through(app, client, what, begun):
    at = review(client, filled()).replace("review", "edit") if begun else "/rma/flir/"
    page = client.get(at).text
    groups = {"bought_from": "other"}, {"bought_from": "dealer", "problem": "green lines"}
    data = filled(*groups, vendor="flir", **EVERYTHING)
    data |= {"csrf_token": hidden(page, "csrf_token")}
    with ill(app, what):
        answer = client.post(at, data=data)
        assert (answer.status_code, lost(answer, data)) == (503, []) and int(answer.headers["Retry-After"]) > 0
    again = client.post(at, data=Fields(answer.text).values | {"do": "continue"})
    assert again.status_code == 303 and "green lines" in client.get(again.headers["Location"]).text


@pytest.mark.parametrize("what", ["missing", "damaged"])
def test_what_waiting_does_not_mend_is_not_called_busy(app, client, sent, what):
    token = hidden(client.get("/rma/flir/").text, "csrf_token")
    with ill(app, what):
        answers = [client.post("/rma/flir/", data=filled(csrf_token=token)), client.get(sent[0])]
    assert all(answer.status_code == 503 and "must repair first" in answer.text for answer in answers)
    assert not any("Too much" in answer.text for answer in answers)


@pytest.mark.parametrize("what", READABLE)
def test_a_review_is_kept_and_sent_afterwards(app, client, what):
    at = review(client, filled())
    with ill(app, what):
        answer = confirm(client, at)
        assert (
            answer.status_code == 503 and "cannot be stored at the moment" in answer.text and "16048501" in answer.text
        )
    assert "/rma/sent/" in confirm(client, at).headers["Location"]


@pytest.mark.parametrize("what", ILLS)
def test_what_is_written_behind_the_mailed_link_is_kept_on_the_page(app, client, sent, what):
    path = ticket_path(app, sent[1])
    page = client.get(path).text
    typed = {"do": "tell", "said": "a word\nof mine", "seen": hidden(page, "seen"), "units": "1"}
    with ill(app, what):
        answer = client.post(path, data=typed | {"csrf_token": hidden(page, "csrf_token")})
    assert answer.status_code == 503 and "a word\nof mine" in answer.text


@pytest.mark.parametrize("what", READABLE)
def test_what_is_stored_is_read_all_the_while(app, client, sent, what):
    desk, (receipt, one) = signed_in(app), sent
    with ill(app, what):
        pages = [client.get(path) for path in ("/rma/flir/", receipt, ticket_path(app, one), "/rma/status/")]
        pages += [
            desk.get(path) for path in ("/rma/desk/", case_path(one), case_path(one, "advise"), "/rma/desk/goods-in/")
        ]
        asked = post_form(client, {"number": one.ticket, "email": one.email, "do": "show"}, "/rma/status/")
        link = post_form(client, {"number": one.ticket, "email": one.email, "do": "link"}, "/rma/status/")
    assert [page.status_code for page in [*pages, asked, link]] == [200] * 9 + [503]


def test_on_a_disk_that_fills_while_others_write_it_is_the_same(app, client, sent):
    path = Path(app.config["DATABASE"])
    with closing(open_store(path)) as other, other.writing():  # its journal lies there, and is all that has room
        pass
    with closing(sqlite3.connect(path)) as busy:
        busy.execute("SELECT count(*) FROM draft").fetchone()
        path.with_name("filling").write_bytes(b"x" * (10**6))
        token = hidden(client.get("/rma/flir/").text, "csrf_token")
        answers = []
        while (not answers or answers[-1].status_code == 303) and len(answers) < 200:
            answers.append(client.post("/rma/flir/", data=filled({"error_text": "E" * 3000}, csrf_token=token)))
        assert answers[-1].status_code == 503 and client.get(sent[0]).status_code == 200
    assert rows(path, "SELECT count(*) FROM draft") == [(len(answers),)]  # the one of before, and each acknowledged one


@pytest.mark.parametrize("what", ILLS)
def test_the_mail_worker_outlives_it_says_it_once_and_goes_on(app, client, sent, what):
    said, warned, rounds = [], [], iter([None, None, None, True])
    worker = Worker(app, said.append, warned.append)
    with ill(app, what):
        worker.go_on(0, SimpleNamespace(wait=lambda every: next(rounds)))
        assert len(warned) == 1 and warned[0].startswith("Mail waits: ") and said == []
    assert worker.round() and warned[1:] == ["Mail moves again."] and len(said) == 1
    assert len(mails_in(Path(app.config["MAIL_FOLDER"]))) == 1


@pytest.mark.parametrize("what", ILLS)
def test_its_health_names_the_part_and_is_well_again(app, client, sent, what):
    worker = Worker(app, print, print)
    assert worker.round() and client.get("/rma/healthz").text == "well\n"
    with ill(app, what):
        answer = client.get("/rma/healthz")
    told = {"full": "disk is full", "read-only": "can only be read", "missing": "not there", "damaged": "is damaged"}
    assert answer.status_code == 503 and "ill: database: " in answer.text and told[what] in answer.text
    assert client.get("/rma/healthz").text == "well\n"


def spoil(app, table):
    """Write nonsense over the first page of a table."""
    path = Path(app.config["DATABASE"])
    [(page, size)] = rows(
        path, f"SELECT rootpage, page_size FROM sqlite_master, pragma_page_size WHERE name = '{table}'"
    )
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with open(path, "r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xee" * size)


@pytest.mark.parametrize("table", ["request", "outbox", "unit", "event"])
def test_one_damaged_table_is_told_apart_from_a_busy_file(app, client, sent, table):
    at = review(client, filled())
    Worker(app, print, print).round()
    spoil(app, table)
    answer, health = confirm(client, at), client.get("/rma/healthz")
    assert answer.status_code == 503 and "Too much" not in answer.text and "must repair first" in answer.text
    assert health.status_code == 503 and "its file is damaged" in health.text


def test_where_little_room_is_left_it_is_ill_before_anything_is_lost(tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        app = open_app(disk, LEAST_FREE=10)
        Worker(app, print, print).round()
        answer = app.test_client().get("/rma/healthz")
    assert answer.status_code == 503 and answer.text.startswith("ill: disk: 1 MB are free")


def test_what_still_lies_in_the_journal_is_never_left_out_of_what_is_read(app, client, sent):
    path = Path(app.config["DATABASE"])
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE request SET name = 'Newest Name'")
        db.commit()
        journal = path.with_name("rma.db-wal").read_bytes()
    path.with_name("rma.db-wal").write_bytes(journal)  # as a process leaves it that was killed, its shared file lost
    with ill_mount(path), pytest.raises(CannotRead):
        open_store(path)


@pytest.mark.parametrize("what, seconds", [("full", 120), ("read-only", 120), ("missing", 3600), ("damaged", 3600)])
def test_programs_are_told_to_wait_as_long_as_it_may_take(app, client, what, seconds):
    token = hidden(client.get("/rma/flir/").text, "csrf_token")
    with ill(app, what):
        answer = client.post("/rma/flir/", data=filled(csrf_token=token))
    assert answer.headers["Retry-After"] == str(seconds)


def test_what_the_page_alone_knew_is_sent_again_but_not_read_back(app, client, sent):
    desk, one = signed_in(app), sent[1]
    known = {"do": "claim", "back": "/rma/desk/", "owner": "3", "seen": "7", "question": "repair-time", "way": "paid"}
    with ill(app, "missing"):
        page = desk.post(f"{case_path(one)}hold/", data=known | {"text": "a word of mine"}).text
    told = page.partition("What you typed")[2]
    assert "a word of mine" in told and not [text for text in known.values() if f"<blockquote>{text}<" in told]
    assert Fields(page).values.items() >= known.items() - {("do", "claim")}


@pytest.mark.parametrize("what", ["missing", "damaged"])
def test_no_password_stands_on_the_page_that_says_so(app, client, what):
    page = client.get("/rma/desk/sign-in/").text
    typed = {"login": "sam", "password": "four words said once", "csrf_token": hidden(page, "csrf_token")}
    with ill(app, what):
        answer = client.post("/rma/desk/sign-in/", data=typed)
    assert answer.status_code == 503 and "four words" not in answer.text
