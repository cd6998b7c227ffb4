"""Nothing typed is lost: where somebody was signed out meanwhile, and where the database cannot be written."""

import re
from datetime import timedelta
from html import unescape

import pytest
from werkzeug.datastructures import MultiDict

from content.dates import now
from forms.desk.auth.resume import OWN_KEYS
from forms.records.limits import MOST_POST_BYTES, MOST_POST_FIELDS
from forms.store.desk.claims import read_claim
from forms.store.requests import read_history, request_by_id, requests_of_draft
from forms.web.messages import BUSY
from forms.web.signed_links import make_quote_key
from tests.support.desk import case_path
from tests.support.payloads import FOREIGN
from tests.support.steps import (
    QUICK_HASHER,
    STAFF_PASSWORD,
    Fields,
    draft_key,
    hidden,
    locked,
    make_staff,
    send,
    signed_in,
    ticket_path,
)
from tests.support.walks import bring_to, take_as

SIGN_IN = "/rma/desk/sign-in/"
LETTER = "Dear Ada,\r\n\r\n“Install” 1.2 & then <restart>.\r\n  Für 株式会社."
HOSTILE = '"><script>document.title="gotcha"</script><input name="'


@pytest.fixture
def app(app):
    app.config["DESK_HASHER"] = QUICK_HASHER
    return app


@pytest.fixture
def desk(app):
    make_staff(app)
    return signed_in(app)


@pytest.fixture
def one(client, store, desk):
    """A FLIR request of two cameras."""
    return requests_of_draft(store, draft_key(send(client)))[0]


@pytest.fixture
def impatient(monkeypatch):
    """Connections that wait for another's writing a moment only."""
    monkeypatch.setattr("forms.store.database.connection.PATIENCE", 0.05)


def field_of(page, name, value):
    """The form of a page that has a button of this name and value, as a browser would post it."""
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.S) if f'name="{name}" value="{value}"' in form)
    return Fields(form).values


def a_month_on():
    return f"{now() + timedelta(days=30):%Y-%m-%d}"


def desk_form(desk, one, where):
    """(path, what is posted) for each form of the desk that somebody types into."""
    page, ids = desk.get(case_path(one)).text, [str(unit.id) for unit in one.units]
    known = {"csrf_token": hidden(page, "csrf_token"), "seen": str(one.seen), "u": ids}
    bench = f"/rma/desk/goods-in/{one.ticket}/"
    return {
        "a letter": (case_path(one, "advise"), known | {"words": LETTER, "do": "send"}),
        "a refusal": (case_path(one, "refuse"), known | {"words": LETTER, "reason": "abuse", "do": "next"}),
        "a note": (case_path(one, "note"), known | {"text": LETTER}),
        "a tick": (case_path(one, "tick"), known | {"question": "who", "do": "done"}),
        "a day": (case_path(one, "hold"), known | {"do": "until", "day": a_month_on(), "back": case_path(one)}),
        "a bench": (bench, known | {"scanned": "16048501\r\n16048502", "more": LETTER, "do": "note", "shown": "x"}),
    }[where]


DESK_FORMS = ("a letter", "a refusal", "a note", "a tick", "a day", "a bench")


def is_of(page):
    """The hidden fields of a page's own form, as (name, value)."""
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page.partition("<main")[2], re.S)
    return [(unescape(name), unescape(value)) for name, value in found]


def kept_on(page):
    """[(name, value)] of what a sign-in page carries along."""
    return [(name.removeprefix("kept-"), value) for name, value in is_of(page) if name.startswith("kept-")]


def pairs(data):
    """What is posted, as (name, value), less the token."""
    return [(name, value) for name, value in MultiDict(data).items(multi=True) if name != "csrf_token"]


def enter(client, page, password=STAFF_PASSWORD, **more):
    """Sign in from a sign-in page with all it carries."""
    data = MultiDict(is_of(page))
    for name, value in (
        {"csrf_token": hidden(page, "csrf_token"), "login": "sam", "password": password} | more
    ).items():
        data[name] = value
    return client.post(SIGN_IN, data=data)


