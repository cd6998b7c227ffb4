"""Dealers in links: looked up and never believed, asked about before anything is passed on, and taken back at once."""

import re
from html import unescape
from pathlib import Path

import pytest

from content.errors import ContentError
from content.loading.dealers import find_dealer, read_dealers
from content.places import DEALERS as SHIPPED
from forms.steps.worker_round import run_round
from forms.store.events import last_event
from forms.store.requests import read_history, request_by_id, requests_of_draft
from tests.support.dealers import ACME, DEALERS, DIRECT, OF_A_DEALER, PIXELINK, YES
from tests.support.fate import fate_of, rebuilt
from tests.support.steps import (
    Fields,
    confirm,
    draft_key,
    filled,
    hidden,
    mails_in,
    post_form,
    review,
    rows,
    send,
    signed_in,
    text_of,
    ticket_path,
)

VENDORS = {"flir": None, "pixelink": None}
GOOD = """
[sources.acme]
title = "ACME: our brands"
address = "https://acme.example/"
read = 2026-11-22

[[dealers]]
code = "ACME"
name = "ACME Imaging"
vendors = ["pixelink"]
contact = "rma@acme.example"
source = "acme"
"""
CANARY = "Zyzzyva-Optics"


def dealers_file(tmp_path, text):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "dealers.toml").write_text(text, encoding="utf-8")
    return tmp_path / "content" / "dealers.toml"


# The file


def test_the_shipped_file_lists_nobody_and_its_comment_is_a_whole_entry(tmp_path):
    assert read_dealers(VENDORS) == {}
    text = SHIPPED.read_text(encoding="utf-8")
    example = "\n".join(line.removeprefix("# ") for line in text.splitlines()[3:])
    assert list(read_dealers(VENDORS, dealers_file(tmp_path, example))) == ["ACME"]


