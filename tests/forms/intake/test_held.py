"""Nobody floods anybody from here: what is too much within an hour is held where all can see it, and never dropped."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from content.settings.kiosk_toml import Limits
from forms.mail.receipt_mails import gathered_mail
from forms.records.ticket import show_ticket
from forms.records.timestamps import later
from forms.steps.worker_round import run_round
from forms.store import quota
from forms.store.addresses import prove_address
from forms.store.database.connection import open_store
from forms.store.drafts import read_draft, save_draft
from forms.store.mail import first_mails
from forms.store.mail.gathering import gather_mails, mailboxes_with_room
from forms.store.mail.outbox import give_up_mail
from forms.store.requests import requests_of_draft
from forms.web.request_context import timestamp
from tests.support.placed import place, placing
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
    tickets_on,
)

VICTIM = "victim@lab.example"


@pytest.fixture
def limits(app):
    """Settles how much is taken within an hour: limits(drafts_an_hour=2)."""

    def settle(**limits):
        app.settings = structs.replace(app.settings, limits=Limits(**limits))

    return settle


def delivered(app):
    """All mails so far to addresses like the victim's, after a round of the mail worker."""
    run_round(app)
    return [mail for mail in mails_in(Path(app.config["MAIL_FOLDER"])) if mail["To"].startswith("victim")]


def sent_by_many(app, count, email=VICTIM, at="/rma/flir/", **person):
    """The tickets of so many requests to one address, each from a browser of its own."""
    receipts = []
    for _ in range(count):
        client = app.test_client()
        receipts.append((client, send(client, at=at, email=email, **person)))
    return [tickets_on(client.get(receipt).text)[0] for client, receipt in receipts]


def gather_all(app):
    """The round of a mail worker whose mail server takes nothing yet."""
    with closing(open_store(app.config["DATABASE"])) as store:
        for due in mailboxes_with_room(store, timestamp()):
            gather_mails(store, due, lambda requests: gathered_mail(requests, app.vendors, app.settings), timestamp())


# One address


@pytest.mark.parametrize("at_once", [True, False], ids=["before any mail left", "each mailed at once"])
def test_one_strangers_address_gets_three_mails_an_hour_and_then_one_of_all_the_rest(app, clock, at_once):
    tickets = []
    for _ in range(10):
        tickets += sent_by_many(app, 1)
        at_once or run_round(app)
    assert len(delivered(app)) == 3
    clock.forward(seconds=3601)
    mails = delivered(app)
    assert len(mails) == 4
    told = " ".join(mail["Subject"] + text_of(mail) for mail in mails)
    assert [ticket for ticket in tickets if show_ticket(ticket) not in told] == []
    assert rows(app.config["DATABASE"], "SELECT count(*) FROM request") == [(10,)]


def test_without_the_cap_ten_would_leave(app, monkeypatch):
    """The twin."""
    monkeypatch.setattr(first_mails, "AT_MOST", 1000)
    sent_by_many(app, 10)
    assert len(delivered(app)) == 10


def test_the_one_mail_of_all_has_a_link_for_each_and_nothing_that_was_typed(app, client, clock):
    sent_by_many(app, 7, name="Canary Six", problem="canary")
    delivered(app)
    clock.forward(seconds=3601)
    *_, last = delivered(app)
    links = [line for line in text_of(last).splitlines() if "/rma/ticket/" in line]
    assert len(links) == 4 and [client.get(link.partition("8000")[2]).status_code for link in links] == [200] * 4
    assert "anary" not in text_of(last) and "{" not in text_of(last)


def test_the_six_tickets_of_one_form_come_at_once_in_three_mails(app, client):
    batches = [
        {"model": model, "symptom": fault}
        for model in ("BFS-U3-51S5C", "GS3-U3-23S6M")
        for fault in ("no-image", "heat", "drops")
    ]
    receipt = send(client, *batches, email=VICTIM)
    page, mails = client.get(receipt).text, delivered(app)
    told = " ".join(mail["Subject"] + text_of(mail) for mail in mails)
    assert len(mails) == 3 and len(tickets_on(page)) == 6 and "is held" not in page
    assert [ticket for ticket in tickets_on(page) if show_ticket(ticket) not in told] == []


@pytest.mark.parametrize("spelling", ["Victim@lab.example", "victim+shop@lab.example", "victim@LAB.example"])
def test_other_spellings_of_the_same_mailbox_count_as_one(app, spelling):
    sent_by_many(app, 3)
    delivered(app)
    sent_by_many(app, 5, spelling)
    assert (
        len(delivered(app)) + len([mail for mail in mails_in(Path(app.config["MAIL_FOLDER"])) if mail["To"][0] == "V"])
        == 3
    )


