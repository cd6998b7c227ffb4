"""The queue: what waits for whom in which order, who has it in hand, what is put aside and what is unread."""

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from forms.desk.queue.claim_page import A_DAY, NEWER, TOO_FAR
from forms.desk.queue.queue_page import A_PAGE
from forms.records.ticket import show_ticket
from forms.records.timestamps import later
from forms.rma.transition import Intent
from forms.steps.take import take
from forms.store.database.connection import open_store
from forms.store.desk.claims import claim_case, read_claim
from forms.store.desk.queue import CAMERAS, COUNTED, LINES, LISTS, next_case, queue_rows, read_worklist
from forms.store.events import last_event
from forms.store.mail.outbox import give_up_mail, mails_of
from forms.store.requests import read_history, request_by_id, requests_of_draft
from forms.web.request_context import timestamp
from tests.bench.made import fill
from tests.support.steps import draft_key, hidden, make_staff, send, signed_in, ticket_path

NOON = "2026-11-23 12:00Z"  # a Monday


@pytest.fixture
def sam(app):
    return make_staff(app)


@pytest.fixture
def kim(app):
    return make_staff(app, "kim", "Kim Keen")


@pytest.fixture
def desk(app, sam):
    """Sam's browser."""
    return signed_in(app)


@pytest.fixture
def one(client, store):
    return sent(client, store)


def sent(client, store, *batches, **person):
    return requests_of_draft(store, draft_key(send(client, *batches, **person)))[0]


def step(app, store, one, step_id, actor="staff:1", **said):
    """Take a step with all units of a request."""
    vendor, seen = app.vendors[one.vendor], last_event(store, one.id)
    ids = [unit.id for unit in one.units]
    take(store, Intent(one, step_id, ids, said, actor, vendor, app.settings, timestamp(), seen))
    return request_by_id(store, one.id)


def tickets(desk, name="support", query=""):
    """The tickets of a worklist's page, in order."""
    return re.findall(r'href="/rma/desk/case/([A-Z]+)/"', desk.get(list_path(name) + query).text)


def list_path(name):
    return f"/rma/desk/lane/{name}/"


def line_of(desk, one, name="support"):
    """What one line of a worklist says, in words."""
    page = desk.get(list_path(name)).text
    [row] = [row for row in re.findall(r"<tr.*?</tr>", page, re.S) if one.ticket in row]
    return " ".join(re.sub(r"<[^>]*>", " ", row).split())


def press(desk, one, do, **more):
    """Press one of the buttons that say who has a case in hand."""
    data = {"csrf_token": hidden(desk.get("/rma/desk/").text, "csrf_token"), "do": do}
    return desk.post(f"/rma/desk/case/{one.ticket}/hold/", data=data | {"seen": seen(desk, one)} | more)


def seen(desk, one):
    with closing(open_store(desk.application.config["DATABASE"])) as store:
        return last_event(store, one.id)


def kinds(store, one):
    return [(event.kind, event.actor) for event in read_history(store, one.id).events]


# The worklists


def test_what_a_customer_sent_stands_in_mine_and_is_new(desk, one):
    assert tickets(desk) == [one.ticket] and "new" in line_of(desk, one)


def test_the_plain_address_is_mine(desk, one):
    assert one.ticket in desk.get("/rma/desk/").text


def test_the_oldest_promise_stands_first(app, client, store, clock):
    asked = {}
    for ago in (3, 13, 8):
        clock.forward(days=-ago)
        asked[ago] = sent(client, store).ticket
        clock.forward(days=ago)
    assert tickets(signed_in(app)) == [asked[ago] for ago in (13, 8, 3)]


def test_a_request_moves_to_the_lane_of_whoever_has_the_ball(app, desk, store, one):
    step(app, store, one, "advise", words="Try another cable.")
    assert (tickets(desk), tickets(desk, "customer")) == ([], [one.ticket])


def test_each_tab_tells_how_many_stand_in_it(app, desk, client, store, one):
    step(app, store, sent(client, store), "advise", words="Try another cable.")
    tabs = re.findall(r'href="[^"]*"[^>]*>([A-Z][a-z- ]+) <span class="number">(\d+)', desk.get("/rma/desk/").text)
    assert dict(tabs) == {"Mine": "1", "Customer": "1", "Goods-in": "0", "Accounts": "0", "Put aside": "0"}


