"""Where is my return: by ticket and address without personal data, all of it only behind the mailed link."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from content.dates import now, written
from forms.customer.status_page import LINK_OFTEN, LINK_SENT
from forms.records.rma_number import show_rma
from forms.records.ticket import KIN, show_ticket
from forms.steps.worker_round import run_round
from forms.store.requests import request_by_id, request_by_ticket, requests_of_draft
from forms.web.request_context import timestamp
from forms.web.signed_links import make_key
from tests.support.days import settle
from tests.support.dealers import YES
from tests.support.steps import (
    PERSON,
    Fields,
    bought,
    draft_key,
    dump,
    every_page,
    hidden,
    mailed_path,
    mails_in,
    make_staff,
    own_client,
    post_form,
    rows,
    send,
    ticket_path,
    tickets_on,
)
from tests.support.walks import take_as

CANARIES = {
    "name": "Canary One", "company": "Canary Two", "phone": "+49 999 999", "address": "3 Canary Lane",
    "own_reference": "CANARY-4",
}  # fmt: skip
FAULT = {"problem": "canary five sings", "error_text": "canary six", "serials": "16048501"}
UNKNOWN, TICKET_OF_KIN = "KXQTFRMWLL", "TTMMFFKKKR"


@pytest.fixture
def one(client, store):
    """A request that was sent."""
    return requests_of_draft(store, draft_key(send(client, FAULT, **CANARIES)))[0]


def ask(client, number, email=PERSON["email"], **more):
    return post_form(client, {"number": number, "email": email} | more, "/rma/status/")


def plain(answer, *typed):
    """A page without its token and without what was typed."""
    page = re.sub(r'name="csrf_token"[^>]*>', "", answer.text)
    for text in typed:
        page = page.replace(text, "")
    return page


def mailed(app):
    run_round(app)
    return mails_in(Path(app.config["MAIL_FOLDER"]))


# With the ticket and the address

WRITTEN = [
    show_ticket, str, str.lower, " ".join, "-".join,
    "[#{}]".format, " Ticket: {} ".format, "ticket no. {}".format,
]  # fmt: skip


@pytest.mark.parametrize("write", WRITTEN)
def test_a_ticket_is_found_however_it_is_written(client, one, write):
    answer = ask(client, write(one.ticket))
    assert answer.status_code == 200 and tickets_on(answer.text) == [one.ticket]


@pytest.mark.parametrize("email", ["ada@lab.example", "ADA@LAB.EXAMPLE", "  Ada@Lab.example  "])
def test_an_address_is_found_in_any_case_and_spacing(client, one, email):
    assert tickets_on(ask(client, one.ticket, email).text) == [one.ticket]


@pytest.mark.parametrize("heard", KIN)
def test_a_letter_that_rhymes_is_read_as_its_kin_and_said_so(app, client, one, heard):
    with closing(sqlite3.connect(app.config["DATABASE"])) as db, db:
        db.execute("UPDATE request SET ticket = ?", [TICKET_OF_KIN])
    answer = ask(client, TICKET_OF_KIN.replace(KIN[heard], heard))
    assert tickets_on(answer.text) == [TICKET_OF_KIN] and f"We read {heard} as {KIN[heard]}." in answer.text


def test_it_tells_whose_turn_it_is_and_not_to_ship(client, one):
    page = ask(client, one.ticket).text
    assert "do not ship" in page and 'class="four"' in page and 'aria-current="step"' in page


def test_it_tells_nothing_of_the_person_or_the_camera(client, one):
    page = ask(client, one.ticket).text.lower()
    texts = [*CANARIES.values(), *FAULT.values(), "BFS-U3-51S5C"]
    assert [text for text in texts if text.lower() in page] == []


def test_these_texts_do_stand_behind_the_mailed_link(app, client, one):
    """The twin: the same search finds them where they belong."""
    page = client.get(ticket_path(app, one)).text.lower()
    texts = [*CANARIES.values(), *FAULT.values(), "BFS-U3-51S5C"]
    assert [text for text in texts if text.lower() not in page] == []


def test_an_unknown_ticket_and_a_wrong_address_are_answered_alike(client, one):
    unknown, wrong = ask(client, UNKNOWN, "eve@lab.example"), ask(client, one.ticket, "eve@lab.example")
    assert unknown.status_code == wrong.status_code == 422
    assert plain(unknown, UNKNOWN) == plain(wrong, one.ticket)
    assert dict(unknown.headers).keys() == dict(wrong.headers).keys()


@pytest.mark.parametrize(
    "number, email, field, piece",
    [
        ("", "ada@lab.example", "number", "Type your ticket"),
        ("KXQTF", "ada@lab.example", "number", "ten letters"),
        ("XKQTFRMWLL", "ada@lab.example", "number", "letter by letter"),
        ("12345", "ada@lab.example", "number", "not a number made here"),
        ("KXQTF-RMWL7", "ada@lab.example", "number", "has both"),
        (UNKNOWN, "", "email", "e-mail address"),
        (UNKNOWN, "ada", "email", "e-mail address"),
        ("²" * 10, "ada@lab.example", "number", "not a number made here"),
        ("ada@lab.example", "ada@lab.example", "number", "goes into the next field"),
        ("ada@lab.example", "", "number", "goes into the next field"),
        ("x" * 5000, "ada@lab.example", "number", "ten letters"),
    ],
)
def test_what_cannot_be_looked_up_comes_back_with_a_sentence(client, number, email, field, piece):
    answer = ask(client, number, email)
    sentence = re.search(rf'id="{field}-error".*?</p>', answer.text, re.S)
    assert answer.status_code == 422 and piece in sentence[0] and "<title>Error: " in answer.text
    assert Fields(answer.text).values["number"] == number


def test_without_our_token_nothing_is_looked_up(client, one):
    answer = client.post("/rma/status/", data={"number": one.ticket, "email": one.email})
    assert answer.status_code == 422 and tickets_on(answer.text) == [] and one.ticket in answer.text


# Once something has happened


@pytest.fixture
def moved(app, store, one):
    """A request whose one camera has an RMA number: `moved("ship", …)` takes it on."""
    make_staff(app)

    def go(*steps):
        for step in ("decide", "authorise", *steps):
            fresh = request_by_id(store, one.id)
            take_as(app, store, fresh, step, [unit.id for unit in fresh.units])
        return request_by_id(store, one.id)

    return go


@pytest.mark.parametrize("write", [str, show_rma, "RMA#{}".format, "[RMA#{}]".format, " rma number: {} ".format])
def test_an_rma_number_finds_its_request_however_it_is_written(client, moved, write):
    one = moved()
    page = ask(client, write(one.units[0].rma)).text
    assert tickets_on(page) == [one.ticket] and show_rma(one.units[0].rma) in page and "do not ship" not in page


@pytest.mark.parametrize("number", ["7788123", "100025"])
def test_a_makers_own_number_is_found_and_another_is_answered_alike_with_a_wrong_address(app, client, moved, number):
    settle(app, flir={"rma_source": "entered"})
    before = [plain(ask(client, number, "eve@lab.example")), plain(ask(client, number))]
    entered(app, number, moved)
    found, wrong = ask(client, number), ask(client, number, "eve@lab.example")
    assert found.status_code == 200 and f'slot-number">{number}<' in found.text
    assert (wrong.status_code, plain(wrong)) == (422, before[0]) and plain(found) != before[1]


def entered(app, number, moved):
    one = moved()
    with closing(sqlite3.connect(app.config["DATABASE"])) as db, db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("UPDATE rma SET number = ?, source = 'entered' WHERE request = ?", [number, one.id])
        db.execute("UPDATE unit SET rma = ?", [number])


def test_it_tells_how_it_stands_and_what_happened_without_a_word_anybody_typed(app, client, store, moved):
    one = moved("ship", "arrive", "write", "tell")
    page = ask(client, one.ticket).text
    told = ["It arrived.", "Support wrote to you.", "The RMA number was given.", written(now()), "Arrived"]
    assert [text for text in told if text not in page] == []
    typed = [
        *CANARIES.values(),
        *FAULT.values(),
        "BFS-U3-51S5C",
        "newest firmware",
        "no change",
        "7489",
        "FedEx",
        "Sam",
    ]
    assert [text for text in typed if text.lower() in page.lower()] == []


def test_cameras_with_two_fates_stand_apart_there_too(app, client, store):
    make_staff(app)
    [one] = requests_of_draft(store, draft_key(send(client)))
    take_as(app, store, one, "refuse", [one.units[0].id])
    page = ask(client, one.ticket).text
    assert "1 of 2 cameras: Refused" in page and "1 of 2 cameras: Received" in page and "16048501" not in page


def test_the_link_mailed_again_names_the_number_and_not_that_there_is_none(app, client, moved):
    one = moved()
    ask(client, one.ticket, do="link")
    again = mailed(app)[-1]
    assert (
        again["Subject"].startswith(f"[RMA#{one.units[0].rma}]") and client.get(mailed_path(again)).status_code == 200
    )
    text = again.get_content()
    assert show_rma(one.units[0].rma) in text and "none yet" not in text and "RMA number given" in text
    assert [word for word in [*CANARIES.values(), *FAULT.values()] if word.lower() in text.lower()] == []


def test_the_receipt_shows_the_number_once_there_is_one(client, store, moved):
    one = moved()
    page = client.get(f"/rma/sent/{one.draft}/").text
    assert show_rma(one.units[0].rma) in page and "do not ship" not in page and "RMA number given" in page


def test_a_receipt_found_later_still_does_not_lie(app, client, moved, clock):
    one = moved("ship")
    receipt = f"/rma/sent/{one.draft}/"
    clock.forward(days=4000)
    own, other = own_client(app, receipt).get(receipt).text, app.test_client().get(receipt).text
    assert "none yet" not in own + other and "On its way there" in own and one.email not in own + other


# The link, mailed again


def test_the_link_goes_to_the_stored_address_at_most_three_times_a_day(app, client, one):
    told = [told_after(client, ask(client, one.ticket, "ADA@lab.example", do="link")) for _ in range(5)]
    mails = mailed(app)[1:]
    assert [mail["To"] for mail in mails] == ["ada@lab.example"] * 3
    assert {mailed_path(mail) for mail in mails} == {ticket_path(app, one)}
    assert told == [[LINK_SENT]] * 3 + [[LINK_OFTEN]] * 2


def told_after(client, answer):
    """The sentences on the page that an answer leads to."""
    assert (answer.status_code, answer.headers["Location"]) == (303, "/rma/status/")
    return notices(client.get("/rma/status/"))


def notices(answer):
    return re.findall(r'role="status">.*?<span>(.*?)</span>', answer.text, re.S)


def test_the_sentence_after_that_is_said_once(client, one):
    ask(client, one.ticket, do="link")
    assert [notices(client.get("/rma/status/")) for _ in range(2)] == [[LINK_SENT], []]


def test_a_day_later_the_link_can_be_mailed_again(app, client, one, clock):
    for _ in range(2):
        clock.forward(days=1, seconds=1)
        [ask(client, one.ticket, do="link") for _ in range(4)]
    assert len(mailed(app)) == 1 + 3 + 3


def test_a_wrong_address_gets_no_link(app, client, one):
    assert ask(client, one.ticket, "eve@lab.example", do="link").status_code == 422
    assert [mail["To"] for mail in mailed(app)] == ["ada@lab.example"]


def test_the_page_it_answers_with_holds_what_the_button_needs(client, one):
    data = Fields(ask(client, one.ticket).text).values | {"do": "link"}
    assert told_after(client, client.post("/rma/status/", data=data)) == [LINK_SENT]


# Behind the mailed link


def wrong_keys(secret, one):
    right = make_key(secret, one.ticket, one.link_turn)
    yield from (make_key(secret, one.ticket, one.link_turn + 1), make_key(secret + "x", one.ticket, one.link_turn))
    yield from (right[:-1], right + "a", right[:-1] + ("a" if right[-1] != "a" else "b"), right.upper(), one.ticket)
    yield from (one.ticket.lower(), f"{one.ticket.lower()}-{'a' * 32}", "x", "²", str(one.id), "%00", right + "%0a")


def test_a_wrong_key_opens_nothing(app, client, one):
    assert client.get(ticket_path(app, one)).status_code == 200
    answers = [client.get(f"/rma/ticket/{key}/") for key in wrong_keys(app.secret_key, one)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({plain(answer) for answer in answers}) == 1


def test_behind_the_link_stands_what_was_said_of_purchase_and_warranty(app, client, store):
    batch = {"warranty_said": "out", "bought_from": "dealer", "serials": "label is gone", "model": "Zebra 9"}
    receipt = send(client, batch, **YES)
    [one] = requests_of_draft(store, draft_key(receipt))
    page = client.get(ticket_path(app, one)).text
    texts = [f"From a dealer, {written(bought())}", "No, it is over", "1: label is gone", "ACME Imaging"]
    texts += ["Repair for a fee"]
    assert [text for text in texts if text not in page] == []


# Yes, this address is mine

PROVED = "SELECT count(*) FROM event WHERE kind = 'address-proved'"


def proofs(app):
    return rows(app.config["DATABASE"], PROVED)[0][0]


def test_whoever_has_the_link_may_say_that_the_address_is_theirs(app, client, one, store):
    at = ticket_path(app, one)
    asked, answer = client.get(at).text, post_form(client, {}, at)
    assert (answer.status_code, answer.headers["Location"]) == (303, at) and 'id="mine"' in asked
    page = client.get(at).text
    assert 'id="mine"' not in page and "Your e-mail address was confirmed: our link was used." in page
    assert request_by_ticket(store, one.ticket).email_proved and proofs(app) == 1


def test_saying_it_twice_is_noted_once(app, client, one, store, clock):
    at = ticket_path(app, one)
    token = {"csrf_token": hidden(client.get(at).text, "csrf_token")}
    assert client.post(at, data=token).status_code == 303
    said = timestamp()
    clock.forward(hours=1)
    assert client.post(at, data=token).status_code == 303
    assert proofs(app) == 1 and request_by_ticket(store, one.ticket).email_proved == said


def test_without_our_token_nothing_is_said(app, client, one, store):
    answer = client.post(ticket_path(app, one))
    assert answer.status_code == 422 and "Press the button again" in answer.text and 'id="mine"' in answer.text
    assert request_by_ticket(store, one.ticket).email_proved is None and proofs(app) == 0


def test_a_wrong_key_proves_nothing(app, client, one, store):
    token = {"csrf_token": hidden(client.get(ticket_path(app, one)).text, "csrf_token")}
    answers = [client.post(f"/rma/ticket/{key}/", data=token) for key in wrong_keys(app.secret_key, one)]
    assert {answer.status_code for answer in answers} == {404}
    assert request_by_ticket(store, one.ticket).email_proved is None and proofs(app) == 0


def test_siblings_are_named_and_not_linked(app, client, store):
    first, second = requests_of_draft(store, draft_key(send(client, {}, {"model": "GS3-U3-23S6M"})))
    page = client.get(ticket_path(app, first)).text
    assert show_ticket(second.ticket) in page and ticket_path(app, second) not in page


def test_numbers_of_the_database_stand_on_no_page(app, client, store):
    pages = "".join(client.get(path).text for path in every_page(app, client, store))
    assert not re.search(r"/(?:request|batch|unit|ticket|draft)s?/\d+", pages)


# Looking changes nothing


def test_opening_pages_ten_times_changes_nothing(app, client, store):
    run_round(app)
    pages = [*every_page(app, client, store), "/rma/healthz", "/rma/nowhere/"]
    before = dump(app)
    for _ in range(10):
        assert [path for path in pages if client.get(path).status_code >= 500] == []
        assert [path for path in pages if client.head(path).status_code >= 500] == []
    assert dump(app) == before


def test_such_a_dump_sees_a_change(app, client):
    """The twin."""
    before = dump(app)
    send(client)
    assert dump(app) != before


def test_ten_years_on_every_page_still_answers(app, client, store, clock):
    pages = [path for path in every_page(app, client, store) if "/edit/" not in path and "/review/" not in path]
    clock.forward(days=3653)
    assert [path for path in pages if client.get(path).status_code != 200] == []