def test_links_of_one_spelling_are_never_mailed_to_another(app, clock):
    sent_by_many(app, 3)
    delivered(app)
    sent_by_many(app, 2, "victim+a@lab.example"), sent_by_many(app, 2, "victim+b@lab.example")
    clock.forward(seconds=3601)
    late = delivered(app)[3:]
    assert sorted(mail["To"] for mail in late) == ["victim+a@lab.example", "victim+b@lab.example"]
    assert [text_of(mail).count("/rma/ticket/") for mail in late] == [2, 2]


def test_corrections_count_too(app):
    for _ in range(5):
        browser = app.test_client()
        post_form(browser, {"email": VICTIM}, send(browser, email="other@lab.example"))
    assert len(delivered(app)) == 3


def test_the_links_of_all_its_tickets_share_one_days_three(app):
    tickets = sent_by_many(app, 3)
    delivered(app)
    for ticket in tickets:
        for _ in range(2):
            post_form(app.test_client(), {"number": ticket, "email": VICTIM, "do": "link"}, "/rma/status/")
    assert len(delivered(app)) == 3 + 3


def test_an_address_that_proved_itself_is_nobody_elses_and_gets_each_mail(app, client, store):
    receipt = send(client, email=VICTIM)
    prove_address(store, requests_of_draft(store, draft_key(receipt))[0].id, "2026-11-22T10:00:00Z")
    sent_by_many(app, 6)
    assert len(delivered(app)) == 7


def test_nothing_to_an_address_that_proved_itself_is_ever_held(app, client, store, limits):
    limits(drafts_an_hour=1, sent_an_hour=1)
    receipt = send(client, email=VICTIM)
    prove_address(store, requests_of_draft(store, draft_key(receipt))[0].id, timestamp())
    sent_by_many(app, 6)
    assert len(delivered(app)) == 7


def test_a_mail_that_is_held_is_not_sent_to_an_address_corrected_meanwhile(app, client, clock):
    sent_by_many(app, 3)
    delivered(app)
    receipt = send(client, email=VICTIM)
    post_form(client, {"email": "grace@lab.example"}, receipt)
    clock.forward(seconds=3601)
    assert len(delivered(app)) == 3


@pytest.fixture
def carried(app, clock):
    """Seven tickets of seven browsers, the last four of them told in one mail that no server has taken yet."""
    browsers = [app.test_client() for _ in range(7)]
    receipts = [send(browser, email=VICTIM) for browser in browsers]
    delivered(app)
    clock.forward(seconds=3601)
    gather_all(app)
    return list(zip(browsers, receipts, strict=True))


def test_a_ticket_corrected_while_that_one_mail_waits_loses_its_link_there_and_the_others_keep_theirs(app, carried):
    browser, receipt = carried[3]  # the first of those it tells of
    post_form(browser, {"email": "grace@lab.example"}, receipt)
    *_, last = delivered(app)
    assert text_of(last).count("/rma/ticket/") == 3 and text_of(last).count("/rma/status/") == 1


def test_more_requests_meanwhile_lose_none_of_those_it_tells_of(app, carried, clock):
    late = sent_by_many(app, 4)
    for _ in range(3):
        delivered(app)
        clock.forward(seconds=3601)
    told = " ".join(mail["Subject"] + text_of(mail) for mail in delivered(app))
    tickets = [*late, *(tickets_on(browser.get(receipt).text)[0] for browser, receipt in carried)]
    assert [ticket for ticket in tickets if show_ticket(ticket) not in told] == []


def test_where_that_one_mail_is_refused_every_case_it_tells_of_says_so(app, store, carried):
    [carrier] = rows(app.config["DATABASE"], "SELECT DISTINCT told_in FROM outbox WHERE told_in IS NOT NULL")
    give_up_mail(store, *carrier, "550 no such user", timestamp())
    failed = rows(app.config["DATABASE"], "SELECT DISTINCT request FROM event WHERE kind = 'mail-failed'")
    assert failed == [(4,), (5,), (6,), (7,)]
    assert signed_in(app).get("/rma/desk/").text.count("mail not sent") == 4


