"""Goods-in: a scan finds the parcel, what was in it is ticked off, and nobody is told of what did not come."""

import re

import pytest
from msgspec import structs

from content.settings.kiosk_toml import VendorSettings
from forms.desk.goods_in.parcel_check import check_parcel
from forms.desk.goods_in.parcel_page import EMPTY, LOOK_AGAIN
from forms.records.rma_number import show_rma
from forms.records.ticket import show_ticket
from forms.store.events import last_event
from forms.store.mail.outbox import mails_of
from forms.store.requests import read_history, request_by_id, requests_of_draft
from forms.web.messages import STALE
from tests.support.parcels import FIVE, HOME, asked, number_of, numbered, parcel_at, shipped, stepped
from tests.support.steps import Fields, draft_key, rows, send, signed_in

PAYLOAD = "<script>alert(1)</script>\"'{{7*7}}"
SIDE = ("csrf_token", "do", "q")


def post(client, path, ticks=None, **typed):
    """Post the page at `path` as a browser would, with other ticks or words."""
    chosen = {} if ticks is None else {"u": [str(unit.id) for unit in ticks]}
    return again(client, path, client.get(path).text, **chosen | typed)


def again(client, path, page, **typed):
    """Post what an answer shows, with other ticks or words."""
    form = page[page.index('class="bench"') :]
    values = {name: value for name, value in Fields(form).values.items() if name not in ("u", "remarks")}
    boxes = [box for box in re.findall(r"<input[^>]*>", form) if re.search(r"\schecked", box)]
    for name in ("u", "remarks"):
        values[name] = [re.search(r'value="([^"]*)"', box)[1] for box in boxes if f'name="{name}"' in box]
    return client.post(path, data=values | {"do": "note"} | typed)


def noted(client, path, ticks, **typed):
    """Tick, read the mail, note: as the page asks for it."""
    return again(client, path, post(client, path, ticks, **typed).text)


def ticked(page):
    """The serials that are ticked on a parcel's page."""
    return re.findall(r'name="u"[^>]* checked>\s*<label[^>]*><span class="serials">([^<]*)<', page)


def states(store, one):
    return [unit.state for unit in request_by_id(store, one.id).units]