WRONG = {
    "a small letter": ('code = "ACME"', 'code = "Acme"', "code", "capital letters, digits and single hyphens"),
    "one letter": ('code = "ACME"', 'code = "A"', "code", "2 to 20"),
    "too long": ('code = "ACME"', f'code = "{"A" * 21}"', "code", "2 to 20"),
    "two hyphens": ('code = "ACME"', 'code = "AC--ME"', "code", "single hyphens"),
    "no name": ('"ACME Imaging"', '" "', "name", "on one line"),
    "a vendor nobody knows": ('["pixelink"]', '["zebra"]', "vendors", "no vendor folder 'zebra'; write one or more of"),
    "no vendor": ('["pixelink"]', "[]", "vendors", "write one or more of flir, pixelink"),
    "no address": ('"rma@acme.example"', '"acme.example"', "contact", "one e-mail address"),
    "two addresses": ('"rma@acme.example"', '"a@acme.example,b@acme.example"', "contact", "one e-mail address"),
    "a hidden header": ('"rma@acme.example"', '"a@acme.example?cc=b"', "contact", "one e-mail address"),
    "an unknown source": ('source = "acme"', 'source = "web"', "source", "no [sources.web]; add it"),
    "an unknown key": ('source = "acme"', 'source = "acme"\nphone = "1"', "phone", "not a key we know"),
    "the same code twice": (GOOD[GOOD.index("[[") :], GOOD[GOOD.index("[[") :] * 2, "code", "ACME Imaging's already"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_spoilt_entry_is_told_by_file_and_key(tmp_path, wrong):
    find, put, key, told = wrong
    with pytest.raises(ContentError) as fault:
        read_dealers(VENDORS, dealers_file(tmp_path, GOOD.replace(find, put)))
    assert fault.value.file == "content/dealers.toml" and fault.value.key.endswith(key) and told in fault.value.write


@pytest.mark.parametrize("code, slug, found", [
    ("ACME", "flir", True), (" acme ", "flir", True), ("north-7", "flir", True), ("NORTH-7", "pixelink", False),
    ("", "flir", False), (None, "flir", False), ("ACME'--", "flir", False), ("ACME\x00", "flir", False),
])  # fmt: skip
def test_a_code_is_found_in_any_case_for_its_own_vendors_alone(code, slug, found):
    assert bool(find_dealer(DEALERS, code, slug)) == found


# The form


def test_a_known_dealer_is_told_by_name_and_asked_about_without_a_default(client):
    page = unescape(client.get("/rma/flir/?dealer=acme").text)
    assert "ACME Imaging will see: the ticket, the model and how many, the last four digits of serials" in page
    assert "never your name or address" in page and "Yes, ACME Imaging may see that" in page
    values = Fields(page).values
    assert values["dealer"] == "ACME" and "dealer_sees" not in values


def test_an_unknown_dealer_is_said_to_be_unknown_and_never_repeated(client):
    page = client.get(f"/rma/flir/?dealer={CANARY}").text
    assert "not known here" in page and CANARY.lower() not in page.lower() and "dealer_sees" not in page
    assert "not known here" not in client.get("/rma/flir/").text


def test_a_dealer_of_another_vendor_is_unknown_here(client):
    assert "not known here" in client.get(f"{PIXELINK}?dealer=NORTH-7").text


def test_a_link_can_answer_nothing_for_the_customer(client):
    page = client.get("/rma/flir/?dealer=ACME&dealer_sees=yes").text
    assert "dealer_sees" not in Fields(page).values


@pytest.mark.parametrize("answer", [{}, {"dealer_sees": ""}, {"dealer_sees": "perhaps"}])
def test_without_an_answer_the_form_comes_back_and_says_so(client, answer):
    page = post_form(client, filled(dealer="ACME", **answer))
    assert page.status_code == 422 and "Say whether ACME Imaging may see where it stands" in unescape(page.text)
    assert 'href="#dealer_sees-0"' in page.text and Fields(page.text).values["name"] == "Ada Example"


@pytest.mark.parametrize("press", ["add", "remove-1"])
def test_the_answer_survives_another_batch_and_one_less(client, press):
    page = post_form(client, filled({}, {}, **YES) | {"do": press}).text
    assert (Fields(page).values["dealer"], Fields(page).values["dealer_sees"]) == ("ACME", "yes")


def test_the_answer_survives_an_edit_and_the_review_shows_it_with_a_change_link(client):
    at = review(client, filled(**YES))
    page = unescape(client.get(at).text)
    assert "ACME Imaging may see where it stands" in page and f'{at.replace("review", "edit")}#dealer_sees"' in page
    assert Fields(client.get(at.replace("review", "edit")).text).values["dealer_sees"] == "yes"


def test_a_no_is_shown_in_the_review_and_nothing_of_it_is_stored(client, store):
    at = review(client, filled(dealer="ACME", dealer_sees="no"))
    assert "ACME Imaging sees nothing of it" in unescape(client.get(at).text)
    [one] = requests_of_draft(store, draft_key(confirm(client, at).headers["Location"]))
    assert one.dealer == ""


def test_a_dealer_proves_no_purchase(client, store):
    asked = [requests_of_draft(store, draft_key(send(client, at="/rma/flir/", **who)))[0] for who in (YES, {})]
    verdicts = [(batch.bought_from, batch.verdict) for one in asked for batch in one.batches]
    assert verdicts[0] == verdicts[1] and [one.dealer for one in asked] == ["ACME", ""]


def test_of_a_copy_of_what_was_sent_the_customer_is_asked_anew(client):
    at = review(client, filled(**YES))
    confirm(client, at)
    values = Fields(client.get(at.replace("review", "edit")).text).values
    assert values["dealer"] == "ACME" and "dealer_sees" not in values


# Unknown text goes nowhere


def everywhere(app, client):
    """All that a whole passage with this dealer's text leaves: pages, every row of the database, mails."""
    folder = Path(app.config["MAIL_FOLDER"])
    data = filled(dealer=CANARY, dealer_sees="yes")
    pages = [client.get(f"/rma/flir/?dealer={CANARY}").text, post_form(client, data | {"name": ""}).text]
    at = review(client, data)
    pages += [client.get(at).text, client.get(at.replace("review", "edit")).text]
    pages.append(client.get(confirm(client, at).headers["Location"]).text)
    run_round(app)
    [(ticket,)] = rows(app.config["DATABASE"], "SELECT ticket FROM request")
    pages.append(signed_in(app).get(f"/rma/desk/case/{ticket}/").text)
    stored = [str(row) for table in tables(app) for row in rows(app.config["DATABASE"], f"SELECT * FROM {table}")]
    return pages + stored + [text_of(mail) for mail in mails_in(folder)]


def tables(app):
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    return [name for (name,) in rows(app.config["DATABASE"], named)]


def test_the_text_of_an_unknown_dealer_is_on_no_page_in_no_row_and_in_no_mail(app, client):
    assert [text for text in everywhere(app, client) if CANARY.lower() in text.lower()] == []


def test_it_would_be_found_if_it_were_believed(app, client):
    """The twin: were the text a code we know, it would stand on the review and at the desk."""
    app.dealers = {CANARY.upper(): type(ACME)(code=CANARY.upper(), name=CANARY, vendors=["flir"], source="x")}
    assert [text for text in everywhere(app, client) if CANARY.lower() in text.lower()]


# Afterwards


@pytest.fixture
def one(client, store):
    """A request whose customer lets ACME see it."""
    return requests_of_draft(store, draft_key(send(client, **YES)))[0]


def test_the_ticket_page_says_who_may_see_it_and_the_desk_reads_the_name(app, client, one):
    page = unescape(client.get(ticket_path(app, one)).text)
    assert "ACME Imaging may see where it stands" in page and 'href="#dealer"' in page and 'id="dealer"' in page
    assert "ACME Imaging may see where it stands" in signed_in(app).get(f"/rma/desk/case/{one.ticket}/").text


def bar(app, client, one, **changes):
    at = ticket_path(app, one)
    posted = {"csrf_token": hidden(client.get(at).text, "csrf_token"), "do": "bar-dealer"} | changes
    return client.post(at, data=posted)


def test_the_customer_takes_it_back_and_history_says_so_once(app, client, store, one):
    before = last_event(store, one.id)
    assert [bar(app, client, one).status_code for _ in range(2)] == [303, 303]
    fresh = request_by_id(store, one.id)
    kinds = [event.kind for event in read_history(store, one.id).events]
    assert fresh.dealer == "" and kinds.count("dealer-barred") == 1 and last_event(store, one.id) == before
    page = unescape(client.get(ticket_path(app, one)).text)
    assert "You said that your dealer does not see this." in page and "ACME Imaging sees nothing of it" in page
    assert {unit.id: fate_of(unit) for unit in fresh.units} == rebuilt(fresh, read_history(store, one.id).events)


def test_the_first_press_is_told_by_name(app, client, one):
    assert "ACME Imaging no longer sees this." in client.get(bar(app, client, one).headers["Location"]).text


def test_without_its_token_nothing_is_taken_back(app, client, store, one):
    answer = bar(app, client, one, csrf_token="")
    assert answer.status_code == 422 and request_by_id(store, one.id).dealer == "ACME"
    assert "Press the button again." in answer.text and 'href="#dealer"' in answer.text


def test_what_was_sent_together_is_taken_back_together(app, client, store):
    """Asked once for all of it, so it ends for all of it, whichever of its pages says so."""
    sent = requests_of_draft(
        store, draft_key(send(client, {}, {"problem": "blue since Monday", "symptom": "other"}, **YES))
    )
    assert [one.dealer for one in sent] == ["ACME", "ACME"]
    assert "take it back for all of it" in client.get(ticket_path(app, sent[0])).text
    told = unescape(client.get(bar(app, client, sent[0]).headers["Location"]).text)
    assert "ACME Imaging no longer sees this, nor what was sent together with it." in told
    assert [request_by_id(store, one.id).dealer for one in sent] == ["", ""]
    bar(app, client, sent[0])
    for one in sent:
        barred = [event.detail for event in read_history(store, one.id).events if event.kind == "dealer-barred"]
        assert barred == [{"dealer": "ACME"}]


def test_what_was_sent_another_time_is_still_seen(app, client, store, one):
    other = requests_of_draft(store, draft_key(send(client, **YES)))[0]
    bar(app, client, one)
    assert request_by_id(store, other.id).dealer == "ACME"


def test_who_was_taken_off_the_list_may_still_be_barred(app, client, store, one):
    app.dealers = {}
    assert "ACME may see where it stands" in client.get(ticket_path(app, one)).text
    bar(app, client, one)
    assert request_by_id(store, one.id).dealer == ""


def test_every_id_on_the_ticket_page_is_there_once(app, client, one):
    ids = re.findall(r'\bid="([^"]+)"', client.get(ticket_path(app, one)).text)
    assert len(ids) == len(set(ids))


def press(client, at, do):
    return client.post(at, data={"csrf_token": hidden(client.get(at).text, "csrf_token"), "do": do})


@pytest.mark.parametrize("first", ["no", "yes"])
def test_whoever_said_no_or_took_it_back_may_agree_later(app, client, store, first):
    one = requests_of_draft(store, draft_key(send(client, dealer="ACME", dealer_sees=first)))[0]
    at = ticket_path(app, one)
    if first == "yes":
        press(client, at, "bar-dealer")
    page = unescape(client.get(at).text)
    assert "ACME Imaging sees nothing of it" in page and "May ACME Imaging see where it stands?" in page
    assert [press(client, at, "let-dealer").status_code for _ in range(2)] == [303, 400]
    assert request_by_id(store, one.id).dealer == "ACME"
    assert [event.kind for event in read_history(store, one.id).events].count("dealer-agreed") == 1
    assert "You said that your dealer may see where it stands." in client.get(at).text


def test_nobody_agrees_to_a_dealer_they_were_never_asked_about(app, client, store):
    one = requests_of_draft(store, draft_key(send(client)))[0]
    assert press(client, ticket_path(app, one), "let-dealer").status_code == 400
    assert request_by_id(store, one.id).dealer == "" and 'id="dealer"' not in client.get(ticket_path(app, one)).text


def test_nobody_agrees_to_a_dealer_no_longer_listed(app, client, store):
    one = requests_of_draft(store, draft_key(send(client, dealer="ACME", dealer_sees="no")))[0]
    app.dealers = {}
    assert press(client, ticket_path(app, one), "let-dealer").status_code == 400
    assert request_by_id(store, one.id).dealer == ""


def test_the_receipt_says_who_may_see_it_and_where_to_take_that_back(client):
    told = "ACME Imaging may see where it stands. You can take that back on the page that the mail links to."
    assert told in client.get(send(client, **YES)).text
    assert "may see where it stands" not in client.get(send(client, dealer="ACME", dealer_sees="no")).text


# Where a sheet comes first, and a request after all


@pytest.mark.parametrize("batch", [OF_A_DEALER, DIRECT])
def test_a_dealer_first_vendors_form_asks_nothing_and_its_review_asks_beside_the_button(client, batch):
    assert "dealer_sees" not in client.get(f"{PIXELINK}?dealer=ACME").text
    page = unescape(client.get(review(client, filled(batch, dealer="ACME"), PIXELINK)).text)
    assert page.index("ACME Imaging will see: the ticket") < page.index('value="send"') and "sees nothing" not in page
    assert ("The sheet shows ACME Imaging everything here, your name and e-mail too" in page) == (batch == OF_A_DEALER)


@pytest.mark.parametrize("answer, code", [("yes", "ACME"), ("no", "")])
def test_what_is_answered_there_is_kept_with_the_request(client, store, answer, code):
    at = review(client, filled(OF_A_DEALER, dealer="ACME"), PIXELINK)
    refused = confirm(client, at)
    assert refused.status_code == 422 and 'href="#dealer_sees-0"' in refused.text and "Say whether" in refused.text
    [one] = requests_of_draft(store, draft_key(confirm(client, at, dealer_sees=answer).headers["Location"]))
    assert one.dealer == code


def test_where_nothing_is_asked_there_nothing_posted_counts(client, store):
    at = review(client, filled(dealer="ACME", dealer_sees="no"))
    [one] = requests_of_draft(store, draft_key(confirm(client, at, dealer_sees="yes").headers["Location"]))
    assert one.dealer == ""


@pytest.mark.parametrize("at, code", [("/rma/flir/", "ACME"), (PIXELINK, "ACME")])
def test_a_dealer_who_asks_for_a_customer_is_not_asked_about_itself(client, store, at, code):
    read = review(client, filled(OF_A_DEALER, dealer="ACME", for_customer="y"), at)
    assert "Yes, ACME Imaging may see that" not in client.get(read).text
    assert "You ask as ACME Imaging" in client.get(read.replace("review", "edit")).text
    [one] = requests_of_draft(store, draft_key(confirm(client, read).headers["Location"]))
    assert (one.dealer, one.role, one.anyway) == (code, "dealer", False)


def test_a_no_stays_a_no_whoever_asks(client, store):
    [one] = requests_of_draft(store, draft_key(send(client, dealer="ACME", dealer_sees="no", for_customer="y")))
    assert one.dealer == ""
