"""The desk's side doors: names nobody asked for change nothing, and every answer carries the whole header table."""

import random
import shutil
from contextlib import closing
from datetime import timedelta

import pytest
from flask import request, request_started

from content.dates import now
from forms.records.limits import MOST_POST_BYTES
from forms.rma.lifecycle import STEPS
from forms.store.database.connection import open_store
from forms.store.requests import requests_of_draft
from forms.web.security import HEADERS, PRIVATE
from tests.support.desk import at_desk, case_path
from tests.support.placed import placing
from tests.support.steps import (
    QUICK_HASHER,
    STAFF_PASSWORD,
    Fields,
    draft_key,
    hidden,
    make_staff,
    open_app,
    rows,
    send,
    session_token,
)

SERIALS = "\n".join(str(16048501 + count) for count in range(7))
NEW_PASSWORD = "five words said only once"
DRAWN_AFRESH = {"message_id", "token", "password"}
LIFE = [  # the cameras by their place, the step, what is typed: between them every step support can take
    ([0], "decide", {"way": "warranty"}),
    ([0, 1], "advise", {"words": "Try the other cable."}),
    ([0], "authorise", {}),
    ([0], "ship", {"carrier": "DHL", "tracking": "1"}),
    ([0], "unship", {}),
    ([0], "arrive", {"more": "It is here."}),
    ([0], "repair", {}),
    ([0], "send-back", {"carrier": "DHL", "tracking": "2"}),
    ([0], "close", {}),
    ([0], "reopen", {"said": "It is dark again."}),
    ([1], "still-broken", {"said": "No change."}),
    ([1], "decide", {"way": "paid"}),
    ([1], "ask-order", {}),
    ([1], "give-order", {"name": "Ada", "order": "PO-1"}),
    ([1], "authorise", {}),
    ([1], "arrive", {}),
    ([1], "replace", {"new_serial": "16048599"}),
    ([2], "refuse", {"reason": "abuse", "words": "It was opened."}),
    ([2], "reconsider", {}),
    ([2], "advise", {"words": "Try again."}),
    ([2], "solve", {}),
    ([3], "decide", {"way": "refund"}),
    ([3], "arrive", {}),
    ([3], "refund", {"paid": "100.00", "currency": "EUR"}),
    ([4, 5], "decide", {"way": "paid"}),
    ([4, 5], "arrive", {}),
    ([4, 5], "quote", {"price": "100.00", "currency": "EUR"}),
    ([4], "approve", {"name": "Ada", "order": ""}),
    ([5], "refuse-quote", {"name": "Ada"}),
    ([5], "leave", {}),
    ([6], "withdraw", {}),
    ([6], "write", {"words": "We are at it."}),
]


@pytest.fixture
def begun(tmp_path):
    """(a folder, its request of seven cameras, its request to be noted at goods-in, the token of a session)."""
    app = open_app(tmp_path / "begun", DESK_HASHER=QUICK_HASHER)
    make_staff(app), make_staff(app, "kim", "Kim Second")
    keys = [
        draft_key(send(app.test_client(), {"serials": serials, "warranty_said": "in"}))
        for serials in (SERIALS, "16048701")
    ]
    token = session_token(app)
    with closing(open_store(app.config["DATABASE"])) as store:
        return tmp_path / "begun", *(requests_of_draft(store, key)[0] for key in keys), token