def test_an_address_that_had_its_ticket_in_that_one_mail_is_told_when_it_is_corrected(app, carried):
    delivered(app)
    browser, receipt = carried[6]
    post_form(browser, {"email": "grace@lab.example"}, receipt)
    *_, last = delivered(app)
    assert "no longer used" in last["Subject"]


def test_what_is_due_waits_on_while_its_mailbox_has_just_had_its_share(app, store, clock):
    sent_by_many(app, 3)
    delivered(app)
    sent_by_many(app, 2)
    with placing(app.config["DATABASE"]) as db:
        db.execute("UPDATE outbox SET held = ? WHERE held IS NOT NULL", [timestamp()])
    assert len(delivered(app)) == 3
    clock.forward(minutes=59)
    assert len(delivered(app)) == 3
    clock.forward(minutes=2)
    assert len(delivered(app)) == 4


def test_one_address_that_cannot_be_gathered_holds_up_no_other(app, client, clock, caplog):
    sent_by_many(app, 5), sent_by_many(app, 5, "victim.two@lab.example")
    delivered(app)
    clock.forward(seconds=3601)
    with placing(app.config["DATABASE"]) as db:  # a vendor that was taken away meanwhile
        db.execute("UPDATE request SET vendor = 'gone' WHERE email = ?", [VICTIM])
    assert [mail["To"] for mail in delivered(app)[6:]] == ["victim.two@lab.example"]
    assert "Held mails of one address wait" in caplog.text and client.get("/rma/healthz").status_code == 200
    clock.forward(seconds=3601)
    run_round(app)
    assert "ill: mail" in client.get("/rma/healthz").text


def test_it_is_seen_by_whoever_sent_and_at_the_desk(app, client):
    sent_by_many(app, 3)
    delivered(app)
    page = client.get(send(client, email=VICTIM)).text
    [ticket], desk = tickets_on(page), signed_in(app)
    assert "The mail is held until about" in page and "Your request is safe" in page and "spam" not in page
    assert "See the request</a>" in desk.get("/rma/desk/").text
    assert show_ticket(ticket) in desk.get("/rma/desk/lane/held/").text
    case = desk.get(f"/rma/desk/case/{ticket}/").text
    assert "<strong>held</strong> until" in case and "mail not sent" not in desk.get("/rma/desk/").text


def test_where_nothing_is_held_nothing_is_said(app, client):
    """The twin."""
    page = client.get(send(client, email=VICTIM)).text
    assert "is held" not in page and "held" not in signed_in(app).get("/rma/desk/").text


# One network, and all


def test_beyond_its_share_a_network_s_requests_are_stored_and_their_mails_held(app, limits, clock):
    limits(drafts_an_hour=2)
    for number in range(4):
        sent_by_many(app, 1, f"victim{number}@lab.example")
    assert [mail["To"] for mail in delivered(app)] == ["victim0@lab.example", "victim1@lab.example"]
    clock.forward(seconds=3601)
    assert len(delivered(app)) == 4


def test_another_network_is_not_held_for_it(app, limits):
    limits(drafts_an_hour=1)
    for number, network in enumerate(["192.0.2.1", "192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2"]):
        client = app.test_client()
        client.environ_base["REMOTE_ADDR"] = network
        send(client, email=f"victim{number}@lab.example")
    assert [mail["To"][6] for mail in delivered(app)] == ["0", "2", "3"]


def test_what_all_send_together_is_held_beyond_its_share_too(app, limits, clock):
    limits(sent_an_hour=3)
    for number in range(5):
        sent_by_many(app, 1, f"victim{number}@lab.example")
    assert len(delivered(app)) == 3
    clock.forward(seconds=3601)
    assert len(delivered(app)) == 5


def test_what_is_held_for_its_network_fills_nobody_elses_share(app, limits):
    limits(drafts_an_hour=1, sent_an_hour=3)
    sent_by_many(app, 6, "flood@lab.example")
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = "192.0.2.1"
    assert "is held" not in client.get(send(client, email=VICTIM)).text and len(delivered(app)) == 1


def test_ten_times_its_share_is_put_off_with_all_that_was_typed(app, limits, clock):
    limits(drafts_an_hour=1)
    made = [post_form(app.test_client(), filled()) for _ in range(quota.MULTIPLE)]
    client, data = app.test_client(), filled({"problem": "green lines", "bought_from": "other"})
    answer = post_form(client, data)
    assert [one.status_code for one in made] == [303] * len(made)
    assert answer.status_code == 429 and 0 < int(answer.headers["Retry-After"]) <= 3600
    values = Fields(answer.text).values
    assert {name: values.get(name) for name in data if name != "do"} == {
        name: data[name] for name in data if name != "do"
    }
    clock.forward(seconds=3601)
    assert client.post("/rma/flir/", data=values | {"do": "continue"}).status_code == 303


