"""The quote alone: a price and two answers for whoever decides about the money, and nothing else of the request."""

from html import unescape

import pytest

from forms.records.ticket import show_ticket, spell_ticket
from forms.rma.lifecycle import STEPS
from forms.store.events import last_event
from forms.store.requests import read_history, request_by_id, requests_of_draft
from forms.web.signed_links import make_key, make_quote_key
from tests.support.desk import by_customer
from tests.support.quotes import TO_QUOTE, bring, go, quote_path
from tests.support.steps import draft_key, dump, hidden, make_staff, post_form, send, ticket_path
from tests.support.walks import take_as

CANARIES = {
    "name": "Canary One", "email": "canary.two@lab.example", "company": "Canary Three", "phone": "+49 999 999",
    "address": "4 Canary Lane", "own_reference": "CANARY-5",
}  # fmt: skip
FAULT = {"model": "Canary six", "problem": "canary seven sings", "error_text": "canary eight", "serials": "725001234"}


@pytest.fixture
def quoted(app, client, store):
    """A request of two cameras that a price was told for."""
    make_staff(app)
    return bring(app, client, store, {"model": "PL-D725", "serials": "725001234\n725001235"})


def answer(app, client, one, do, **typed):
    return by_customer(client, quote_path(app, one), do, **{"name": "Pat Purchasing", "order": "PO-7"} | typed)


def states_of(store, one):
    return {unit.state for unit in request_by_id(store, one.id).units}


def test_it_shows_what_is_repaired_at_which_price_and_what_either_answer_brings(app, client, quoted):
    page = unescape(client.get(quote_path(app, quoted)).text)
    for text in (
        "Pixelink",
        "2 × ",
        "EUR 1,234.50",
        "EUR 2,469.00",
        "If you say yes",
        "If you say no",
        "Nothing is done",
    ):
        assert text in page, text
    assert "The way back is added to Pixelink's quote." in page
    assert "does not say who pays the way back of a camera" in page


def test_nothing_of_the_person_the_cameras_or_the_history_stands_there(app, client, store):
    make_staff(app)
    one = bring(app, client, store, FAULT, **CANARIES)
    go(app, store, one, "write", "tell")
    page = client.get(quote_path(app, one)).text
    texts = [
        *CANARIES.values(),
        *FAULT.values(),
        "Ada",
        show_ticket(one.ticket),
        spell_ticket(one.ticket),
        one.units[0].rma,
    ]
    said = ["Install the newest firmware", "no change", "FedEx", "Support wrote", "/rma/ticket/"]
    assert [text for text in texts + said if text.lower() in page.lower()] == []


def test_these_texts_do_stand_on_the_whole_page(app, client, store):
    """The twin."""
    make_staff(app)
    one = bring(app, client, store, FAULT, **CANARIES)
    go(app, store, one, "write", "tell")
    page = client.get(ticket_path(app, one)).text.lower()
    texts = [*CANARIES.values(), *FAULT.values(), "install the newest firmware", "no change", "fedex", "support wrote"]
    assert [text for text in texts if text.lower() not in page] == []


@pytest.mark.parametrize("do, state, told", [
    ("approve", "approved", "The price was agreed."), ("refuse-quote", "quote-refused", "The price was refused"),
])  # fmt: skip
def test_an_answer_is_purchasings_and_is_shown_without_a_name(app, client, store, quoted, do, state, told):
    assert answer(app, client, quoted, do).headers["Location"] == quote_path(app, quoted)
    last = read_history(store, quoted.id).events[-1]
    assert states_of(store, quoted) == {state} and (last.kind, last.actor) == (do, "purchasing")
    page = client.get(quote_path(app, quoted)).text
    assert told in page and "This has been answered." in page and "Pat" not in page and "<form" not in page
    assert not request_by_id(store, quoted.id).email_proved  # a link passed on proves no mailbox


def test_the_one_who_asked_sees_that_purchasing_agreed_and_under_which_order(app, client, quoted):
    answer(app, client, quoted, "approve")
    page = client.get(ticket_path(app, quoted)).text
    assert "Pat Purchasing, purchase order PO-7" in page and "<small>purchasing</small>" in page


def test_without_a_name_nothing_is_agreed_and_the_order_number_stays(app, client, quoted):
    before = dump(app)
    for do in ("approve", "refuse-quote"):
        reply = answer(app, client, quoted, do, name=" ")
        assert reply.status_code == 422 and "Write the name of whoever decides this." in reply.text
        assert 'value="PO-7"' in reply.text and "<title>Error: " in reply.text
    assert dump(app) == before


def test_who_comes_second_is_told_and_keeps_what_was_typed(app, client, store, quoted):
    seen = last_event(store, quoted.id)
    go(app, store, quoted, "quote")
    before = dump(app)
    reply = answer(app, client, quoted, "approve", seen=seen)
    assert reply.status_code == 409 and "Something was changed" in reply.text and 'value="Pat Purchasing"' in reply.text
    assert dump(app) == before and "Support" not in reply.text


