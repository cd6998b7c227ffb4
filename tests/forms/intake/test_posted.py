"""What was posted: every batch comes through whole and in order, every strange name stays out."""

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from forms.intake.form import PLAIN, BatchForm, RequestForm
from forms.intake.posted import FIELDS, fill_in, tidy
from forms.records.text import clean
from tests.support.steps import filled, post_form, review, rows

TABLES = ("draft", "request", "batch", "unit", "event", "outbox")
STRANGE = [
    *("batches-²-model", "batches--1-model", "batches-1.5-model", "batches- 1-model", "batches-٣-model"),
    *("batches-1000000000-model", "batches-0-model-0", "batches-0-", "batches--model", "batches", "batches-0"),
    *("batches-0-csrf_token", "batches-0-verdict", "xbatches-0-model", "batches-0-model\n", "BATCHES-0-MODEL", ""),
    *("do", "seal", "together", "said", "checked", "person", "__class__", "form", "x" * 5000, "\u202e", "\x00"),
]


def column_names(app):
    columns = {row[1] for table in TABLES for row in rows(app.config["DATABASE"], f"PRAGMA table_info({table})")}
    return sorted(columns - {*PLAIN, *BatchForm().data, *FIELDS.values()})


def stored(app):
    return rows(app.config["DATABASE"], "SELECT vendor, shared_device, answers, confirmed FROM draft")


# Names


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_name_never_reaches_the_form(name):
    assert tidy(MultiDict({name: "Eve", "batches-0-model": "PL-D755"})) == MultiDict({"batches-0-model": "PL-D755"})


def test_strange_names_change_nothing_that_is_stored(app, client):
    review(client, filled())
    [plain] = stored(app)
    strange = [name for name in STRANGE if name not in ("do", "\x00")]
    review(client, filled() | dict.fromkeys(strange, "Eve"))
    assert stored(app) == [plain, plain]


def test_no_column_can_be_posted(app, client):
    review(client, filled())
    [plain] = stored(app)
    names = column_names(app)
    assert len(names) > 30
    review(client, filled() | dict.fromkeys([*names, *(f"batches-0-{name}" for name in names)], "Eve"))
    assert stored(app) == [plain, plain]


def test_without_the_sieve_such_an_index_breaks_the_form(app):
    """The twin: it is the sieve that keeps ² from the library."""
    with app.test_request_context(method="POST"), pytest.raises(ValueError):
        RequestForm(MultiDict({"batches-²-model": "PL-D755"}))


def test_without_the_sieve_a_gap_is_closed_by_nobody_and_with_it_no_batch_is_lost(app, client):
    apart = {name.replace("-1-", "-99999-"): text for name, text in filled({}, {"model": "GS3-U3-23S6M"}).items()}
    review(client, apart)
    assert "GS3-U3-23S6M" in stored(app)[0][2]


@given(st.lists(st.integers(0, 999_999_999), unique=True, max_size=30))
def test_batches_are_counted_anew_in_their_order(numbers):
    kept = tidy(MultiDict([(f"batches-{number}-model", str(number)) for number in numbers]))
    wanted = {f"batches-{place}-model": str(number) for place, number in enumerate(sorted(numbers))}
    assert kept.to_dict() == wanted


def test_half_a_group_is_sent_back_and_not_dropped(client):
    answer = post_form(client, filled() | {"batches-99999-model": "GS3-U3-23S6M"})
    assert answer.status_code == 422 and "GS3-U3-23S6M" in answer.text


# Texts


@given(st.text())
def test_a_text_keeps_every_sign_that_can_be_seen(text):
    seen = [sign for sign in text.replace("\r\n", "\n").replace("\r", "\n") if category(sign) not in ("Cc", "Cs")]
    assert [sign for sign in clean(text) if category(sign) != "Cc" and sign != "?"] == [s for s in seen if s != "?"]


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("typed, kept", [("a\r\nb\rc\nd", "a\nb\nc\nd"), ("a\x00b\x1b[\x7f", "ab["), ("\ta", "\ta")])
def test_line_ends_are_of_one_kind_and_control_characters_are_gone(typed, kept):
    assert clean(typed) == kept


# What the checker was told


def test_the_checkers_answers_stand_where_nothing_was_answered():
    kept = fill_in(MultiDict({"batches-0-model": "PL-D755"}), {"purpose": "repair", "warranty": "in"})
    assert (kept["purpose"], kept["batches-0-warranty_said"]) == ("repair", "in")


def test_an_answer_in_the_form_is_stronger_than_the_checkers():
    kept = fill_in(MultiDict({"batches-0-bought_from": "dealer", "purpose": "other"}), {"bought_from": "direct"})
    assert (kept["purpose"], kept["batches-0-bought_from"]) == ("other", "dealer")