def go_on(client, page):
    """Press “Go on where you were”."""
    button = re.search(r'<button class="button"(?: name="do" value="(\w+)")?>Go on where you were', page)
    data = MultiDict(is_of(page)) | MultiDict({"do": button[1]} if button[1] else {})
    return client.post(unescape(re.search(r'<main.*?action="([^"]*)"', page, re.S)[1]), data=data)


# Signed out meanwhile


@pytest.mark.parametrize("where", DESK_FORMS)
def test_a_post_without_a_session_is_carried_whole_through_the_sign_in(client, desk, one, where):
    path, data = desk_form(desk, one, where)
    door = client.post(path, data=data)
    assert (door.status_code, hidden(door.text, "to")) == (401, path) and "What you typed is kept" in door.text
    assert sorted(kept_on(door.text)) == sorted(pairs(data)) and data["csrf_token"] not in door.text
    inside = enter(client, door.text)
    assert inside.status_code == 200 and "Nothing of this was done yet." in inside.text
    left = [pair for pair in pairs(data) if pair[0] != "do" or where in ("a note", "a tick", "a day")]
    assert sorted(pair for pair in is_of(inside.text) if pair[0] != "csrf_token") == sorted(left)


def test_after_half_an_hour_a_letter_is_shown_again_and_nothing_is_sent_unseen(app, client, store, desk, one, clock):
    desk = signed_in(app)
    path, data = desk_form(desk, one, "a letter")
    clock.forward(minutes=31)
    inside = enter(desk, desk.post(path, data=data).text)
    shown = go_on(desk, inside.text)
    assert shown.status_code == 200 and Fields(shown.text).values["words"] == LETTER.replace("\r\n", "\n")
    assert [event.kind for event in read_history(store, one.id).events] == ["received"]
    sent = desk.post(path, data=MultiDict(data | {name: hidden(shown.text, name) for name in ("csrf_token", "shown")}))
    assert sent.status_code == 303 and read_history(store, one.id).events[-1].kind == "advise"


def test_a_note_is_kept_once_that_is_said(client, store, desk, one):
    path, data = desk_form(desk, one, "a note")
    inside = enter(client, client.post(path, data=data).text)
    assert unescape(inside.text).count("Für 株式会社.") == 2 and read_history(store, one.id).notes == ()
    assert go_on(client, inside.text).status_code == 303
    assert [note.text for note in read_history(store, one.id).notes] == [LETTER.replace("\r\n", "\n")]


def test_an_unpacked_parcel_is_compared_again_and_not_noted(client, store, desk, one):
    path, data = desk_form(desk, one, "a bench")
    bench = go_on(client, enter(client, client.post(path, data=data).text).text)
    assert bench.status_code == 200 and Fields(bench.text).values["scanned"] == "16048501\n16048502"
    assert {unit.state for unit in request_by_id(store, one.id).units} == {"received"}


@pytest.mark.parametrize("typed", [
    {"password": "a wrong one"}, {"password": ""}, {"login": ""}, {"login": "nobody"}, {"csrf_token": "stale"},
])  # fmt: skip
def test_a_wrong_try_at_the_door_keeps_it(client, desk, one, typed):
    path, data = desk_form(desk, one, "a letter")
    door = client.post(path, data=data)
    again = enter(client, door.text, **typed)
    assert again.status_code == 422 and kept_on(again.text) == kept_on(door.text) and hidden(again.text, "to") == path
    assert "Nothing of this was done yet." in enter(client, again.text).text


def test_a_door_that_is_busy_or_shut_keeps_it(app, client, desk, one, impatient):
    path, data = desk_form(desk, one, "a letter")
    door = client.post(path, data=data)
    with locked(app):
        busy = enter(client, door.text)
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "10") and BUSY in busy.text
    for _ in range(5):
        shut = enter(client, busy.text, "a wrong one")
    shut = enter(client, shut.text, "a wrong one")
    assert shut.status_code == 429 and kept_on(busy.text) == kept_on(shut.text) == kept_on(door.text)


