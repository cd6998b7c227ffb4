"""The time machine: a request judged again years later, by the very text it was judged by, gives the same verdict."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace as replace_request
from datetime import date
from html import unescape

import pytest
from msgspec.structs import replace

from content.explain.notes import notes_of
from content.explain.outcome import outcome_in_words
from content.history.publish import publish
from content.loading.vendor_folder import load_vendors
from forms.steps.rejudge import (
    can_judge_again,
    case_of,
    day_of,
    differences_of,
    judge_again,
    judge_today,
    vendor_then,
)
from forms.store.requests import requests_of_draft
from tests.support.archive import formerly_known_as, snapshot_path
from tests.support.desk import case_path
from tests.support.steps import draft_key, send, signed_in
from tests.support.vendor_folder import FLIR, TEXT, copy_of, edit, shipped_vendors

pytestmark = pytest.mark.day("2026-11-22 15:00Z")
MUCH_LATER = "2036-11-22 15:00Z"
BLACKFLY_S = 'when   = { family = ["blackfly-s"] }'


@pytest.fixture
def kept(app, tmp_path):
    """The folder of kept texts the endpoint looks into, with what ships."""
    publish(shipped_vendors(), date(2026, 11, 22), tmp_path / "archive", tmp_path / "changes.json")
    app.config["ARCHIVE"] = tmp_path / "archive"
    return tmp_path / "archive"


@pytest.fixture
def sent(client, store, kept):
    """A refund asked for in time, and a repair in warranty: their requests."""
    asked = ({"bought_on": "2026-11-01"}, {"purpose": "refund"}), ({"bought_on": "2025-04-03"}, {})
    return [one for batch, who in asked for one in requests_of_draft(store, draft_key(send(client, batch, **who)))]


@pytest.fixture
def edited(app, kept, tmp_path):
    """FLIR with another fee, another window and a shorter warranty, corrected and published two years later."""
    folder = copy_of("flir", tmp_path / "vendors")
    (folder / "examples.toml").unlink(missing_ok=True)
    edit(folder, FLIR, "percent = 25", "percent = 10")
    edit(folder, FLIR, "refund = { days = 30,", "refund = { days = 14,")
    edit(folder, "products.toml", f"months = 36\n{BLACKFLY_S}", f"months = 12\n{BLACKFLY_S}")
    app.vendors = load_vendors(folder.parent)
    publish(app.vendors, date(2028, 11, 22), kept, tmp_path / "changes.json")
    return app.vendors["flir"]


def again(app, *words):
    """(exit code, what it says) of the operator's command."""
    run = app.test_cli_runner().invoke(args=["judge-again", *words])
    return run.exit_code, run.output


def spoil(app, **told):
    """Change what is stored of every verdict, as a fault of ours would have."""
    with closing(sqlite3.connect(app.config["DATABASE"])) as db:
        for id, verdict in db.execute("SELECT id, verdict FROM batch").fetchall():
            db.execute("UPDATE batch SET verdict = ? WHERE id = ?", [json.dumps(json.loads(verdict) | told), id])
        db.commit()


def test_ten_years_on_the_same_text_gives_the_same_verdict(sent, edited, kept, clock):
    clock.move_to(MUCH_LATER)
    for one in sent:
        [batch], then = one.batches, vendor_then(edited, one, kept)
        verdict = judge_again(edited, one, batch, kept)
        told = outcome_in_words(then, verdict.policy, verdict.rule)
        assert (verdict.rule.id, verdict.answers) == (batch.verdict["rule"], batch.verdict["answers"])
        assert [[cost.label, cost.who, cost.amount, cost.doubt] for cost in told.costs] == batch.verdict["costs"]
        assert (
            list(notes_of(then, case_of(batch, one), verdict)) == batch.verdict["notes"]
            and differences_of(edited, one, batch, kept) == []
        )


def test_by_the_text_of_today_it_would_differ(sent, edited, clock):
    clock.move_to(MUCH_LATER)
    rules = [judge_today(edited, one, one.batches[0], date(2036, 11, 22)).rule.id for one in sent]
    assert rules == ["refund-closed", "paid-repair"]
    assert [one.batches[0].verdict["rule"] for one in sent] == ["refund", "in-warranty"]


def test_a_request_keeps_the_day_it_was_judged_on(sent, edited):
    [batch] = sent[0].batches
    assert day_of(edited, sent[0], batch) == date(2026, 11, 22) and batch.verdict["on"] == "2026-11-22"
    batch.verdict.pop("on")  # as requests made before the day was kept
    assert day_of(edited, sent[0], batch) == date(2026, 11, 22)


def test_a_case_is_read_back_as_it_was(sent):
    case = case_of(sent[0].batches[0], sent[0])
    assert (case.purpose, case.family, case.dates) == ("refund", "blackfly-s", {"purchase": date(2026, 11, 1)})
    assert case.count == 2


def test_a_source_dropped_since_keeps_no_verdict_from_being_given(sent, edited, kept):
    edited.file.sources.pop("blackfly-s")
    assert judge_again(edited, sent[1], sent[1].batches[0], kept).rule.id == "in-warranty"


# What went by another hash, and what is told in other words since


FORMER = "4b6b792a728a7d1e"  # of FLIR's text of April 2020, while words were hashed with what judges


@pytest.fixture
def of_format_one(sent):
    """The same requests as they were stored then."""
    return [replace_request(one, revision_hash=FORMER) for one in sent]


