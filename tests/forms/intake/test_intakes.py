"""Where a vendor's requests go: kept here, handed over to its own portal, or on by mail, where this page ends."""

from html import unescape
from pathlib import Path

import pytest
from msgspec import structs

from content.errors import ContentError
from content.settings.kiosk_toml import VendorSettings, read_settings
from forms.customer.actions import OWN
from forms.records.errors import Refused
from forms.records.ticket import show_ticket
from forms.rma.lifecycle import STATES, STEPS
from forms.rma.transition import why_not
from forms.steps.worker_round import run_round
from forms.store.mail.outbox import give_up_mail, mails_of
from forms.store.requests import read_history, request_by_id, requests_of_draft
from forms.web.request_context import timestamp
from tests.support.dealers import OF_A_DEALER, PIXELINK, YES, settle
from tests.support.fate import fate_of, rebuilt
from tests.support.kiosk_file import LEAST
from tests.support.steps import (
    confirm,
    draft_key,
    filled,
    hidden,
    mails_in,
    make_staff,
    post_form,
    review,
    rows,
    send,
    signed_in,
    text_of,
    ticket_path,
)
from tests.support.walks import ACTORS, take_as

MAILBOX = {"intake": "mailbox", "mailbox": "rma@flir.example"}
PORTAL = {"intake": "handover", "portal": "https://portal.flir.example/rma"}
BY_MAIL = "From here on by mail"


# Settled


def settings_of(tmp_path, lines):
    path = tmp_path / "kiosk.toml"
    path.write_text(f"{LEAST}\n[vendor.flir]\n{lines}\n", encoding="utf-8")
    return read_settings(path)


def test_nothing_settled_keeps_requests_here(tmp_path):
    assert (VendorSettings().intake, settings_of(tmp_path, "").of_vendor("flir").portal) == ("kiosk", "")


@pytest.mark.parametrize("lines, key, told", [
    ('intake = "fax"', "vendor.flir.intake", '"handover" where the vendor keeps its own portal'),
    ('intake = "mailbox"', "vendor.flir.mailbox", "reaches nobody"),
    ('portal = "http://flir.example"', "vendor.flir.portal", "https:// page"),
    ('portal = "javascript:alert(1)"', "vendor.flir.portal", "https:// page"),
])  # fmt: skip
def test_what_would_reach_nobody_is_refused(tmp_path, lines, key, told):
    with pytest.raises(ContentError) as fault:
        settings_of(tmp_path, lines)
    assert fault.value.key == key and told in fault.value.write


@pytest.mark.parametrize("lines", ['intake = "mailbox"\nmailbox = "a@flir.example"', 'intake = "handover"',
                                   'intake = "handover"\nportal = "https://flir.example:8443/rma?x=1"'])  # fmt: skip
def test_what_reaches_somebody_is_taken(tmp_path, lines):
    assert settings_of(tmp_path, lines).of_vendor("flir").intake in lines


# Handed over


def handed(app, client, *batches, at="/rma/flir/", **person):
    """(the review's address, its page, the sheet's address) at a vendor that keeps its own portal."""
    settle(app, flir=PORTAL, pixelink=PORTAL)
    read = review(client, filled(*batches, **person), at)
    return read, unescape(client.get(read).text), read.replace("review", "handover")


def test_the_review_leads_to_the_sheet_and_to_nothing_else(app, client):
    _, page, made = handed(app, client)
    assert f'<a class="button" href="{made}">Make the sheet for FLIR</a>' in page
    assert 'value="send"' not in page and "This is what the sheet will say." in page
    assert not [words for words in ("ticket of its own", "ask all the same", "travel along") if words in page]
    assert "This makes a sheet for it; no ticket is made here." in unescape(client.get("/rma/flir/").text)


def test_a_confirmation_is_refused_and_nothing_is_stored(app, client):
    read, page, _ = handed(app, client)
    answer = confirm(client, read)
    assert answer.status_code == 422 and "so none can be sent from here" in answer.text
    assert [rows(app.config["DATABASE"], f"SELECT * FROM {table}") for table in ("request", "outbox")] == [[], []]


def test_without_the_setting_the_same_press_sends_it(app, client):
    """The twin."""
    assert confirm(client, review(client, filled())).status_code == 303