def test_as_many_cameras_as_a_request_can_have_are_carried(client, desk, one):
    path, data = desk_form(desk, one, "a letter")
    data["u"] = [str(number) for number in range(1, 201)]
    inside = enter(client, client.post(path, data=data).text)
    assert [value for name, value in is_of(inside.text) if name == "u"] == data["u"]
    assert go_on(client, inside.text).status_code == 200


@pytest.mark.parametrize("many, long", [(MOST_POST_FIELDS - OWN_KEYS, 10), (10, MOST_POST_BYTES - 5000)])
def test_what_can_be_posted_at_once_can_be_carried_or_is_told(app, client, desk, one, many, long):
    path, fits = case_path(one, "note"), {f"x{number}": "" for number in range(many - 1)} | {"text": "a" * long}
    door = client.post(path, data=fits)
    assert kept_on(door.text) and enter(client, door.text).status_code == 200
    over = app.test_client().post(path, data=fits | {"text": "a" * (long + 4000), "y": "", "z": ""})
    assert over.status_code == 401 and (kept_on(over.text) == []) == ("too long to be kept" in over.text)


def test_names_and_values_are_carried_and_never_run(client, desk, one):
    data = MultiDict([("text", HOSTILE), (HOSTILE, HOSTILE), ("kept-to", "x"), ("login", HOSTILE)])
    door = client.post(case_path(one, "note"), data=data)
    inside = enter(client, door.text)
    assert kept_on(door.text) == [*data.items(multi=True)] == [pair for pair in is_of(inside.text)][1:]
    for page in (door.text, inside.text):
        assert "<script" not in page and page.count("gotcha") >= 4
    assert Fields(door.text).values["login"] == ""


def test_no_password_is_carried(app, client, desk, one):
    secret = dict.fromkeys(("password", "present", "new", "again"), "open sesame")
    door = client.post(case_path(one, "note"), data=secret | {"text": "kept"})
    assert "open sesame" not in door.text and kept_on(door.text) == [("text", "kept")]
    crafted = {f"kept-{name}": "open sesame" for name in (*secret, "csrf_token")}
    assert "open sesame" not in enter(client, door.text, **crafted).text
    assert app.test_client().post("/rma/desk/account/", data=secret).status_code == 303


OTHERS = [
    *FOREIGN, "/rma/desk/sign-in/", "/rma/desk/sign-out/", "/rma/desk/account/", "/rma/desk/figures/",
    "/rma/desk/nowhere/", "/rma/desk/case/X/note/?q=1",
]  # fmt: skip


def test_it_is_carried_to_no_other_place(app, desk, one):
    for to in OTHERS:
        client = app.test_client()
        door = client.post(case_path(one, "note"), data={"text": "kept"})
        answer = enter(client, door.text, to=to)
        assert (answer.status_code, answer.headers.get("Location")) == (303, "/rma/desk/"), to


CROSS = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}


def test_another_site_puts_nothing_into_the_door(client, desk, one):
    path = case_path(one, "note")
    assert client.post(path, data={"text": "planted"}, headers=CROSS).status_code == 403
    linked = client.get(f"{SIGN_IN}?to={path}&kept-text=planted&next=/rma/desk/", headers=CROSS)
    assert linked.status_code == 200 and "planted" not in linked.text
    data = {"login": "sam", "password": STAFF_PASSWORD, "to": path, "kept-text": "planted"}
    token = hidden(linked.text, "csrf_token")
    assert client.post(SIGN_IN, data=data | {"csrf_token": token}, headers=CROSS).status_code == 403
    assert "Nothing of this was done yet." not in client.post(SIGN_IN, data=data).text  # without the form's token


