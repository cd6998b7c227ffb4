"""The search: whatever support is told on the telephone finds the case, and what was typed can do no harm."""

import re
import sqlite3
from contextlib import closing
from html import unescape
from urllib.parse import quote

import pytest
from flask import render_template

from forms.desk.queue.search_page import MOST, TOO_LONG, Group
from forms.records.ticket import KIN, LETTERS, near_tickets, new_ticket, show_ticket
from forms.store.database.connection import open_store
from forms.store.desk.search import FINDS, LAST, asked_of
from forms.store.desk.search import MOST as AT_ONCE
from forms.store.requests import request_by_id, requests_of_draft
from tests.bench.made import fill
from tests.support.placed import place, placing
from tests.support.steps import draft_key, make_staff, send, signed_in

TICKET, OF_KIN = "KXQTFRMWLH", "TTMMFFKKKR"
PERSON = {
    "name": "Émile Sørensen", "email": "emile.sorensen@optics.lab.example", "company": "Äquator 100 % Messtechnik",
    "own_reference": "PO_4711/ä",
}  # fmt: skip


@pytest.fixture
def sam(app):
    return make_staff(app)


@pytest.fixture
def desk(app, sam):
    return signed_in(app)


@pytest.fixture
def one(app, client, store):
    """One request with a ticket that can be misread, an RMA number of each kind and a replaced camera."""
    send(client, {"company": "no batch has one"}, **{"email": "other@else.example"})
    one = requests_of_draft(store, draft_key(send(client, {"serials": "16048777\n16048778"}, **PERSON)))[0]
    with closing(sqlite3.connect(app.config["DATABASE"])) as db, db:
        db.execute("UPDATE request SET ticket = ? WHERE id = ?", [OF_KIN, one.id])
        db.execute("UPDATE unit SET new_serial = '20999888' WHERE id = ?", [one.units[0].id])
        db.execute("INSERT INTO rma (number, request, source, issued) VALUES ('100014', ?, 'series', '2026')", [one.id])
        db.execute("INSERT INTO rma (number, request, source, issued) VALUES ('7421', ?, 'entered', '2026')", [one.id])
    return request_by_id(store, one.id)


def search(desk, text):
    return desk.get(f"/rma/desk/search/?q={quote(text)}")


def found(answer):
    """{way: tickets} on a page of results."""
    groups = re.findall(r'<section class="found" id="([a-z-]+)">(.*?)</section>', answer.text, re.S)
    return {way: re.findall(r"/rma/desk/case/([A-Z]+)/", text) for way, text in groups}


# What finds a case


@pytest.mark.parametrize("write", [str, str.lower, show_ticket, " ".join, "[#{}]".format, " Ticket: {} ".format])
def test_a_ticket_leads_straight_to_its_case(desk, one, write):
    answer = search(desk, write(OF_KIN))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/rma/desk/case/{OF_KIN}/")


@pytest.mark.parametrize("number", ["100014", "100 014", " RMA no. 100-014", "[RMA#100014]", "7421", "RMA 7421"])
def test_an_rma_number_leads_straight_to_its_case(desk, one, number):
    assert search(desk, number).headers["Location"] == f"/rma/desk/case/{OF_KIN}/"


@pytest.mark.parametrize("heard", sorted(KIN))
def test_a_letter_that_rhymes_is_read_as_its_kin_and_said_so(desk, one, heard):
    answer = search(desk, OF_KIN.replace(KIN[heard], heard))
    assert found(answer) == {"ticket": [OF_KIN]} and f"We read {heard} as {KIN[heard]}." in answer.text


@pytest.mark.parametrize(
    "slip",
    ["TTMMFFKKKH", "XTMMFFKKKR", "TTMMFFKKRK", "TTMMFFKKK", "TTMMFFKKKRR", "TTMM FFXKK KR", "ttmma-fkkkr"],
)
def test_a_ticket_with_a_slip_offers_the_one_meant(desk, one, slip):
    assert OF_KIN in found(search(desk, slip))["near"]


