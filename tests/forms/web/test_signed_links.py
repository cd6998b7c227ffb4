"""Sentences about the keys in mailed links and the keys of drafts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.web.signed_links import key_fits, make_key, make_quote_key, new_draft_key, read_key

SECRET = "a secret for tests"
TICKET = "KXQTFRMWLH"


def test_a_key_fits_its_ticket_and_turn():
    key = make_key(SECRET, TICKET, 3)
    assert read_key(key) == TICKET
    assert key_fits(make_key, SECRET, key, TICKET, 3)


@pytest.mark.parametrize(
    ("secret", "ticket", "turn"),
    [("another secret", TICKET, 0), (SECRET, "KXQTFRMWLK", 0), (SECRET, TICKET, 1), (SECRET, TICKET, -1)],
)
def test_a_key_fits_nothing_else(secret, ticket, turn):
    assert not key_fits(make_key, secret, make_key(SECRET, TICKET, 0), ticket, turn)


def test_a_key_of_the_quote_is_read_as_any_key_and_fits_the_quote():
    key = make_quote_key(SECRET, TICKET, 3)
    assert read_key(key) == TICKET and key_fits(make_quote_key, SECRET, key, TICKET, 3)
    assert not key_fits(make_quote_key, SECRET, key, TICKET, 4)


def test_neither_key_opens_what_the_other_does():
    assert not key_fits(make_key, SECRET, make_quote_key(SECRET, TICKET, 0), TICKET, 0)
    assert not key_fits(make_quote_key, SECRET, make_key(SECRET, TICKET, 0), TICKET, 0)


def test_every_changed_letter_of_a_key_is_noticed():
    key = make_key(SECRET, TICKET, 0)
    for place, letter in enumerate(key):
        changed = key[:place] + ("q" if letter != "q" else "x") + key[place + 1 :]
        assert not key_fits(make_key, SECRET, changed, TICKET, 0)


def test_a_key_is_plain_in_an_address_and_holds_at_least_128_bits():
    ticket, seal = make_key(SECRET, TICKET, 0).split("-")
    assert ticket == TICKET.lower()
    assert re.fullmatch("[a-z2-7]+", seal) and len(seal) * 5 >= 128


@pytest.mark.parametrize(
    "text",
    [
        "",
        TICKET,
        "-",
        make_key(SECRET, TICKET, 0)[:-1],
        make_key(SECRET, TICKET, 0) + "a",
        make_key(SECRET, TICKET, 0) + "\n",
        make_key(SECRET, TICKET, 0).upper(),
        make_key(SECRET, TICKET, 0).replace("k", "\u212a"),
        make_key(SECRET, TICKET, 0).replace("-", "/"),
    ],
)
def test_what_has_not_the_shape_of_a_key_is_not_read(text):
    assert read_key(text) is None


@given(st.text(st.characters()))
def test_any_text_is_answered_without_a_fault(text):
    assert read_key(text) is None
    assert not key_fits(make_key, SECRET, text, TICKET, 0)


def test_draft_keys_are_fit_for_an_address_and_never_the_same():
    keys = {new_draft_key() for _ in range(1000)}
    assert len(keys) == 1000
    assert all(re.fullmatch("[A-Za-z0-9_-]{22}", key) for key in keys)
