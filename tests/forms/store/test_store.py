"""Sentences about the store: nothing acknowledged is lost, nothing is stored twice, nothing by half."""

import random
import signal
import sqlite3
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import fields, replace
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from forms.records.errors import CannotRead, CannotWrite, TicketTaken
from forms.records.mail import NewMail
from forms.records.request import RequestFields
from forms.store.addresses import correct_address, prove_address
from forms.store.confirmation import confirm_draft
from forms.store.database.connection import open_store
from forms.store.database.migrations import migrate, steps
from forms.store.drafts import read_draft, save_draft, sweep_drafts
from forms.store.mail.outbox import claim_mail, give_up_mail, is_mail_moving, mails_of, note_mail_sent, put_off_mail
from forms.store.requests import read_history, request_by_ticket, requests_of_draft
from forms.web.signed_links import new_draft_key
from tests.support.databases import finish, run_sql, start_at_once
from tests.support.quick import fresh_database
from tests.support.writer import NOW, TOMORROW, sample_draft, sample_request, two_requests

TABLES = ["draft", "request", "batch", "unit", "event", "outbox"]
COUNTS = {"draft": 1, "request": 2, "batch": 4, "unit": 6, "event": 4, "outbox": 2}
ASKED = [field.name for field in fields(RequestFields)]
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.fixture
def path(tmp_path):
    fresh_database(tmp_path / "rma.db")
    return tmp_path / "rma.db"


@pytest.fixture
def store(path):
    with closing(open_store(path)) as store:
        yield store


def confirmed(store):
    save_draft(store, sample_draft())
    assert confirm_draft(store, "draft-1", "digest-1", two_requests("draft-1"), NOW) == "confirmed"
    return requests_of_draft(store, "draft-1")