@pytest.mark.parametrize(
    "text, way",
    [
        ("16048777", "serial"),
        ("S/N 16048777", "serial"),
        ("serial no. 16048777", "serial"),
        ("20999888", "new-serial"),
        ("1604877", "serial-start"),
        ("emile.sorensen@optics.lab.example", "email"),
        ("EMILE.Sorensen@optics.LAB.example", "email"),
        ("emile.sor", "email-start"),
        ("emile.sorensen@op", "email-start"),
        ("@optics.lab.example", "domain"),
        ("Optics.Lab.Example", "domain"),
        ("messtech", "company"),
        ("ÄQUATOR", "company"),
        ("äquator", "company"),
        ("100 %", "company"),
        ("sørensen", "name"),
        ("ÉMILE", "name"),
        ("po_4711", "reference"),
        ("4711/Ä", "reference"),
    ],
)
def test_this_finds_the_request_this_way(desk, one, text, way):
    assert found(search(desk, text)).get(way) == [OF_KIN]


@pytest.mark.parametrize(
    "text", ["PO%4711", "PO?4711", "P_ä", "160", "%", "__", "Sørensen%", "lab.example", "@example"]
)
def test_what_only_looks_alike_finds_nothing(desk, one, text):
    answer = search(desk, text)
    assert answer.status_code == 200 and OF_KIN not in answer.text


def test_a_number_that_is_also_a_serial_shows_both(app, desk, one):
    with closing(sqlite3.connect(app.config["DATABASE"])) as db, db:
        db.execute(
            "UPDATE unit SET serial = '7421' WHERE batch NOT IN (SELECT id FROM batch WHERE request = ?)", [one.id]
        )
    assert set(found(search(desk, "7421"))) >= {"rma", "serial"}


def test_the_newest_stands_first_and_a_request_once_in_its_group(client, desk, store):
    tickets = [requests_of_draft(store, draft_key(send(client)))[0].ticket for _ in range(3)]
    groups = found(search(desk, "1604"))
    assert groups["serial-start"] == tickets[::-1]


def test_more_than_fit_is_said(app, desk, sam):
    fill(app, 400, sam.id)
    answer = search(desk, "amp")
    assert len(found(answer)["name"]) == MOST and "There are more" in answer.text


# What finds nothing, and what means harm


@pytest.mark.parametrize("text", ["", " ", "zzzz", "KXQTF", "9" * 12, "a@", "@"])
def test_where_nothing_fits_it_says_what_can_be_found(desk, one, text):
    answer = search(desk, text)
    assert answer.status_code == 200 and found(answer) == {} and "This can be found:" in answer.text