def test_without_the_guard_another_site_would(client, desk, one, monkeypatch):
    """The twin."""
    monkeypatch.setattr("forms.web.security.same_origin", lambda *_: True)
    assert "planted" in client.post(case_path(one, "note"), data={"text": "planted"}, headers=CROSS).text


def test_the_door_stores_nothing_of_it(app, client, store, desk, one):
    path, data = desk_form(desk, one, "a letter")
    before = list(store.db.conn.iterdump())
    client.post(path, data=data)
    assert list(store.db.conn.iterdump()) == before


# The database is busy


@pytest.mark.parametrize("where", ["a letter", "a note", "a tick", "a day", "a bench"])
def test_while_another_writes_the_desks_form_comes_back_whole_and_the_next_press_goes_through(
    app, desk, one, store, impatient, where
):
    path, data = desk_form(desk, one, where)
    if where == "a tick":
        data["question"] = next(key for batch in one.batches for key in batch.verdict["questions"])
    if where in ("a letter", "a bench"):
        look = desk.post(path, data=data | {"do": "show" if where == "a letter" else "compare"})
        data |= {"shown": hidden(look.text, "shown")}
    with locked(app):
        busy = desk.post(path, data=data)
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "10") and BUSY in busy.text
    typed = {
        name: data[name].replace("\r\n", "\n") for name in ("words", "text", "day", "scanned", "more") if name in data
    }
    assert typed.items() <= {**Fields(busy.text).values}.items()
    assert desk.post(path, data=data | {"seen": hidden(busy.text, "seen")}).status_code == 303


@pytest.mark.parametrize("do, state, typed", [
    ("still-broken", "advised", {"said": "It still blinks."}), ("tell", "received", {"said": "It blinks."}),
    ("ship", "authorised", {"carrier": "DHL", "tracking": "0034"}), ("withdraw", "received", {"sure": "1"}),
    ("approve", "quoted", {"name": "Pat", "order": "PO-7"}), ("approve at purchasing", "quoted", {"name": "Pat"}),
])  # fmt: skip
def test_while_another_writes_the_customers_form_comes_back_whole_and_the_next_press_goes_through(
    app, client, store, desk, impatient, do, state, typed
):
    camera = {"model": "PL-D725", "serials": "725001234"}
    [one] = requests_of_draft(store, draft_key(send(client, camera, at="/rma/pixelink/")))
    bring_to(app, store, one, state, "paid" if state == "quoted" else "warranty")
    at, do = place(app, request_by_id(store, one.id), do)
    data = field_of(client.get(at).text, "do", do) | {"do": do} | typed
    with locked(app):
        busy = client.post(at, data=data)
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "10") and BUSY in busy.text
    again = field_of(busy.text, "do", do)
    assert typed.items() <= again.items() and again["seen"] == data["seen"]
    assert client.post(at, data=again | {"do": do}).status_code == 303


def place(app, one, do):
    """(address, button) of what the customer, or whoever decides about the money, does."""
    key = make_quote_key(app.secret_key, one.ticket, one.link_turn)
    return (f"/rma/quote/{key}/", "approve") if "purchasing" in do else (ticket_path(app, one), do)


def test_while_another_writes_a_mailbox_is_not_proved_and_the_page_says_so(app, client, one, impatient):
    at = ticket_path(app, one)
    data = {"csrf_token": hidden(client.get(at).text, "csrf_token")}
    with locked(app):
        busy = client.post(at, data=data)
    assert busy.status_code == 503 and BUSY in busy.text and 'id="mine"' in busy.text
    assert client.post(at, data=data).status_code == 303


def test_what_came_while_it_was_busy_is_not_taken_as_seen(app, client, store, desk, one, impatient):
    path, data = desk_form(desk, one, "a day")
    take_as(app, store, one, "tell", [one.units[0].id])
    with locked(app):
        busy = desk.post(path, data=data | {"do": "read"})
    again = desk.post(path, data=data | {"do": "read", "seen": hidden(busy.text, "seen")})
    assert again.status_code == 409 and read_claim(store, one.id)["unread"]
