"""Accounts, sessions and guesses as they are stored: who is out is out at once, and a guess costs more each time."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from forms.records.timestamps import later
from forms.store.attempts import WINDOW, forget_attempts, note_attempt, sweep_attempts
from forms.store.database.connection import open_store
from forms.store.desk.sessions import (
    FRESH,
    IDLE,
    LONGEST,
    end_sessions,
    keep_session,
    open_session,
    read_session,
    sweep_sessions,
)
from forms.store.desk.staff import (
    add_staff,
    all_staff,
    change_password,
    disable_staff,
    enable_staff,
    password_of,
    renew_hash,
    staff_by_login,
)
from tests.support.steps import rows

NOW = "2026-11-22T08:00:00Z"
OWN, SHARED = {"own": 5}, {"shared": 30}


@pytest.fixture
def sam(store):
    return add_staff(store, "sam", "Sam Support", "hash one", NOW)


def open_for(store, staff, token="token", password="hash one", at=NOW):
    return open_session(store, token, staff.id, password, at)


# Accounts


def test_an_account_is_found_in_large_and_small_letters(store, sam):
    assert staff_by_login(store, "SAM") == sam and staff_by_login(store, "samuel") is None


def test_a_login_is_given_once_and_the_first_stays(store, sam):
    assert add_staff(store, "Sam", "Somebody Else", "hash two", NOW) is None
    assert all_staff(store) == [sam] and password_of(store, sam.id) == "hash one"


def test_no_record_holds_a_hash(store, sam):
    open_for(store, sam)
    assert "hash one" not in repr([sam, all_staff(store), read_session(store, "token", NOW)])


def test_a_newer_hash_leaves_the_sessions_as_they_are(store, sam):
    open_for(store, sam)
    renew_hash(store, sam.id, "hash one", "hash two")
    assert password_of(store, sam.id) == "hash two" and read_session(store, "token", NOW).staff == sam


def test_a_newer_hash_never_takes_the_place_of_another_password(store, sam):
    renew_hash(store, sam.id, "hash nought", "hash two")
    assert password_of(store, sam.id) == "hash one"


def test_a_new_password_leaves_one_session_under_a_new_token(store, sam):
    open_for(store, sam, "here"), open_for(store, sam, "there")
    assert change_password(store, sam.id, "hash one", "hash two", "new", NOW)
    assert [bool(read_session(store, token, NOW)) for token in ("here", "there", "new")] == [False, False, True]


def test_a_password_changed_meanwhile_is_not_changed_again(store, sam):
    open_for(store, sam)
    assert not change_password(store, sam.id, "hash nought", "hash two", "new", NOW)
    assert password_of(store, sam.id) == "hash one" and read_session(store, "token", NOW)


# Sessions


@pytest.mark.parametrize("seconds, alive", [(0, True), (IDLE - 1, True), (IDLE, False), (LONGEST, False)])
def test_a_session_ends_when_it_is_not_used(store, sam, seconds, alive):
    open_for(store, sam)
    assert bool(read_session(store, "token", later(NOW, seconds))) == alive


@pytest.mark.parametrize("seconds, alive", [(LONGEST - 1, True), (LONGEST, False)])
def test_a_session_ends_after_half_a_day_however_much_it_is_used(store, sam, seconds, alive):
    open_for(store, sam)
    with store.writing() as db:
        db.execute("UPDATE session SET used = ?", [later(NOW, seconds)])
    assert bool(read_session(store, "token", later(NOW, seconds))) == alive


@pytest.mark.parametrize("seconds, used", [(FRESH - 1, NOW), (FRESH, later(NOW, FRESH))])
def test_that_it_is_used_is_noted_once_a_minute(store, sam, seconds, used):
    open_for(store, sam)
    keep_session(store, read_session(store, "token", later(NOW, seconds)), later(NOW, seconds))
    assert read_session(store, "token", later(NOW, seconds)).used == used


def test_a_disabled_account_has_no_session_and_gets_none_back_when_it_is_enabled(store, sam):
    open_for(store, sam)
    disable_staff(store, sam.id, NOW)
    assert read_session(store, "token", NOW) is None and not open_for(store, sam, "another")
    enable_staff(store, sam.id)
    assert read_session(store, "token", NOW) is None and open_for(store, sam, "another")


def test_a_password_that_changed_while_it_was_checked_opens_nothing(store, sam):
    assert not open_for(store, sam, password="hash nought") and read_session(store, "token", NOW) is None


def test_signing_out_everywhere_leaves_others_signed_in(store, sam):
    kim = add_staff(store, "kim", "Kim", "hash one", NOW)
    open_for(store, sam, "here"), open_for(store, sam, "there"), open_for(store, kim, "kim's")
    end_sessions(store, sam.id)
    assert [bool(read_session(store, token, NOW)) for token in ("here", "there", "kim's")] == [False, False, True]


def test_what_ran_out_is_swept_and_nothing_else(store, sam):
    open_for(store, sam, "old"), open_for(store, sam, "young", at=later(NOW, 60))
    note_attempt(store, OWN, NOW), note_attempt(store, OWN, later(NOW, WINDOW))
    assert sweep_sessions(store, later(NOW, IDLE)) == 1 and read_session(store, "young", later(NOW, IDLE))
    assert sweep_attempts(store, later(NOW, WINDOW)) == 1 and len(store.rows("SELECT * FROM guess")) == 1


# Guesses


def patient(store, doors, tries, now=NOW):
    """The waits of somebody who tries again as soon as the door opens."""
    for _ in range(tries):
        if wait := note_attempt(store, doors, now):
            now = later(now, wait)
            assert note_attempt(store, doors, now) == 0
        yield wait


def test_the_wait_doubles_after_five_tries(store):
    assert list(patient(store, OWN, 12)) == [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64]


def test_a_place_has_more_free_tries_than_a_login(store):
    assert list(patient(store, SHARED, 33)) == [0] * 30 + [1, 2, 4]


def test_no_wait_is_longer_than_what_is_remembered(store):
    with store.writing() as db:
        for _ in range(400):
            db.execute("INSERT INTO guess (door, at) VALUES ('own', ?)", [NOW])
    assert note_attempt(store, OWN, NOW) == WINDOW and note_attempt(store, OWN, later(NOW, WINDOW)) == 0


def test_a_try_during_the_wait_is_not_counted(store):
    assert [note_attempt(store, OWN, NOW) for _ in range(50)] == [0] * 5 + [1] * 45
    assert len(store.rows("SELECT * FROM guess")) == 5


def test_the_longer_of_two_waits_holds(store):
    both = OWN | {"shared": 1}
    assert [note_attempt(store, both, NOW) for _ in range(3)] == [0, 1, 1]


def test_the_right_password_clears_the_own_door_and_one_try_of_the_shared_one(store):
    for _ in range(5):
        note_attempt(store, OWN | SHARED, NOW)
    forget_attempts(store, "own", "shared")
    assert store.rows("SELECT door, count(*) AS times FROM guess GROUP BY door") == [{"door": "shared", "times": 4}]


def test_tries_at_the_same_instant_are_counted_one_by_one(app):
    def try_once(_):
        with closing(open_store(app.config["DATABASE"])) as store:
            return note_attempt(store, OWN, NOW)

    with ThreadPoolExecutor(8) as crowd:
        assert sum(wait == 0 for wait in crowd.map(try_once, range(40))) == 5
    assert len(rows(app.config["DATABASE"], "SELECT * FROM guess")) == 5