def counts(path):
    return {table: run_sql(path, f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}


# Opening


def test_every_connection_is_opened_with_its_safeguards(store):
    pragmas = ["foreign_keys", "synchronous", "busy_timeout", "journal_mode", "secure_delete"]
    assert [store.rows("PRAGMA " + name)[0].popitem()[1] for name in pragmas] == [1, 2, 5000, "wal", 1]


def test_a_mistyped_path_is_an_error_and_makes_no_file(tmp_path):
    with pytest.raises(CannotRead, match="flask --app forms migrate"):
        open_store(tmp_path / "rna.db")
    assert not list(tmp_path.iterdir())


def test_a_path_may_hold_any_sign(tmp_path):
    odd = tmp_path / "50% of?a#b" / "rma.db"
    migrate(odd)
    open_store(odd).close()
    assert odd.exists()


def test_only_the_owner_may_read_the_file(tmp_path):
    migrate(path := tmp_path / "rma.db")
    assert path.stat().st_mode & 0o077 == 0


def test_migrating_again_changes_nothing(path):
    with closing(open_store(path)) as store:
        confirmed(store)
    migrate(path)
    assert counts(path) == COUNTS


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_strict(path, table):
    assert run_sql(path, f"SELECT strict FROM pragma_table_list WHERE name = '{table}'") == [(1,)]


def test_eight_processes_may_migrate_a_fresh_file_at_once(tmp_path):
    for name in ("one", "two"):
        file = tmp_path / f"{name}.db"
        outcomes = [finish(process) for process in start_at_once([("migrate", file)] * 8)]
        assert [code for code, _ in outcomes] == [0] * 8
        assert run_sql(file, "PRAGMA journal_mode") == [("wal",)]
        assert run_sql(file, "SELECT count(*) - count(DISTINCT name) FROM _sqlite_migrations") == [(0,)]


def test_two_migrating_without_the_lock_stand_in_each_others_way(tmp_path):
    with closing(Database(tmp_path / "rma.db")) as first, closing(Database(tmp_path / "rma.db")) as second:
        seen_by_second = steps.pending(second)
        steps.apply(first)
        with pytest.raises(sqlite3.OperationalError, match="already exists"):
            seen_by_second[0].fn(second)


# Drafts


def test_a_draft_comes_back_as_it_was_saved(store):
    assert save_draft(store, sample_draft(shared_device=True))
    assert read_draft(store, "draft-1") == sample_draft(shared_device=True)
    assert read_draft(store, "draft-2") is None


def test_a_draft_saved_again_has_the_newer_answers_and_its_first_day(store):
    save_draft(store, sample_draft())
    assert save_draft(store, sample_draft(answers={"name": "Bea"}, digest="digest-2", created=TOMORROW))
    assert read_draft(store, "draft-1") == sample_draft(answers={"name": "Bea"}, digest="digest-2")


def test_a_confirmed_draft_is_frozen(store):
    confirmed(store)
    assert not save_draft(store, sample_draft(answers={"name": "Bea"}, digest="digest-2"))
    assert read_draft(store, "draft-1") == sample_draft(confirmed=NOW)


def test_only_drafts_that_ran_out_unconfirmed_are_swept(store):
    confirmed(store)
    save_draft(store, sample_draft("old"))
    save_draft(store, sample_draft("new", expires="2026-11-23T10:00:01Z"))
    assert sweep_drafts(store, TOMORROW) == 1
    assert [bool(read_draft(store, key)) for key in ("draft-1", "old", "new")] == [True, False, True]


def test_a_time_in_another_shape_is_refused(store):
    with pytest.raises(sqlite3.IntegrityError):
        save_draft(store, sample_draft(expires="2026-11-23 10:00:00"))


# Confirming


def test_a_confirmed_request_comes_back_whole(store):
    first, second = confirmed(store)
    asked = sample_request("draft-1-a")
    assert (first.part, second.part) == (1, 2)
    assert {name: getattr(first, name) for name in ASKED} == {name: getattr(asked, name) for name in ASKED}
    assert [[unit.serial for unit in batch.units] for batch in first.batches] == [["16048501", ""], [""]]
    assert first.batches[0].dates == {"bought": "2026-01-02"} and first.batches[1].verdict == {"rule": "warranty"}
    assert request_by_ticket(store, "draft-1-b") == second
    assert request_by_ticket(store, "draft-1-c") is None


def test_a_mail_belongs_to_its_request_and_to_the_event_it_tells_of(store):
    mail = replace(sample_request().mails[0], event=1)
    save_draft(store, sample_draft())
    confirm_draft(store, "draft-1", "digest-1", [sample_request(mails=(mail,))], NOW)
    request = request_by_ticket(store, "KXQTFRMWLH")
    stored = mails_of(store, request.id)[0]
    assert (stored.request, stored.event) == (request.id, read_history(store, request.id).events[1].id)
    assert (stored.ticket, stored.link_turn, stored.next_try, stored.attempts) == ("KXQTFRMWLH", 0, NOW, 0)


def test_a_customer_may_give_the_address_the_copy_goes_to(store):
    first = sample_request().mails[0]
    mails = (first, replace(first, message_id="<copy@kiosk.example>"))
    save_draft(store, sample_draft())
    assert confirm_draft(store, "draft-1", "digest-1", [sample_request(mails=mails)], NOW) == "confirmed"
    assert len(mails_of(store, 1)) == 2


def test_twenty_confirming_one_draft_make_one_set_of_requests(path, store):
    save_draft(store, sample_draft())
    line = Barrier(20)

    def press(_):
        with closing(open_store(path)) as own:
            line.wait()
            return confirm_draft(own, "draft-1", "digest-1", two_requests("draft-1"), NOW)

    with ThreadPoolExecutor(20) as crowd:
        assert Counter(crowd.map(press, range(20))) == {"confirmed": 1, "already": 19}
    assert counts(path) == COUNTS


def test_were_the_look_under_the_lock_missing_the_tables_would_still_refuse_a_second_set(path, store):
    confirmed(store)
    save_draft(store, sample_draft("draft-2"))
    confirm_draft(store, "draft-2", "digest-1", [sample_request()], NOW)
    with pytest.raises(sqlite3.IntegrityError, match="request.draft, request.part"):
        run_sql(path, "UPDATE request SET draft = 'draft-1' WHERE draft = 'draft-2'")


@pytest.mark.parametrize("key, digest, answer", [("draft-1", "digest-0", "changed"), ("draft-2", "digest-1", "gone")])
def test_what_was_not_seen_is_not_confirmed(path, store, key, digest, answer):
    save_draft(store, sample_draft())
    assert confirm_draft(store, key, digest, two_requests(key), NOW) == answer
    assert counts(path) == dict.fromkeys(TABLES, 0) | {"draft": 1}
    assert read_draft(store, "draft-1").confirmed is None


def test_a_draft_is_not_confirmed_into_nothing(store):
    save_draft(store, sample_draft())
    with pytest.raises(ValueError, match="at least one request"):
        confirm_draft(store, "draft-1", "digest-1", [], NOW)


@pytest.mark.parametrize("tickets", [("FREEONE", "draft-1-a"), ("TWICE", "TWICE")])
def test_a_taken_ticket_undoes_everything_and_new_ones_go_through(path, store, tickets):
    confirmed(store)
    save_draft(store, sample_draft("draft-2"))
    with pytest.raises(TicketTaken):
        confirm_draft(store, "draft-2", "digest-1", [sample_request(ticket) for ticket in tickets], NOW)
    assert counts(path) == COUNTS | {"draft": 2}
    assert confirm_draft(store, "draft-2", "digest-1", two_requests("draft-2"), NOW) == "confirmed"


@pytest.mark.parametrize("fault", ["INSERT ON " + table for table in TABLES[1:]] + ["UPDATE ON draft"])
def test_a_fault_at_any_table_leaves_nothing_behind(path, store, fault):
    save_draft(store, sample_draft())
    run_sql(path, f"CREATE TRIGGER fault BEFORE {fault} BEGIN SELECT RAISE(FAIL, 'broken'); END")
    with pytest.raises(sqlite3.IntegrityError, match="broken"):
        confirm_draft(store, "draft-1", "digest-1", two_requests("draft-1"), NOW)
    run_sql(path, "DROP TRIGGER fault")
    assert counts(path) == dict.fromkeys(TABLES, 0) | {"draft": 1}
    assert confirm_draft(store, "draft-1", "digest-1", two_requests("draft-1"), NOW) == "confirmed"


@pytest.mark.parametrize("sql", ["UPDATE event SET kind = 'other'", "DELETE FROM event"])
def test_history_is_only_added_to(path, store, sql):
    confirmed(store)
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        run_sql(path, sql)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts, other=texts)
def test_free_text_comes_back_as_it_was_typed(store, text, other):
    key, typed = new_draft_key(), {"name": text, other: [text, {"more": other}]}
    save_draft(store, sample_draft(key, answers=typed))
    batch = replace(sample_request().batches[0], problem=text, error_text=other, dates={other: text})
    confirm_draft(store, key, "digest-1", [sample_request(key, name=text, address=other, batches=(batch,))], NOW)
    request = request_by_ticket(store, key)
    assert read_draft(store, key).answers == typed
    assert (request.name, request.address) == (text, other)
    stored = request.batches[0]
    assert (stored.problem, stored.error_text, stored.dates) == (text, other, {other: text})


