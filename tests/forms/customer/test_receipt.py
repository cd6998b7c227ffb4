"""The receipt: tickets on screen and by mail, once, and a way to mend a mistyped address."""

import json
from html import unescape
from pathlib import Path

import pytest

from content.settings.kiosk_toml import Settings, VendorSettings
from content.wording.catalog import fill, read_words
from forms.intake.form import COUNTRIES
from forms.records.ticket import show_ticket, spell_ticket
from forms.steps.worker_round import run_round
from forms.store.requests import requests_of_draft
from tests.support.steps import (
    draft_key,
    filled,
    hidden,
    mailed_path,
    mails_in,
    open_app,
    post_form,
    rows,
    send,
    text_of,
    tickets_on,
)

BATCHES = [
    {"problem": "canary one sings", "error_text": "canary two\nsings <b>", "serials": "16048501"},
    {"problem": "canary four sings", "model": "Canary Three", "serials": "C4N4RY5, 16048502", "symptom": "heat"},
]
WHO = {
    "name": "Canary Six", "email": "canary.seven@lab.example", "company": "Canary & Eight", "phone": "+49 999 9999",
    "address": "10 Canary Lane\nTown {link}", "own_reference": "CANARY-11",
}  # fmt: skip
FAULTS = ["canary one sings", "canary two\nsings <b>", "canary four sings"]
TEXTS = [*WHO.values(), *FAULTS, "Canary Three", "BFS-U3-51S5C"]
SERIALS = ["16048501", "C4N4RY5", "16048502"]
CANARIES = [text for text in [*TEXTS, "C4N4RY5"] if "nary" in text.lower() and "@" not in text] + ["+49 999", "{link}"]


@pytest.fixture
def desk(tmp_path):
    """An endpoint whose operator wants a copy of FLIR's requests in a mailbox."""
    return open_app(tmp_path, Settings(vendor={"flir": VendorSettings(mailbox="desk@optics.example")}))


def delivered(app):
    run_round(app)
    return mails_in(Path(app.config["MAIL_FOLDER"]))


def everything_stored(path):
    """Each cell of the tables that hold requests."""
    tables = [rows(path, f"SELECT * FROM {table}") for table in ("request", "batch", "unit")]
    return [cell for table in tables for row in table for cell in row]


def correct(client, receipt, email):
    return post_form(client, {"email": email}, receipt)


def test_a_request_leads_to_a_ticket_on_screen_by_mail_and_behind_the_mailed_link(app, client, store):
    receipt = client.get(send(client))
    [request] = requests_of_draft(store, receipt.request.path.split("/")[-2])
    assert run_round(app) == {"sent": 1, "later": 0, "failed": 0}
    [mail] = mails_in(Path(app.config["MAIL_FOLDER"]))
    shown = f"{request.ticket[:5]}-{request.ticket[5:]}"
    assert shown in receipt.text and mail["Subject"].startswith(f"[#{shown}]")
    assert shown in client.get(mailed_path(mail)).text


# What was posted, stored, shown and mailed


def test_every_text_posted_is_stored_and_stands_behind_the_mailed_link(app, client):
    send(client, *BATCHES, **WHO)
    cells = everything_stored(app.config["DATABASE"])
    pages = unescape("".join(client.get(mailed_path(mail)).text for mail in delivered(app)))
    assert [text for text in [*TEXTS, *SERIALS] if text not in cells] == []
    assert [text for text in [*TEXTS, *SERIALS] if text not in pages] == []


def test_the_receipt_shows_the_tickets_the_address_and_no_number_to_ship_with(client, store):
    receipt = send(client, *BATCHES, **WHO)
    page, requests = client.get(receipt).text, requests_of_draft(store, draft_key(receipt))
    assert tickets_on(page) == [one.ticket for one in requests] and len(requests) == 2
    assert all(spell_ticket(one.ticket) in page for one in requests)
    assert WHO["email"] in page and page.count("do not ship") == 2


def test_the_receipt_tells_the_same_each_time_it_is_opened(client):
    receipt = send(client)
    assert tickets_on(client.get(receipt).text) == tickets_on(client.get(receipt).text)


