"""Processes die at any instant under whole journeys: what was acknowledged is there whole and once, each mail too.

Ten kills here; `make faults` asks for sixty by KIOSK_KILLS.
"""

import os
import random
import signal
import sqlite3
import threading
import time
import traceback
from collections import Counter
from contextlib import closing
from http.client import HTTPException
from types import SimpleNamespace

import pytest

from tests.support.desk import at_desk, case_path
from tests.support.production import PATIENCE, in_production, made
from tests.support.steps import Visitor, confirm, draft_key, filled, mails_in, review, rows, session_token, tickets_on

KILLS = int(os.environ.get("KIOSK_KILLS", "10"))
CUSTOMERS = 4
TWO = {}, {"model": "GS3-U3-23S6M", "serials": "12345678"}  # two cameras and one of another model: two requests
LOST = OSError, HTTPException  # what a browser shows its own page for


class Customers:
    """Customers and support at work until they are told to stop; `acknowledged` is what they were shown."""

    def __init__(self, url, desk_token):
        self.url, self.desk_token = url, desk_token
        self.acknowledged, self.faults, self.over = {}, [], threading.Event()
        self.threads = [threading.Thread(target=self._work, args=(name,)) for name in range(CUSTOMERS)]
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.over.set()
        for thread in self.threads:
            thread.join()

    def _work(self, name):
        number = 0
        while not self.over.is_set():
            number += 1
            try:
                self._journey(f"ada.{name}.{number}@lab.example")
            except Exception:
                self.faults.append(traceback.format_exc())

    def _journey(self, email):
        visitor = Visitor(self.url)
        at = self._insist(lambda: review(visitor, filled(*TWO, email=email)))
        receipt = at.replace("review", "sent")
        self._insist(lambda: self._send(visitor, at))
        tickets = tickets_on(self._insist(lambda: self._page(visitor, receipt)).text)
        self.acknowledged[draft_key(at)] = tickets
        for ticket in tickets:
            self._give_number(ticket)

    def _send(self, visitor, at):
        """Send, or see that it was sent already: the answer may have been lost, and the request not."""
        page = visitor.get(at)
        answer = confirm(visitor, at) if page.status_code == 200 else page
        assert answer.status_code == 303 and "/sent/" in answer.headers["Location"], answer.status_code

    def _page(self, visitor, path):
        answer = visitor.get(path)
        assert answer.status_code == 200, answer.status_code
        return answer

    def _give_number(self, ticket):
        desk, one = Visitor(self.url, desk=self.desk_token), SimpleNamespace(ticket=ticket)
        for step, typed in (("decide", {"way": "warranty"}), ("authorise", {})):
            self._insist(lambda step=step, typed=typed: self._step(desk, one, step, typed))

    def _step(self, desk, one, step, typed):
        """Take a step, or see that it was taken already."""
        answer = at_desk(desk, one, step, **typed)
        if answer.status_code != 303:
            assert f"/{step}/" not in desk.get(case_path(one)).text or answer.status_code == 422, answer.status_code

    def _insist(self, act):
        """Do as people do whose line was lost: once more."""
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            try:
                return act()
            except LOST:
                time.sleep(0.05)
        raise AssertionError("nobody answered for long")


def kill_one(running, dice):
    """Kill one of gunicorn's workers or the mail worker, which is then started again as a supervisor would."""
    if dice.random() < 0.5 and running.web_workers():
        os.kill(dice.choice(running.web_workers()), signal.SIGKILL)
    else:
        running.worker.kill()
        running.worker.wait()
        running.start_mail()


@pytest.mark.timeout(600 + 10 * KILLS)
def test_whatever_dies_nothing_acknowledged_is_lost_and_nothing_doubled(tmp_path, monkeypatch):
    monkeypatch.setenv("KIOSK_TESTS", str(tmp_path))
    dice = random.Random(11)
    with in_production(tmp_path) as running:
        customers = Customers(running.url, session_token(made()))
        for _ in range(KILLS):
            time.sleep(dice.uniform(0.1, 0.6))
            kill_one(running, dice)
        customers.stop()
        all_mails_left(running)
    assert not customers.faults, customers.faults[0]
    assert len(customers.acknowledged) >= CUSTOMERS
    assert_whole(tmp_path / "rma.db", customers.acknowledged)
    assert_mailed(tmp_path, copies=KILLS)


def all_mails_left(running):
    """Wait until the outbox is empty; what was in hand when its worker died is taken up again after its lease."""
    with closing(sqlite3.connect(running.folder / "rma.db")) as db, db:
        db.execute("UPDATE outbox SET claimed = NULL WHERE sent IS NULL")
    give_up = time.monotonic() + 5 * PATIENCE
    while rows(running.folder / "rma.db", "SELECT count(*) FROM outbox WHERE sent IS NULL") != [(0,)]:
        assert time.monotonic() < give_up, running.log()
        time.sleep(0.1)


def assert_whole(path, acknowledged):
    """Every draft that was acknowledged became both its requests with all they bring; and no draft became a part."""
    shown = {key: set(tickets) for key, tickets in acknowledged.items()}
    stored = {}
    for key, ticket in rows(path, "SELECT draft, ticket FROM request"):
        stored.setdefault(key, set()).add(ticket)
    assert {key: stored.get(key) for key in shown} == shown
    assert {len(tickets) for tickets in stored.values()} == {2}
    units = "SELECT count(*) FROM unit JOIN batch ON batch.id = unit.batch GROUP BY batch.request"
    assert Counter(rows(path, units)) == {(2,): len(stored), (1,): len(stored)}
    once = "SELECT DISTINCT count(*) FROM event WHERE kind IN ('received', 'authorise') GROUP BY request, kind"
    assert rows(path, once) == [(1,)]
    given = "SELECT count(*), count(DISTINCT number), count(DISTINCT request) FROM rma"
    assert len(set(rows(path, given)[0])) == 1
    assert rows(path, "PRAGMA integrity_check") == [("ok",)] and rows(path, "PRAGMA foreign_key_check") == []


def assert_mailed(folder, copies):
    """Every mail left, under one Message-ID; only one in hand at a kill may have left twice."""
    wanted = {message_id for (message_id,) in rows(folder / "rma.db", "SELECT message_id FROM outbox")}
    left = Counter(mail["Message-ID"] for mail in mails_in(folder / "mail"))
    assert left.keys() == wanted and max(left.values()) <= 2 and sum(left.values()) - len(wanted) <= copies
