"""The hand-over sheet: all that was typed, split as the vendor wants it, for the dealer; no ticket, nothing sent."""

import re
from html import unescape
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from content.loading.vendor_folder import load_vendors
from forms.handover.mail_link import LONGEST_LINK, REST
from forms.handover.sheet import sheet_for_dealer, sheet_for_vendor
from forms.intake.judged_draft import judge_draft
from tests.support.dealers import ACME, DIRECT, OF_A_DEALER, PIXELINK, YES, settle
from tests.support.steps import Fields, confirm, filled, post_form, review, rows

pytestmark = pytest.mark.day("2026-11-22 10:00Z")
VENDORS = load_vendors()
BATCH = {
    "model": "PL-D755CU", "serials": "123456789", "unreadable": "", "symptom": "no-image", "problem": "black picture",
    "error_text": "", "bought_from": "dealer", "bought_on": "2025-04-03", "warranty_said": "unknown",
}  # fmt: skip
PERSON = {
    "name": "Ada Example", "email": "ada@lab.example", "country": "DE", "company": "Institute", "phone": "",
    "address": "1 Road\nBerlin", "own_reference": "PO-7",
}  # fmt: skip


def sheet(*batches, slug="pixelink", dealer=ACME, **person):
    """A Sheet as the page makes it, without the page; to the vendor itself where `dealer` is its name."""
    answers = {
        "purpose": "repair", "said": {}, "together": False, "for_customer": False, "person": PERSON | person,
        "batches": [BATCH | batch for batch in batches or [{}]],
    }  # fmt: skip
    vendor = VENDORS[slug]
    read = judge_draft(vendor, answers)
    return (
        sheet_for_vendor(vendor, answers, read) if dealer == slug else sheet_for_dealer(vendor, answers, read, dealer)
    )


def mail_of(link):
    """(address, {header: text}) as a mail program reads the link."""
    parts = urlsplit(link)
    return unquote(parts.path), dict(parse_qsl(parts.query, strict_parsing=True, max_num_fields=9))


def opened(client, data, at=PIXELINK):
    """(the review's address, the sheet's address, the sheet's page)."""
    read = review(client, data, at)
    made = read.replace("review", "handover")
    return read, made, client.get(made)


# What it says


def test_it_says_all_that_was_typed_and_what_the_text_says():
    told = sheet({"error_text": "E 17\nE 18", "serials": "123456789\nlabel is gone"}).text
    wanted = [
        "2 × PL-D755CU", "123456789", "label is gone", "No picture", "black picture", "E 17", "E 18", "3 April 2025",
        "Ada Example", "ada@lab.example", "Germany", "Institute", "1 Road", "Berlin", "Their reference: PO-7",
        "Made on", "the dealer is the one to contact.", "All cameras go in one report", "last checked 22 November 2026",
        "No ticket was made, and nothing was sent to Pixelink.", "the system and software it runs with",
    ]  # fmt: skip
    assert [words for words in wanted if words not in told] == []


def test_it_is_split_as_the_vendor_wants():
    batches = {}, {"problem": "blue picture", "symptom": "other"}
    one = [part.heading for part in sheet(*batches).parts]
    assert "1 × PL-D755CU" in one and not [heading for heading in one if "1 of" in heading]
    two = [part.heading for part in sheet(*batches, slug="flir").parts]
    assert [heading[:14] for heading in two if "of 2" in heading] == ["Request 1 of 2", "Request 2 of 2"]


def test_its_rows_stand_in_the_order_the_vendor_names_what_it_wants():
    [part] = [part for part in sheet({"error_text": "E 17"}).parts if "PL-D755CU" in part.heading]
    assert [label for label, *_ in part.rows[:4]] == ["Serial numbers", "What happens", "You see", "Messages"]


# The mail link


def test_the_mail_goes_to_the_known_dealer_and_else_to_nobody():
    assert [mail_of(sheet(dealer=who).mail[0])[0] for who in (ACME, None)] == ["rma@acme.example", ""]


def test_the_mail_holds_the_text_with_the_line_ends_of_mail():
    link, whole = sheet().mail
    _, mail = mail_of(link)
    assert mail["body"] == sheet().text.replace("\n", "\r\n") and set(mail) == {"subject", "body"}
    assert not re.search(r"[^\x21-\x7e]", link) and whole


@pytest.mark.parametrize("long", [
    {"error_text": "E 17 failed\n" * 300}, {"problem": "ä" * 200, "error_text": "界" * 4000},
    {"serials": "\n".join(str(100000000 + n) for n in range(200))},
])  # fmt: skip
def test_a_long_one_is_shortened_and_says_where_the_rest_is(long):
    one = sheet(long)
    link, whole = one.mail
    body = mail_of(link)[1]["body"]
    assert len(link) <= LONGEST_LINK and not whole and body.endswith(f"{REST}\r\n")
    assert body.startswith(f"{one.title}\r\n{one.made}\r\n{one.not_done}\r\n\r\nWho asks\r\nName: Ada Example")


