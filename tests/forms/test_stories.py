"""Both vendors' texts, told as stories sentence by sentence: a request, the desk, the mailed links, every mail."""

import re
from html import unescape

import pytest

from content.dates import now
from forms.records.rma_number import show_rma
from forms.records.ticket import show_ticket
from forms.store.requests import request_by_id, requests_of_draft
from tests.support.desk import Mailbox, at_desk, by_customer, case_path
from tests.support.steps import draft_key, hidden, mailed_path, post_form, send, signed_in, text_of

FIVE = {"serials": "16048501\n16048502\n16048503\n16048504\n16048505", "bought_on": "", "warranty_said": "in"}
TWO = {"model": "PL-D755CU", "serials": "123456781\n123456782", "bought_on": "", "warranty_said": "out"}


@pytest.fixture
def desk(app):
    return signed_in(app)


@pytest.fixture
def mailbox(app):
    return Mailbox(app)


def one_of(store, receipt):
    [one] = requests_of_draft(store, draft_key(receipt))
    return one


def states(store, one):
    return [unit.state for unit in request_by_id(store, one.id).units]


def says(text, *sentences):
    """Whether all of it stands there, however the lines are broken."""
    flat = " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())
    missing = [sentence for sentence in sentences if sentence not in flat]
    return not missing or pytest.fail(f"not said: {missing} in {flat}")


def unpack(desk, number, ids):
    """Tick what was in the box, see the mail, and note the arrival."""
    at = f"/rma/desk/goods-in/{number}/"
    page, ticked = desk.get(at).text, {"u": ids}
    for do in ("compare", "note"):
        known = {name: hidden(page, name) for name in ("csrf_token", "seen", "shown")}
        answer = desk.post(at, data=known | ticked | {"do": do})
        page = answer.text
    return answer


def test_five_flir_cameras_of_one_model_and_one_fault_go_different_ways(app, client, desk, store, mailbox):
    # Cameras of the same model with the same problem go in one form.
    one = one_of(store, send(client, FIVE))
    ticket = show_ticket(one.ticket)

    # A mail confirms receipt and brings the ticket number, which is not the RMA number.
    [mail] = mailbox.new()
    link, text = mailed_path(mail), text_of(mail)
    assert mail["Subject"].startswith(f"[#{ticket}] ")
    says(text, ticket, "none yet: DO NOT SHIP", "FLIR looks for a fix")
    says(client.get(link).text, ticket, "none yet: do not ship", "FLIR's support looks at your request")

    # Support looks for a fix that could be tried before the camera is shipped.
    at_desk(desk, one, "advise", words="Install the newest firmware, then start the camera again.")
    subject, text = mailbox.one()
    assert subject.startswith(f"[#{ticket}] ")
    says(text, "Install the newest firmware", "It works again", "It is still broken", "DO NOT SHIP")
    says(client.get(link).text, "Install the newest firmware", "It works again", "It is still broken")

    # It did not help; there is no remote solution, so support makes an RMA number, for all five.
    by_customer(client, link, "still-broken", said="It stays black.")
    assert states(store, one) == ["received"] * 5 and mailbox.new() == []
    says(desk.get(case_path(one)).text, "The fix did not help.", "It stays black.")
    at_desk(desk, one, "authorise")

    # The mail with the RMA number says how to return it, with which carriers, and who pays the way.
    [rma] = request_by_id(store, one.id).rmas
    subject, text = mailbox.one()
    assert re.findall(r"\[[^\]]*\]", subject) == [f"[RMA#{rma.number}]"]
    says(text, show_rma(rma.number), "FedEx Express or UPS Express", "You pay the way to FLIR", "5 × BFS-U3-51S5C")
    says(text, "FLIR does not say", f"{link}sheet/{rma.number}/")
    says(client.get(f"{link}sheet/{rma.number}/").text, show_rma(rma.number), "16048505", "FedEx Express")

    # The customer hands it to the carrier, and says so.
    by_customer(client, link, "ship", carrier="FedEx Express", tracking="7489 1122")
    says(client.get(link).text, "FedEx Express", "7489 1122", "On its way there")
    assert states(store, one) == ["on-its-way"] * 5

    # At goods-in four are in the box; the fifth is missed, and the customer is told.
    ids = [unit.id for unit in one.units]
    assert unpack(desk, rma.number, ids[:4]).status_code == 303
    assert states(store, one) == ["arrived"] * 4 + ["on-its-way"]
    subject, text = mailbox.one()
    says(text, "…8505", "was not in it")
    says(client.get(link).text, "Something that was expected was not in it")

    # Three are in warranty and repaired or replaced; one is found out of warranty: the cost goes out for approval.
    at_desk(desk, one, "repair", u=ids[:2])
    at_desk(desk, one, "replace", u=ids[2:3], new_serial="20116600")
    at_desk(desk, one, "decide", u=ids[3:4], way="paid")
    assert mailbox.new() == []
    refused = at_desk(desk, one, "repair", u=ids[3:4])
    assert refused.status_code == 422
    says(refused.text, "nothing is done before the customer agrees")
    at_desk(desk, one, "quote", u=ids[3:4], price="480.00", currency="EUR")
    subject, text = mailbox.one()
    says(text, "EUR 480.00", "…8504")
    quote = re.search(r"/rma/quote/\S+", text)[0]

    # Or the camera is sent back as it is, if they do not wish to go on: purchasing says no, and sees nothing else.
    says(client.get(quote).text, "EUR 480.00", "send it back as it is")
    assert "16048504" not in client.get(quote).text and "Ada" not in client.get(quote).text
    by_customer(client, quote, "refuse-quote", name="Pat Purchasing")
    subject, text = mailbox.one()
    says(text, "as it is")
    at_desk(desk, one, "leave", u=ids[3:4])

    # What is done goes back at FLIR's cost, and the page tells which camera met which end.
    at_desk(desk, one, "send-back", u=ids[:4], carrier="UPS Express", tracking="1Z 42")
    subject, text = mailbox.one()
    says(text, "UPS Express", "1Z 42", "FLIR pays the way back")
    page = client.get(link).text
    says(page, "Repaired, on its way back", "Replaced, on its way back", "Not repaired, on its way back", "20116600")

    # The fifth turns up late, is repaired and follows; then everything is closed, by either side.
    at_desk(desk, one, "arrive", u=ids[4:])
    at_desk(desk, one, "repair", u=ids[4:])
    at_desk(desk, one, "send-back", u=ids[4:], carrier="UPS Express", tracking="1Z 43")
    mailbox.new()
    by_customer(client, link, "receive-back")
    at_desk(desk, one, "close", u=[unit.id for unit in request_by_id(store, one.id).units if unit.state == "sent-back"])
    assert states(store, one) == ["closed"] * 5
    says(client.get(link).text, "Closed", "Nobody: this is done")


