"""Where a vendor's requests go: kept here, handed over to its own portal, or on by mail, where this page ends."""

from html import unescape
from pathlib import Path

import pytest
from msgspec import structs

from content.errors import ContentError
from content.numbers import show_ticket
from content.settings import Desk, read_settings
from forms.case.fate import fate_of, rebuilt
from forms.case.offers import OWN
from forms.life import STATES
from forms.mail.rounds import deliver_once
from tests.dealers import DEALERS, OF_A_DEALER, PIXELINK, settle
from tests.steps import (
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
from tests.test_settings import LEAST
from tests.walks import take_as

MAILBOX = {"intake": "mailbox", "mailbox": "rma@flir.example"}
PORTAL = {"intake": "handover", "portal": "https://portal.flir.example/rma"}
BY_MAIL = "From here on by mail"


@pytest.fixture
def app(app):
    """The endpoint with two dealers that exist nowhere else."""
    app.dealers = DEALERS
    return app


# Settled


def settings_of(tmp_path, lines):
    path = tmp_path / "kiosk.toml"
    path.write_text(f"{LEAST}\n[vendor.flir]\n{lines}\n", encoding="utf-8")
    return read_settings(path)


def test_nothing_settled_keeps_requests_here(tmp_path):
    assert (Desk().intake, settings_of(tmp_path, "").desk("flir").portal) == ("kiosk", "")


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
    assert settings_of(tmp_path, lines).desk("flir").intake in lines


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
        fact = structs.replace(policy.facts.request_by, value="mail", silent=False)
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
    return store.requests_of(draft_key(send(client)))[0]


def mails(app):
    while deliver_once(app)["sent"]:
        pass
    return mails_in(Path(app.config["MAIL_FOLDER"]))


def test_it_is_stored_and_mailed_in_full_and_stands_in_nobodys_queue(app, store, one):
    assert {unit.state for unit in one.units} == {"by-mail"} and one.intake == "mailbox"
    assert rows(app.config["DATABASE"], "SELECT * FROM lane") == [] and STATES["by-mail"].lane == ""
    assert show_ticket(one.ticket) not in signed_in(app).get("/rma/desk/").text
    [copy] = [text_of(mail) for mail in mails(app) if mail["To"] == "rma@flir.example"]
    assert [words for words in ("16048501", "black since Monday", "ada@lab.example") if words not in copy] == []
    assert "answer the customer, ada@lab.example" in " ".join(copy.split())


def test_without_the_setting_it_stands_in_supports(app, client, store):
    """The twin."""
    send(client)
    assert [lane for (lane,) in rows(app.config["DATABASE"], "SELECT lane FROM lane")] == ["support"]


def test_receipt_page_status_and_mail_all_say_so(app, client, one):
    number = {"number": one.ticket, "email": one.email}
    status = post_form(client, number, "/rma/status/").text
    first = next(text_of(mail) for mail in mails(app) if mail["To"] == one.email)
    told = [client.get(ticket_path(app, one)).text, client.get(f"/rma/sent/{one.draft}/").text, status, first]
    assert [text for text in told if BY_MAIL not in text or "will not change" not in " ".join(text.split())] == []
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
    assert press(app, client, one, "withdraw", sure="1").status_code == 303
    fresh = store.request_by_id(one.id)
    assert {unit.state for unit in fresh.units} == {"withdrawn"}
    assert rows(app.config["DATABASE"], "SELECT * FROM lane") == []
    [_, told] = [text_of(mail) for mail in mails(app) if mail["To"] == "rma@flir.example"]
    assert "taken back" in told and show_ticket(one.ticket) in told
    assert {unit.id: fate_of(unit) for unit in fresh.units} == rebuilt(fresh, store.story(one.id).events)
    page = client.get(ticket_path(app, one)).text
    assert [step for step in OWN if f'name="do" value="{step}"' in page] == []
    assert press(app, client, fresh, "reopen").status_code == 422


def test_elsewhere_taking_it_back_tells_no_mailbox(app, client, store):
    settle(app, flir={"mailbox": "rma@flir.example"})
    [one] = store.requests_of(draft_key(send(client)))
    press(app, client, one, "withdraw", sure="1")
    assert len([mail for mail in mails(app) if mail["To"] == "rma@flir.example"]) == 1


def test_a_mail_that_cannot_be_sent_brings_it_before_support(app, store, one):
    [mail] = [mail for mail in store.mails_of(one.id) if mail.to_address == "rma@flir.example"]
    store.mail_failed(mail.id, "no such mailbox", "2026-11-22T15:00:00Z")
    assert [lane for (lane,) in rows(app.config["DATABASE"], "SELECT lane FROM lane")] == ["support"]


def test_a_corrected_address_gets_the_first_mail_again(app, client, one):
    post_form(client, {"email": "ada@other.example"}, f"/rma/sent/{one.draft}/")
    again = [text_of(mail) for mail in mails(app) if mail["To"] == "ada@other.example"]
    assert len(again) == 1 and "Your ticket, to be said aloud" in again[0] and BY_MAIL in again[0]


def test_events_alone_tell_where_it_stands(app, store, one):
    make_staff(app)
    for step in ("write", "arrive", "withdraw"):
        fresh = store.request_by_id(one.id)
        try:
            take_as(app, store, fresh, step, [fresh.units[0].id])
        except Exception as fault:
            assert type(fault).__name__ == "Refused"
        fresh = store.request_by_id(one.id)
        assert {unit.id: fate_of(unit) for unit in fresh.units} == rebuilt(fresh, store.story(one.id).events)


def test_no_calendar_ever_moves_it(app, store, one, time_machine):
    for day in ("2027-01-01", "2028-01-01", "2036-01-01"):
        time_machine.move_to(f"{day}T00:00:00Z", tick=False)
        mails(app)
    assert [event.kind for event in store.events(one.id)] == ["received"]


# Their numbers


def keep(app, client, one, **typed):
    at = ticket_path(app, one)
    token = hidden(client.get(at).text, "csrf_token")
    return client.post(at, data={"csrf_token": token, "do": "theirs", "their_ticket": "", "their_rma": ""} | typed)


def test_their_numbers_stand_in_the_two_slots_as_theirs(app, client, store, one):
    assert keep(app, client, one, their_ticket=" 4711 ", their_rma="RMA  88/A").status_code == 303
    fresh = store.request_by_id(one.id)
    assert (fresh.their_ticket, fresh.their_rma, fresh.seen) == ("4711", "RMA 88/A", one.seen)
    page = unescape(client.get(ticket_path(app, one)).text)
    assert "FLIR's own ticket: 4711" in page and '<p class="slot-number">RMA 88/A</p>' in page
    assert "FLIR's own number, as you wrote it down" in page and "You wrote down the vendor's own numbers." in page
    case = signed_in(app).get(f"/rma/desk/case/{one.ticket}/").text
    assert "4711" in case and "RMA 88/A" in case


def test_they_may_be_corrected_and_each_change_is_an_event(app, client, store, one):
    for number in ("1", "2", "2", ""):
        keep(app, client, one, their_ticket=number)
    kinds = [event.kind for event in store.events(one.id)]
    assert kinds.count("their-numbers") == 3 and store.request_by_id(one.id).their_ticket == ""
    assert "none yet: do not ship" in client.get(ticket_path(app, one)).text


@pytest.mark.parametrize("text", ["<b>", "a\nb;", "4711\u202e", "x" * 41, "-1", "ü7", "'; DROP"])
def test_what_is_no_number_comes_back_with_a_sentence(app, client, store, one, text):
    answer = keep(app, client, one, their_rma=text)
    assert answer.status_code == 422 and "at most forty letters, digits, blanks" in answer.text
    assert 'href="#their_rma"' in answer.text and store.request_by_id(one.id).their_rma == ""


def test_the_status_page_tells_none_of_what_was_typed(app, client, one):
    keep(app, client, one, their_ticket="CANARY-1", their_rma="CANARY-2")
    assert "CANARY" not in post_form(client, {"number": one.ticket, "email": one.email}, "/rma/status/").text


def test_a_request_that_is_kept_here_has_no_such_form(app, client, store):
    [one] = store.requests_of(draft_key(send(client)))
    assert 'id="theirs"' not in client.get(ticket_path(app, one)).text
    assert keep(app, client, one, their_ticket="1").status_code == 400


def test_a_vendor_switched_to_mail_leaves_earlier_requests_as_they_are(app, client, store):
    [one] = store.requests_of(draft_key(send(client)))
    settle(app, flir=MAILBOX)
    assert store.request_by_id(one.id).intake == "kiosk" and BY_MAIL not in client.get(ticket_path(app, one)).text