def column_names(path):
    tables = [name for (name,) in rows(path, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {table: [row[1] for row in rows(path, f"PRAGMA table_info({table})")] for table in sorted(tables)}


def dump(path):
    """Every row of every table, less what is drawn afresh each time."""
    found = {}
    for table, names in column_names(path).items():
        kept = [f'"{name}"' for name in names if name not in DRAWN_AFRESH]
        found[table] = sorted(map(repr, rows(path, f"SELECT {', '.join(kept)} FROM {table}")))
    return found


def strangers(path, value):
    """Every column there is, and a hundred names drawn by lot, all saying the same."""
    luck = random.Random(7)
    drawn = ["".join(luck.choices("abcdefghijklmnopqrstuvwxyz_-", k=9)) for _ in range(100)]
    return dict.fromkeys([name for names in column_names(path).values() for name in names] + drawn, value)


def everything(desk, one, parcel, strange):
    """Press every button of the desk that stores something, each with strange names beside its own."""
    ids, case = [unit.id for unit in one.units], case_path(one)

    def press(path, page, code=303, **typed):
        token = {"csrf_token": hidden(desk.get(page).text, "csrf_token")}
        answer = desk.post(path, data=strange | token | typed)
        assert answer.status_code == code, (path, typed, answer.status_code)

    for places, step, typed in LIFE:
        chosen = {"u": [ids[place] for place in places]}
        answer = at_desk(desk, one, step, **strange | chosen | typed)
        assert answer.status_code == 303, (step, answer.text)
    press(f"{case}note/", case, text="They are kind.")
    press(f"{case}tick/", case, question=one.batches[0].verdict["questions"][0], do="done")
    for do in ("claim", "tomorrow", "wake", "read", "until", "release"):
        seen, day = hidden(desk.get(case).text, "seen"), f"{now() + timedelta(days=9):%Y-%m-%d}"
        press(f"{case}hold/", case, do=do, seen=seen, day=day, owner="", back=case)
    page = desk.get(f"/rma/desk/goods-in/{parcel.ticket}/").text
    values = Fields(page[page.index('class="bench"') :]).values
    ticked = {"u": parcel.units[0].id, "do": "note", "remarks": [], "more": ""}
    shown = desk.post(f"/rma/desk/goods-in/{parcel.ticket}/", data=strange | values | ticked | {"do": "compare"}).text
    again = {"shown": hidden(shown, "shown"), "compared": "1"}
    answer = desk.post(f"/rma/desk/goods-in/{parcel.ticket}/", data=strange | values | ticked | again)
    assert answer.status_code == 303, answer.text
    for kind in ("csv", "jsonl"):
        press(f"/rma/desk/export.{kind}", "/rma/desk/export/", 200, since="")
    account = "/rma/desk/account/"
    press(account, account, present=STAFF_PASSWORD, new=NEW_PASSWORD, again=NEW_PASSWORD)
    press("/rma/desk/sign-out/", account, do="everywhere")
    press("/rma/desk/sign-in/", "/rma/desk/sign-in/", login="sam", password=NEW_PASSWORD, next="/rma/desk/")


def after_all(begun, name, strange):
    """What is stored once everything was pressed over a copy of the beginning, with strange names beside."""
    folder, one, parcel, token = begun
    shutil.copytree(folder, folder.parent / name)
    app = open_app(folder.parent / name, DESK_HASHER=QUICK_HASHER)
    desk = app.test_client()
    desk.set_cookie("desk", token)
    everything(desk, one, parcel, strange)
    return dump(app.config["DATABASE"])


@pytest.mark.parametrize("value", ["1", "closed", "refund"])
def test_no_column_and_no_strange_name_can_be_posted(begun, value):
    path = begun[0] / "rma.db"
    assert after_all(begun, "with", strangers(path, value)) == after_all(begun, "without", {})


def test_the_comparison_sees_a_name_that_counts(begun):
    """The twin: a name that a form does know makes a difference."""
    assert after_all(begun, "with", {"more": "Eve was here."}) != after_all(begun, "without", {})


def test_every_form_of_the_desk_was_pressed(begun):
    asked = set()

    def note(app, **_):
        asked.add((request.endpoint, request.method))

    with request_started.connected_to(note):
        after_all(begun, "once", {})
    taken = {step for _, step, _ in LIFE}
    app = open_app(begun[0])
    posts = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/rma/desk/") and "POST" in rule.methods
    }
    assert {(endpoint, "POST") for endpoint in posts} <= asked
    assert {step for step in STEPS if "support" in STEPS[step].by} == taken


# Headers


def every_answer(app, one, token):
    """Every kind of answer the desk gives: pages, files, redirects and refusals."""
    desk, stranger, case = app.test_client(), app.test_client(), case_path(one)
    desk.set_cookie("desk", token)
    known = {"csrf_token": hidden(desk.get(case).text, "csrf_token")}
    words = {"ticket": one.ticket, "step_id": "advise", "name": "customer", "number": one.ticket, "kind": "csv"}
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/rma/desk/"):
            path = rule.build({name: words[name] for name in rule.arguments})[1]
            yield from (desk.get(path), stranger.get(path), stranger.post(path), desk.put(path), desk.post(path))
            yield desk.post(path, headers={"Sec-Fetch-Site": "cross-site"})
            yield desk.post(path, data=b"x" * (MOST_POST_BYTES + 1), content_type="text/plain")
    yield from (desk.get(path) for path in ("/rma/desk/nowhere/", "/rma/desk", f"{case}explode/"))
    yield from (desk.post(f"{case}{at}/", data=known | {"do": "explode"}) for at in ("hold", "tick", "note"))
    yield from (at_desk(desk, one, "write", words="x", **seen) for seen in ({"seen": "0"}, {}))
    yield from (desk.post(f"/rma/desk/export.{kind}", data=known) for kind in ("csv", "jsonl"))
    door = "/rma/desk/sign-in/"
    typed = {"csrf_token": hidden(stranger.get(door).text, "csrf_token"), "login": "sam", "password": "x"}
    yield from (stranger.post(door, data=typed) for _ in range(7))
    with placing(app.config["DATABASE"]) as db:
        db.execute("UPDATE unit SET state = 'nowhere'")
    yield from (desk.get(case), desk.post("/rma/desk/sign-out/", data=known))


def test_every_answer_of_the_desk_carries_the_whole_header_table_and_is_kept_nowhere(begun):
    folder, one, _, token = begun
    app, seen = open_app(folder, DESK_HASHER=QUICK_HASHER), set()
    for answer in every_answer(app, one, token):
        seen.add(answer.status_code)
        told = {name: answer.headers.get(name) for name in HEADERS | PRIVATE}
        assert told == HEADERS | PRIVATE, (answer.request.path, answer.status_code)
        assert answer.headers.getlist("Content-Security-Policy") == [HEADERS["Content-Security-Policy"]]
        answer.close()
    assert seen >= {200, 303, 308, 400, 403, 404, 405, 409, 413, 422, 429, 500}