def test_an_endless_list_is_counted_no_further(desk, app, store, one, monkeypatch):
    monkeypatch.setattr("forms.store.desk.queue.COUNTED", 1)
    monkeypatch.setattr("forms.desk.queue.queue_page.COUNTED", 1)
    assert COUNTED == 1000 and '<span class="number">0+</span>' in desk.get("/rma/desk/").text


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_worklist_says_so(desk, name):
    assert 'class="nothing"' in desk.get(list_path(name)).text


@pytest.mark.parametrize(
    "path", ["lane/nowhere/", "?after=x", "?after=2026-11-22T14:00:00Z", "?after=~1", "?after=%00"]
)
def test_an_address_nobody_made_is_not_found(desk, path):
    assert desk.get(f"/rma/desk/{path}").status_code == 404


def test_nobody_else_reads_it(client, one):
    assert client.get(list_path("support")).status_code == 303


# What a line says


def test_a_line_names_camera_state_company_and_vendor(desk, client, store):
    one = sent(client, store, company="Kestrel Robotics")
    line = line_of(desk, one)
    assert "FLIR BFS-U3-51S5C × 2 2 Received Kestrel Robotics" in line and show_ticket(one.ticket) in line


def test_without_a_company_the_person_is_named(desk, one):
    assert "Ada Example" in line_of(desk, one)


def test_a_second_model_is_counted(desk, client, store):
    both = {"purpose": "refund"}
    one = sent(client, store, {}, {"model": "GS3-U3-23S6M", "serials": "16048503"}, **both)
    assert "and 1 more model" in line_of(desk, one) or len(requests_of_draft(store, one.draft)) == 2


def test_cameras_of_different_fate_are_counted_apart(app, desk, store, one):
    vendor = app.vendors[one.vendor]
    first, said = [one.units[0].id], {"reason": "other", "words": "No."}
    take(store, Intent(one, "refuse", first, said, "staff:1", vendor, app.settings, timestamp()))
    assert "1 Refused, 1 Received" in line_of(desk, one)


@pytest.mark.day(NOON)
@pytest.mark.parametrize(
    "due, told",
    [
        ("2026-11-22T23:59:59Z", "overdue since 23 November 2026"),
        ("2026-11-23T23:59:59Z", "by 23 November 2026"),
        ("2026-11-20T08:15:00Z", "waits since 20 November 2026"),
    ],
)
def test_a_line_opens_with_its_promise(app, desk, one, due, told):
    with closing(sqlite3.connect(app.config["DATABASE"])) as db, db:
        db.execute("UPDATE lane SET due = ?", [due])
    assert told in line_of(desk, one)


def test_what_a_customer_typed_is_shown_and_never_run(desk, client, store):
    one = sent(client, store, company="<script>alert(1)</script>", name="\"'><img src=x onerror=alert(1)>")
    page = desk.get(list_path("support")).text
    assert "&lt;script&gt;" in page and "<script>alert" not in page and "<img" not in page and one.ticket in page


# Page by page


def test_paging_visits_each_request_exactly_once(app, desk, store, sam):
    fill(app, 3000, sam.id)
    visited, query = [], ""
    while query is not None:
        page = desk.get(list_path("customer") + query).text
        visited += re.findall(r'href="/rma/desk/case/([A-Z]+)/"', page)
        onward = re.search(r'class="onward" href="[^"?]*([^"]*)"', page)
        query = onward and onward[1].replace("&amp;", "&")
    places = read_worklist(store, "customer", sam.id, timestamp(), most=10**6)
    assert visited == [line["ticket"] for line in queue_rows(store, [id for due, id in places])]
    assert len(set(visited)) == len(visited) > 2 * A_PAGE


# Unread


def test_what_the_customer_says_later_comes_back_to_support_unread(app, desk, store, one):
    step(app, store, one, "advise", words="Try another cable.")
    step(app, store, one, "tell", "customer", said="Which cable?")
    assert tickets(desk) == [one.ticket] and " new" in f" {line_of(desk, one)}"


def test_once_it_is_read_it_leaves_where_support_has_nothing_to_do(app, desk, store, one):
    step(app, store, one, "advise", words="Try another cable.")
    step(app, store, one, "tell", "customer", said="Which cable?")
    assert press(desk, one, "read").status_code == 303
    assert (tickets(desk), tickets(desk, "customer")) == ([], [one.ticket])