def test_the_sheet_leads_to_the_portal_and_has_all_of_it_in_the_vendors_split(app, client):
    _, _, made = handed(app, client, {}, {"problem": "blue since Monday", "symptom": "other", "serials": "16048509"})
    page = unescape(client.get(made).text)
    assert '<a class="button" href="https://portal.flir.example/rma" rel="external">' in page
    assert "Hand this to FLIR. No ticket was made, and nothing was sent to FLIR." in page
    wanted = ["Request 1 of 2", "Request 2 of 2", "16048501", "16048509", "blue since Monday", "Ada Example"]
    assert [words for words in wanted if words not in page] == []


def asks_by_mail(vendor):
    """The vendor, as if its text said that requests come by mail."""
    policies = []
    for policy in vendor.policies:
        fact = structs.replace(policy.fact("request-by"), value="mail", silent=False)
        policies.append(structs.replace(policy, facts=structs.replace(policy.facts, request_by=fact)))
    return structs.replace(vendor, policies=tuple(policies))


def test_where_the_text_says_by_mail_the_mail_stands_first(app, client):
    app.vendors = app.vendors | {"flir": asks_by_mail(app.vendors["flir"])}
    _, _, made = handed(app, client)
    settle(app, flir=PORTAL | {"mailbox": "rma@flir.example"})
    page = client.get(made).text
    assert '<a class="button" href="mailto:rma@flir.example?subject=' in page
    assert '<a class="button quiet" href="https://portal' in page


def test_no_dealer_is_asked_about_where_nothing_is_kept(app, client):
    settle(app, flir=PORTAL)
    page = client.get("/rma/flir/?dealer=ACME").text
    assert "dealer_sees" not in page and post_form(client, filled(dealer="ACME")).status_code == 303


def test_what_came_from_a_dealer_is_handed_to_the_dealer_all_the_same(app, client):
    read, page, made = handed(app, client, OF_A_DEALER, at=PIXELINK)
    assert "Make the sheet for your dealer" in page and 'value="send"' not in page
    assert "the dealer who sold it" in client.get(made).text and confirm(client, read).status_code == 422


# On by mail


@pytest.fixture
def one(app, client, store):
    """A request that goes on by mail."""
    settle(app, flir=MAILBOX)
    return requests_of_draft(store, draft_key(send(client)))[0]


def mails(app):
    while run_round(app)["sent"]:
        pass
    return mails_in(Path(app.config["MAIL_FOLDER"]))


def test_it_is_stored_and_mailed_in_full_and_stands_in_nobodys_queue(app, store, one):
    assert {unit.state for unit in one.units} == {"by-mail"} and one.intake == "mailbox"
    assert rows(app.config["DATABASE"], "SELECT * FROM lane") == [] and STATES["by-mail"].lane == ""
    assert show_ticket(one.ticket) not in signed_in(app).get("/rma/desk/").text
    [copy] = [text_of(mail) for mail in mails(app) if mail["To"] == "rma@flir.example"]
    assert [words for words in ("16048501", "black since Monday", "ada@lab.example") if words not in copy] == []


def copies(app):
    """The mails to the vendor's mailbox, each on one line."""
    return [" ".join(text_of(mail).split()) for mail in mails(app) if mail["To"] == "rma@flir.example"]


def test_the_vendor_is_asked_not_to_press_reply_which_would_reach_the_operator(app, client, one):
    press(app, client, one, "withdraw", sure="1")
    told = copies(app)
    assert [text for text in told if "Do not press Reply: write to the customer, ada@lab.example." not in text] == []
    assert len(told) == 2 and "answer the customer" not in " ".join(told)


def test_the_copy_tells_the_rule_in_words_and_leads_to_no_desk(app, client, store, one):
    verdict, [told] = one.batches[0].verdict, copies(app)
    assert f"By FLIR's text: {verdict['title']}" in told and verdict["rule"] not in told
    assert "/rma/desk/" not in told and "At the desk" not in told


def test_where_requests_are_kept_here_the_copy_leads_to_the_desk(app, client, store):
    """The twin."""
    settle(app, flir={"mailbox": "rma@flir.example"})
    [one] = requests_of_draft(store, draft_key(send(client)))
    assert f"/rma/desk/case/{one.ticket}/" in copies(app)[0]


def copy_of(app, client, **person):
    """The rows of who asks in the vendor's copy, as {label: text}."""
    settle(app, flir=MAILBOX)
    send(client, own_reference="PO-7", **person)
    [copy] = [text_of(mail) for mail in mails(app) if mail["To"] == "rma@flir.example"]
    return dict(line.split(": ", 1) for line in copy.splitlines() if ": " in line)