def test_no_other_step_can_be_taken_there(app, client, store, quoted):
    at, before = quote_path(app, quoted), dump(app)
    data = {"csrf_token": hidden(client.get(at).text, "csrf_token"), "seen": last_event(store, quoted.id), "said": "no"}
    data |= {"units": [unit.id for unit in quoted.units]}
    others = [step for step in STEPS if step not in ("approve", "refuse-quote")]
    assert {client.post(at, data=data | {"do": step}).status_code for step in others} == {400} and dump(app) == before


def test_cameras_that_were_not_quoted_cannot_be_agreed_to(app, client, store, quoted):
    page = client.get(quote_path(app, quoted)).text
    answer(app, client, quoted, "approve")
    data = {name: hidden(page, name) for name in ("csrf_token", "at")} | {"seen": last_event(store, quoted.id)}
    data |= {"units": [unit.id for unit in quoted.units], "name": "Pat", "do": "refuse-quote"}
    assert client.post(quote_path(app, quoted), data=data).status_code == 422
    assert states_of(store, quoted) == {"approved"}


def test_two_quotes_stand_apart_and_are_answered_apart(app, client, store):
    make_staff(app)
    one = bring(app, client, store, {"model": "PL-D725", "serials": "725001234\n725001235"})
    take_as(app, store, one, "quote", [one.units[1].id])
    page = client.get(quote_path(app, one)).text
    assert page.count("<form") == 2 and page.count("1 × ") == 2
    answer(app, client, one, "approve")
    assert [unit.state for unit in request_by_id(store, one.id).units] == ["approved", "quoted"]


def test_one_yes_and_one_still_open_stand_apart_with_sums_of_their_own(app, client, store, quoted):
    one = request_by_id(store, quoted.id)
    take_as(app, store, one, "approve", [one.units[0].id])
    page = client.get(quote_path(app, one)).text
    assert page.count("1 × ") == 2 and "2 × " not in page and "EUR 2,469.00" not in page and page.count("<form") == 1
    assert page.count("The price was agreed.") == 1 and "Part of this has been answered." in page


def test_a_no_is_not_told_as_a_yes_of_the_other(app, client, store, quoted):
    one = request_by_id(store, quoted.id)
    take_as(app, store, one, "approve", [one.units[0].id])
    answer(app, client, one, "refuse-quote")
    page = client.get(quote_path(app, one)).text
    assert page.count("The price was agreed.") == 1 and page.count("The price was refused; it goes back as it is.") == 1
    assert page.count("1 × ") == 2 and "This has been answered." in page


# Keys


def test_neither_key_opens_the_others_page(app, client, quoted):
    whole, price = (make(app.secret_key, quoted.ticket, quoted.link_turn) for make in (make_key, make_quote_key))
    assert [client.get(f"/rma/quote/{key}/").status_code for key in (price, whole)] == [200, 404]
    assert [client.get(f"/rma/ticket/{key}/").status_code for key in (whole, price)] == [200, 404]
    assert client.get(f"/rma/ticket/{price}/sheet/{quoted.units[0].rma}/").status_code == 404


def test_a_wrong_or_an_old_key_opens_nothing(app, client, quoted):
    key = make_quote_key(app.secret_key, quoted.ticket, quoted.link_turn)
    later = make_quote_key(app.secret_key, quoted.ticket, quoted.link_turn + 1)
    wrong = [later, key[:-1], key[:-1] + ("a" if key[-1] != "a" else "b"), key.upper(), quoted.ticket.lower(), "x"]
    assert {client.get(f"/rma/quote/{key}/").status_code for key in wrong} == {404}


def test_before_there_is_a_quote_there_is_no_such_page(app, client, store):
    [one] = requests_of_draft(store, draft_key(send(client)))
    assert client.get(quote_path(app, one)).status_code == 404


def test_an_old_quote_is_gone_once_the_request_is_opened_again(app, client, store, quoted):
    go(app, store, quoted, "approve", "repair", "send-back", "receive-back")
    assert client.get(quote_path(app, quoted)).status_code == 200
    go(app, store, quoted, "reopen")
    assert client.get(quote_path(app, quoted)).status_code == 404


def test_an_address_that_was_corrected_makes_the_old_link_void(app, client, store):
    make_staff(app)
    receipt = send(client, {"model": "PL-D725", "serials": "725001234"}, at="/rma/pixelink/")
    [one] = requests_of_draft(store, draft_key(receipt))
    go(app, store, one, "decide", *TO_QUOTE)
    old = quote_path(app, one)
    assert client.get(old).status_code == 200
    post_form(client, {"email": "grace@lab.example"}, receipt)
    assert client.get(old).status_code == 404
    assert client.get(quote_path(app, request_by_id(store, one.id))).status_code == 200


def test_opening_it_ten_times_changes_nothing_and_it_is_kept_nowhere(app, client, quoted):
    before = dump(app)
    answers = [client.get(quote_path(app, quoted)) for _ in range(10)]
    assert dump(app) == before and {one.status_code for one in answers} == {200}
    assert {(one.headers["Cache-Control"], one.headers["X-Robots-Tag"]) for one in answers} == {("no-store", "noindex")}
