"""From the first page to a ticket and where it stands: by tapping, by keyboard, without scripts, in a narrow window."""

import sqlite3
from contextlib import closing

import pytest

from forms.records.ticket import show_ticket, spell_ticket
from forms.store.mail import first_mails
from tests.support.eyes import restyle, stop, too_wide
from tests.support.steps import confirm, draft_key, filled, lend_cookie, mailed_path, review, rows

pytestmark = pytest.mark.day("2026-11-22 08:00Z")  # of which the days that are typed are reckoned
ADD = "Add cameras with another model or fault"
FLIR = {
    "taps": ["FLIR machine vision cameras", "Check what applies", "A machine vision", "It is faulty", "Yes, it is in"],
    "ask": "Ask for a return",
    "batches": [
        {"Model": "BFS-U3-51S5C", "Serial numbers": "16048501\n16048502\n16048503", "What happens?": "No picture",
         "In one line": "black since Monday", "Where did you buy it?": "Second-hand, a gift …",
         "The day": "2026-04-03"},
        {"Model": "FL3-U3-13E4C", "Serial numbers": "14250031, 14250032", "What happens?": "Trigger or output fails",
         "In one line": "triggers twice", "Where did you buy it?": "Second-hand, a gift …"},
    ],
    "not asked": ["What do you want?", "Is it in warranty, as far as you know?"],
    "requests": ["16048501 16048502 16048503", "14250031 14250032"],
}  # fmt: skip
PIXELINK = {
    "taps": ["Pixelink industrial", "Check what applies", "From Pixelink itself", "It is faulty", "No, the warranty"],
    "ask": "Ask for a return",
    "batches": [
        {"Model": "PL-D725CU", "Serial numbers": "725001234", "What happens?": "Lines, spots, wrong colours",
         "In one line": "a green line", "Warnings": "frame 12 lost"},
        {"Model": "PL-B781F", "Serial numbers": "", "How many": "1", "What happens?": "Too hot, or smells",
         "In one line": "smells of burning"},
    ],
    "not asked": ["What do you want?", "Where did you buy it?", "Is it in warranty, as far as you know?"],
    "requests": ["725001234 unreadable"],
}  # fmt: skip
# What differs between two equal requests: where they stand in a table, their tickets and keys, and when they came.
OWN = {"id", "key", "draft", "request", "batch", "event", "ticket", "thread", "message_id", "since"}
OWN |= {"created", "expires", "confirmed", "at", "next_try", "claimed", "sent"}
TABLES = {
    "draft": "SELECT * FROM draft WHERE key = ?",
    "request": "SELECT * FROM request WHERE draft = ? ORDER BY part",
    "batch": "SELECT batch.* FROM batch JOIN request ON request.id = request WHERE draft = ? ORDER BY batch.id",
    "unit": "SELECT unit.* FROM unit JOIN batch ON batch.id = batch JOIN request ON request.id = request"
    " WHERE draft = ? ORDER BY unit.id",
    "event": "SELECT event.* FROM event JOIN request ON request.id = request WHERE draft = ? ORDER BY event.id",
    "outbox": "SELECT outbox.* FROM outbox JOIN request ON request.id = request WHERE draft = ? ORDER BY outbox.id",
}


# The steps


def tap(page, text):
    """Follow the first link of that text, to the end of the way it leads."""
    with page.expect_navigation():
        page.locator("main a", has_text=text).first.click()


def press(page, name):
    """Press the button of that name and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).last.click()


def has_focus(page, css):
    """Whether that part comes to have the focus; a browser gives it with the first picture it draws."""
    page.locator(f"{css}:focus").wait_for(state="attached")
    return True


def fill_group(group, answers):
    for label, answer in answers.items():
        if label.endswith("?"):
            group.get_by_role("group", name=label).get_by_label(answer, exact=True).check()
        else:
            group.get_by_label(label).fill(answer)


def fill_person(page):
    page.get_by_label("Your name").fill("Ada Example")
    page.get_by_label("Your e-mail").fill("ada@lab.example")
    page.get_by_label("Your country").select_option("Germany")


def ask(page, url, way, look=lambda page: None):
    """From the first page to the form, filled; `look` is had at every page on the way."""
    page.goto(url)
    for text in [*way["taps"], way["ask"]]:
        look(page)
        tap(page, text)
    for number, answers in enumerate(way["batches"]):
        look(page)
        fill_group(page.locator(".batch-fields").nth(number), answers)
        if number + 1 < len(way["batches"]):
            press(page, ADD)
    fill_person(page)
    look(page)


def send(page, look=lambda page: None):
    """From the filled form to the receipt: the draft's key."""
    press(page, "Read it through")
    look(page)
    press(page, "Send")
    look(page)
    return draft_key(page.url)


def stand(page, url, ticket, look=lambda page: None):
    """Ask where a return stands."""
    page.goto(f"{url}/rma/status/")
    look(page)
    page.get_by_label("Your ticket").fill(ticket)
    page.get_by_label("Your e-mail").fill("ada@lab.example")
    press(page, "Show where it stands")
    look(page)