def test_once_it_is_read_it_stays_where_support_has_the_ball(desk, store, one):
    before = read_worklist(store, "support", 1, timestamp())
    press(desk, one, "read")
    assert read_worklist(store, "support", 1, timestamp()) == before and "new" not in line_of(desk, one)


def test_what_came_after_the_page_was_opened_is_not_marked_as_read(app, desk, store, one):
    looked = last_event(store, one.id)
    step(app, store, one, "tell", "customer", said="It smokes.")
    answer = press(desk, one, "read", seen=looked)
    assert answer.status_code == 409 and NEWER in answer.text and read_claim(store, one.id)["unread"]


def test_looking_alone_changes_nothing(app, desk, store, one):
    with closing(sqlite3.connect(app.config["DATABASE"])) as db:
        dump = list(db.iterdump())
        for path in ["/rma/desk/", *map(list_path, LISTS), "/rma/desk/search/?q=ada"] * 3:
            assert desk.get(path).status_code == 200
        assert list(db.iterdump()) == dump


# Claims


def test_a_claim_is_mine_and_behind_a_link_for_others(app, desk, one, kim):
    other = signed_in(app, "kim")
    press(other, one, "claim")
    assert (tickets(desk), tickets(desk, "others"), tickets(other)) == ([], [one.ticket], [one.ticket])
    assert "1 claimed by others" in desk.get("/rma/desk/").text and "Kim Keen" in line_of(desk, one, "others")


def test_my_worklist_says_whose_it_is(desk, one):
    pages = [desk.get("/rma/desk/").text, desk.get(list_path("customer")).text]
    assert ["Yours and nobody's" in page for page in pages] == [True, False]


def test_my_own_line_says_you(desk, one):
    press(desk, one, "claim")
    assert line_of(desk, one).endswith(" you")


def test_what_another_has_is_told_and_not_taken(app, desk, store, one, kim):
    press(signed_in(app, "kim"), one, "claim")
    answer = press(desk, one, "claim")
    assert answer.status_code == 409 and "Kim Keen has had it since" in answer.text
    assert read_claim(store, one.id)["owner"] == kim.id


def test_it_is_taken_over_once_that_is_said(app, desk, store, one, kim, sam):
    press(signed_in(app, "kim"), one, "claim")
    assert press(desk, one, "take-over", owner=kim.id).status_code == 303
    assert read_claim(store, one.id)["owner"] == sam.id
    assert kinds(store, one)[-2:] == [("claimed", f"staff:{kim.id}"), ("claimed", f"staff:{sam.id}")]


def test_it_is_not_taken_from_somebody_who_was_not_named(app, desk, store, one, kim):
    press(signed_in(app, "kim"), one, "claim")
    assert press(desk, one, "take-over", owner="").status_code == 409
    assert (
        press(desk, one, "take-over", owner=kim.id + 7).status_code == 409
        and read_claim(store, one.id)["owner"] == kim.id
    )


def test_of_two_at_once_one_has_it_and_the_other_is_told(app, one, sam, kim):
    def claim(staff):
        with closing(open_store(app.config["DATABASE"])) as store:
            return claim_case(store, one.id, staff.id, timestamp())

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(claim, [sam, kim])) == [False, True]


def test_claiming_twice_is_one_event(desk, store, one):
    press(desk, one, "claim"), press(desk, one, "claim")
    assert [kind for kind, actor in kinds(store, one)].count("claimed") == 1


def test_letting_go_gives_it_to_everybody(app, desk, store, one, kim):
    press(desk, one, "claim"), press(desk, one, "release")
    assert tickets(signed_in(app, "kim")) == [one.ticket] and read_claim(store, one.id)["owner"] is None


def test_nobody_lets_go_of_what_another_has(app, desk, store, one, kim):
    press(signed_in(app, "kim"), one, "claim")
    press(desk, one, "release")
    assert read_claim(store, one.id)["owner"] == kim.id and kinds(store, one)[-1][0] == "claimed"


def test_having_it_in_hand_is_in_nobodys_way(desk, store, one):
    before = last_event(store, one.id)
    for do in ("claim", "tomorrow", "wake", "read", "release"):
        assert press(desk, one, do).status_code == 303
    assert [kind for kind, actor in kinds(store, one)[-5:]] == ["claimed", "snoozed", "woken", "read", "released"]
    assert last_event(store, one.id) == before