def test_the_customers_mail_names_what_is_safe(app, client, store):
    requests = requests_of_draft(store, draft_key(send(client, *BATCHES, **WHO)))
    for one, mail in zip(requests, delivered(app), strict=True):
        text = text_of(mail)
        assert show_ticket(one.ticket) in text and "1 × BFS-U3-51S5C" in text or "2 × FLIR product" in text
        assert all(show_ticket(other.ticket) in text for other in requests)
        assert mail["To"] == WHO["email"] and text.count("/rma/ticket/") == 1
    assert "…8501" in text_of(delivered(app)[0]) and "…8502" in text_of(delivered(app)[1])


def test_the_customers_mail_holds_no_word_they_typed(app, client):
    send(client, *BATCHES, **WHO)
    for mail in delivered(app):
        assert [text for text in CANARIES if text.lower() in mail.as_string().lower()] == []
        assert [text for text in CANARIES if text.lower() in text_of(mail).lower()] == []


def test_these_canaries_are_heard_where_words_are_repeated(desk):
    """The twin: the copy for the desk does repeat them."""
    send(desk.test_client(), *BATCHES, **WHO)
    copies = "".join(text_of(mail) for mail in delivered(desk) if mail["To"] == "desk@optics.example")
    assert [text for text in CANARIES if text not in copies] == [WHO["address"], "{link}"]


# The vendor's mailbox


def test_the_vendors_mailbox_gets_all_of_it(desk):
    send(desk.test_client(), *BATCHES, **WHO, for_customer="y", country="CA")
    copies = [mail for mail in delivered(desk) if mail["To"] == "desk@optics.example"]
    text = "".join(text_of(mail) for mail in copies)
    wanted = [*(text.replace("{link}", "{ link }") for text in TEXTS), *SERIALS, "dealer", "CA", "repair"]
    assert len(copies) == 2 and [words for words in wanted if words not in text] == []
    assert {mail["Auto-Submitted"] for mail in copies} == {None}


def test_the_vendors_mailbox_gets_the_questions_that_travel_along(desk):
    send(desk.test_client())
    [(verdict,)] = rows(desk.config["DATABASE"], "SELECT verdict FROM batch")
    questions = [fill(read_words().facts[key].question, vendor="FLIR") for key in json.loads(verdict)["questions"]]
    [copy] = [mail for mail in delivered(desk) if mail["To"] == "desk@optics.example"]
    assert questions and [question for question in questions if question not in text_of(copy)] == []


def test_the_customers_link_never_goes_to_the_vendor(desk):
    link = "{link} {{link}} {li{link}nk} { link }"
    send(desk.test_client(), {"problem": link, "error_text": link}, name=link, company=link, address=link)
    [copy] = [mail for mail in delivered(desk) if mail["To"] == "desk@optics.example"]
    assert "/rma/ticket/" not in copy.as_string() and "/rma/ticket/" not in text_of(copy)


def test_without_a_mailbox_nothing_is_mailed_to_the_vendor(app, client):
    send(client)
    assert [mail["To"] for mail in delivered(app)] == ["ada@lab.example"]


# The right address


def test_a_corrected_address_gets_the_same_tickets_and_the_first_link_is_void(app, client):
    receipt = send(client, *BATCHES)
    tickets, first = tickets_on(client.get(receipt).text), delivered(app)
    assert correct(client, receipt, "grace@lab.example").status_code == 303
    again = [mail for mail in delivered(app) if mail["To"] == "grace@lab.example"]
    assert [client.get(mailed_path(mail)).status_code for mail in first] == [404, 404]
    assert [client.get(mailed_path(mail)).status_code for mail in again] == [200, 200]
    assert tickets_on(client.get(receipt).text) == tickets and "grace@lab.example" in client.get(receipt).text


def test_a_mail_not_yet_sent_to_the_wrong_address_is_withdrawn(app, client):
    correct(client, send(client), "grace@lab.example")
    assert [mail["To"] for mail in delivered(app)] == ["grace@lab.example"]


