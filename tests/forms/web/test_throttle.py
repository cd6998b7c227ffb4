"""Whoever guesses tickets learns nothing and soon waits; whoever has their own number is let through all the same."""

import re

import pytest

from forms.customer.status_page import FREE_ATTEMPTS, FREE_ATTEMPTS_AT_ADDRESS
from forms.desk.auth import password
from forms.records.rma_number import read_number, read_rma, rma_number
from forms.records.ticket import new_ticket, read_ticket, show_ticket
from forms.records.typed_number import LONGEST_TYPED
from forms.store.database.connection import open_store
from forms.store.requests import requests_of_draft
from forms.web import request_context
from forms.web.signed_links import make_key
from tests.support.steps import STAFF_PASSWORD, Fields, draft_key, make_staff, post_form, send

STATUS = "/rma/status/"
WHO = "ada@lab.example"


@pytest.fixture
def one(app, client, store):
    """A request of many cameras."""
    serials = "\n".join(str(16048500 + number) for number in range(40))
    return requests_of_draft(store, draft_key(send(client, {"serials": serials})))[0]


OF_UNITS = "SELECT * FROM unit"
NAMED_BY_CHANCE = re.compile(r"(?<=SAVEPOINT sqlite_utils_)[0-9a-f]+")


@pytest.fixture
def queries(monkeypatch):
    """Every statement the endpoint sends to its database, as it is asked, without what was asked for."""
    asked = []

    def traced(path):
        store = open_store(path)
        store.db.conn.set_trace_callback(lambda sql: asked.append(NAMED_BY_CHANCE.sub("…", sql.split("'")[0])[:60]))
        return store

    monkeypatch.setattr(request_context, "open_store", traced)
    return asked


def ask(client, number, email=WHO, **more):
    return post_form(client, {"number": number, "email": email, "do": "show"} | more, STATUS)


def strange_keys(one):
    """Keys that open nothing: of a ticket that is not there, and of one that is, with another seal."""
    return [make_key("another secret, kept by nobody", ticket, 0) for ticket in (new_ticket(), one.ticket)]


# Alike


def bare(page):
    """A page without what was typed into it, and without its token."""
    text = page.text
    for typed in Fields(text).values.values():
        text = text.replace(typed or " ", "")
    return text


def test_an_unknown_number_and_a_wrong_address_are_answered_alike_in_words(client, one):
    pages = [ask(client, show_ticket(new_ticket())), ask(client, show_ticket(one.ticket), "eve@lab.example")]
    assert {page.status_code for page in pages} == {422} and bare(pages[0]) == bare(pages[1])


@pytest.mark.parametrize("kind", ["ticket", "RMA number"])
def test_they_are_answered_alike_in_queries(client, store, one, queries, kind):
    with store.writing() as db:
        db.execute("INSERT INTO rma VALUES (?, ?, 'series', '2026-11-22T10:00:00Z', NULL)", [rma_number(1), one.id])
    unknown, known = (new_ticket(), one.ticket) if kind == "ticket" else (rma_number(7), rma_number(1))
    counts = []
    for number, email in ((unknown, WHO), (known, "eve@lab.example")):
        before = len(queries)
        ask(client, number, email)
        counts.append(queries[before:])
    assert counts[0] == counts[1] and not [sql for sql in counts[1] if OF_UNITS in sql]


def test_the_right_address_asks_for_more(client, one, queries):
    """The twin: only then is anything of a request read."""
    ask(client, one.ticket)
    assert [sql for sql in queries if OF_UNITS in sql]


def test_a_key_that_fits_nothing_is_answered_alike_too(client, one, queries):
    counts = []
    for key in strange_keys(one):
        before = len(queries)
        assert client.get(f"/rma/ticket/{key}/").status_code == client.get(f"/rma/quote/{key}/").status_code == 404
        counts.append(queries[before:])
    assert counts[0] == counts[1]


# Slow


def test_after_its_free_tries_a_network_waits_longer_each_time_and_keeps_what_it_typed(client, one):
    codes = [ask(client, new_ticket()).status_code for _ in range(FREE_ATTEMPTS)]
    slowed = ask(client, new_ticket(), "eve@lab.example")
    assert codes == [422] * FREE_ATTEMPTS and slowed.status_code == 429 and int(slowed.headers["Retry-After"]) >= 1
    assert Fields(slowed.text).values["email"] == "eve@lab.example" and "Wait 1 second" in slowed.text


def test_without_it_all_of_them_would_be_tried(client, one, monkeypatch):
    """The twin."""
    monkeypatch.setattr("forms.customer.status_page.count_attempt_where_possible", lambda *tries: None)
    assert {ask(client, new_ticket()).status_code for _ in range(3 * FREE_ATTEMPTS)} == {422}


def test_another_network_is_not_slowed(app, client, one):
    for _ in range(FREE_ATTEMPTS + 1):
        ask(client, new_ticket())
    other = app.test_client()
    other.environ_base["REMOTE_ADDR"] = "192.0.2.9"
    assert ask(other, one.ticket).status_code == 200


def tried_from_many_networks(app, draw):
    codes = []
    for number in range(FREE_ATTEMPTS_AT_ADDRESS + 1):
        client = app.test_client()
        client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        codes.append(ask(client, draw(number)).status_code)
    return codes


def test_rma_numbers_of_one_address_are_slowed_from_many_networks_too(app, one):
    answers = tried_from_many_networks(app, lambda number: rma_number(number + 1))
    assert answers == [422] * FREE_ATTEMPTS_AT_ADDRESS + [429]


def test_whoever_has_a_ticket_is_locked_out_by_nobody_elsewhere(app, one):
    tried_from_many_networks(app, lambda number: rma_number(number + 1))
    assert set(tried_from_many_networks(app, lambda number: new_ticket())) == {422}
    honest = app.test_client()
    honest.environ_base["REMOTE_ADDR"] = "198.51.100.1"
    assert ask(honest, one.ticket).status_code == 200


def test_a_number_of_ones_own_costs_no_try_and_buys_none(client, one):
    assert {ask(client, one.ticket).status_code for _ in range(FREE_ATTEMPTS + 3)} == {200}
    codes = []
    for _ in range(FREE_ATTEMPTS - 1):
        codes += [ask(client, new_ticket()).status_code, ask(client, one.ticket).status_code]
    assert codes == [422, 200] * (FREE_ATTEMPTS - 1)
    assert [ask(client, new_ticket()).status_code for _ in range(2)] == [422, 429]


# Short


@pytest.mark.parametrize("read", [read_number, read_ticket, read_rma])
def test_what_stands_behind_any_number_is_not_even_looked_at(read):
    class Counted(str):
        taken = 0

        def __getitem__(self, part):
            Counted.taken = len(str.__getitem__(self, part))
            return str.__getitem__(self, part)

    read(Counted("rma no. " * 30_000))
    assert Counted.taken == LONGEST_TYPED


def test_a_number_as_long_as_a_book_is_refused_and_given_back(client):
    answer = ask(client, "7 " * 100_000)
    assert answer.status_code == 422 and Fields(answer.text).values["number"] == "7 " * 100_000


# Signing in


def test_one_password_is_looked_at_at_a_time_and_who_is_too_many_is_told(app, client):
    make_staff(app)
    with password.ONE_AT_A_TIME:
        answer = post_form(client, {"login": "sam", "password": STAFF_PASSWORD}, "/rma/desk/sign-in/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2") and "Press the button again" in answer.text
    again = post_form(client, {"login": "sam", "password": STAFF_PASSWORD}, "/rma/desk/sign-in/")
    assert again.status_code == 303