def test_letting_go_of_what_one_has_not_says_so(app, desk, one, kim):
    press(desk, one, "release")
    assert "Nobody has it. Nothing was changed." in desk.get("/rma/desk/").text
    press(signed_in(app, "kim"), one, "claim")
    press(desk, one, "release")
    page = desk.get("/rma/desk/").text
    assert "Kim Keen has it. Nothing was changed." in page and "You have let go of it." not in page


# A mail that could not be sent


def given_up(store, one):
    give_up_mail(store, mails_of(store, one.id)[-1].id, "550 no such user", timestamp())


def test_a_mail_given_up_brings_its_request_back_as_new_and_says_so(app, desk, store, one):
    step(app, store, one, "advise", words="Try another cable.")
    assert tickets(desk) == []
    given_up(store, one)
    assert tickets(desk) == [one.ticket] and tickets(desk, "customer") == [one.ticket]
    assert line_of(desk, one).startswith("new") and "mail not sent" in line_of(desk, one)


def test_a_mail_given_up_wakes_what_is_put_aside(desk, store, one):
    press(desk, one, "tomorrow")
    given_up(store, one)
    assert tickets(desk) == [one.ticket]


def test_a_mail_given_up_is_in_nobodys_way_and_the_customer_is_not_told(app, client, desk, store, one):
    seen, page = last_event(store, one.id), client.get(ticket_path(app, one)).text
    given_up(store, one)
    assert last_event(store, one.id) == seen and "could not be sent" in desk.get(f"/rma/desk/case/{one.ticket}/").text
    assert untokened(client.get(ticket_path(app, one)).text) == untokened(page)


def untokened(page):
    return page.replace(hidden(page, "csrf_token"), "")


def test_once_it_is_read_a_mail_given_up_no_longer_waits_for_support(app, desk, store, one):
    step(app, store, one, "advise", words="Try another cable.")
    given_up(store, one)
    assert press(desk, one, "read").status_code == 303
    assert tickets(desk) == [] and "mail not sent" not in line_of(desk, one, "customer")


def test_a_mail_withdrawn_before_it_failed_brings_nothing_back(app, store, one):
    mail = mails_of(store, one.id)[0]
    with store.writing() as db:
        db.execute("UPDATE outbox SET next_try = NULL, error = 'withdrawn' WHERE id = ?", [mail.id])
    give_up_mail(store, mail.id, "550 no such user", timestamp())
    assert "mail-failed" not in [kind for kind, actor in kinds(store, one)]


# Put aside


@pytest.mark.day(NOON)
@pytest.mark.parametrize(
    "do, day, back",
    [
        ("tomorrow", "", "2026-11-24"),
        ("three-days", "", "2026-11-26"),
        ("monday", "", "2026-11-30"),
        ("until", "2026-12-24", "2026-12-24"),
        ("until", "24 December 2026", "2026-12-24"),
    ],
)
def test_what_is_put_aside_leaves_until_its_time(app, one, sam, clock, do, day, back):
    assert press(signed_in(app), one, do, day=day).status_code == 303
    clock.move_to(f"{back} 00:00Z")
    assert tickets(signed_in(app)) == [one.ticket]
    clock.move_to(later(f"{back}T00:00:00Z", -1))
    assert (tickets(signed_in(app)), tickets(signed_in(app), "snoozed")) == ([], [one.ticket])


@pytest.mark.day(NOON)
@pytest.mark.parametrize("day", ["", "2026-11-23", "2026-11-22", "2026-02-30", "soon", "3/4/2027", "\x00", "9" * 500])
def test_a_day_that_will_not_do_is_told(app, one, sam, day):
    answer = press(signed_in(app), one, "until", day=day)
    assert answer.status_code == 422 and A_DAY.format("30 November 2026") in answer.text


@pytest.mark.day(NOON)
def test_more_than_a_year_is_too_far(app, one, sam):
    answer = press(signed_in(app), one, "until", day="2028-01-01")
    assert answer.status_code == 422 and TOO_FAR in answer.text and 'value="2028-01-01"' in answer.text


