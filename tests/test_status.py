"""Where is my return: by ticket and address without personal data, all of it only behind the mailed link."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from content.numbers import KIN, show_ticket
from forms.cli import deliver_once
from forms.keys import make_key
from tests.steps import (
    PERSON,
    Fields,
    draft_key,
    every_page,
    mailed_path,
    mails_in,
    post_form,
    send,
    ticket_path,
    tickets_on,
)

CANARIES = {
    "name": "Canary One", "company": "Canary Two", "phone": "+49 999 999", "address": "3 Canary Lane",
    "own_reference": "CANARY-4",
}  # fmt: skip
FAULT = {"problem": "canary five sings", "error_text": "canary six", "serials": "16048501"}
UNKNOWN, TICKET_OF_KIN = "KXQTFRMWLL", "TTMMFFKKKR"


@pytest.fixture
def one(client, store):
    """A request that was sent."""
    return store.requests_of(draft_key(send(client, FAULT, **CANARIES)))[0]


def ask(client, number, email=PERSON["email"], **more):
    return post_form(client, {"number": number, "email": email} | more, "/rma/status/")


def plain(answer, *typed):
    """A page without its token and without what was typed."""
    page = re.sub(r'name="csrf_token"[^>]*>', "", answer.text)
    for text in typed:
        page = page.replace(text, "")
    return page


def mailed(app):
    deliver_once(app)
    return mails_in(Path(app.config["MAIL_FOLDER"]))


def dump(app):
    with closing(sqlite3.connect(app.config["DATABASE"])) as db:
        return list(db.iterdump())


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
        ("", "ada@lab.example", "number", "type your ticket"),
        ("KXQTF", "ada@lab.example", "number", "ten letters"),
        ("XKQTFRMWLL", "ada@lab.example", "number", "letter by letter"),
        ("12345", "ada@lab.example", "number", "not a number made here"),
        ("KXQTF-RMWL7", "ada@lab.example", "number", "has both"),
        (UNKNOWN, "", "email", "e-mail address"),
        (UNKNOWN, "ada", "email", "e-mail address"),
        ("²" * 10, "ada@lab.example", "number", "not a number made here"),
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


# The link, mailed again


def test_the_link_goes_to_the_stored_address_at_most_three_times_a_day(app, client, one, time_machine):
    time_machine.move_to("2026-11-24 08:00Z")
    answers = [ask(client, one.ticket, "ADA@lab.example", do="link") for _ in range(5)]
    mails = mailed(app)[1:]
    assert [mail["To"] for mail in mails] == ["ada@lab.example"] * 3
    assert {mailed_path(mail) for mail in mails} == {ticket_path(app, one)}
    assert len({plain(answer) for answer in answers}) == 1


def test_a_day_later_the_link_can_be_mailed_again(app, client, one, time_machine):
    for day in ("2026-11-24 08:00Z", "2026-11-25 08:00:01Z"):
        time_machine.move_to(day)
        [ask(client, one.ticket, do="link") for _ in range(4)]
    assert len(mailed(app)) == 1 + 3 + 3


def test_a_wrong_address_gets_no_link(app, client, one):
    assert ask(client, one.ticket, "eve@lab.example", do="link").status_code == 422
    assert [mail["To"] for mail in mailed(app)] == ["ada@lab.example"]


def test_the_page_it_answers_with_holds_what_the_button_needs(client, one):
    data = Fields(ask(client, one.ticket).text).values | {"do": "link"}
    answer = client.post("/rma/status/", data=data)
    assert answer.status_code == 200 and 'role="status"' in answer.text


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


def test_siblings_are_named_and_not_linked(app, client, store):
    first, second = store.requests_of(draft_key(send(client, {}, {"model": "GS3-U3-23S6M"})))
    page = client.get(ticket_path(app, first)).text
    assert show_ticket(second.ticket) in page and ticket_path(app, second) not in page


def test_numbers_of_the_database_stand_on_no_page(app, client, store):
    pages = "".join(client.get(path).text for path in every_page(app, client, store))
    assert not re.search(r"/(?:request|batch|unit|ticket|draft)s?/\d+", pages)


# Looking changes nothing


def test_opening_pages_ten_times_changes_nothing(app, client, store):
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


def test_ten_years_on_every_page_still_answers(app, client, store, time_machine):
    time_machine.move_to("2026-11-22 08:00Z")
    pages = [path for path in every_page(app, client, store) if "/edit/" not in path and "/review/" not in path]
    time_machine.move_to("2036-11-22 08:00Z")
    assert [path for path in pages if client.get(path).status_code != 200] == []


# Is it well?


def test_a_kiosk_that_can_write_and_mail_is_well(app, client, one):
    answer = client.get("/rma/healthz")
    assert (answer.status_code, answer.text) == (200, "well\n")


def test_a_mail_that_waits_too_long_is_told_and_over_once_it_is_sent(app, client, time_machine):
    time_machine.move_to("2026-11-22 08:00Z")
    send(client)
    time_machine.move_to("2026-11-22 08:16Z")
    ill = client.get("/rma/healthz")
    deliver_once(app)
    assert (ill.status_code, ill.text) == (503, "ill: mail waits\n")
    assert client.get("/rma/healthz").status_code == 200


def test_a_locked_file_is_told(app, client):
    with closing(sqlite3.connect(app.config["DATABASE"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = client.get("/rma/healthz")
    assert (answer.status_code, answer.text) == (503, "ill: the database cannot be written\n")