HOSTILE = [
    "'", '"', "%", "_", "\\", "' OR 1=1 --", '"; DROP TABLE request; --', "\x00", "a\x00b", "\ud7ff\uffff", "🎥" * 50,
    "<script>alert(1)</script>", "{{ 31337*31337 }}", "[", "[#", "*", "a" * 200, LAST, "①②③④", "१२३४५६७८",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_looked_for(app, desk, one, text):
    with closing(sqlite3.connect(app.config["DATABASE"])) as db:
        dump = list(db.iterdump())
        answer = search(desk, text)
        assert answer.status_code == 200 and list(db.iterdump()) == dump
    assert "<script>alert" not in answer.text and "982007569" not in answer.text


@pytest.mark.parametrize("raw", ["%ff%fe", "%c3%28", "%ed%a0%80", "%"])
def test_bytes_that_are_no_text_are_borne(desk, one, raw):
    assert desk.get(f"/rma/desk/search/?q={raw}").status_code == 200


def test_ten_thousand_characters_are_told_to_be_fewer(desk, one):
    answer = search(desk, "é" * 10_000)
    assert answer.status_code == 422 and TOO_LONG in answer.text


def test_what_a_customer_typed_is_shown_and_never_run(client, desk):
    typed = "<img src=x onerror=alert(1)> lab"
    send(client, company=typed, name=typed, own_reference=typed)
    answer = search(desk, "onerror")
    assert "<img" not in answer.text and typed in unescape(answer.text)
    assert set(found(answer)) == {"company", "name", "reference"}


def test_nobody_else_searches(client, one):
    assert "sign-in" in client.get(f"/rma/desk/search/?q={OF_KIN}").headers["Location"]


# Tickets near a slip


def test_every_single_slip_is_caught():
    ticket = new_ticket()
    slips = {ticket[:at] + letter + ticket[at + 1 :] for at in range(10) for letter in LETTERS}
    slips |= {ticket[:at] + ticket[at + 1 :] for at in range(10)}
    slips |= {ticket[:at] + ticket[at + 1] + ticket[at] + ticket[at + 2 :] for at in range(9)}
    assert [slip for slip in slips - {ticket} if ticket not in near_tickets(slip)] == []


@pytest.mark.parametrize("text", ["", "KXQTF", "KXQTFRMWLHKX", "KXQTF 12345", "1234567890", "é" * 10_000])
def test_what_is_no_ticket_is_near_none(text):
    assert near_tickets(text) == []


@pytest.mark.parametrize(
    "text, way", [("1604-8777", "serial"), ("20999-888", "new-serial"), ("2099 9888", "new-serial")]
)
def test_a_serial_is_found_with_the_marks_its_label_has(desk, one, text, way):
    assert found(search(desk, text))[way] == [OF_KIN]


# The vendor's own numbers, and the dealer who may see it


@pytest.fixture
def by_mail(app, one):
    with placing(app.config["DATABASE"]) as db:
        numbers = {"intake": "mailbox", "their_ticket": "PX-44871", "their_rma": "RMA 2026/0815"}
        id = place(db, "2026-11-22T10:00:00Z", lanes=(), dealer="ACME", units=[{"state": "by-mail"}], **numbers)
        db.execute("UPDATE request SET ticket = ? WHERE id = ?", [TICKET, id])


@pytest.mark.parametrize("text, way", [
    ("PX-44871", "their-ticket"), (" px-44871 ", "their-ticket"), ("rma  2026/0815", "their-rma"),
    ("ACME", "dealer"), ("acme", "dealer"), ("Imaging", "dealer"),
])  # fmt: skip
def test_it_is_found_by_the_vendors_own_numbers_and_by_its_dealer(desk, by_mail, text, way):
    assert found(search(desk, text)) == {way: [TICKET]}


@pytest.mark.parametrize("text", ["PX-4487", "RMA 2026", "NORTH-7", "I"])
def test_what_only_begins_so_or_sees_nothing_finds_it_not(desk, by_mail, text):
    assert not {"their-ticket", "their-rma", "dealer"} & found(search(desk, text)).keys()


# Letters of every kind


@pytest.mark.parametrize("text", ["株式会社", "ÄQUATOR"])
def test_letters_beyond_the_plain_ones_find_what_is_older_than_the_limit(app, desk, one, text):
    with placing(app.config["DATABASE"]) as db:
        place(db, "2020-01-01T00:00:00Z", company="株式会社 Äquator", units=[{"serial": "1"}])
        for number in range(AT_ONCE):
            place(db, "2026-11-22T10:00:00Z", company=f"Some company {number}")
    assert "株式会社 Äquator" in search(desk, text).text


# Quick with a hundred thousand requests


def plans(store):
    """{way: how the database would go about it}."""
    told = {way: store.rows(f"EXPLAIN QUERY PLAN {sql}", asked_of(way, "x")) for way, sql in FINDS.items()}
    return {way: " · ".join(row["detail"] for row in rows) for way, rows in told.items()}


LOOKED_THROUGH = {"company", "name", "reference"}


@pytest.mark.parametrize("way", sorted(FINDS.keys() - LOOKED_THROUGH))
def test_no_table_is_read_from_end_to_end(store, way):
    tables = re.findall(r"SCAN (?!json_each|newest)\w+", plans(store)[way])
    assert tables == [] and "USING" in plans(store)[way]


@pytest.mark.parametrize("way", sorted(LOOKED_THROUGH))
def test_words_are_looked_for_in_an_index_that_holds_nothing_else(store, way):
    assert "SCAN request USING COVERING INDEX request_words" in plans(store)[way]


@pytest.mark.parametrize(
    "index, way",
    [
        ("unit_serial", "serial"), ("unit_serial", "serial-start"), ("unit_new_serial", "new-serial"),
        ("request_email", "email"), ("request_email", "email-start"), ("request_domain", "domain"),
        ("request_their_rma", "their-rma"), ("request_their_ticket", "their-ticket"), ("request_dealer", "dealer"),
    ],
)  # fmt: skip
def test_without_its_index_a_table_would_be_read_whole(app, index, way):
    """The twin: the plan tells when an index is gone."""
    with closing(sqlite3.connect(app.config["DATABASE"])) as db, db:
        db.execute(f"DROP INDEX {index}")
    with closing(open_store(app.config["DATABASE"])) as store:
        assert re.search("SCAN (unit|request|batch)", plans(store)[way])


def test_every_way_has_a_title(app):
    ways = FINDS.keys() | {"near"}
    with app.test_request_context():
        page = render_template("search.html", typed="x", groups=[Group(way, [], False) for way in ways], most=MOST)
    titles = re.findall(r'id="([\w-]+)"><h2>\w.* <span', page)
    assert len(titles) == len(ways) and set(titles) == ways
