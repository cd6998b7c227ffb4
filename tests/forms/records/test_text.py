"""Nobody is refused or rewritten for the script they write in: not for blanks that are not there, nor for joiners."""

import json
from html import unescape

import pytest

from content.eligibility.catalogue import begins_with, comparable, find_model
from content.loading.vendor_folder import load_vendors
from content.settings.rules import on_one_line
from forms.records.text import says_something
from forms.rma.split import split
from forms.serials.serial_box import read_serials
from forms.store.requests import requests_of_draft
from tests.support.dealers import settle
from tests.support.desk import Mailbox, exported, read_back
from tests.support.placed import place, placing
from tests.support.steps import draft_key, filled, post_form, review, rows, send, signed_in, text_of

TEXTS = {
    "one word": "kaputt",
    "Japanese": "電源を入れても画像が出ません。",
    "Japanese in wide signs": "エラー：ＥＲＲ－０１　「赤」",
    "Chinese": "相机无法识别",
    "one sign": "坏",
    "Korean": "화면이나오지않습니다",
    "Korean in parts": "\u1112\u116a\u1106\u1167\u11ab",  # as some systems type it: letters that join into syllables
    "Thai": "กล้องเปิดไม่ติด",
    "Arabic": "الكاميرا لا تعمل",
    "Arabic beside Latin": "\u200fخطأ \u200eERR-01\u200f عند التشغيل",
    "Persian with joiners": "نمی\u200cتواند روشن شود",
    "Hindi with joiners": "कैमरा क्\u200dष काम नहीं",
    "Hebrew": "המצלמהלאנדלקת",
    "an accent apart": "defekt a\u0308lter u\u0308ber",
    "a picture": "👨\u200d🔧📷💥",
}
PERSON = ("name", "company", "address", "own_reference")
FAULT = ("problem", "error_text")


def texts_of(text):
    """The text wherever people write: by itself on a line, and in two lines where there is room for more."""
    return {**dict.fromkeys((*PERSON, *FAULT), text), "address": f"{text}\n{text}", "error_text": f"{text}\n{text}"}


def typed(text):
    """(a batch of the form, its person) with the text in all of it."""
    texts = texts_of(text)
    return {name: texts[name] for name in FAULT}, {name: texts[name] for name in PERSON}


def known(row):
    return {name: row[name] for name in (*PERSON, *FAULT)}


@pytest.fixture(params=TEXTS.values(), ids=TEXTS)
def text(request):
    return request.param


@pytest.fixture
def one(app, client, store, text):
    """A request with the text in all of it, of a vendor whose desk gets a copy."""
    settle(app, flir={"mailbox": "desk@optics.example"})
    batch, person = typed(text)
    return requests_of_draft(store, draft_key(send(client, batch, **person)))[0]


def test_the_form_takes_it_and_the_review_shows_it_to_the_letter(client, text):
    batch, person = typed(text)
    page = unescape(client.get(review(client, filled(batch, **person))).text)
    assert page.count(text) >= 8


def test_it_is_stored_and_exported_to_the_letter(app, one, text, tmp_path):
    (tmp_path / "out.csv").write_bytes(exported(app))
    rows = [json.loads(line) for line in exported(app, "jsonl").splitlines()]
    assert known(vars(one) | vars(one.batches[0])) == texts_of(text)
    assert [known(row) for row in (*rows, *read_back(tmp_path / "out.csv"))] == [texts_of(text)] * 4


def test_mail_and_desk_tell_it_to_the_letter(app, one, text):
    [copy] = [text_of(mail) for mail in Mailbox(app).new() if mail["To"] == "desk@optics.example"]
    wanted = [f"Company: {text}", f"  You see: {text}\n", f"  Messages: {text}\n{text}\n", f"Address: {text}\n{text}\n"]
    assert [line for line in wanted if line not in copy] == []
    assert unescape(signed_in(app).get(f"/rma/desk/case/{one.ticket}/").text).count(text) >= 8