# Many at once, and crashes


def test_eight_processes_writing_at_once_are_never_locked_out(path):
    writers = start_at_once(("confirm_drafts", path, f"writer{number}", 20) for number in range(8))
    outcomes = [finish(writer) for writer in writers]
    assert [code for code, _ in outcomes] == [0] * 8
    assert sum(len(keys) for _, keys in outcomes) == 160
    assert counts(path) == {table: 160 * count for table, count in COUNTS.items()}


def test_a_transaction_that_reads_before_it_writes_is_locked_out_at_once(path):
    with closing(open_store(path)) as first, closing(open_store(path)) as second:
        second.db.execute("BEGIN")
        second.rows("SELECT * FROM draft")
        save_draft(first, sample_draft())
        second.db.execute("PRAGMA busy_timeout = 100000000")  # who waits that long has hung by then
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            second.db.execute("DELETE FROM draft")


def test_after_ten_kills_every_acknowledged_draft_is_there_whole_and_once(path):
    chance = random.Random(7)
    acknowledged = [key for turn in range(10) for key in kill_a_writer(path, turn, chance.uniform(0.01, 0.2))]
    with closing(open_store(path)) as store:
        kept = [row["key"] for row in store.rows("SELECT key FROM draft WHERE confirmed IS NOT NULL")]
        assert len(acknowledged) >= 10 and set(acknowledged) <= set(kept)
        assert {whole(store, key) for key in kept} == {(2, 4, 6, 4, 2)}
        assert counts(path)["request"] == 2 * len(kept)
        assert store.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
        assert store.rows("PRAGMA foreign_key_check") == []


def kill_a_writer(path, turn, seconds):
    [writer] = start_at_once([("confirm_drafts", path, f"turn{turn}", 100_000)])
    first = writer.stdout.readline()
    time.sleep(seconds)
    writer.send_signal(signal.SIGKILL)
    code, keys = finish(writer)
    assert code == -signal.SIGKILL
    return [first.strip(), *keys]


def whole(store, key):
    requests = requests_of_draft(store, key)
    batches = [batch for request in requests for batch in request.batches]
    units = [unit for batch in batches for unit in batch.units]
    events = [event for request in requests for event in read_history(store, request.id).events]
    mails = [mail for request in requests for mail in mails_of(store, request.id)]
    return len(requests), len(batches), len(units), len(events), len(mails)


def test_death_between_two_requests_of_a_draft_leaves_neither(path, store):
    save_draft(store, sample_draft())
    assert finish(start_at_once([("die_halfway", path)])[0])[0] == -signal.SIGKILL
    assert counts(path) == dict.fromkeys(TABLES, 0) | {"draft": 1}
    assert confirm_draft(store, "draft-1", "digest-1", two_requests("draft-1"), NOW) == "confirmed"