def tickets_shown(page):
    return page.locator(".slot-ticket .slot-number").all_inner_texts()


# What was stored


def stored(kiosk, key):
    """{table: its rows of one draft}, less what every request has of its own."""
    with closing(sqlite3.connect(kiosk.database)) as db:
        db.row_factory = sqlite3.Row
        found = {table: [dict(row) for row in db.execute(sql, [key])] for table, sql in TABLES.items()}
    tickets = [row["ticket"] for row in found["request"]]
    return {table: [_less_its_own(row, tickets) for row in rows] for table, rows in found.items()}


def _less_its_own(row, tickets):
    kept = {column: value for column, value in row.items() if column not in OWN}
    for shown in [show(ticket) for ticket in tickets for show in (show_ticket, spell_ticket)]:
        kept = {name: value.replace(shown, "…") if isinstance(value, str) else value for name, value in kept.items()}
    return kept


def serials_of(kiosk, key):
    """The serials of each request of a draft, in the order they were sent."""
    told = """SELECT group_concat(CASE WHEN serial = '' THEN no_serial ELSE serial END, ' ') FROM unit
        JOIN batch ON batch.id = batch JOIN request ON request.id = request WHERE draft = '%s' GROUP BY request.id"""
    return [text for (text,) in rows(kiosk.database, told % key)]


# By tapping


@pytest.mark.parametrize("way", [FLIR, PIXELINK], ids=["flir", "pixelink"])
def test_a_customer_comes_from_the_first_page_to_tickets_by_the_vendors_own_rule(page_at, kiosk, way):
    page = page_at(1280)
    ask(page, kiosk.url, way)
    assert serials_of(kiosk, send(page)) == way["requests"]
    assert len(set(tickets_shown(page))) == len(way["requests"])


@pytest.mark.parametrize("way", [FLIR, PIXELINK], ids=["flir", "pixelink"])
def test_what_the_checker_was_told_comes_along_and_is_not_asked_again(page_at, kiosk, way):
    page = page_at(1280)
    ask(page, kiosk.url, way | {"batches": []})
    legends = page.locator("legend").all_inner_texts()
    assert set(way["not asked"]) & set(legends) == set()
    assert page.locator(".said-before dd").all_inner_texts()


def test_the_ticket_is_mailed_and_leads_to_where_the_request_stands(page_at, kiosk):
    page = page_at(1280)
    ask(page, kiosk.url, FLIR)
    send(page)
    shown = tickets_shown(page)
    assert kiosk.deliver()["sent"] == 2
    mails = {mail["Subject"][2:13]: mail for mail in kiosk.mails()}
    assert sorted(mails) == sorted(shown)
    for ticket, mail in mails.items():
        page.goto(kiosk.url + mailed_path(mail))
        assert tickets_shown(page) == [ticket]
        stand(page, kiosk.url, ticket.lower())
        assert tickets_shown(page) == [ticket]


@pytest.mark.parametrize("way", [FLIR, PIXELINK], ids=["flir", "pixelink"])
def test_the_same_is_stored_with_scripts_and_without(page_at, kiosk, way, monkeypatch):
    monkeypatch.setattr(first_mails, "AT_MOST", 100)  # the second sends as many to the same address
    found = []
    for scripts in (True, False):
        page = page_at(1280, scripts=scripts)
        ask(page, kiosk.url, way)
        found.append(stored(kiosk, send(page)))
    assert found[0] == found[1]
    assert [len(found[0][table]) for table in ("draft", "request")] == [1, len(way["requests"])]


def test_the_comparison_sees_a_single_letter(page_at, kiosk):
    client = kiosk.app.test_client()
    sent = [confirm(client, review(client, filled({"problem": told}))) for told in ("it hums", "it hums.")]
    one, other = (stored(kiosk, draft_key(answer.headers["Location"])) for answer in sent)
    assert [table for table in TABLES if one[table] != other[table]] == ["draft", "batch"]


@pytest.mark.parametrize("way", [FLIR, PIXELINK], ids=["flir", "pixelink"])
def test_the_whole_way_fits_a_narrow_phone(page_at, kiosk, way):
    page, wide = page_at(320, height=640), {}
    look = lambda page: wide.update({page.url: found} if (found := too_wide(page)) else {})  # noqa: E731
    ask(page, kiosk.url, way, look)
    send(page, look)
    stand(page, kiosk.url, tickets_shown(page)[0], look)
    assert tickets_shown(page) and wide == {}


# Mistakes and second thoughts


def test_after_a_wrong_form_the_summary_has_the_focus_and_its_links_lead_to_the_fields(page_at, kiosk):
    page = page_at(1280, scripts=False)
    page.goto(f"{kiosk.url}/rma/flir/")
    press(page, "Read it through")
    assert has_focus(page, ".errors")
    for link in page.locator(".errors a").all():
        link.click()
        assert stop(page)["id"] == link.get_attribute("href")[1:]


