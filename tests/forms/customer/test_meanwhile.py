"""What happens while a page is being made: nobody acts on anything newer than what they were shown."""

import re

import pytest

from forms.store.events import last_event
from forms.store.requests import request_by_id, request_by_ticket, requests_of_draft
from forms.web.signed_links import make_quote_key
from tests.support.desk import by_customer, case_path
from tests.support.steps import draft_key, hidden, make_staff, send, signed_in, ticket_path
from tests.support.walks import bring_to, take_as

CAMERA = {"model": "PL-D725", "serials": "725001234"}

READERS = (
    "forms.customer.mailed_link",
    "forms.desk.case.opened_case",
    "forms.desk.goods_in.scan",
)  # of a request by its ticket


@pytest.fixture
def quoted(app, client, store):
    """A request that a price was told for."""
    make_staff(app)
    [one] = requests_of_draft(store, draft_key(send(client, CAMERA, at="/rma/pixelink/")))
    bring_to(app, store, one, "quoted", "paid")
    return request_by_id(store, one.id)


@pytest.fixture
def meanwhile(app, store, quoted, monkeypatch):
    """Support tells the price anew right after a page has read the request, once."""
    ids = [unit.id for unit in quoted.units]

    def read_then_quoted(asking, ticket):
        monkeypatch.undo()
        one = request_by_ticket(asking, ticket)
        take_as(app, store, one, "quote", ids)
        return one

    def begin():
        for reader in READERS:
            monkeypatch.setattr(f"{reader}.request_by_ticket", read_then_quoted)

    return begin


def quote_path(app, one):
    return f"/rma/quote/{make_quote_key(app.secret_key, one.ticket, one.link_turn)}/"


PAGES = {
    "the quote": quote_path,
    "the ticket": ticket_path,
    "the case, where it is put aside": lambda app, one: case_path(one),
    "a step": lambda app, one: case_path(one, "write"),
    "goods-in": lambda app, one: f"/rma/desk/goods-in/{one.ticket}/",
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_rests_on_what_it_shows_and_on_nothing_newer(app, store, quoted, meanwhile, page):
    desk, before = signed_in(app), last_event(store, quoted.id)
    meanwhile()
    seen = hidden(desk.get(PAGES[page](app, quoted)).text, "seen")
    assert seen == str(before) != str(last_event(store, quoted.id))


def test_nobody_agrees_to_a_price_they_were_not_shown(app, client, store, quoted, meanwhile):
    meanwhile()
    answer = by_customer(client, quote_path(app, quoted), "approve", name="Pat Purchasing")
    assert answer.status_code == 409 and "Something was changed" in answer.text
    assert [unit.state for unit in request_by_id(store, quoted.id).units] == ["quoted"]


@pytest.mark.parametrize("page", ["the quote", "the ticket"])
def test_a_form_given_back_for_its_faults_still_rests_on_what_was_shown(app, client, store, quoted, page):
    at, seen = PAGES[page](app, quoted), str(quoted.seen)
    take_as(app, store, quoted, "quote", [unit.id for unit in quoted.units])
    answer = by_customer(client, at, "approve", name="", seen=seen)
    assert answer.status_code == 422 and hidden(answer.text, "seen") == seen


def test_who_comes_second_at_the_desk_sees_the_cameras_as_they_are_now(app, store, quoted):
    desk = signed_in(app)
    page = desk.get(case_path(quoted, "leave")).text
    known = {name: hidden(page, name) for name in ("csrf_token", "seen")} | {"u": [unit.id for unit in quoted.units]}
    take_as(app, store, quoted, "approve", [unit.id for unit in quoted.units])
    answer = desk.post(case_path(quoted, "leave"), data=known | {"do": "send"})
    assert answer.status_code == 409 and hidden(answer.text, "seen") == str(last_event(store, quoted.id))
    assert re.search(r"Agreed|Price agreed|agreed", answer.text)