def test_without_the_one_transaction_the_same_death_leaves_half(path, store):
    save_draft(store, sample_draft())
    assert finish(start_at_once([("die_halfway_without_transaction", path)])[0])[0] == -signal.SIGKILL
    assert counts(path)["request"] == 1 and read_draft(store, "draft-1").confirmed is None


def test_a_locked_file_is_told_apart_and_nothing_is_stored(path, store):
    store.db.execute("PRAGMA busy_timeout = 20")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CannotWrite, match="locked") as told:
            save_draft(store, sample_draft())
        other.execute("ROLLBACK")
    assert told.value.cause == "busy" and save_draft(store, sample_draft())


def test_a_full_disk_is_told_apart_and_writing_goes_on_when_there_is_room(path, store):
    store.db.execute("PRAGMA max_page_count = 1")
    with pytest.raises(CannotWrite, match="full"):
        save_draft(store, sample_draft(answers={"problem": "x" * 60_000}))
    store.db.execute("PRAGMA max_page_count = 1000000")
    assert read_draft(store, "draft-1") is None and save_draft(store, sample_draft())


def test_a_fault_of_our_own_is_not_taken_for_a_full_disk(store):
    with pytest.raises(sqlite3.OperationalError, match="no such table"), store.writing() as db:
        db.execute("DELETE FROM drafts")


WRITES = {
    "save_draft": (lambda store: save_draft(store, sample_draft("other")), "SELECT 1 FROM draft WHERE key = 'other'"),
    "confirm": (lambda store: confirm_another(store), "SELECT 1 FROM request WHERE ticket = 'OTHER'"),
    "sweep_drafts": (lambda store: sweep_drafts(store, TOMORROW), "SELECT 1 WHERE (SELECT count(*) FROM draft) = 1"),
    "correct_address": (lambda store: correct(store), "SELECT DISTINCT 1 FROM request WHERE link_turn = 1"),
    "claim_mail": (lambda store: claim_mail(store, NOW, 60), "SELECT 1 FROM outbox WHERE claimed IS NOT NULL"),
    "mail_sent": (lambda store: note_mail_sent(store, 1, NOW), "SELECT 1 FROM outbox WHERE sent IS NOT NULL"),
    "mail_later": (lambda store: put_off_mail(store, 1, TOMORROW, "busy"), "SELECT 1 FROM outbox WHERE error = 'busy'"),
    "mail_failed": (lambda store: give_up_mail(store, 1, "no", NOW), "SELECT 1 FROM outbox WHERE error = 'no'"),
}


def confirm_another(store):
    return confirm_draft(store, "another", "digest-1", [sample_request("OTHER")], NOW)


@pytest.mark.parametrize("name", WRITES)
def test_every_kind_of_write_survives_closing_the_file(path, name):
    write, proof = WRITES[name]
    with closing(open_store(path)) as store:
        confirmed(store)
        save_draft(store, sample_draft("another"))
        assert not store.rows(proof)
        write(store)
        assert not store.db.conn.in_transaction
    assert run_sql(path, proof) == [(1,)]


# Correcting an address


def correct(store, email="bea@mail.example", **changes):
    return correct_address(store, "draft-1", email, another_mail, a_notice, NOW, **changes)


def a_notice(requests):
    return NewMail(message_id="<notice@kiosk.example>", to_address=requests[0].email, subject="Not yours", body="")


def another_mail(request):
    message_id = f"<{request.ticket}.{request.link_turn}.again@kiosk.example>"
    return [NewMail(message_id=message_id, to_address=request.email, subject="Yours", body="{link}")]


def test_a_corrected_address_gets_the_mails_with_the_next_turn(store):
    confirmed(store)
    assert correct(store) == "corrected"
    for request in requests_of_draft(store, "draft-1"):
        old, new = mails_of(store, request.id)
        assert (request.email, request.link_turn) == ("bea@mail.example", 1)
        assert (old.error, old.next_try, new.to_address, new.next_try) == ("withdrawn", None, request.email, NOW)
        assert new.event == read_history(store, request.id).events[-1].id


def test_a_correction_is_history_without_the_addresses(store):
    first, _ = confirmed(store)
    correct(store)
    event = read_history(store, first.id).events[-1]
    assert (event.kind, event.detail) == ("address-corrected", {})


def test_a_mail_already_sent_is_not_withdrawn(store):
    first, _ = confirmed(store)
    note_mail_sent(store, claim_mail(store, NOW, 60).id, NOW)
    correct(store)
    assert mails_of(store, first.id)[0].error is None