def test_the_summary_has_the_focus_again_after_its_link_was_followed(page_at, kiosk):
    page = page_at(1280)
    page.goto(f"{kiosk.url}/rma/status/")
    for _ in range(2):
        press(page, "Show where it stands")
        assert has_focus(page, ".errors")
        page.locator(".errors a").first.click()


@pytest.mark.parametrize("anchor", ["#batches-0-model", "#batches-0-symptom", "#email"])
def test_the_summary_has_the_focus_after_a_change_from_the_review_too(page_at, kiosk, anchor):
    page, client = page_at(1280), kiosk.app.test_client()
    at = review(client, filled()).replace("review", "edit")
    lend_cookie(client, page, kiosk.url)
    page.goto(kiosk.url + at + anchor)
    page.get_by_label("Your name").fill("")
    press(page, "Read it through")
    assert has_focus(page, ".errors")


def test_one_more_group_has_the_focus_in_its_first_field(page_at, kiosk):
    page = page_at(1280, scripts=False)
    page.goto(f"{kiosk.url}/rma/flir/")
    press(page, ADD)
    assert has_focus(page, "#batches-1-model")
    here = stop(page)
    assert (here["id"], here["covered"]) == ("batches-1-model", "")


def test_enter_in_a_field_never_removes_a_group(page_at, kiosk):
    page = page_at(1280)
    page.goto(f"{kiosk.url}/rma/flir/")
    press(page, ADD)
    for number in (0, 1):
        with page.expect_navigation():
            page.locator(f"#batches-{number}-model").press("Enter")
        assert page.locator(".batch-fields").count() == 2 and page.locator(".errors").count() == 1


def test_going_back_after_sending_makes_no_second_request(page_at, kiosk):
    page = page_at(1280)
    ask(page, kiosk.url, FLIR)
    send(page)
    tickets = tickets_shown(page)
    page.go_back()
    if page.get_by_role("button", name="Send").count():
        press(page, "Send")
    assert tickets_shown(page) == tickets
    assert rows(kiosk.database, "SELECT count(*) FROM request") == [(2,)]


# By keyboard alone


def tab_to(page, name):
    """Tab on to what bears that name; every stop on the way shows, lies open and comes after the one before."""
    before = stop(page)
    for _ in range(80):
        page.keyboard.press("Tab")
        here = stop(page)
        assert here, f"the focus left the page on the way to {name!r}"
        assert (here["shown"], here["covered"]) == (True, ""), here
        assert not before or in_reading_order(before, here), (before, here)
        if name in here["name"]:
            return here
        before = here
    raise AssertionError(f"there is no way by Tab to {name!r}")


def in_reading_order(before, here):
    """Whether `here` is on the same line and further right, further down, or at the head of the next column."""
    return here["top"] >= before["top"] - 8 or here["left"] >= before["right"] - 8


def enter(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


UP = "ArrowUp"  # to the answer before
TYPED = {
    "Model": "BFS-U3-51S5C", "Serial numbers": "16048501", "What happens?": " ", "In one line": "black since Monday",
    "Where did you buy it?": UP, "The day you bought it": "04032026", "Your name": "Ada Example",
    "Your e-mail": "ada@lab.example", "Your country": "Germ",
}  # fmt: skip


def test_one_camera_is_sent_in_by_keyboard_alone(page_at, kiosk):
    page = page_at(1280)
    page.goto(kiosk.url)
    for link in [*FLIR["taps"], FLIR["ask"]]:
        tab_to(page, link)
        enter(page)
    for name, typed in TYPED.items():
        tab_to(page, name)
        page.keyboard.press(UP) if typed == UP else page.keyboard.type(typed)
    for button in ("Read it through", "Send the request"):
        tab_to(page, button)
        enter(page)
    [(ticket, country)] = rows(kiosk.database, "SELECT ticket, country FROM request")
    assert (tickets_shown(page), country) == ([show_ticket(ticket)], "DE")
    [(dates, *told)] = rows(kiosk.database, "SELECT dates, symptom, bought_from FROM batch")
    assert "2026-04-03" in dates and told == ["not-found", "other"]
    tab_to(page, "See where it stands")
    enter(page)
    for name, typed in {"Your ticket": ticket, "Your e-mail": "ada@lab.example"}.items():
        tab_to(page, name)
        page.keyboard.type(typed)
    enter(page)
    assert tickets_shown(page) == [show_ticket(ticket)]


COVER = "html::after { content: ''; position: fixed; inset: 0 }"


@pytest.mark.parametrize("fault", ["* { outline: 0 !important }", COVER])
def test_the_keyboard_notices_a_focus_that_is_hidden_or_covered(page_at, kiosk, fault):
    page = page_at(1280)
    page.goto(kiosk.url)
    restyle(page, fault)
    with pytest.raises(AssertionError):
        tab_to(page, "FLIR machine vision")


def test_the_keyboard_notices_an_order_that_jumps(page_at, kiosk):
    page = page_at(1280)
    page.goto(kiosk.url)
    restyle(page, ".names { position: absolute; inset: 700px auto auto 600px }")
    with pytest.raises(AssertionError, match="Return kiosk"):
        tab_to(page, "FLIR machine vision")
