"""The calendar holds when mail is late, two workers pass, the clock is wrong, the file is locked or a mail fails."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest

from forms.records.errors import CannotWrite, Overtaken
from forms.rma.transition import Intent
from forms.steps.reminders import take_due_steps
from forms.steps.take import take
from forms.steps.worker_round import run_round
from forms.store import reminders_due
from forms.store.database.connection import open_store
from forms.store.reminders_due import FOUND, ORDER, units_unanswered
from forms.store.requests import request_by_id
from tests.support.days import NOW, after, happened, passes, settle, states, step_at, told, waiting
from tests.support.steps import locked

pytestmark = pytest.mark.day(NOW)
FIX = "did the fix help?"
CONDITIONS = {
    name: sql for name, sql in vars(reminders_due).items() if isinstance(sql, str) and sql.lstrip().startswith("AND")
}
QUERIES = {name: FOUND + sql + ORDER for name, sql in CONDITIONS.items()} | {"FOUND": FOUND}
OVER = "2026-12-13T12:00:00Z"  # the day that a reminder of 27 November names


def reckon(app, time):
    """The calendar alone, without the mail: how many steps it took."""
    with closing(open_store(app.config["DATABASE"])) as store:
        return take_due_steps(store, app.vendors, app.settings, time)


# A day counts only once a mail has told it in time


def test_advice_is_not_closed_before_the_mail_that_names_the_day_is_sent(app):
    one = waiting(app, "advised")
    assert reckon(app, after(5)) == 1 and reckon(app, OVER) == 0
    assert states(app, one) == {"advised"}


def test_a_day_that_was_over_when_its_mail_went_out_closes_nothing(app, clock):
    one = waiting(app, "advised")
    reckon(app, after(5))
    passes(app, clock, OVER, after(365))
    assert len(told(app, one, FIX)) == 1 and states(app, one) == {"advised"}


@pytest.mark.parametrize("sent, state", [(after(0), "expired"), (after(31), "authorised")])
def test_a_number_runs_out_only_if_its_mail_went_out_in_time(app, clock, sent, state):
    settle(app, flir={"rma_days": 30})
    one = waiting(app, "authorised")
    passes(app, clock, sent, after(365))
    assert states(app, one) == {state}


# Two workers at once


def test_two_workers_at_once_send_one_mail_each(app):
    cases = [waiting(app, "advised") for _ in range(5)]
    both = Barrier(2)

    def worker(_):
        both.wait()
        return reckon(app, after(5))

    with ThreadPoolExecutor(2) as workers:
        assert sum(workers.map(worker, range(2))) == len(cases)
    assert [len(happened(app, one, "remind-advice")) for one in cases] == [1] * len(cases)


def remind(app, store, due, seen):
    one = request_by_id(store, due.request)
    vendor = app.vendors[one.vendor]
    return take(store, Intent(one, "remind-advice", due.units, {}, "clock", vendor, app.settings, after(5), seen))


def test_who_looked_before_the_other_took_the_lock_is_stopped(app, store):
    one = waiting(app, "advised")
    looks = [next(units_unanswered(store, "flir", "advised", "advise", "remind-advice", after(0))) for _ in range(2)]
    remind(app, store, looks[0], looks[0].seen)
    with pytest.raises(Overtaken):
        remind(app, store, looks[1], looks[1].seen)
    assert len(happened(app, one, "remind-advice")) == 1


def test_without_what_was_seen_at_the_look_it_would_be_two_mails(app, store):
    """The twin: the lock alone does not help."""
    one = waiting(app, "advised")
    looks = [next(units_unanswered(store, "flir", "advised", "advise", "remind-advice", after(0))) for _ in range(2)]
    for due in looks:
        remind(app, store, due, None)
    assert len(happened(app, one, "remind-advice")) == 2


# Crashes and clocks


def test_a_reminder_stored_before_a_crash_is_mailed_once_after_it(app, clock):
    one = waiting(app, "advised")
    reckon(app, after(5))  # and here the worker dies
    passes(app, clock, after(5, 1), after(5, 2))
    assert len(told(app, one, FIX)) == 1


def test_a_clock_set_back_reminds_nobody_twice(app, clock):
    one = waiting(app, "advised")
    passes(app, clock, after(5), after(-300), after(1), after(5), after(6))
    assert [event.at for event in happened(app, one, "remind-advice")] == [after(5)]


def test_what_is_asked_anew_by_a_clock_set_back_is_still_reminded_of(app, clock):
    one = waiting(app, "advised")
    passes(app, clock, after(5))
    for step in ("still-broken", "advise"):
        step_at(app, one, step, after(-20))
    passes(app, clock, after(-15))
    assert [event.at for event in happened(app, one, "remind-advice")] == [after(5), after(-15)]


# Faults


def test_while_the_file_is_locked_nothing_is_done_and_the_next_pass_does_it(app, clock, monkeypatch):
    one = waiting(app, "advised")
    monkeypatch.setattr("forms.store.database.connection.PATIENCE", 0.05)
    clock.move_to(after(5))
    with locked(app):
        with pytest.raises(CannotWrite):
            reckon(app, after(5))
        with pytest.raises(CannotWrite):
            run_round(app)
    assert happened(app, one, "remind-advice") == []
    passes(app, clock, after(5))
    assert len(told(app, one, FIX)) == 1


def test_a_request_whose_mail_cannot_be_written_holds_up_no_other_and_is_told(app, store, caplog):
    broken, sound = waiting(app, "advised"), waiting(app, "advised")
    spoil(store, broken, "{}")
    assert reckon(app, after(5)) == 1 and len(happened(app, sound, "remind-advice")) == 1
    assert f"remind-advice waits for request {broken.id}: KeyError" in caplog.text
    spoil(store, broken, '{"kind": "warranty"}')
    assert reckon(app, after(5)) == 1 and len(happened(app, broken, "remind-advice")) == 1


def spoil(store, one, verdict):
    """Let a request have no decision, and this verdict."""
    with store.writing() as db:
        for batch in one.batches:
            db.execute("UPDATE unit SET decision = NULL WHERE batch = ?", [batch.id])
            db.execute("UPDATE batch SET verdict = ? WHERE id = ?", [verdict, batch.id])


# Quick with many


def scanned(path, sql):
    """The tables a query reads from one end to the other."""
    with closing(sqlite3.connect(path)) as db:
        names = dict.fromkeys(("vendor", "state", "asked", "answer", "reminder", "before", "days", "today", "now"), "")
        plan = [row[3] for row in db.execute("EXPLAIN QUERY PLAN " + sql, names)]
    return [step for step in plan if step.startswith("SCAN")]


@pytest.mark.parametrize("name", QUERIES)
def test_every_look_goes_by_an_index(app, name):
    assert len(QUERIES) == 5 and scanned(app.config["DATABASE"], QUERIES[name]) == []


def test_without_the_index_of_states_it_would_read_every_unit(app, store):
    """The twin: the plan tells."""
    with store.writing() as db:
        db.execute("DROP INDEX unit_state")
    assert scanned(app.config["DATABASE"], QUERIES["RUN_OUT"]) != []