def test_a_flir_camera_known_to_be_out_of_warranty_waits_for_a_purchase_order(client, desk, store, mailbox):
    one = one_of(store, send(client, {"serials": "16048601", "bought_on": "2015-02-03", "warranty_said": "out"}))
    link = mailed_path(mailbox.new()[0])

    # Sales asks for a purchase order before the RMA is made.
    early = at_desk(desk, one, "authorise", u=[one.units[0].id])
    assert early.status_code == 422
    says(early.text, "FLIR makes no RMA number out of warranty before a purchase order is there")
    at_desk(desk, one, "ask-order")
    subject, text = mailbox.one()
    says(text, "purchase order", "DO NOT SHIP")
    by_customer(client, link, "give-order", name="Pat Purchasing", order="PO-4711")
    assert states(store, one) == ["ordered"]
    assert "PO-4711" not in mailbox.one()[1]
    says(desk.get(case_path(one)).text, "Pat Purchasing", "PO-4711")

    # Now the RMA number; the order covers the repair, so nothing has to be approved again.
    at_desk(desk, one, "authorise")
    at_desk(desk, one, "arrive")
    at_desk(desk, one, "repair")
    at_desk(desk, one, "send-back", carrier="FedEx Express", tracking="99")
    assert states(store, one) == ["sent-back"]
    assert [mail["Subject"].split("]")[0][:4] for mail in mailbox.new()] == ["[RMA"] * 3


def test_a_flir_refund_within_the_window_keeps_the_restocking_fee(app, client, desk, store, mailbox):
    today = now().date().isoformat()
    asked = {"serials": "16048701", "bought_on": today}
    one = one_of(store, send(client, asked, purpose="refund"))
    says(text_of(mailbox.new()[0]), "25 % of the price")
    assert at_desk(desk, one, "advise", words="x", u=[one.units[0].id]).status_code == 422
    at_desk(desk, one, "authorise")
    at_desk(desk, one, "arrive")
    mailbox.new()
    at_desk(desk, one, "refund", paid="1,000.00", currency="USD")
    subject, text = mailbox.one()
    says(text, "USD 1,000.00", "USD 250.00", "USD 750.00", "25 %")
    at_desk(desk, one, "close")
    says(mailbox.one()[1], "Closed")