def test_forms_that_were_saved_up_are_held_when_they_are_sent(app, limits, clock):
    limits(drafts_an_hour=2)
    saved = []
    for number in range(6):
        client = app.test_client()
        saved.append((client, review(client, filled(email=f"victim{number}@lab.example"))))
        clock.forward(minutes=31)
    for client, at in saved:
        confirm(client, at)
    assert len(delivered(app)) == 2


@pytest.mark.parametrize("limit, sent, hours", [(2, 2, 1), (2, 5, 2), (300, 301, 1)])
def test_what_is_held_waits_as_many_hours_as_its_share_would_take(app, store, limit, sent, hours):
    with placing(app.config["DATABASE"]) as db:
        for _ in range(sent):
            place(db, timestamp())
        db.execute("UPDATE draft SET network = 'n', confirmed = created")
    limits = Limits(drafts_an_hour=limit, sent_an_hour=10**6)
    until = quota.hold_of(store, {"network": "n", "held": 0}, limits, timestamp())
    assert until == later(timestamp(), hours * 3600)


def test_who_goes_on_with_a_form_begins_none(app, client, limits):
    limits(drafts_an_hour=1)
    at = review(client, filled()).replace("review", "edit")
    for _ in range(quota.MULTIPLE + 2):
        token = hidden(client.get(at).text, "csrf_token")
        assert client.post(at, data=filled(csrf_token=token)).status_code == 303
    assert rows(app.config["DATABASE"], "SELECT count(*) FROM draft") == [(1,)]


def test_a_hundred_forms_in_a_moment_take_the_room_of_ten(app, limits):
    limits(drafts_an_hour=1)
    client = app.test_client()
    token = hidden(client.get("/rma/flir/").text, "csrf_token")
    codes = {client.post("/rma/flir/", data=filled(csrf_token=token)).status_code for _ in range(100)}
    assert codes == {303, 429} and rows(app.config["DATABASE"], "SELECT count(*) FROM draft") == [(quota.MULTIPLE,)]


def test_all_forms_that_were_begun_take_only_so_much_room(app, client, limits):
    limits(draft_megabytes=1)
    at = review(client, filled())
    with placing(app.config["DATABASE"]) as db:
        db.execute("UPDATE draft SET size = 999990")
    assert post_form(app.test_client(), filled()).status_code == 429
    assert post_form(client, filled(), at.replace("review", "edit")).status_code == 303  # its own room is its own
    with placing(app.config["DATABASE"]) as db:
        db.execute("UPDATE draft SET size = 999990")
    with placing(app.config["DATABASE"]) as db:
        db.execute("UPDATE draft SET confirmed = created")  # what was sent is no draft any more
    assert post_form(app.test_client(), filled()).status_code == 303


def test_a_form_that_is_too_large_comes_back_whole(client):
    long = {"error_text": "E" * 4000, "serials": ""}
    data = filled(*[long | {"unreadable": "1", "problem": "x" * 200} for _ in range(18)])
    answer = post_form(client, data)
    assert answer.status_code == 413 and "more than can be kept" in answer.text and answer.text.count("E" * 4000) == 18


@pytest.mark.parametrize("limits", [Limits(), Limits(drafts_an_hour=1, sent_an_hour=1)])
def test_no_flood_is_counted_by_reading_a_whole_table(app, store, limits):
    asked = []
    store.db.conn.set_trace_callback(asked.append)
    client = app.test_client()
    send(client)
    save_draft(store, replace(read_draft(store, draft_key(send(client))), key="another", network="n"), limits)
    quota.hold_of(store, {"network": "n", "held": 0}, limits, timestamp())
    first_mails.of_mailbox(store, VICTIM, timestamp())
    gather_mails(store, {"mailbox": VICTIM, "address": VICTIM}, None, timestamp())
    mailboxes_with_room(store, timestamp())
    store.db.conn.set_trace_callback(None)
    plans = [
        row["detail"]
        for sql in asked
        if sql.lstrip().startswith("SELECT")
        for row in store.rows(f"EXPLAIN QUERY PLAN {sql}")
    ]
    assert (
        plans
        and [plan for plan in plans if plan.startswith(("SCAN draft", "SCAN outbox")) and "INDEX" not in plan] == []
    )