def test_a_request_with_a_hash_of_the_former_format_is_judged_the_same(of_format_one, edited):
    """By the archive that ships, whose files name the hashes they went by."""
    for one in of_format_one:
        [batch] = one.batches
        assert can_judge_again(one) and differences_of(edited, one, batch) == []
        assert judge_again(edited, one, batch).rule.id == batch.verdict["rule"]


def test_the_command_and_the_desk_find_a_text_by_a_hash_it_went_by(app, sent, kept):
    for one in sent:
        former_in_store(app, one)
        formerly_known_as(snapshot_path("flir", one.revision, one.revision_hash, kept), FORMER)
    assert again(app) == (0, "2 judged the same, 0 otherwise, 0 cannot be judged again.\n")
    page = unescape(signed_in(app).get(case_path(sent[0])).text)
    assert 'href="/flir/policy/2020-04-17/">By the text of April 2020, as it stood when this was sent</a>' in page


def former_in_store(app, one):
    """Store a request as if it had been judged by the text under its former hash."""
    with closing(sqlite3.connect(app.config["DATABASE"])) as db:
        db.execute("UPDATE request SET revision_hash = ? WHERE id = ?", [FORMER, one.id])
        db.commit()


def test_another_wording_of_the_text_is_no_other_verdict(app, sent, kept, tmp_path):
    folder = copy_of("flir", tmp_path / "vendors")
    edit(folder, TEXT, "You may return it for a refund", "A refund is open to you")
    app.vendors = load_vendors(folder.parent)
    publish(app.vendors, date(2028, 11, 22), kept, tmp_path / "changes.json")
    assert again(app)[0] == 0 and can_judge_again(sent[0], kept)


def test_a_kept_text_of_another_format_is_told(app, sent, kept):
    path = snapshot_path("flir", sent[0].revision, sent[0].revision_hash, kept)
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"format": 3}), "utf-8")
    code, output = again(app)
    assert code == 1 and "this is of format 3; this version of the kiosk reads format 2" in output


# The command


def test_the_command_finds_all_the_same(app, sent, edited, clock):
    clock.move_to(MUCH_LATER)
    assert again(app) == (0, "2 judged the same, 0 otherwise, 0 cannot be judged again.\n")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"rule": "refund-closed"}, "the rule was refund-closed, is refund."),
        ({"kind": "no"}, "the kind was no, is refund."),
        (
            {"costs": [["Restocking fee", "You", "5 % of the price", ""]]},
            "the costs was [('you', ['5'])], is [('you', ['25'])",
        ),
    ],
)
def test_the_command_tells_what_differs_and_fails(app, sent, told, said):
    spoil(app, **told)
    code, output = again(app, "--ticket", sent[0].ticket.lower())
    assert (
        code == 1 and said in output and output.endswith("0 judged the same, 1 otherwise, 0 cannot be judged again.\n")
    )


def test_another_wording_of_a_cost_is_no_other_verdict(app, sent):
    [batch] = sent[0].batches
    spoil(
        app, costs=[[f"{what}!", who, f"{amount} in all", doubt] for what, who, amount, doubt in batch.verdict["costs"]]
    )
    assert again(app, "--ticket", sent[0].ticket)[0] == 0


def test_a_vendor_of_another_name_is_no_other_payer(app, sent, kept):
    flir = app.vendors["flir"]
    assert ["The way back", "FLIR"] in [
        cost[:2] for one in sent for cost in one.batches[0].verdict["costs"]
    ]
    app.vendors = app.vendors | {"flir": replace(flir, file=replace(flir.file, name="Teledyne Vision"))}
    assert again(app)[0] == 0


def test_a_text_that_is_not_kept_is_told(app, sent, kept):
    for one in sent:
        snapshot_path("flir", one.revision, one.revision_hash, kept).unlink(missing_ok=True)
    code, output = again(app)
    assert (code, output.splitlines()[-1]) == (0, "0 judged the same, 0 otherwise, 2 cannot be judged again.")
    assert f"the text 2020-04-17 {sent[0].revision_hash} of flir is not kept." in output


def test_a_kept_text_that_was_edited_fails(app, sent, kept):
    path = snapshot_path("flir", sent[0].revision, sent[0].revision_hash, kept)
    path.write_text(path.read_text("utf-8").replace('"days": 30', '"days": 40'), "utf-8")
    code, output = again(app)
    assert code == 1 and "a published text is never edited; bring the file back as it was" in output


def test_an_unknown_ticket_is_told(app, kept):
    code, output = again(app, "--ticket", "nope")
    assert code == 1 and "There is no ticket nope." in output


# The desk


def test_the_desk_sees_by_which_text_it_was_judged(app, sent):
    page = unescape(signed_in(app).get(case_path(sent[0])).text)
    assert 'href="/flir/policy/2020-04-17/">By the text of April 2020, as it stood when this was sent</a>' in page
    assert "Today's text would judge otherwise" not in page


def test_the_desk_sees_what_the_text_of_today_would_say(app, sent, edited, clock):
    clock.move_to(MUCH_LATER)
    page = unescape(signed_in(app).get(case_path(sent[0])).text)
    assert f'href="/flir/policy/2020-04-17/{sent[0].revision_hash}/">By the text of April 2020' in page
    assert "Today's text would judge otherwise: “The time for a refund is over” (Not offered)." in page


def test_a_case_whose_text_is_lost_can_be_worked_on(app, sent, kept):
    path = snapshot_path("flir", sent[0].revision, sent[0].revision_hash, kept)
    for spoiling in (lambda: path.write_text("{}", "utf-8"), path.unlink):
        spoiling()
        answer = signed_in(app).get(case_path(sent[0]))
        assert answer.status_code == 200 and "as it stood when this was sent" not in answer.text
