"""No log of ours opens anything: neither a line about a page nor the report of a fault holds a key."""

import logging
import sqlite3
from contextlib import closing

import pytest

from forms.mail.transport import Undeliverable, deliver_due
from forms.steps.worker import Worker
from forms.steps.worker_round import links_of
from forms.store.mail.outbox import mails_of
from forms.store.requests import requests_of_draft
from forms.web.log_redaction import redact_logs, without_keys
from forms.web.signed_links import make_dealer_key, make_key, make_quote_key
from tests.support.production import SECRET, in_production
from tests.support.steps import Visitor, confirm, draft_key, filled, review, send, ticket_path

KEY = make_key(SECRET, "KXQTFRMWLL", 0)


def faults(app):
    """Let every page that opens the database fail by a fault of our own."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with closing(sqlite3.connect(app.config["DATABASE"])) as db:
        db.executescript("PRAGMA foreign_keys = OFF; DROP TABLE draft; DROP TABLE request; DROP TABLE dealer_link;")


def keyed(app, client, store):
    """{key: the address it opens} of every page that has a key."""
    at = review(client, filled())
    [one] = requests_of_draft(store, draft_key(send(client)))
    who = (app.secret_key, one.ticket, one.link_turn)
    dealer = make_dealer_key(app.secret_key, "ACME", 0)
    pages = {make_key(*who): ticket_path(app, one), make_quote_key(*who): f"/rma/quote/{make_quote_key(*who)}/"}
    pages[dealer] = f"/rma/dealer/{dealer}/"
    for name in ("edit", "review", "sent", "handover"):
        pages[draft_key(at), name] = at.replace("review", name)
    return {(key[0] if isinstance(key, tuple) else key, path): path for key, path in pages.items()}


def test_a_fault_on_any_page_that_a_key_opens_is_logged_without_it(app, client, store, caplog):
    pages = keyed(app, client, store)
    faults(app)
    for path in pages.values():
        assert client.get(path).status_code == 500
        client.post(path, data={"do": "tell"})
    assert caplog.text.count("Exception on /rma/") > len(pages) and "no such table" in caplog.text
    assert [key for key, _ in pages if key in caplog.text] == []


def test_without_the_records_of_ours_every_one_of_them_is_logged(app, client, store, caplog):
    """The twin."""
    pages = keyed(app, client, store)
    faults(app)
    logging.setLogRecordFactory(logging.LogRecord)
    try:
        for path in pages.values():
            client.get(path)
    finally:
        redact_logs()
    assert [key for key, _ in pages if key not in caplog.text] == []


@pytest.mark.parametrize("name", ["edit", "review", "sent", "handover"])
def test_a_fault_that_quotes_the_key_of_a_draft_is_logged_without_it(app, client, caplog, monkeypatch, name):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    key = draft_key(review(client, filled()))

    def quoting(store, wanted):
        raise KeyError(f"no draft {wanted}")

    monkeypatch.setattr("forms.web.request_context.read_draft", quoting)
    assert client.get(f"/rma/{name}/{key}/").status_code == 500
    assert "KeyError" in caplog.text and "no draft …" in caplog.text and key not in caplog.text


def test_a_fault_of_the_mail_worker_that_quotes_a_link_is_told_without_it(app, monkeypatch):
    warned = []

    def quoting(app):
        raise KeyError(f"/rma/ticket/{KEY}/")

    monkeypatch.setattr("forms.steps.worker.run_round", quoting)
    worker = Worker(app, print, warned.append)
    assert [worker.round() for _ in range(3)] == [False] * 3  # whatever it is, it outlives it, and says it once
    assert len(warned) == 1 and "KeyError" in warned[0] and KEY not in warned[0]


@pytest.mark.parametrize("line", [
    f"GET /rma/ticket/{KEY}/ HTTP/1.1", f'"https://rma.example/rma/quote/{KEY}"', f"/RMA/TICKET/{KEY.upper()}/a/1/",
    f"KeyError: '{KEY}'", f"/rma/sent/abcdefghijklmnopqrstuv/?x=1 {KEY}",
    "Referer: /rma/review/-_cdefghijklmnopqrstuv/", "/rma//sent/abcdefghijklmnopqrstuv/",
    "/rma/s%65nt/abcdefghijklmnopqrstuv/",
])  # fmt: skip
def test_a_key_is_known_wherever_it_stands(line):
    told = without_keys(line)
    assert KEY not in told.lower() and "defghijklmnop" not in told and "…" in told


@pytest.mark.parametrize(
    "line", ["/rma/flir/", "/rma/desk/case/KXQTFRMWLL/", "/rma/status/", "flir-2020-04-17 is in force"]
)
def test_what_is_no_key_stays(line):
    assert without_keys(line) == line


def test_what_a_mail_server_says_of_a_mail_is_kept_without_the_link_in_it(app, client, store):
    class Picky:
        def send(self, mail, finished, *_):
            raise Undeliverable(f"554 spam: {links_of(app, mail)['link']}")

    send(client)
    deliver_due(store, Picky(), app.settings.mail, lambda row: links_of(app, row), lambda: "2099-01-01T00:00:00Z")
    [mail] = mails_of(store, 1)
    assert mail.error == f"554 spam: {app.settings.url}/rma/ticket/…/"


def test_the_web_server_of_production_logs_no_key_either(tmp_path):
    """Gunicorn's own log of addresses, and its reports of faults, are lines of this process too."""
    with in_production(tmp_path) as running:
        visitor = Visitor(running.url)
        sent = confirm(visitor, review(visitor, filled())).headers["Location"]
        paths = [sent, sent.replace("sent", "edit"), f"/rma/ticket/{KEY}/", f"/rma/quote/{KEY}/?next={KEY}"]
        for path in paths:
            visitor.get(path)
    log = running.log()
    assert "GET /rma/ticket/" in log and log.count("/rma/") > len(paths)
    assert KEY not in log and draft_key(sent) not in log
