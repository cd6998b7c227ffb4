"""Accounts, sessions and guesses as they are stored: who is out is out at once, and a guess costs more each time."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from forms.store import open_store
from forms.store.guesses import WINDOW
from forms.store.sessions import FRESH, IDLE, LONGEST
from forms.store.times import later
from tests.steps import rows

NOW = "2026-11-22T08:00:00Z"
OWN, SHARED = {"own": 5}, {"shared": 30}


@pytest.fixture
def sam(store):
    return store.add_staff("sam", "Sam Support", "hash one", NOW)


def open_for(store, staff, token="token", password="hash one", at=NOW):
    return store.open_session(token, staff.id, password, at)


# Accounts


def test_an_account_is_found_in_large_and_small_letters(store, sam):
    assert store.staff_by_login("SAM") == sam and store.staff_by_login("samuel") is None


def test_a_login_is_given_once_and_the_first_stays(store, sam):
    assert store.add_staff("Sam", "Somebody Else", "hash two", NOW) is None
    assert store.all_staff() == [sam] and store.password_of(sam.id) == "hash one"


def test_no_record_holds_a_hash(store, sam):
    open_for(store, sam)
    assert "hash one" not in repr([sam, store.all_staff(), store.session("token", NOW)])


def test_a_newer_hash_leaves_the_sessions_as_they_are(store, sam):
    open_for(store, sam)
    store.renew_hash(sam.id, "hash one", "hash two")
    assert store.password_of(sam.id) == "hash two" and store.session("token", NOW).staff == sam


def test_a_newer_hash_never_takes_the_place_of_another_password(store, sam):
    store.renew_hash(sam.id, "hash nought", "hash two")
    assert store.password_of(sam.id) == "hash one"


def test_a_new_password_leaves_one_session_under_a_new_token(store, sam):
    open_for(store, sam, "here"), open_for(store, sam, "there")
    assert store.change_password(sam.id, "hash one", "hash two", "new", NOW)
    assert [bool(store.session(token, NOW)) for token in ("here", "there", "new")] == [False, False, True]


def test_a_password_changed_meanwhile_is_not_changed_again(store, sam):
    open_for(store, sam)
    assert not store.change_password(sam.id, "hash nought", "hash two", "new", NOW)
    assert store.password_of(sam.id) == "hash one" and store.session("token", NOW)


# Sessions


@pytest.mark.parametrize("seconds, alive", [(0, True), (IDLE - 1, True), (IDLE, False), (LONGEST, False)])
def test_a_session_ends_when_it_is_not_used(store, sam, seconds, alive):
    open_for(store, sam)
    assert bool(store.session("token", later(NOW, seconds))) == alive


@pytest.mark.parametrize("seconds, alive", [(LONGEST - 1, True), (LONGEST, False)])
def test_a_session_ends_after_half_a_day_however_much_it_is_used(store, sam, seconds, alive):
    open_for(store, sam)
    with store.writing() as db:
        db.execute("UPDATE session SET used = ?", [later(NOW, seconds)])
    assert bool(store.session("token", later(NOW, seconds))) == alive


@pytest.mark.parametrize("seconds, used", [(FRESH - 1, NOW), (FRESH, later(NOW, FRESH))])
def test_that_it_is_used_is_noted_once_a_minute(store, sam, seconds, used):
    open_for(store, sam)
    store.keep_session(store.session("token", later(NOW, seconds)), later(NOW, seconds))
    assert store.session("token", later(NOW, seconds)).used == used


def test_a_disabled_account_has_no_session_and_gets_none_back_when_it_is_enabled(store, sam):
    open_for(store, sam)
    store.disable_staff(sam.id, NOW)
    assert store.session("token", NOW) is None and not open_for(store, sam, "another")
    store.enable_staff(sam.id)
    assert store.session("token", NOW) is None and open_for(store, sam, "another")


def test_a_password_that_changed_while_it_was_checked_opens_nothing(store, sam):
    assert not open_for(store, sam, password="hash nought") and store.session("token", NOW) is None


def test_signing_out_everywhere_leaves_others_signed_in(store, sam):
    kim = store.add_staff("kim", "Kim", "hash one", NOW)
    open_for(store, sam, "here"), open_for(store, sam, "there"), open_for(store, kim, "kim's")
    store.end_sessions(sam.id)
    assert [bool(store.session(token, NOW)) for token in ("here", "there", "kim's")] == [False, False, True]


def test_what_ran_out_is_swept_and_nothing_else(store, sam):
    open_for(store, sam, "old"), open_for(store, sam, "young", at=later(NOW, 60))
    store.knock(OWN, NOW), store.knock(OWN, later(NOW, WINDOW))
    assert store.sweep_sessions(later(NOW, IDLE)) == 1 and store.session("young", later(NOW, IDLE))
    assert store.sweep_guesses(later(NOW, WINDOW)) == 1 and len(store.rows("SELECT * FROM guess")) == 1


# Guesses


def patient(store, doors, tries, now=NOW):
    """The waits of somebody who tries again as soon as the door opens."""
    for _ in range(tries):
        if wait := store.knock(doors, now):
            now = later(now, wait)
            assert store.knock(doors, now) == 0
        yield wait


def test_the_wait_doubles_after_five_tries(store):
    assert list(patient(store, OWN, 12)) == [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64]


def test_a_place_has_more_free_tries_than_a_login(store):
    assert list(patient(store, SHARED, 33)) == [0] * 30 + [1, 2, 4]


def test_no_wait_is_longer_than_what_is_remembered(store):
    with store.writing() as db:
        for _ in range(400):
            db.execute("INSERT INTO guess (door, at) VALUES ('own', ?)", [NOW])
    assert store.knock(OWN, NOW) == WINDOW and store.knock(OWN, later(NOW, WINDOW)) == 0


def test_a_try_during_the_wait_is_not_counted(store):
    assert [store.knock(OWN, NOW) for _ in range(50)] == [0] * 5 + [1] * 45
    assert len(store.rows("SELECT * FROM guess")) == 5


def test_the_longer_of_two_waits_holds(store):
    both = OWN | {"shared": 1}
    assert [store.knock(both, NOW) for _ in range(3)] == [0, 1, 1]


def test_the_right_password_clears_the_own_door_and_one_try_of_the_shared_one(store):
    for _ in range(5):
        store.knock(OWN | SHARED, NOW)
    store.let_in("own", "shared")
    assert store.rows("SELECT door, count(*) AS times FROM guess GROUP BY door") == [{"door": "shared", "times": 4}]


def test_tries_at_the_same_instant_are_counted_one_by_one(app):
    def try_once(_):
        with closing(open_store(app.config["DATABASE"])) as store:
            return store.knock(OWN, NOW)

    with ThreadPoolExecutor(8) as crowd:
        assert sum(wait == 0 for wait in crowd.map(try_once, range(40))) == 5
    assert len(rows(app.config["DATABASE"], "SELECT * FROM guess")) == 5