def test_a_mail_withdrawn_while_in_hand_is_not_tried_again(store):
    confirmed(store)
    in_hand = claim_mail(store, NOW, 60)
    correct(store)
    put_off_mail(store, in_hand.id, NOW, "busy")
    assert mails_of(store, in_hand.request)[0].error == "withdrawn"
    assert mails_of(store, in_hand.request)[0].next_try is None


def test_a_proved_address_stays(path, store):
    confirmed(store)
    run_sql(path, "UPDATE request SET email_proved = '2026-11-22T11:00:00Z' WHERE part = 2")
    before = requests_of_draft(store, "draft-1")
    assert correct(store) == "proved"
    assert requests_of_draft(store, "draft-1") == before and counts(path) == COUNTS


def test_the_fourth_correction_of_a_draft_is_too_many(path, store):
    confirmed(store)
    assert [correct(store, f"ann{number}@mail.example") for number in range(4)] == ["corrected"] * 3 + ["too-often"]
    assert requests_of_draft(store, "draft-1")[0].email == "ann2@mail.example"
    assert counts(path)["outbox"] == 2 + 3 * 2


def test_a_draft_without_requests_has_no_address_to_correct(store):
    save_draft(store, sample_draft())
    assert correct(store) == "gone"


def test_a_correction_whose_mail_cannot_be_made_changes_nothing(store):
    before = confirmed(store)
    with pytest.raises(ZeroDivisionError):
        correct_address(store, "draft-1", "bea@mail.example", lambda request: 1 / 0, a_notice, NOW)
    assert requests_of_draft(store, "draft-1") == before


# The outbox


def test_a_mail_is_in_one_hand_at_a_time_until_the_lease_is_over(store):
    confirmed(store)
    assert claim_mail(store, NOW, 60).id != claim_mail(store, NOW, 60).id
    assert claim_mail(store, "2026-11-22T10:00:59Z", 60) is None
    assert claim_mail(store, "2026-11-22T10:01:00Z", 60).attempts == 2


def test_a_mail_put_off_is_due_again_only_then_and_keeps_the_answer(store):
    confirmed(store)
    first, second = claim_mail(store, NOW, 60), claim_mail(store, NOW, 60)
    put_off_mail(store, first.id, TOMORROW, "busy")
    note_mail_sent(store, second.id, NOW)
    assert claim_mail(store, "2026-11-23T09:59:59Z", 60) is None
    assert claim_mail(store, TOMORROW, 60).error == "busy"


def test_mail_moves_while_none_waits_that_is_too_old(store):
    confirmed(store)
    assert is_mail_moving(store, "2026-11-22T09:59:59Z") and not is_mail_moving(store, NOW)


def test_mail_put_off_again_and_again_does_not_move(store):
    confirmed(store)
    put_off_mail(store, 1, TOMORROW, "busy")
    put_off_mail(store, 2, TOMORROW, "busy")
    assert not is_mail_moving(store, NOW)


def test_mail_moves_while_others_leave(store):
    confirmed(store)
    note_mail_sent(store, 1, "2026-11-22T11:00:00Z")
    assert is_mail_moving(store, "2026-11-22T10:59:59Z") and not is_mail_moving(store, "2026-11-22T11:00:00Z")


def test_mail_sent_or_given_up_waits_no_more(store):
    confirmed(store)
    note_mail_sent(store, 1, NOW)
    give_up_mail(store, 2, "no such mailbox", NOW)
    assert is_mail_moving(store, TOMORROW) and claim_mail(store, TOMORROW, 60) is None


def test_an_address_is_proved_once(store):
    [one, other] = confirmed(store)
    prove_address(store, one.id, NOW)
    prove_address(store, one.id, TOMORROW)
    assert [row.email_proved for row in requests_of_draft(store, "draft-1")] == [NOW, None]
    assert [event.kind for event in read_history(store, one.id).events].count("address-proved") == 1
    assert "address-proved" not in [event.kind for event in read_history(store, other.id).events]


def test_many_postmen_claim_every_mail_once(path, store):
    for number in range(10):
        save_draft(store, sample_draft(f"draft-{number}"))
        confirm_draft(store, f"draft-{number}", "digest-1", two_requests(f"draft-{number}"), NOW)

    def carry(_):
        with closing(open_store(path)) as own:
            return [mail.id for mail in iter(lambda: claim_mail(own, NOW, 60), None)]

    with ThreadPoolExecutor(4) as postmen:
        claimed = [number for round in postmen.map(carry, range(4)) for number in round]
    assert sorted(claimed) == list(range(1, 21))
