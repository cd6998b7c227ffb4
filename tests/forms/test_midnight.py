"""Midnight between two calls: what was opened in the old year is pressed, read again or asked once more in the new."""

import pytest

from forms.customer.status_page import LINK_OFTEN, LINK_SENT
from forms.desk.queue.claim_page import A_DAY
from forms.store.requests import requests_of_draft
from tests.support.days import settle
from tests.support.desk import at_desk, case_path
from tests.support.steps import draft_key, filled, hidden, post_form, send, signed_in, ticket_path

pytestmark = pytest.mark.day("2026-12-31 23:59:59Z")


@pytest.fixture
def one(client, store):
    """A request that was sent in the last second of the year."""
    return requests_of_draft(store, draft_key(send(client)))[0]


@pytest.fixture
def desk(app, one):
    """The browser of somebody at the desk."""
    return signed_in(app)


def opened(desk, one):
    """What the page of a case would post beside what is pressed."""
    page = desk.get(case_path(one)).text
    return {"csrf_token": hidden(page, "csrf_token"), "seen": hidden(page, "seen"), "back": case_path(one)}


def link_again(client, one):
    """What the page says of the link, asked for by the number and the address."""
    post_form(client, {"number": one.ticket, "email": one.email, "do": "link"}, "/rma/status/")
    page = client.get("/rma/status/").text
    return [told for told in (LINK_SENT, LINK_OFTEN) if told in page]


def test_three_links_before_midnight_are_not_followed_by_three_more(client, one, clock):
    before = [link_again(client, one) for _ in range(3)]
    clock.forward(seconds=1)
    assert before == [[LINK_SENT]] * 3 and link_again(client, one) == [LINK_OFTEN]
    clock.forward(days=1)
    assert link_again(client, one) == [LINK_SENT]


def test_tomorrow_is_the_day_after_the_press_not_after_the_page_was_opened(desk, one, clock):
    page = opened(desk, one)
    clock.forward(seconds=1)
    answer = desk.post(case_path(one, "hold"), data=page | {"do": "tomorrow"}, follow_redirects=True)
    assert "Put aside until 2 January 2027." in answer.text


def test_a_day_that_was_tomorrow_is_no_day_to_come_back_once_it_is_today(desk, one, clock):
    page = opened(desk, one)
    clock.forward(seconds=1)
    answer = desk.post(case_path(one, "hold"), data=page | {"do": "until", "day": "2027-01-01"})
    assert answer.status_code == 422 and A_DAY.format("8 January 2027") in answer.text


def test_a_number_given_before_midnight_counts_from_that_day_and_ends_where_a_day_ends_last(
    app, client, desk, one, clock
):
    settle(app, flir={"rma_days": 1})
    assert at_desk(desk, one, "authorise").status_code == 303
    clock.forward(hours=36)
    last = client.get(ticket_path(app, one)).text
    clock.forward(seconds=1)
    over = client.get(ticket_path(app, one)).text
    assert "1 January 2027" in last and "that day is over" not in last and "that day is over" in over


def test_a_purchase_of_the_new_year_is_taken_as_soon_as_it_has_begun_anywhere(client, clock):
    clock.move_to("2026-12-31 09:59:59Z")
    early = post_form(client, filled({"bought_on": "2027-01-01"}))
    clock.forward(seconds=1)
    assert (early.status_code, post_form(client, filled({"bought_on": "2027-01-01"})).status_code) == (422, 303)
    assert "has not come yet" in early.text