def test_the_copy_names_the_dealer_who_asks_where_the_customer_agreed(app, client):
    told = copy_of(app, client, for_customer="y", **YES)
    assert told["Asks as a dealer"] == "for a customer of theirs" and told["Their reference"] == "PO-7"
    assert told["Their dealer"] == "ACME Imaging may see where it stands"


@pytest.mark.parametrize("said", [{"dealer": "ACME", "dealer_sees": "no"}, {}])
def test_the_copy_names_no_dealer_where_nobody_agreed(app, client, said):
    told = copy_of(app, client, **said)
    assert not {"Asks as a dealer", "Their dealer"} & set(told)


def test_without_the_setting_it_stands_in_supports(app, client, store):
    """The twin."""
    send(client)
    assert [lane for (lane,) in rows(app.config["DATABASE"], "SELECT lane FROM lane")] == ["support"]


def test_receipt_page_status_and_mail_all_say_so(app, client, one):
    number = {"number": one.ticket, "email": one.email}
    status = post_form(client, number, "/rma/status/").text
    first = next(text_of(mail) for mail in mails(app) if mail["To"] == one.email)
    told = [client.get(ticket_path(app, one)).text, client.get(f"/rma/sent/{one.draft}/").text, status, first]
    assert [text for text in told if BY_MAIL not in text] == []
    assert ["will not change" in text for text in told] == [True, False, False, False]
    assert "From here on by mail; this page will not change" in told[0]
    assert "shows no more of its way" in " ".join(first.split()) and "No page here shows more of its way." in told[1]
    assert "Keep the camera with you until FLIR has given you an RMA number by mail." in " ".join(first.split())
    assert "Answer the mails that come from FLIR." in first and "Answer this mail." not in first
    assert "What comes next" not in first and not [text for text in told[:3] if 'class="journey"' in text]
    assert "from there on it goes by mail with FLIR" in client.get("/rma/flir/").text


def test_its_page_offers_to_take_it_back_and_no_other_step(app, client, one):
    page = client.get(ticket_path(app, one)).text
    assert [step for step in OWN if f'name="do" value="{step}"' in page] == ["withdraw"]


def press(app, client, one, do, **typed):
    at = ticket_path(app, one)
    page = client.get(at).text
    seen = {"csrf_token": hidden(page, "csrf_token"), "seen": str(one.seen), "units": [unit.id for unit in one.units]}
    return client.post(at, data=seen | {"do": do} | typed)


def test_taking_it_back_tells_the_vendor_too_and_it_stays_out_of_every_queue(app, client, store, one):
    token = hidden(client.get(ticket_path(app, one)).text, "csrf_token")
    assert press(app, client, one, "withdraw", sure="1").status_code == 303
    fresh = request_by_id(store, one.id)
    assert {unit.state for unit in fresh.units} == {"withdrawn"}
    assert rows(app.config["DATABASE"], "SELECT * FROM lane") == []
    [_, told] = [text_of(mail) for mail in mails(app) if mail["To"] == "rma@flir.example"]
    assert "taken back" in told and show_ticket(one.ticket) in told
    assert {unit.id: fate_of(unit) for unit in fresh.units} == rebuilt(fresh, read_history(store, one.id).events)
    page = client.get(ticket_path(app, one)).text
    assert [step for step in OWN if f'name="do" value="{step}"' in page] == []
    again = {"csrf_token": token, "seen": str(fresh.seen), "do": "reopen", "units": [unit.id for unit in fresh.units]}
    assert client.post(ticket_path(app, one), data=again).status_code == 422


def test_who_takes_it_back_is_promised_no_button_and_keeps_the_number(app, client, store, one):
    keep(app, client, one, their_ticket="4711", their_rma="RMA 88/A")
    asked = press(app, client, one, "withdraw").text
    assert "Write to FLIR if you change your mind." in asked and "open it again" not in asked
    press(app, client, one, "withdraw", sure="1")
    page = unescape(client.get(ticket_path(app, one)).text)
    assert 'id="theirs"' not in page and "can be opened again" not in page and "void: do not ship" in page
    assert "4711</code>" in page and 'own number was <code class="tail">RMA 88/A</code>' in page
    last = " ".join(text_of([mail for mail in mails(app) if mail["To"] == one.email][-1]).split())
    assert "If you change your mind, write to FLIR." in last and "Open it again" not in last