def test_a_fix_that_needs_no_shipping_ends_it(client, desk, store, mailbox):
    one = one_of(store, send(client, FIVE))
    link = mailed_path(mailbox.new()[0])
    at_desk(desk, one, "advise", words="Install the newest firmware.")
    mailbox.new()
    by_customer(client, link, "solve")
    assert states(store, one) == ["solved"] * 5
    says(mailbox.one()[1], "works again")
    says(client.get(link).text, "Solved without shipping")
    by_customer(client, link, "reopen", said="It failed again.")
    assert states(store, one) == ["received"] * 5


def test_who_lost_the_thread_finds_the_case_by_the_rma_number(client, desk, store, mailbox):
    one = one_of(store, send(client, FIVE))
    at_desk(desk, one, "authorise")
    [rma] = request_by_id(store, one.id).rmas
    asked = {"number": rma.number, "email": "ADA@lab.example", "do": "show"}
    page = post_form(client, asked, "/rma/status/").text
    says(page, show_ticket(one.ticket), show_rma(rma.number), "You: pack it and send it")
    assert "16048501" not in page and "Ada" not in page


def test_two_pixelink_cameras_in_one_report_are_quoted_after_arrival(app, client, desk, store, mailbox):
    # Several cameras: one report. Its autoreply brings a ticket, which is not the RMA number.
    one = one_of(store, send(client, TWO, at="/rma/pixelink/"))
    [mail] = mailbox.new()
    link = mailed_path(mail)
    says(text_of(mail), "2 × PL-D755CU", "none yet: DO NOT SHIP")

    # Support finds no remote solution and issues the RMA; its mail bears [RMA#XXXX] and instructions.
    assert at_desk(desk, one, "ask-order", u=[one.units[0].id]).status_code == 422  # Pixelink wants no order first
    at_desk(desk, one, "authorise")
    [rma] = request_by_id(store, one.id).rmas
    subject, text = mailbox.one()
    assert subject.startswith(f"[RMA#{rma.number}] ")
    says(text, "You pay the way to Pixelink")

    # On receipt Pixelink quotes within its 20 to 30 business days: the page and the mail name the span of dates.
    by_customer(client, link, "ship", carrier="UPS Express", tracking="")
    at_desk(desk, one, "arrive")
    subject, text = mailbox.one()
    span = re.search(r"between \d+ \w+ \d{4} and \d+ \w+ \d{4}", " ".join(text.split()))[0]
    says(client.get(link).text, span, "Monday to Friday; holidays not counted")
    at_desk(desk, one, "quote", price="350", currency="CAD", more="Cleaning and a new sensor board.")
    subject, text = mailbox.one()
    says(
        text,
        "CAD 350.00",
        "CAD 700.00",
        "Cleaning and a new sensor board.",
        "The way back is added to Pixelink's quote",
    )

    # One is repaired at that price, the other goes back as it is; who pays its way back the text does not say.
    ids = [unit.id for unit in one.units]
    by_customer(client, link, "approve", name="Pat Purchasing", order="PO-1", units=ids[:1])
    mailbox.new()
    by_customer(client, link, "refuse-quote", name="Ada Example", units=ids[1:])
    says(mailbox.one()[1], "as it is")
    says(client.get(link).text, "Price agreed", "To go back as it is")
    at_desk(desk, one, "repair", u=ids[:1])
    at_desk(desk, one, "leave", u=ids[1:])
    at_desk(desk, one, "send-back", carrier="FedEx Express", tracking="7")
    says(mailbox.one()[1], "FedEx Express", "Pixelink does not say")
    by_customer(client, link, "receive-back")
    at_desk(desk, one, "close", u=[unit.id for unit in request_by_id(store, one.id).units if unit.state == "sent-back"])
    assert states(store, one) == ["closed", "closed"]


def test_a_pixelink_camera_in_warranty_is_repaired_and_sent_back_without_a_quote(client, desk, store, mailbox):
    one = one_of(store, send(client, TWO | {"warranty_said": "in"}, at="/rma/pixelink/"))
    for step in ("authorise", "arrive"):
        at_desk(desk, one, step)
    assert at_desk(desk, one, "quote", price="1", currency="EUR", u=[one.units[0].id]).status_code == 422
    at_desk(desk, one, "repair")
    mailbox.new()
    at_desk(desk, one, "send-back", carrier="UPS Express", tracking="8")
    says(mailbox.one()[1], "Pixelink pays the way back.")


def test_a_request_refused_says_why_and_the_way_on(client, desk, store, mailbox):
    one = one_of(store, send(client, FIVE))
    link = mailed_path(mailbox.new()[0])
    at_desk(desk, one, "refuse", reason="abuse", words="The glass was broken by a fall. A paid repair is open to you.")
    subject, text = mailbox.one()
    says(text, "The glass was broken by a fall.", "The damage is one the warranty leaves out.")
    says(client.get(link).text, "The glass was broken by a fall.", "Refused", "Do not send it in.")