def test_what_the_customer_says_brings_it_back(app, desk, store, one):
    press(desk, one, "three-days")
    assert tickets(desk) == []
    step(app, store, one, "tell", "customer", said="It smokes.")
    assert tickets(desk) == [one.ticket]


def test_what_came_meanwhile_is_not_put_aside(app, desk, store, one):
    looked = last_event(store, one.id)
    step(app, store, one, "tell", "customer", said="It smokes.")
    assert press(desk, one, "tomorrow", seen=looked).status_code == 409 and tickets(desk) == [one.ticket]


def test_it_can_be_brought_back_before_its_time(desk, one):
    press(desk, one, "three-days"), press(desk, one, "wake")
    assert tickets(desk) == [one.ticket]


# The way back, and what is refused


@pytest.mark.parametrize(
    "back, leads",
    [
        ("/rma/desk/lane/customer/", "/rma/desk/lane/customer/"),
        ("", "/rma/desk/"),
        ("//evil.example/", "/rma/desk/"),
        ("https://evil.example/", "/rma/desk/"),
        ("/rma/desk/../status/", "/rma/desk/"),
        ("/rma/desk/\\evil.example", "/rma/desk/"),
        ("/rma/status/", "/rma/desk/"),
    ],
)
def test_it_leads_back_into_the_desk_only(desk, one, back, leads):
    assert press(desk, one, "claim", back=back).headers["Location"] == leads


def test_without_the_token_nothing_changes(desk, store, one):
    answer = desk.post(f"/rma/desk/case/{one.ticket}/hold/", data={"do": "claim"})
    assert answer.status_code == 422 and read_claim(store, one.id)["owner"] is None


@pytest.mark.parametrize("do", ["", "claim ", "delete"])
def test_a_button_nobody_made_is_refused(desk, one, do):
    assert press(desk, one, do).status_code == 400


def test_another_ticket_is_not_found(desk, one):
    answer = desk.post("/rma/desk/case/KXQTFRMWLH/hold/", data={"do": "claim"})
    assert answer.status_code == 404


# The next one


def test_the_next_case_is_the_one_behind(client, store, sam):
    first, second = sent(client, store), sent(client, store)
    ends = {one.id: next_case(store, sam.id, one.id, timestamp()) for one in (first, second)}
    assert ends == {first.id: second.ticket, second.id: first.ticket}


def test_once_a_case_has_left_the_next_is_the_first(app, client, store, sam):
    first, second = sent(client, store), sent(client, store)
    step(app, store, second, "advise", words="Try another cable.")
    assert next_case(store, sam.id, second.id, timestamp()) == first.ticket


def test_after_the_last_case_there_is_none(store, one, sam):
    assert next_case(store, sam.id, one.id, timestamp()) is None


# Quick, however long the list


def plan(store, sql, names):
    """How the database would go about it, in one text."""
    return " · ".join(row["detail"] for row in store.rows(f"EXPLAIN QUERY PLAN {sql}", names))


ASKED = {"lane": "customer", "staff": 1, "now": "2026", "due": "", "request": 0, "most": 51}


@pytest.mark.parametrize("name", LISTS)
def test_a_worklist_is_walked_in_order_and_never_sorted(store, name):
    told = plan(store, LISTS[name], ASKED)
    assert "SCAN" not in told and "TEMP B-TREE" not in told
    assert {"snoozed": "desk_snoozed", "held": "outbox_held"}.get(name, "lane_order") in told


@pytest.mark.parametrize("name", LISTS)
def test_without_its_index_it_would_be(app, name):
    """The twin: the plan tells when the index is gone."""
    with closing(sqlite3.connect(app.config["DATABASE"])) as db, db:
        db.executescript("DROP INDEX lane_order; DROP INDEX desk_snoozed; DROP INDEX outbox_held")
    with closing(open_store(app.config["DATABASE"])) as store:
        told = plan(store, LISTS[name], ASKED)
    assert "SCAN" in told or "TEMP B-TREE" in told


@pytest.mark.parametrize("sql", [LINES, CAMERAS])
def test_the_lines_of_a_page_are_looked_up_one_by_one(store, sql):
    told = plan(store, sql, ["[1, 2]"])
    assert [piece for piece in told.split(" · ") if piece.startswith("SCAN")] == ["SCAN wanted VIRTUAL TABLE INDEX 1:"]