def test_elsewhere_it_can_be_opened_again_and_all_say_so(app, client, store):
    """The twin."""
    [one] = requests_of_draft(store, draft_key(send(client)))
    assert "You can open it again at any time" in press(app, client, one, "withdraw").text
    press(app, client, one, "withdraw", sure="1")
    assert "“Open it again”" in " ".join(text_of(mails(app)[-1]).split())
    assert 'name="do" value="reopen"' in client.get(ticket_path(app, one)).text


def test_what_support_writes_of_it_names_no_button_that_is_not_there(app, store, one):
    make_staff(app)
    take_as(app, store, one, "write", [one.units[0].id])
    last = text_of([mail for mail in mails(app) if mail["To"] == one.email][-1])
    assert "Answer this mail." in last and "use the button" not in last


def test_elsewhere_taking_it_back_tells_no_mailbox(app, client, store):
    settle(app, flir={"mailbox": "rma@flir.example"})
    [one] = requests_of_draft(store, draft_key(send(client)))
    press(app, client, one, "withdraw", sure="1")
    assert len([mail for mail in mails(app) if mail["To"] == "rma@flir.example"]) == 1


def test_a_mail_that_cannot_be_sent_brings_it_before_support(app, store, one):
    [mail] = [mail for mail in mails_of(store, one.id) if mail.to_address == "rma@flir.example"]
    give_up_mail(store, mail.id, "no such mailbox", timestamp())
    assert [lane for (lane,) in rows(app.config["DATABASE"], "SELECT lane FROM lane")] == ["support"]


def test_a_corrected_address_gets_the_first_mail_again(app, client, one):
    post_form(client, {"email": "ada@other.example"}, f"/rma/sent/{one.draft}/")
    again = [text_of(mail) for mail in mails(app) if mail["To"] == "ada@other.example"]
    assert len(again) == 1 and "Your ticket, to be said aloud" in again[0] and BY_MAIL in again[0]


def able(app, request):
    """The steps that somebody may take with the first camera of a request."""
    unit, vendor = request.units[0], app.vendors[request.vendor]
    return {id for id in STEPS for by in ACTORS if not why_not(id, request, unit, by, vendor)}


def test_here_it_can_be_written_about_and_taken_back_and_no_more(app, store, one):
    make_staff(app)
    assert able(app, one) == {"write", "withdraw"}
    take_as(app, store, one, "withdraw", [unit.id for unit in one.units])
    assert able(app, request_by_id(store, one.id)) == {"write"}


@pytest.mark.parametrize("step, actor", [("arrive", "staff:1"), ("tell", "customer")])
@pytest.mark.parametrize("ended, told", [(False, "From here on by mail"), (True, "This goes on by mail: write to")])
def test_nothing_arrives_here_that_went_on_by_mail(app, store, one, ended, told, step, actor):
    make_staff(app)
    ids = [unit.id for unit in one.units]
    if ended:
        take_as(app, store, one, "withdraw", ids)
    fresh, sent = request_by_id(store, one.id), len(mails_of(store, one.id))
    with pytest.raises(Refused, match=told):
        take_as(app, store, fresh, step, ids, actor)
    assert request_by_id(store, one.id).units == fresh.units and len(mails_of(store, one.id)) == sent
    assert rows(app.config["DATABASE"], "SELECT * FROM lane") == []


def test_events_alone_tell_where_it_stands(app, store, one):
    make_staff(app)
    for step, state in (("write", "by-mail"), ("withdraw", "withdrawn"), ("write", "withdrawn")):
        fresh = request_by_id(store, one.id)
        take_as(app, store, fresh, step, [fresh.units[0].id])
        fresh = request_by_id(store, one.id)
        assert [unit.state for unit in fresh.units] == [state, "by-mail"]
        assert {unit.id: fate_of(unit) for unit in fresh.units} == rebuilt(fresh, read_history(store, one.id).events)


def test_no_calendar_ever_moves_it(app, store, one, clock):
    for days in (40, 365, 2922):
        clock.forward(days=days)
        mails(app)
    assert [event.kind for event in read_history(store, one.id).events] == ["received"]


# Their numbers


def keep(app, client, one, **typed):
    at = ticket_path(app, one)
    token = hidden(client.get(at).text, "csrf_token")
    return client.post(at, data={"csrf_token": token, "do": "theirs", "their_ticket": "", "their_rma": ""} | typed)