def test_fifty_cameras_fit_and_what_gives_way_is_the_vendors_text_then_the_messages():
    many = {"serials": "\n".join(str(100000000 + n) for n in range(50)), "error_text": "E 17 failed\n" * 20}
    body = mail_of(sheet(many).mail[0])[1]["body"]
    wanted = ["100000049", "ada@lab.example", "Country: Germany", "black picture", "E 17 failed"]
    assert [words for words in wanted if words not in body] == [] and "text says" not in body
    assert body.index("black picture") < body.index("E 17 failed")


def test_a_vendor_is_not_mailed_its_own_text_nor_told_that_nothing_was_sent_to_it():
    one = sheet(slug="flir", dealer="flir")
    link, whole = one.mail
    body = mail_of(link)[1]["body"]
    assert whole and "123456789" in body and "text says" not in body and "nothing was sent" not in body
    assert "What FLIR's text says" in one.text


INJECTED = [
    "a&cc=eve@bad.example", "a?bcc=eve@bad.example", "a\r\nBcc: eve@bad.example", "a%0D%0ABcc:%20eve@bad.example",
    "a#fragment", "a\n\n&body=other", "&to=eve@bad.example&subject=x", "?&?&", "a\u2028Bcc: eve@bad.example", "\ud800",
    "a;b,c@bad.example", "\x00\x0b", "+%2B",
]  # fmt: skip


@pytest.mark.parametrize("text", INJECTED)
def test_nothing_typed_becomes_a_header(text):
    fields = {name: text for name in ("name", "company", "phone", "address", "own_reference")}
    one = sheet({"model": f"PL {text}", "problem": text, "error_text": text, "serials": text}, **fields)
    to, mail = mail_of(one.mail[0])
    assert (to, set(mail), mail["subject"]) == ("rma@acme.example", {"subject", "body"}, one.title)
    assert not re.search(r"[^\x21-\x7e]|[\"'<>]", one.mail[0])


def test_such_texts_would_add_headers_if_they_were_not_coded():
    """The twin: the plain text put behind the question mark brings a Cc of its own."""
    _, mail = mail_of(f"mailto:rma@acme.example?subject=x&body={INJECTED[0]}")
    assert mail["cc"] == "eve@bad.example"


# When it is offered


def test_where_all_came_from_a_dealer_the_sheet_is_the_main_way(client):
    read, made, page = opened(client, filled(OF_A_DEALER))
    text = unescape(client.get(read).text)
    assert f'<a class="button" href="{made}">Make the sheet for your dealer</a>' in text
    assert '<button class="button quiet" name="do" value="send">Ask Pixelink anyway</button>' in text
    assert page.status_code == 200 and "Hand this to the dealer who sold it." in unescape(page.text)


def test_where_some_did_it_stands_beside_and_holds_those_alone(client):
    read, made, page = opened(client, filled(OF_A_DEALER, DIRECT | {"serials": "987654321"}))
    text = unescape(client.get(read).text)
    assert f'<a class="button quiet" href="{made}">' in text and ">Send the request</button>" in text
    assert "123456789" in page.text and "987654321" not in page.text


def test_where_none_did_there_is_no_sheet_and_so_it_is_for_a_dealer_itself(client):
    for data in (filled(DIRECT), filled(OF_A_DEALER, for_customer="y")):
        read, made, page = opened(client, data)
        assert page.status_code == 404 and made not in client.get(read).text


def test_a_vendor_that_names_no_dealer_first_has_none(client):
    read, made, page = opened(client, filled({"bought_from": "dealer"}), "/rma/flir/")
    assert page.status_code == 404 and made not in client.get(read).text


def test_a_known_dealer_gets_their_name_and_address_on_it(client):
    read, made, page = opened(client, filled(OF_A_DEALER, **YES))
    text = unescape(page.text)
    assert "Make the sheet for ACME Imaging" in unescape(client.get(read).text)
    assert "Hand this to ACME Imaging. No ticket was made, and nothing was sent to Pixelink." in text
    assert 'href="mailto:rma@acme.example?subject=' in text and "Mail it to ACME Imaging" in text


def test_what_was_bought_from_the_vendor_itself_gets_no_sheet_whoever_made_the_link(client):
    read, made, page = opened(client, filled(DIRECT, dealer="ACME"))
    assert page.status_code == 404 and made not in client.get(read).text


# What it promises


