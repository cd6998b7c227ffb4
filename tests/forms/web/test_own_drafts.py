"""A form, its review and its receipt belong to the browser they were made in: an address alone opens none of them."""

from pathlib import Path

import pytest

from forms.records.ticket import show_ticket
from forms.steps.worker_round import run_round
from forms.store.drafts import read_draft
from forms.store.requests import request_by_id, requests_of_draft
from forms.web.own_drafts import MOST
from tests.support.days import settle
from tests.support.dealers import YES
from tests.support.desk import by_customer
from tests.support.steps import (
    draft_key,
    dump,
    filled,
    hidden,
    mailed_path,
    mails_in,
    post_form,
    review,
    send,
    text_of,
    ticket_path,
    tickets_on,
)

WHO = {"name": "Canary Six", "email": "canary.seven@lab.example", "company": "Canary & Eight"}
CANARIES = ["Canary", "canary", "16048501", "BFS-U3-51S5C", "black since Monday"]
KINDS = ("edit", "review", "sent", "handover")


@pytest.fixture
def stranger(app):
    return app.test_client()


def seen(answer):
    return [canary for canary in CANARIES if canary in answer.text]


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_begun_is_shown_to_nobody_else(client, stranger, kind):
    at = review(client, filled(**WHO)).replace("review", kind)
    answer = stranger.get(at, follow_redirects=True)
    assert answer.status_code in (404, 405) and seen(answer) == [] and "browser where it was begun" in answer.text


@pytest.mark.parametrize("kind", KINDS)
def test_of_what_was_sent_others_see_the_tickets_alone_and_the_way_by_mail(client, stranger, kind):
    receipt = send(client, {}, {"model": "GS3-U3-23S6M"}, **WHO)
    answer = stranger.get(receipt.replace("sent", kind), follow_redirects=True)
    assert answer.status_code == 200 and tickets_on(answer.text) == tickets_on(client.get(receipt).text) != []
    assert seen(answer) == [] and "use the link in our mail" in answer.text and 'id="correct"' not in answer.text


def test_whose_it_is_sees_all_of_it(client):
    """The twin."""
    at = review(client, filled(**WHO))
    assert seen(client.get(at)) == seen(client.get(at.replace("review", "edit"))) == CANARIES
    assert WHO["email"] in client.get(send(client, **WHO)).text


def test_nobody_else_points_a_ticket_at_another_address(app, client, stranger):
    receipt = send(client, **WHO)
    token = hidden(stranger.get("/rma/flir/").text, "csrf_token")
    before = dump(app)
    answer = stranger.post(receipt, data={"csrf_token": token, "email": "thief@lab.example"})
    assert answer.status_code == 403 and seen(answer) == [] and dump(app) == before


def test_nobody_else_goes_on_with_a_draft_but_what_they_typed_is_kept_as_their_own(client, stranger, store):
    at = review(client, filled(**WHO))
    token = hidden(stranger.get("/rma/flir/").text, "csrf_token")
    mine = stranger.post(at.replace("review", "edit"), data=filled(vendor="flir", csrf_token=token)).headers["Location"]
    assert (
        draft_key(mine) != draft_key(at) and read_draft(store, draft_key(at)).answers["person"]["name"] == WHO["name"]
    )
    assert "Ada Example" in stranger.get(mine).text


def test_nobody_else_sends_it(client, stranger, store):
    at = review(client, filled(**WHO))
    seen_there = client.get(at).text
    token = hidden(stranger.get("/rma/flir/").text, "csrf_token")
    stranger.post(at, data={"csrf_token": token, "seal": hidden(seen_there, "seal"), "do": "send"})
    assert requests_of_draft(store, draft_key(at)) == []


def test_a_browser_knows_its_newest_and_its_cookie_stays_small(client):
    made = [review(client, filled()) for _ in range(MOST + 1)]
    assert [client.get(at).status_code for at in made[:2]] == [404, 200]
    assert len(client.get_cookie("kiosk", path="/rma/").value) < 1000


# The old address


def mails(app):
    run_round(app)
    return mails_in(Path(app.config["MAIL_FOLDER"]))


def test_the_old_address_is_told_only_that_it_is_no_longer_used(app, client):
    receipt = send(client, {}, {"model": "GS3-U3-23S6M"}, **WHO)
    first = mails(app)
    post_form(client, {"email": "grace@lab.example"}, receipt)
    [told] = [mail for mail in mails(app)[len(first) :] if mail["To"] == WHO["email"]]
    tickets = [show_ticket(ticket) for ticket in tickets_on(client.get(receipt).text)]
    assert "no longer used for ticket" in text_of(told) and [one for one in tickets if one not in text_of(told)] == []
    assert [word for word in ("/rma/", "grace", *CANARIES) if word in text_of(told)] == []


def test_it_is_told_so_once_however_often_the_address_is_changed(app, client):
    receipt = send(client, **WHO)
    for email in ("grace@lab.example", WHO["email"], "grace@lab.example"):
        mails(app)
        post_form(client, {"email": email}, receipt)
    assert [text_of(mail).count("no longer used") for mail in mails(app) if mail["To"] == WHO["email"]].count(1) == 1


def test_an_address_that_was_never_mailed_is_not_mailed_that_either(app, client):
    post_form(client, {"email": "grace@lab.example"}, send(client, **WHO))
    assert [mail["To"] for mail in mails(app)] == ["grace@lab.example"]


# The mailed link proves the address

DEALERS_CUSTOMER = {"dealer": "ACME", **YES}


@pytest.mark.parametrize("button", ["", "tell", "solve", "withdraw", "bar-dealer"])
def test_any_button_behind_the_mailed_link_proves_the_address(app, client, store, button):
    receipt = send(client, **DEALERS_CUSTOMER)
    [one] = requests_of_draft(store, draft_key(receipt))
    path = ticket_path(app, one)
    client.get(path)
    assert request_by_id(store, one.id).email_proved is None  # mail scanners open links too
    if button in ("", "bar-dealer"):
        post_form(client, {"do": button} if button else {}, path)
    else:
        by_customer(client, path, button, said="a word", **({"sure": "1"} if button == "withdraw" else {}))
    assert request_by_id(store, one.id).email_proved
    assert post_form(client, {"email": "eve@lab.example"}, receipt).status_code == 422


def test_agreeing_to_a_dealer_and_keeping_the_vendors_own_numbers_prove_it_too(app, client, store):
    [one] = requests_of_draft(store, draft_key(send(client, dealer="ACME", dealer_sees="no")))
    post_form(client, {"do": "let-dealer"}, ticket_path(app, one))
    assert request_by_id(store, one.id).email_proved
    settle(app, flir={"intake": "mailbox", "mailbox": "desk@optics.example"})
    [other] = requests_of_draft(store, draft_key(send(client, email="grace@lab.example")))
    post_form(client, {"do": "theirs", "their_ticket": "T-1", "their_rma": ""}, ticket_path(app, other))
    assert request_by_id(store, other.id).email_proved


def test_opening_the_link_is_not_enough(app, client):
    """The twin: by the link alone the address can still be corrected."""
    receipt = send(client)
    [mail] = mails(app)
    client.get(mailed_path(mail))
    assert post_form(client, {"email": "grace@lab.example"}, receipt).status_code == 303