def test_their_numbers_stand_in_the_two_slots_as_theirs(app, client, store, one):
    assert keep(app, client, one, their_ticket=" 4711 ", their_rma="RMA  88/A").status_code == 303
    fresh = request_by_id(store, one.id)
    assert (fresh.their_ticket, fresh.their_rma, fresh.seen) == ("4711", "RMA 88/A", one.seen)
    page = unescape(client.get(ticket_path(app, one)).text)
    assert '<p class="slot-number">RMA 88/A</p>' in page
    assert "FLIR's own number, as you wrote it down" in page and "You wrote down FLIR's own numbers." in page
    assert 'own ticket: <code class="tail">4711</code>' in page and "before an RMA number" not in page


def test_the_desk_has_their_numbers_as_rows_and_in_its_column_and_nothing_to_do(app, client, one):
    keep(app, client, one, their_ticket="4711", their_rma="RMA 88/A")
    case = unescape(signed_in(app).get(f"/rma/desk/case/{one.ticket}/").text)
    assert "<dt>FLIR's own ticket</dt><dd>4711</dd>" in case
    assert "<dt>FLIR's own RMA number</dt><dd>RMA 88/A</dd>" in case and '<td class="serials">RMA 88/A</td>' in case
    assert "FLIR works this by mail; nothing to do here." in case and "With the cameras ticked" not in case
    assert "The customer wrote down FLIR's own numbers." in case and "a mail did not leave" not in case


def test_the_desk_is_told_of_a_mail_that_did_not_leave(app, store, one):
    give_up_mail(store, mails_of(store, one.id)[0].id, "no such mailbox", timestamp())
    assert "a mail did not leave" in signed_in(app).get(f"/rma/desk/case/{one.ticket}/").text


@pytest.mark.parametrize("told, sentence", [
    ({"their_ticket": "1", "their_rma": "2"}, "Both are kept as you wrote them."),
    ({"their_rma": "2"}, "It is kept as you wrote it."),
    ({}, "Neither number is kept any more."),
])  # fmt: skip
def test_what_is_kept_is_said_as_it_is(app, client, one, told, sentence):
    keep(app, client, one, **told)
    assert sentence in client.get(ticket_path(app, one)).text


def test_they_may_be_corrected_and_each_change_is_an_event(app, client, store, one):
    for number in ("1", "2", "2", ""):
        keep(app, client, one, their_ticket=number)
    kinds = [event.kind for event in read_history(store, one.id).events]
    assert kinds.count("their-numbers") == 3 and request_by_id(store, one.id).their_ticket == ""
    assert "none yet: do not ship" in client.get(ticket_path(app, one)).text


@pytest.mark.parametrize("text", ["<b>", "a\nb;", "4711\u202e", "x" * 41, "-1", "ü7", "'; DROP"])
def test_what_is_no_number_comes_back_with_a_sentence(app, client, store, one, text):
    answer = keep(app, client, one, their_rma=text)
    assert answer.status_code == 422 and "at most forty letters, digits, blanks" in answer.text
    assert 'href="#their_rma"' in answer.text and request_by_id(store, one.id).their_rma == ""


def test_every_page_of_the_customer_has_the_same_slots_and_no_mail_the_number(app, client, store, one):
    keep(app, client, one, their_ticket="PX-1", their_rma="PX-2")
    asked = {"number": one.ticket, "email": one.email}
    pages = [post_form(client, asked, "/rma/status/"), client.get(f"/rma/sent/{one.draft}/")]
    pages = [unescape(page.text) for page in [*pages, client.get(ticket_path(app, one))]]
    assert [page for page in pages if '<p class="slot-number">PX-2</p>' not in page or "PX-1" not in page] == []
    assert [page for page in pages if "do not ship" in page or "Do not send anything" in page] == []
    post_form(client, asked | {"do": "link"}, "/rma/status/")
    last = text_of([mail for mail in mails(app) if mail["To"] == one.email][-1])
    assert "see the vendor's mails" in last and "DO NOT SHIP" not in last and "PX-2" not in last


def test_a_request_that_is_kept_here_has_no_such_form(app, client, store):
    [one] = requests_of_draft(store, draft_key(send(client)))
    assert 'id="theirs"' not in client.get(ticket_path(app, one)).text
    assert keep(app, client, one, their_ticket="1").status_code == 400


def test_a_vendor_switched_to_mail_leaves_earlier_requests_as_they_are(app, client, store):
    [one] = requests_of_draft(store, draft_key(send(client)))
    settle(app, flir=MAILBOX)
    assert request_by_id(store, one.id).intake == "kiosk" and BY_MAIL not in client.get(ticket_path(app, one)).text