def test_the_fourth_correction_is_refused_with_a_sentence(app, client):
    receipt = send(client)
    answers = [correct(client, receipt, f"grace{number}@lab.example") for number in range(4)]
    assert [answer.status_code for answer in answers] == [303, 303, 303, 422]
    assert "Ask support" in answers[3].text and "<title>Error: " in answers[3].text
    assert [mail["To"] for mail in delivered(app)] == ["grace2@lab.example"]


def test_an_address_that_was_proved_stays(app, client):
    receipt = send(client)
    [mail] = delivered(app)
    assert post_form(client, {}, mailed_path(mail)).status_code == 303
    answer = correct(client, receipt, "eve@lab.example")
    assert answer.status_code == 422 and "it stays" in answer.text
    assert len(delivered(app)) == 1 and client.get(mailed_path(mail)).status_code == 200


def test_a_corrected_address_reaches_the_vendors_mailbox_too(desk):
    client = desk.test_client()
    receipt = send(client)
    before = [mail for mail in delivered(desk) if mail["To"] == "desk@optics.example"]
    correct(client, receipt, "grace@lab.example")
    after = [mail for mail in delivered(desk) if mail["To"] == "desk@optics.example"][len(before) :]
    assert len(before) == len(after) == 1 and after[0]["Subject"] == before[0]["Subject"]
    assert "E-mail: grace@lab.example" in text_of(after[0]) and "ada@lab.example" not in text_of(after[0])
    assert "/rma/ticket/" not in text_of(after[0])


@pytest.mark.parametrize("email", ["", "grace", "grace@", "a@a.example,b@b.example", "a@a.example\nBcc: b@b.example"])
def test_a_wrong_correction_changes_nothing(app, client, email):
    receipt = send(client)
    answer = correct(client, receipt, email)
    assert answer.status_code == 422 and 'id="email-error"' in answer.text
    assert [mail["To"] for mail in delivered(app)] == ["ada@lab.example"]


def test_a_correction_without_our_token_changes_nothing(app, client):
    receipt = send(client)
    answer = client.post(receipt, data={"email": "eve@lab.example"})
    assert answer.status_code == 422 and "eve@lab.example" in answer.text
    assert [mail["To"] for mail in delivered(app)] == ["ada@lab.example"]


# When its time is over


@pytest.fixture
def over(client, clock):
    """A receipt whose draft ran out, and the form that stood open on it until then."""
    receipt = send(client, **WHO)
    page = client.get(receipt).text
    clock.forward(days=1)
    return receipt, page


def test_a_receipt_shows_only_its_tickets_once_its_time_is_over(client, over):
    receipt, before = over
    page = client.get(receipt).text
    assert tickets_on(page) == tickets_on(before) != [] and 'id="correct"' not in page and 'id="correct"' in before
    assert WHO["email"] in before and [text for text in (*WHO.values(), "ada@lab.example") if text in page] == []


def test_a_correction_after_that_is_refused_with_a_sentence(app, client, over):
    receipt, _ = over
    token = hidden(client.get("/rma/status/").text, "csrf_token")
    answer = client.post(receipt, data={"email": "eve@lab.example", "csrf_token": token})
    assert answer.status_code == 422 and "too old to change the address" in answer.text
    assert WHO["email"] not in answer.text
    assert {mail["To"] for mail in delivered(app)} == {WHO["email"]}


def test_until_then_it_goes_through(client, over, clock):
    """The twin."""
    clock.forward(seconds=-1)
    assert correct(client, over[0], "grace@lab.example").status_code == 303


def test_what_was_sent_is_not_edited_from_a_receipt_whose_time_is_over(client, over):
    edit = over[0].replace("sent", "edit")
    assert client.get(edit).status_code == 404
    assert client.get(over[0].replace("sent", "review")).headers["Location"] == over[0]


def test_a_correction_before_sending_leads_to_the_review(client):
    at = post_form(client, filled()).headers["Location"].replace("review", "sent")
    assert client.post(at, data={"email": "eve@lab.example"}).headers["Location"].startswith("/rma/review/")


def test_every_country_can_be_chosen():
    assert len(COUNTRIES) > 240 and all(len(code) == 2 and name for code, name in COUNTRIES)