@pytest.mark.parametrize("link, title, lead", [
    ("?bought_from=dealer", "Fill in a sheet for your dealer", "a sheet for your dealer: nothing is sent to Pixelink."),
    ("?bought_from=dealer&dealer=ACME", "Fill in a sheet for ACME Imaging", "your name and e-mail too; you hand"),
    ("?dealer=ACME", "Ask Pixelink for a return", "If you bought it from ACME Imaging, this makes a sheet for them"),
    ("?bought_from=direct", "Ask Pixelink for a return", "You get a ticket at once"),
])  # fmt: skip
def test_the_form_says_what_it_will_make(client, link, title, lead):
    page = unescape(client.get(PIXELINK + link).text)
    assert f"<h1>{title}</h1>" in page and lead in page and "ask here all the same" not in page
    assert ("ticket" not in page.split("<main")[1].split("</main")[0].lower()) == title.startswith("Fill")


def test_a_review_that_ends_in_a_sheet_speaks_of_a_sheet_and_leads_in_no_circle(client):
    read, made, sheet_page = opened(client, filled(OF_A_DEALER))
    page = unescape(client.get(read).text)
    assert "<h1>Read it through, then make the sheet</h1>" in page and "It goes as one report" in page
    circles = ("See the way on", "You can ask all the same", "It gets a ticket", "/outcome/")
    assert [words for words in circles if words in page] == []
    assert "/pixelink/guide/" not in sheet_page.text and "fits on A4" not in sheet_page.text


def test_of_a_mixed_request_each_button_says_what_it_takes_and_the_sheet_what_is_not_on_it(client):
    direct = DIRECT | {"model": "PL-B741", "serials": "987654321"}
    read, made, page = opened(client, filled(OF_A_DEALER, direct))
    text = unescape(client.get(read).text)
    assert "It takes all of it to Pixelink: 2 × PL-D755CU and 1 × PL-B741." in text
    assert "It takes what came from a dealer: 2 × PL-D755CU." in text
    assert (
        "Not on this sheet: 1 × PL-B741, bought from Pixelink." in unescape(page.text) and f'{read}#send"' in page.text
    )


def test_a_dealer_who_asks_for_a_customer_is_not_sent_to_a_dealer(client):
    read = review(client, filled(OF_A_DEALER, for_customer="y", dealer="ACME"), PIXELINK)
    page = unescape(client.get(read).text)
    assert "You ask as the dealer" in page and "Pixelink takes it from you." in page
    assert [words for words in ("the one to ask", "/outcome/dealer/", "See the way on") if words in page] == []


def test_where_the_vendor_takes_requests_itself_the_form_promises_a_sheet_too(app, client):
    settle(app, flir={"intake": "handover"})
    page = unescape(client.get("/rma/flir/").text)
    assert "<h1>Fill in the sheet</h1>" in page and "FLIR answers you here." in page


# What it leaves behind


def stored(app):
    return [rows(app.config["DATABASE"], f"SELECT * FROM {table}") for table in ("draft", "request", "event", "outbox")]


def test_opening_it_changes_nothing_and_makes_no_ticket(app, client):
    _, made, _ = opened(client, filled(OF_A_DEALER))
    before = stored(app)
    assert client.get(made).status_code == 200 and stored(app) == before and before[1:] == [[], [], []]
    assert client.post(made).status_code == 405


def test_it_ends_with_its_draft(client, clock):
    _, made, page = opened(client, filled(OF_A_DEALER))
    assert "It is kept here until 23 November 2026, 10:00 UTC." in page.text
    clock.forward(days=1)
    assert client.get(made).status_code == 404


def test_whoever_asked_after_all_finds_the_receipt_there(client):
    read, made, _ = opened(client, filled(OF_A_DEALER))
    receipt = confirm(client, read).headers["Location"]
    assert client.get(made).headers["Location"] == receipt


def test_the_text_to_copy_is_all_of_it_without_scripts(client):
    _, _, page = opened(client, filled(OF_A_DEALER | {"problem": "</textarea><b>black</b> since"}))
    area = re.search(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", page.text, re.S)[1]
    assert "</textarea><b>black</b> since" in unescape(area) and "<b>" not in page.text
    assert re.search(r"<button[^>]*data-copies[^>]*hidden>", page.text)


def test_the_form_keeps_what_a_link_brings_besides_the_dealer(client):
    at = f"{PIXELINK}?model=PL-D755CU&serial=1&serial=2&purpose=repair&bought_from=dealer&dealer=ACME"
    values = Fields(client.get(f"{at}&answers=warranty.in").text).values
    told = {"batches-0-model": "PL-D755CU", "batches-0-serials": "1\n2", "purpose": "repair", "dealer": "ACME"}
    assert (told | {"batches-0-bought_from": "dealer", "batches-0-warranty_said": "in"}).items() <= values.items()
    assert post_form(client, filled(OF_A_DEALER, **YES), at).status_code == 303