def plain(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def desk(app):
    return signed_in(app)


@pytest.fixture
def five(app):
    return shipped(app, FIVE)


# The ways in


@pytest.mark.parametrize(
    "scan",
    [
        "{number}", " {threes} ", "RMA {number}", "[RMA#{number}]", "http://127.0.0.1:8000/rma/desk/goods-in/{number}/",
        "https://rma.example/rma/desk/goods-in/{number}/", "{ticket}", "{shown}", "[#{shown}]", "{lower}", "16048501",
        "S/N 16048501", "SN16048501", "00F4E175", "S/N: 16048501",
    ],
)  # fmt: skip
def test_each_way_in_leads_to_the_parcel(app, desk, scan):
    one = shipped(app)
    number, ticket = number_of(one), one.ticket
    typed = scan.format(
        number=number, threes=show_rma(number), ticket=ticket, shown=show_ticket(ticket), lower=ticket.lower()
    )
    answer = desk.get(HOME, query_string={"q": typed}, follow_redirects=True)
    assert f"RMA number {show_rma(number)}" in plain(answer.text) and ticked(answer.text) == ["16048501"]


def test_a_ticket_heard_wrong_is_read_as_its_kin(app, desk):
    ticket = shipped(app).ticket
    heard = ticket.replace("T", "B").replace("M", "N").replace("F", "S")
    assert desk.get(HOME, query_string={"q": heard}).status_code == 303


def test_a_number_the_maker_gave_leads_to_its_parcel(app, desk):
    app.settings = structs.replace(app.settings, vendor={"pixelink": VendorSettings(rma_source="entered")})
    one = numbered(app, "725001234", "pixelink", "90817")
    assert desk.get(HOME, query_string={"q": "90817"}).headers["Location"] == f"{HOME}90817/" == parcel_at(one)
    assert "RMA number 90817" in desk.get(f"{HOME}90817/").text


def test_a_serial_on_two_requests_is_a_list_with_the_open_one_first(app, desk):
    old = stepped(app, asked(app), "withdraw")
    new = shipped(app)
    page = desk.get(HOME, query_string={"q": "16048501"})
    paths = re.findall(r'class="choice" href="([^"]+)"', page.text)
    assert paths == [f"{parcel_at(new)}?scanned=16048501", f"{HOME}{old.ticket}/?scanned=16048501"]
    assert "Withdrawn" in page.text and "BFS-U3-51S5C" in page.text


def test_a_serial_asked_for_again_and_a_number_alike_are_both_offered(app, desk):
    app.settings = structs.replace(app.settings, vendor={"pixelink": VendorSettings(rma_source="entered")})
    numbered(app, "725001234", "pixelink", "16048501")
    shipped(app)
    assert len(re.findall('class="choice"', desk.get(HOME, query_string={"q": "16048501"}).text)) == 2


@pytest.mark.parametrize(
    "scan, told",
    [
        ("999999", "Scan it once more"),
        ("16049999", "Scan it once more"), ("KXQTFRMWLX", "letter"), ("hello", "letter"),
        ("{ticket}X", "A ticket has ten letters"), ("%", "Type your ticket"), ("1" * 5000, "Scan it once more"),
    ],
)  # fmt: skip
def test_a_scan_that_nothing_answers_to_says_what_to_do(app, desk, scan, told):
    answer = desk.get(HOME, query_string={"q": scan.format(ticket=shipped(app).ticket)})
    assert answer.status_code == 200 and told in answer.text and '<details id="unknown" open>' in answer.text


def test_what_is_expected_stands_below_the_box_oldest_first(app, desk):
    first, second = shipped(app), shipped(app, "16048502\n16048503", company="Second Optics")
    numbered(app, "16048504")
    page = desk.get(HOME).text
    assert re.findall(r'<li><a href="([^"]+)"', page) == [parcel_at(first), parcel_at(second)]
    assert "2 requests have something on the way" in page and "2 cameras, FLIR" in plain(page)


def test_twenty_are_listed_and_all_are_counted(app, desk, monkeypatch):
    monkeypatch.setattr("forms.desk.goods_in.goods_in_page.MOST", 2)
    for count in range(3):
        shipped(app, f"1604850{count}")
    page = desk.get(HOME).text
    assert (
        len(re.findall(r"<li><a href=", page)) == 2 and "3 requests have something on the way; these are the 2" in page
    )


# The parcel


def test_everything_expected_is_ticked_and_told(desk, five):
    page = desk.get(parcel_at(five)).text
    assert ticked(page) == FIVE.split() and "DHL, 00340434, told on" in page and "Ada Example, Germany" in page


def test_noting_it_all_is_one_press_and_one_mail(desk, store, five):
    answer = post(desk, parcel_at(five))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{HOME}?after={number_of(five)}")
    assert states(store, five) == ["arrived"] * 5
    event = read_history(store, five.id).events[-1]
    assert (event.kind, event.detail["units"]) == ("arrive", [unit.id for unit in five.units])
    assert "missing" not in event.detail and "remarks" not in event.detail
    assert [mail.event for mail in mails_of(store, five.id)].count(event.id) == 1


def test_three_of_five_arrive_and_two_stay_on_their_way(app, desk, store, five):
    other = shipped(app, "16048599")
    noted(desk, parcel_at(five), five.units[:3])
    assert states(store, five) == ["arrived"] * 3 + ["on-its-way"] * 2 and states(store, other) == ["on-its-way"]
    event = read_history(store, five.id).events[-1]
    assert event.detail["missing"] == [unit.id for unit in five.units[3:]] and event.detail["remarks"] == ["missing"]


def test_the_mail_names_the_missing_by_their_last_four(desk, store, five):
    noted(desk, parcel_at(five), five.units[:3])
    mail = mails_of(store, five.id)[-1].body
    assert "8504" in mail and "8505" in mail and "16048504" not in mail


def test_the_rest_can_be_noted_when_it_comes(desk, store, five):
    noted(desk, parcel_at(five), five.units[:3])
    page = desk.get(parcel_at(five)).text
    assert ticked(page) == ["16048504", "16048505"] and "Noted before" in page
    assert post(desk, parcel_at(five)).status_code == 303 and states(store, five) == ["arrived"] * 5


def test_what_the_mail_says_is_shown_before_it_is_sent(desk, store, five):
    answer = post(desk, parcel_at(five), five.units[:3], remarks=["damaged"], more="One corner is dented.")
    assert answer.status_code == 200 and LOOK_AGAIN in answer.text and "on-its-way" in states(store, five)[0]
    assert again(desk, parcel_at(five), answer.text, remarks=["damaged"]).status_code == 303
    assert read_history(store, five.id).events[-1].detail["remarks"] == ["damaged", "missing"]
    assert [note.text for note in read_history(store, five.id).notes] == ["One corner is dented."]


def test_only_what_was_said_to_be_sent_is_expected(app, desk, store):
    one = numbered(app, FIVE)
    stepped(app, one, "ship", {"carrier": "UPS", "tracking": ""}, one.units[:2], "customer")
    page = desk.get(parcel_at(one)).text
    assert ticked(page) == ["16048501", "16048502"] and "Could have come too" in page
    post(desk, parcel_at(one))
    assert states(store, one) == ["arrived"] * 2 + ["authorised"] * 3
    assert "missing" not in read_history(store, one.id).events[-1].detail


def test_nothing_ticked_is_nothing_noted(desk, store, five):
    answer = post(desk, parcel_at(five), [])
    assert answer.status_code == 422 and answer.text.count(EMPTY) == 1 and states(store, five) == ["on-its-way"] * 5


# Scanning camera after camera


def test_comparing_tells_what_is_there_missing_and_unexpected_and_stores_nothing(app, desk, store, five):
    other = shipped(app, "16048599")
    before = len(read_history(store, five.id).events), len(read_history(store, other.id).events)
    scanned = "S/N 16048501\n00F4E176\n16048599\n16049999"
    page = post(desk, parcel_at(five), do="compare", scanned=scanned).text
    assert ticked(page) == ["16048501", "16048502"] and "3 of 5 missing so far" in page
    assert f'href="{parcel_at(other)}?scanned=16048599"' in page and "No other request has it" in page
    assert (len(read_history(store, five.id).events), len(read_history(store, other.id).events)) == before


def test_a_replacement_that_comes_back_is_found_by_its_own_serial(app, desk):
    one = shipped(app, "16048501\n16048502")
    for step, said in (("arrive", {"remarks": []}), ("replace", {"new_serial": {one.units[0].id: "90000001"}})):
        one = stepped(app, one, step, said, one.units[:1])
    answer = desk.get(f"{HOME}?q=90000001")
    assert answer.headers["Location"].startswith(parcel_at(one))
    assert "not part of this request" not in desk.get(answer.headers["Location"]).text
    box = check_parcel(one, app.vendors["flir"], number_of(one), "90000001")
    assert box.unexpected == {}


def test_scans_one_by_one_add_up(desk, five):
    page = post(desk, parcel_at(five), do="compare", scan="16048501").text
    assert ticked(page) == ["16048501"]
    for serial in ("16048502", "16048503"):
        page = again(desk, parcel_at(five), page, do="compare", scan=serial).text
    assert ticked(page) == FIVE.split()[:3] and Fields(page).values["scanned"] == "\n".join(FIVE.split()[:3])


def test_a_tick_made_by_hand_stays_beside_the_scans(desk, five):
    page = post(desk, parcel_at(five), do="compare", scan="16048501").text
    also = [str(unit.id) for unit in five.units[:2]]
    assert ticked(again(desk, parcel_at(five), page, do="compare", u=also).text) == ["16048501", "16048502"]


def test_a_camera_whose_serial_nobody_can_read_stays_ticked_beside_the_scans(app, desk, store):
    receipt = send(app.test_client(), {"serials": "16048501", "unreadable": "1"})
    one = stepped(app, requests_of_draft(store, draft_key(receipt))[0], "decide", {"way": "warranty"})
    one = stepped(app, one, "authorise")
    page = post(desk, parcel_at(one), do="compare", scan="16048501").text
    assert ticked(page) == ["16048501", "no number"] and "Everything expected is there." in page


def test_a_scan_that_was_not_compared_is_never_noted(desk, store, five):
    answer = post(desk, parcel_at(five), scan="16048501")
    assert answer.status_code == 200 and ticked(answer.text) == ["16048501"]
    assert states(store, five) == ["on-its-way"] * 5


def test_an_unexpected_camera_is_told_to_the_customer_and_nothing_is_noted_on_its_own_request(app, desk, store, five):
    other = shipped(app, "16048599")
    before = len(read_history(store, other.id).events)
    noted(desk, parcel_at(five), None, scanned=f"{FIVE}\n16048599")
    assert (
        read_history(store, five.id).events[-1].detail["remarks"] == ["unexpected"]
        and states(store, five) == ["arrived"] * 5
    )
    [note] = read_history(store, five.id).notes
    assert note.kind == "told" and "16048599" in note.text
    assert len(read_history(store, other.id).events) == before and states(store, other) == ["on-its-way"]


def test_the_next_number_scanned_among_the_serials_is_named_and_not_taken_for_a_serial(app, desk, five):
    other = shipped(app, "16048599")
    page = post(desk, parcel_at(five), do="compare", scan=f"http://127.0.0.1:8000{parcel_at(other)}").text
    assert f'number of another parcel: <a href="{parcel_at(other)}"' in page and ticked(page) == FIVE.split()
    assert "another parcel" not in post(desk, parcel_at(five), do="compare", scan=number_of(five)).text


def test_a_list_too_long_is_kept_and_said_at_the_box(desk, store, five):
    answer = post(desk, parcel_at(five), scanned="16048501-16049999", more="kept")
    assert answer.status_code == 422 and 'href="#scanned"' in answer.text and "16048501-16049999" in answer.text
    assert ">kept</textarea>" in answer.text.replace("\r\n", "").replace("\n", "")


# What nobody expected


def test_a_camera_without_a_number_is_noted_with_care(app, desk, store):
    one = asked(app, "16048501\n16048502")
    page = desk.get(f"{HOME}{one.ticket}/").text
    assert "No RMA number was given for this request" in page and ticked(page) == []
    noted(desk, f"{HOME}{one.ticket}/", one.units[:1], remarks=["no-number"])
    assert states(store, one) == ["arrived", "received"]
    assert read_history(store, one.id).events[-1].detail["remarks"] == ["no-number"]


@pytest.mark.parametrize(
    "step, said, name",
    [
        ("refuse", {"reason": "abuse", "words": "It was opened."}, "Refused"),
        ("withdraw", {}, "Withdrawn"),
        ("expire", {}, "RMA number run out"),
    ],
)
def test_a_camera_that_was_not_to_come_is_noted_with_what_it_stood_as(app, desk, store, step, said, name):
    one = numbered(app) if step == "expire" else asked(app)
    one = stepped(app, one, step, said, actor="clock" if step == "expire" else "staff:1")
    page = desk.get(f"{HOME}{one.ticket}/", query_string={"scanned": "16048501"}).text
    assert f"16048501 was not to come: {name}" in plain(page) and 'value="compare" tabindex="-1"' in page
    assert again(desk, f"{HOME}{one.ticket}/", page).status_code == 303 and states(store, one) == ["arrived"]


def test_a_request_of_several_numbers_asks_for_the_one_on_the_box(app, desk):
    one = stepped(app, asked(app, "16048501\n16048502"), "decide", {"way": "warranty"})
    for unit in one.units:
        one = stepped(app, one, "authorise", {}, [unit])
    page = desk.get(f"{HOME}{one.ticket}/").text
    assert [f'href="{HOME}{unit.rma}/"' in page for unit in one.units] == [True, True] and ticked(page) == []
    assert ticked(desk.get(f"{HOME}{one.units[1].rma}/").text) == ["16048502"]


def test_a_number_all_noted_says_so_and_has_no_button(desk, five):
    post(desk, parcel_at(five))
    page = desk.get(parcel_at(five)).text
    assert "Nothing more is expected" in page and "Note the arrival" not in page


def test_after_one_number_the_next_in_the_same_box_is_asked_for(desk, five):
    page = desk.get(post(desk, parcel_at(five)).headers["Location"]).text
    assert "Noted: 5 cameras of RMA number" in page and "Another number in the same box?" in page
    assert "FLIR does not say whether several RMA numbers may travel in one box." in page


# Two people, old pages, hostile hands


def test_the_second_to_note_it_is_told_and_nothing_typed_is_lost(app, desk, store, five):
    other, path = signed_in(app, "kim"), parcel_at(five)
    page = desk.get(path).text
    noted(other, path, five.units[:1])
    answer = again(desk, path, page, more="a dent")
    assert answer.status_code == 200  # the mail would be another one
    page = answer.text.replace(f'name="seen" value="{last_event(store, five.id)}"', 'name="seen" value="1"')
    answer = again(desk, path, page)
    assert answer.status_code == 409 and "Meanwhile" in answer.text and "a dent" in answer.text
    assert states(store, five) == ["arrived"] + ["on-its-way"] * 4
    assert again(desk, path, answer.text).status_code == 303


def test_an_old_page_keeps_what_was_typed(desk, store, five):
    answer = post(desk, parcel_at(five), more="a dent", csrf_token="old")
    assert answer.status_code == 422 and STALE in answer.text and "a dent" in answer.text
    assert states(store, five) == ["on-its-way"] * 5


def test_units_of_others_are_never_taken(app, desk, store, five):
    other = shipped(app, "16048599")
    assert post(desk, parcel_at(five), other.units).status_code == 422
    assert states(store, other) == ["on-its-way"]


@pytest.mark.parametrize("path", ["nothing/", "999999/", "KXQTF-RMWLX/", "0/", "%00/", "16048501/", "9" * 5000 + "/"])
def test_an_address_of_no_parcel_is_not_found(app, desk, path):
    shipped(app)
    assert desk.get(HOME + path).status_code == 404


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 20, "²"])
def test_a_page_without_what_it_showed_is_refused(desk, five, seen):
    assert post(desk, parcel_at(five), seen=seen).status_code == 400


@pytest.mark.parametrize("field", ["scan", "scanned", "more", "remarks", "u", "shown", "compared"])
def test_hostile_input_stays_text(desk, store, five, field):
    answer = post(desk, parcel_at(five), do="compare", **{field: PAYLOAD})
    assert answer.status_code in (200, 422) and "<script>alert" not in answer.text and "49" not in ticked(answer.text)
    assert states(store, five) == ["on-its-way"] * 5


def test_a_hostile_scan_stays_text(desk):
    page = desk.get(HOME, query_string={"q": PAYLOAD}).text
    assert "&lt;script&gt;alert" in page and "<script>alert" not in page


def test_looking_ten_times_changes_nothing(app, desk, five):
    def dump():
        tables = ("event", "lane", "unit", "outbox")
        return [rows(app.config["DATABASE"], f"SELECT * FROM {name}") for name in tables]

    before = dump()
    for _ in range(10):
        desk.get(parcel_at(five), query_string={"scanned": FIVE})
        desk.get(HOME, query_string={"q": number_of(five)})
    assert dump() == before


def test_nobody_comes_in_without_signing_in(client, five):
    for path in (HOME, parcel_at(five)):
        assert client.get(path).headers["Location"].startswith("/rma/desk/sign-in/")