def test_what_says_nothing_is_still_asked_for(client):
    """The twin."""
    for text in ("", "…", "?!", "\u3000\u200b", " - "):
        assert post_form(client, filled({"problem": text})).status_code == 422 and not says_something(text)


def test_a_problem_is_asked_for_as_ever_of_every_purpose_but_a_refund(client):
    assert post_form(client, filled({"problem": "", "symptom": ""}, purpose="refund")).status_code == 303
    assert post_form(client, filled({"problem": "", "symptom": ""}, purpose="other")).status_code == 422


# In other digits and wider signs


def test_a_count_and_a_day_may_be_written_in_any_digits(client, store):
    data = {"serials": "", "unreadable": "３", "bought_on": "２０２５年４月３日"}
    [one] = requests_of_draft(store, draft_key(send(client, data)))
    assert len(one.units) == 3 and one.batches[0].dates == {"purchase": "2025-04-03"}


FLIR = load_vendors()["flir"]


@pytest.mark.parametrize("typed", ["ＢＦＳ－Ｕ３－５１Ｓ５Ｃ", "BFS‐U3‐51S5C", "bfs　u3　51s5c"])
def test_a_model_in_wide_signs_is_found(typed):
    assert find_model(FLIR, typed).model == find_model(FLIR, "BFS-U3-51S5C").model


@pytest.mark.parametrize("typed", ["白黒カメラ", "กล้อง", "كاميرا", "카메라"])
def test_a_name_in_another_script_is_no_other_name(typed):
    """Were its letters left out, all such names would be one, and every name would begin like one of them."""
    assert comparable(typed) and find_model(FLIR, typed)[:] == (typed, None, False)
    assert not begins_with("BFS-U3-51S5C", typed) and begins_with(f"{typed}-1", typed)


def test_models_of_two_scripts_stand_apart_and_one_in_two_widths_together():
    def batch(model):
        case, found = type("Case", (), {"purpose": "refund"}), type("Found", (), {"model": model})
        return type("Batch", (), {"found": found, "case": case, "answers": {}})

    models = ["白黒カメラ", "カラーカメラ", "ＡＢ－１", "AB1"]
    parts = split("model-and-problem", [batch(model) for model in models], together=True)
    assert [[one.found.model for one in part] for part in parts] == [
        ["白黒カメラ"],
        ["カラーカメラ"],
        ["ＡＢ－１", "AB1"],
    ]


# What cannot be read of a serial


@pytest.mark.parametrize("text", [text for text in TEXTS.values() if text.isprintable() or "\u200c" in text])
def test_why_a_serial_cannot_be_read_is_kept_as_it_was_written(text):
    if not any(sign.isdigit() for sign in text):
        assert read_serials(f"16048501\n {text} \n").remarks == (text,)


def test_in_a_serial_what_cannot_be_seen_is_still_left_out():
    """The twin."""
    assert [one.serial for one in read_serials("1604\u200c8501\n１６０４８５０２").serials] == ["16048501", "16048502"]


# Where the operator and the desk write


@pytest.mark.parametrize("text", [*TEXTS.values(), "株式会社　光学"])
def test_a_name_of_any_script_stands_on_one_line(text):
    assert on_one_line(text)


@pytest.mark.parametrize("text", ["a\nb", "a\x00b", "a\u2028b", "a\u202eb", "a\tb", "a\x85b", "a\u200bb"])
def test_what_breaks_a_line_or_hides_does_not(text):
    assert not on_one_line(text)


def test_a_name_of_one_sign_is_found_at_the_desk(app):
    with placing(app.config["DATABASE"]) as db:
        place(db, "2026-04-03T08:00:00Z", name="李")
        place(db, "2026-04-03T08:00:00Z", name="L")
    desk = signed_in(app)
    found = {typed: desk.get("/rma/desk/search/", query_string={"q": typed}).text for typed in ("李", "L")}
    assert [rows(app.config["DATABASE"], "SELECT ticket FROM request")[at][0] in found[typed]
            for at, typed in enumerate(found)] == [True, False]  # fmt: skip
