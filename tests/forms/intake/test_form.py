"""The form: wrong answers come back with a sentence at their place, and nothing that was typed is lost."""

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.dates import read_day
from content.settings.kiosk_toml import Settings
from forms import create_app
from forms.intake.validate import read_count
from forms.records.limits import MOST_BATCHES, MOST_CAMERAS, MOST_SERIALS
from forms.records.text import clean as tidied
from forms.store.database.migrations import migrate
from forms.store.drafts import sweep_drafts
from forms.web.request_context import timestamp
from tests.support import steps
from tests.support.steps import FIRST, PERSON, Fields, draft_key, hidden, locked, post_form, review, rows

DRAFTS = "SELECT answers FROM draft ORDER BY rowid"
CLOSED = ("purpose", "symptom", "bought_from", "warranty_said", "country")
MANY = "\n".join(str(16000001 + number) for number in range(1000))
BATCH_WRONGS = [  # field, what is typed, a piece of the sentence
    ("model", "", "as it is printed"),
    ("model", "   ", "as it is printed"),
    ("model", "?!", "as it is printed"),
    ("model", "B" * 201, "Shorten"),
    ("serials", "", "at least one serial"),
    ("serials", "1" * 65, "at most 64"),
    ("serials", "16048501-16050000", "at most 200"),
    ("serials", "16048501-99999999", "at most 200"),
    ("serials", MANY[: 201 * 9], "201 serials are too many"),
    ("serials", MANY, "1,000 serials are too many"),
    ("unreadable", "some", "from 0 to 200"),
    ("unreadable", "201", "from 0 to 200"),
    ("unreadable", "-1", "from 0 to 200"),
    ("unreadable", "²", "from 0 to 200"),
    ("unreadable", "9" * 5000, "from 0 to 200"),
    ("symptom", "", "fits best"),
    ("symptom", "lasers", "fits best"),
    ("problem", "", "Say what you see"),
    ("problem", " … ", "Say what you see"),
    ("problem", "\u200b\u3000", "Say what you see"),
    ("problem", "so black " * 25, "Shorten"),
    ("error_text", "E" * 4001, "4,000 fit"),
    ("bought_on", "3/4/2026", "month as a word"),
    ("bought_on", "yesterday", "month as a word"),
    ("bought_on", "2026-02-30", "month as a word"),
    ("bought_on", "31 June 2026", "month as a word"),
    ("bought_on", "9999-12-31", "has not come yet"),
    ("bought_on", "1989-12-31", "1989 cannot be right"),
    ("bought_on", "0206-04-03", "206 cannot be right"),
    ("warranty_said", "maybe", "in warranty"),
]
PERSON_WRONGS = [
    ("purpose", "", "what you want"),
    ("purpose", "gift", "what you want"),
    ("name", "", "your name"),
    ("name", "A" * 201, "Shorten"),
    ("email", "", "e-mail address"),
    ("email", "ada", "e-mail address"),
    ("email", "ada@", "e-mail address"),
    ("email", "=?utf-8?q?ada?=@lab.example", "e-mail address"),
    ("email", "ada@lab.example, eve@lab.example", "e-mail address"),
    ("email", "ada@lab.example\nBcc: eve@lab.example", "e-mail address"),
    ("country", "", "the country"),
    ("country", "XX", "the country"),
    ("company", "C" * 201, "Shorten"),
    ("phone", "1" * 201, "Shorten"),
    ("address", "A" * 4001, "4,000 fit"),
    ("own_reference", "R" * 201, "Shorten"),
    ("website", "http://elsewhere.example", "Empty this field"),
]
EVERYTHING = {"company": "Example Optics", "phone": "+49 30 000", "address": "1 Lane\nTown", "own_reference": "PO <7>"}


def filled(*batches, **person):
    """A whole form for FLIR, where no rule asks whether the maker itself sold it."""
    return steps.filled(*({"bought_from": "other"} | batch for batch in batches or [{}]), **person)


@pytest.fixture(scope="module")
def asker(tmp_path_factory):
    """A visitor for the long tables, which store nothing: opening a kiosk for each row would take its time."""
    database = tmp_path_factory.mktemp("form") / "rma.db"
    migrate(database)
    app = create_app(Settings(), demonstration=True, SECRET_KEY="x" * 32, DATABASE=str(database), TESTING=True)
    return app.test_client()


def kept(answer, data):
    """The names of what was posted and is not on the page again."""
    held = Fields(answer.text).values
    told = {name: text for name, text in data.items() if name not in ("do", "csrf_token")}
    return [name for name, text in told.items() if held.get(name) != text]


def as_shown(name, text):
    """Whether a page can show this again: nonsense among fixed answers has no place on it, nor a line end in a line."""
    return name.rpartition("-")[2] not in CLOSED and "\nBcc" not in text


def assert_refused(answer, data, field, piece):
    page = Fields(answer.text)
    sentence = re.search(rf'id="{field}-error".*?</p>', answer.text, re.S)
    assert answer.status_code == 422 and sentence and piece in sentence[0]
    assert [link for link in page.links if re.fullmatch(rf"#{field}(-0)?", link) and link[1:] in page.ids]
    assert re.search(r"<title>Error: ", answer.text)
    assert kept(answer, {name: text for name, text in data.items() if name != field or as_shown(name, text)}) == []


# Wrong answers


@pytest.mark.parametrize("field, text, piece", BATCH_WRONGS, ids=lambda value: value[:12])
def test_a_wrong_answer_about_a_camera_comes_back_with_a_sentence_and_all_that_was_typed(asker, field, text, piece):
    data = filled({}, {field: text}, **EVERYTHING)
    assert_refused(post_form(asker, data), data, f"batches-1-{field}", piece)


@pytest.mark.parametrize("text", ["", "the moon"])
def test_where_it_was_bought_is_asked_where_a_rule_asks(asker, text):
    data = filled({}, {"bought_from": text})
    assert_refused(post_form(asker, data, "/rma/pixelink/"), data, "batches-1-bought_from", "where you bought it")


@pytest.mark.parametrize("text", ["", "the moon", "direct"])
def test_where_no_rule_asks_it_may_stay_unsaid_and_nobody_is_told_that_the_maker_sells(asker, text):
    page = asker.get("/rma/flir/").text
    assert "From FLIR itself" not in page and "From Pixelink itself" in asker.get("/rma/pixelink/").text
    answer = post_form(asker, filled({"bought_from": text}, name=""))
    assert Fields(answer.text).values["batches-0-bought_from"] == "unknown"
    assert "batches-0-bought_from-error" not in answer.text


@pytest.mark.parametrize("field, text, piece", PERSON_WRONGS, ids=lambda value: value[:12])
def test_a_wrong_answer_about_oneself_comes_back_with_a_sentence_and_all_that_was_typed(asker, field, text, piece):
    data = filled(**EVERYTHING | {field: text})
    assert_refused(post_form(asker, data), data, field, piece)


def test_many_wrong_answers_are_all_told_at_once(client):
    answer = post_form(client, filled({"model": "", "serials": ""}, name="", email="x"))
    wanted = ["batches-0-model", "batches-0-serials", "name", "email"]
    assert [link[1:] for link in Fields(answer.text).links if link[1:] in wanted] == wanted


def test_an_answer_that_will_do_is_not_marked_as_wrong(client):
    assert re.findall(r'id="(\S+)-error"', post_form(client, filled(email="x")).text) == ["email"]


def test_a_wrong_post_stores_nothing(app, client):
    post_form(client, filled(name=""))
    assert rows(app.config["DATABASE"], "SELECT * FROM draft") == []


def test_an_empty_post_is_answered_with_sentences(client):
    assert client.post("/rma/flir/").status_code == 422


@pytest.mark.parametrize("token", [None, "", "nonsense", "IjEi.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb"])
def test_without_our_token_nothing_is_stored_and_all_is_kept(app, client, token):
    data = filled() | ({} if token is None else {"csrf_token": token})
    answer = client.post("/rma/flir/", data=data)
    assert answer.status_code == 422 and "Press the button again" in answer.text and kept(answer, data) == []
    assert rows(app.config["DATABASE"], "SELECT * FROM draft") == []


def test_a_token_of_someone_else_is_refused(app, client):
    token = hidden(app.test_client().get("/rma/flir/").text, "csrf_token")
    client.get("/rma/flir/")
    assert client.post("/rma/flir/", data=filled(csrf_token=token)).status_code == 422


def test_an_expired_token_is_refused_and_the_next_press_goes_through(client, clock):
    token = hidden(client.get("/rma/flir/").text, "csrf_token")
    clock.forward(hours=12, seconds=5)
    answer = client.post("/rma/flir/", data=filled(csrf_token=token))
    assert answer.status_code == 422 and kept(answer, filled()) == []
    again = Fields(answer.text).values | {"do": "continue"}
    assert client.post("/rma/flir/", data=again).status_code == 303


# More and fewer groups


def test_add_brings_one_more_group_and_keeps_all(client):
    data = filled({}, {"model": "GS3-U3-23S6M", "bought_from": "dealer"}, do="add")
    answer = post_form(client, data)
    assert answer.status_code == 200 and kept(answer, data) == []
    assert Fields(answer.text).values["batches-2-bought_from"] == "dealer"


def test_add_keeps_even_what_is_wrong(client):
    data = filled({"model": "", "bought_on": "yesterday"}, do="add", email="not yet")
    answer = post_form(client, data)
    assert answer.status_code == 200 and kept(answer, data) == [] and "<title>Error" not in answer.text


@pytest.mark.parametrize("number", [0, 1, 2])
def test_remove_takes_away_that_group_and_keeps_the_others(asker, number):
    models = ["BFS-U3-51S5C", "GS3-U3-23S6M", "FL3-U3-13S2C"]
    answer = post_form(asker, filled(*({"model": model} for model in models), do=f"remove-{number}"))
    left = [text for name, text in Fields(answer.text).values.items() if name.endswith("-model")]
    assert answer.status_code == 200 and left == models[:number] + models[number + 1 :]


@pytest.mark.parametrize("at", ["/rma/flir/", "edit"])
def test_no_group_is_added_to_a_full_form_and_nothing_is_lost(client, at):
    data = filled(*[{"problem": f"black since {number}"} for number in range(MOST_BATCHES)], **EVERYTHING)
    at = review(client, filled()).replace("review", "edit") if at == "edit" else at
    answer = post_form(client, data | {"do": "add"}, at)
    assert answer.status_code == 422 and "this would have 21" in answer.text and kept(answer, data) == []
    assert "#add" in Fields(answer.text).links and f"batches-{MOST_BATCHES}-model" not in Fields(answer.text).values


def test_the_last_group_that_fits_is_added(client):
    answer = post_form(client, filled(*[{}] * (MOST_BATCHES - 1), do="add"))
    assert answer.status_code == 200 and f"batches-{MOST_BATCHES - 1}-model" in Fields(answer.text).values


@pytest.mark.parametrize("number", ["0", "1", "-1", "²", "x", "", "9" * 5000])
def test_removing_a_group_that_is_not_there_keeps_all(asker, number):
    data = filled(do=f"remove-{number}")
    answer = post_form(asker, data)
    assert answer.status_code == 200 and kept(answer, data) == []


def test_a_group_too_many_is_refused_and_none_is_cut(client):
    data = filled(*[{"problem": f"black since {number}"} for number in range(MOST_BATCHES + 1)])
    answer = post_form(client, data)
    assert_refused(answer, data, "batches-0-model", "this would have 21. Send the rest in a second form")


def test_twenty_thousand_serials_are_refused_and_all_are_still_there(client):
    data = filled({"serials": "\n".join(str(16000001 + number) for number in range(20_000))})
    assert_refused(post_form(client, data), data, "batches-0-serials", "longer than one form can take")


def test_as_many_groups_and_cameras_as_fit_are_all_stored(app, client):
    each = MOST_CAMERAS // MOST_BATCHES
    serials = "\n".join(MANY.splitlines()[:each])
    address = review(client, filled(*[{"serials": serials}] * MOST_BATCHES))
    [(answers,)] = rows(app.config["DATABASE"], "SELECT answers FROM draft")
    last = serials.splitlines()[-1]
    assert answers.count(last) == MOST_BATCHES and last in client.get(address).text


def test_as_many_serials_as_one_group_takes_are_all_stored(app, client):
    serials = "\n".join(MANY.splitlines()[:MOST_SERIALS])
    address = review(client, filled({"serials": serials}))
    [(answers,)] = rows(app.config["DATABASE"], "SELECT answers FROM draft")
    assert serials.splitlines()[-1] in answers and serials.splitlines()[-1] in client.get(address).text


# What is asked


FAULT_ASKED = [  # purpose, what is left out, answer
    *[("repair", {"symptom": ""}, 422), ("other", {"symptom": ""}, 303), ("refund", {"symptom": ""}, 303)],
    *[("repair", {"problem": ""}, 422), ("other", {"problem": ""}, 422), ("refund", {"problem": ""}, 303)],
]


@pytest.mark.parametrize("purpose, batch, answer", FAULT_ASKED)
def test_a_repair_asks_what_happens_and_only_a_refund_asks_for_no_words(client, purpose, batch, answer):
    assert post_form(client, filled(batch, purpose=purpose)).status_code == answer


@pytest.mark.parametrize("purpose, answer", [("refund", 422), ("other", 303), ("repair", 422)])
def test_only_another_matter_needs_no_camera_counted(client, purpose, answer):
    assert post_form(client, filled({"serials": ""}, purpose=purpose)).status_code == answer


def test_a_camera_whose_number_cannot_be_read_needs_only_a_count(client):
    assert post_form(client, filled({"serials": "", "unreadable": "3"})).status_code == 303


@pytest.mark.parametrize("purpose", ["repair", "refund"])
@pytest.mark.parametrize("model, answer", [("Lens 12 mm", 303), ("cable, 5 m", 303), ("BFS-U3-51S5C", 422)])
def test_an_accessory_is_asked_for_no_serial(client, model, answer, purpose):
    assert post_form(client, filled({"model": model, "serials": ""}, purpose=purpose)).status_code == answer


def test_words_in_the_serial_box_will_do_for_a_number(client):
    assert post_form(client, filled({"serials": "label is gone"})).status_code == 303


def test_a_blank_warranty_answer_is_taken_as_not_known(client):
    assert Fields(client.get("/rma/flir/").text).values["batches-0-warranty_said"] == "unknown"


@pytest.mark.parametrize("vendor", ["axis", "basler", "flir", "oncam", "pixelink", "zwo"])
def test_the_warranty_is_asked_and_told_where_a_rule_asks_for_it_and_nowhere_else(app, client, vendor):
    asks = "warranty" in app.vendors[vendor].policies[0].answers
    assert asks == (vendor != "basler")
    assert ("batches-0-warranty_said" in Fields(client.get(f"/rma/{vendor}/").text).seen) == asks
    page = client.get(review(client, filled({"warranty_said": "out"}), f"/rma/{vendor}/")).text
    assert ("<dt>In warranty</dt>" in page) == asks


@pytest.mark.parametrize(("purpose", "told"), [("repair", False), ("other", True)])
def test_a_question_is_shown_and_its_answer_told_for_the_purposes_it_matters_for(client, purpose, told):
    assert '<div data-for="other"><fieldset' in client.get("/rma/basler/").text
    page = client.get(review(client, filled(purpose=purpose), "/rma/basler/")).text
    assert ("No, it is about something else" in page) == told


def test_a_form_that_does_not_ask_for_the_warranty_goes_through_without_it(client):
    data = {name: text for name, text in filled().items() if not name.endswith("warranty_said")}
    assert post_form(client, data, "/rma/basler/").status_code == 303


@pytest.mark.parametrize("vendor", ["flir", "pixelink"])
def test_one_group_shows_fewer_than_fifteen_fields(client, vendor):
    assert 8 < len(Fields(client.get(f"/rma/{vendor}/").text).seen) < 15


@pytest.mark.parametrize("vendor", ["flir", "pixelink"])
def test_a_page_just_opened_has_no_error_and_every_field_its_label(client, vendor):
    page = client.get(f"/rma/{vendor}/").text
    labelled = re.findall(r'<label for="([^"]+)"', page)
    assert 'class="wrong"' not in page and len(labelled) == len(set(labelled))
    assert Fields(page).ids >= set(labelled)


def test_every_id_on_a_page_is_there_once(client):
    ids = re.findall(r'\bid="([^"]+)"', post_form(client, filled({"model": ""}, {"model": ""}, name="")).text)
    assert len(ids) == len(set(ids))


# What a link brings


def test_a_link_fills_in_model_serials_purpose_seller_and_dealer(app, client):
    page = client.get("/rma/flir/?model=BFS-U3-51S5C&serial=1&serial=2&purpose=refund&bought_from=dealer&dealer=acme")
    values = Fields(page.text).values
    assert (values["batches-0-model"], values["batches-0-serials"]) == ("BFS-U3-51S5C", "1\n2")
    assert (values["purpose"], values["batches-0-bought_from"], values["dealer"]) == ("refund", "dealer", "ACME")


def test_a_link_to_nothing_in_particular_leaves_the_form_empty(client):
    asked = lambda page: {name: text for name, text in Fields(page.text).values.items() if name != "csrf_token"}  # noqa: E731
    assert asked(client.get("/rma/flir/?colour=red&name=Eve&email=eve@lab.example")) == asked(client.get("/rma/flir/"))


@pytest.mark.parametrize("name", ["model", "serial", "purpose", "bought_from", "dealer", "answers"])
@pytest.mark.parametrize("text", ["", "²", "<b>&\"'", "%00%0D%0A", "x" * 4000, "refund.in,refund.out,.,a.b.c,purpose."])
def test_nonsense_in_a_link_opens_the_form(asker, name, text):
    answer = asker.get("/rma/flir/", query_string={name: text})
    assert answer.status_code == 200 and "<b>&" not in answer.text


def test_a_link_with_many_serials_brings_all_of_them(client):
    serials = MANY.splitlines()[:600]
    answer = client.get("/rma/flir/", query_string={"serial": serials})
    assert Fields(answer.text).values["batches-0-serials"].split() == serials


def test_what_the_checker_was_told_is_shown_and_not_asked_again(client):
    page = client.get("/rma/pixelink/?answers=purpose.repair,bought_from.direct,warranty.in")
    asked = Fields(page.text)
    told = {"purpose": "repair", "batches-0-bought_from": "direct", "batches-0-warranty_said": "in"}
    assert told.items() <= asked.values.items() and not told.keys() & asked.seen
    assert "Yes, it is in warranty" in page.text


def test_the_checkers_answers_stay_through_an_error(client):
    at = "/rma/pixelink/?answers=purpose.repair,bought_from.direct"
    data = Fields(client.get(at).text).values | {"name": "Ada Example", "do": "continue"}
    again = Fields(client.post("/rma/pixelink/", data=data).text)
    assert kept_of(again, data) and "batches-0-bought_from" not in again.seen


def kept_of(page, data):
    return all(page.values.get(name) == text for name, text in data.items() if name not in ("do", "csrf_token"))


def test_forget_asks_again_what_the_checker_knew(client):
    data = Fields(client.get("/rma/pixelink/?answers=purpose.repair,bought_from.direct").text).values
    page = Fields(client.post("/rma/pixelink/", data=data | {"do": "forget"}).text)
    assert {"purpose", "batches-0-bought_from"} <= page.seen and page.values["answers"] == ""
    assert (page.values["purpose"], page.values["batches-0-bought_from"]) == ("repair", "direct")


def test_a_second_group_is_asked_what_the_checker_knew_of_the_first(client):
    data = Fields(client.get("/rma/pixelink/?answers=bought_from.direct").text).values
    page = Fields(client.post("/rma/pixelink/", data=data | {"do": "add"}).text)
    assert "batches-1-bought_from" in page.seen and page.values["batches-1-bought_from"] == "direct"


def test_a_refund_the_checker_was_told_of_shows_no_fault_fields(client):
    page = Fields(client.get("/rma/flir/?answers=purpose.refund").text)
    fault = {f"batches-0-{name}" for name in ("symptom", "problem", "error_text", "warranty_said")}
    assert not fault & page.seen and "batches-0-serials" in page.seen
    assert fault <= Fields(client.get("/rma/flir/?purpose=refund").text).seen


def test_forget_brings_the_fault_fields_back(client):
    data = Fields(client.get("/rma/flir/?answers=purpose.refund").text).values
    assert "batches-0-problem" in Fields(client.post("/rma/flir/", data=data | {"do": "forget"}).text).seen


def test_removing_the_first_group_leaves_the_second_what_it_said(client):
    answers = {"answers": "bought_from.direct,warranty.in"}
    data = filled({"bought_from": "direct", "warranty_said": "in"}, {"bought_from": "other"}, **answers)
    page = Fields(post_form(client, data | {"do": "remove-0"}, "/rma/pixelink/").text)
    told = {name: page.values[f"batches-0-{name}"] for name in ("bought_from", "warranty_said")}
    assert told == {"bought_from": "other", "warranty_said": "unknown"} and "batches-0-bought_from" in page.seen


def test_the_first_group_left_still_hides_what_it_said_alike(client):
    """The twin: where the group that is left said the same, it is not asked again."""
    data = filled({}, {"bought_from": "direct"}, answers="bought_from.direct", do="remove-0")
    assert "batches-0-bought_from" not in Fields(post_form(client, data, "/rma/pixelink/").text).seen


# Change


def test_change_brings_everything_back_as_it_was_typed(client):
    data = filled({}, {"model": "GS3-U3-23S6M", "unreadable": "2"}, **EVERYTHING, for_customer="y")
    page = Fields(client.get(review(client, data).replace("review", "edit")).text)
    assert kept_of(page, data)


def test_a_change_is_stored_in_the_same_draft(app, client):
    at = review(client, filled()).replace("review", "edit")
    again = review(client, filled(name="Grace Example"), at)
    [(key, answers)] = rows(app.config["DATABASE"], "SELECT key, answers FROM draft")
    assert draft_key(again) == draft_key(at) == key and "Grace Example" in answers


def test_a_wrong_change_leaves_the_draft_as_it_was(app, client):
    at = review(client, filled()).replace("review", "edit")
    assert post_form(client, filled(name=""), at).status_code == 422
    assert "Ada Example" in rows(app.config["DATABASE"], "SELECT answers FROM draft")[0][0]


# Two windows


def two_windows(client):
    """The address of a draft's form, and what two windows that opened it would post."""
    at = review(client, filled()).replace("review", "edit")
    return at, *[Fields(client.get(at).text).values | {"do": "continue"} for _ in range(2)]


def names_in(app):
    return [json.loads(answers)["person"]["name"] for (answers,) in rows(app.config["DATABASE"], DRAFTS)]


def test_of_two_windows_the_later_becomes_a_copy_and_the_first_stays(app, client):
    at, one, other = two_windows(client)
    first = client.post(at, data=one | {"name": "Grace Example"}).headers["Location"]
    second = client.post(at, data=other | {"name": "Mary Example"}).headers["Location"]
    assert draft_key(first) == draft_key(at) != draft_key(second)
    assert names_in(app) == ["Grace Example", "Mary Example"]


@pytest.mark.parametrize("do, first", [("add", {}), ("remove-1", {}), ("forget", {}), ("continue", {"email": ""})])
def test_a_window_given_back_still_knows_what_it_had_read(app, client, do, first):
    at, one, other = two_windows(client)
    client.post(at, data=one | {"name": "Grace Example"})
    page = Fields(client.post(at, data=other | first | {"name": "Mary Example", "do": do}).text).values
    again = client.post(at, data=page | filled({}, {}, name="Mary Example"))
    assert again.status_code == 303 and names_in(app) == ["Grace Example", "Mary Example"]


def test_one_window_saves_into_the_same_draft_each_time(app, client):
    at, one, _ = two_windows(client)
    client.post(at, data=one | {"name": "Grace Example"})
    again = Fields(client.get(at).text).values | {"name": "Mary Example", "do": "continue"}
    assert draft_key(client.post(at, data=again).headers["Location"]) == draft_key(at)
    assert names_in(app) == ["Mary Example"]


# A draft that ran out


@pytest.mark.parametrize("swept", [False, True])
def test_a_form_open_for_too_long_is_saved_as_a_new_draft(app, client, store, clock, swept):
    at = review(client, filled()).replace("review", "edit")
    clock.forward(hours=23)
    held = Fields(client.get(at).text).values | {"name": "Grace Example", "do": "continue"}
    clock.forward(hours=1, seconds=1)
    assert client.get(at).status_code == 404 and (not swept or sweep_drafts(store, timestamp()) == 1)
    again = client.post(at, data=held).headers["Location"]
    assert draft_key(again) != draft_key(at) and "Grace Example" in client.get(again).text


def test_a_wrong_answer_after_that_is_given_back_and_then_saved(client, clock):
    at = review(client, filled()).replace("review", "edit")
    held = Fields(client.get(at).text).values
    clock.forward(hours=11)
    held |= {"csrf_token": hidden(client.get("/rma/flir/").text, "csrf_token")}
    clock.forward(hours=11)
    wrong = client.post(at, data=held | {"name": "", "do": "continue"})
    clock.forward(hours=3)
    page = Fields(wrong.text).values | {"name": "Grace Example", "do": "continue"}
    assert wrong.status_code == 422 and client.post(at, data=page).status_code == 303


@pytest.mark.parametrize("vendor", ["", "acme", "²"])
def test_without_a_vendor_such_a_form_leads_nowhere(client, vendor):
    assert client.post("/rma/edit/x/", data=filled(vendor=vendor)).status_code == 404


# A save that fails


@pytest.mark.parametrize("at", ["/rma/flir/", "edit"])
def test_a_locked_file_gives_the_form_back_and_the_next_press_goes_through(app, client, at):
    at = review(client, filled()).replace("review", "edit") if at == "edit" else at
    data = filled({}, {"problem": "green lines"}, **EVERYTHING)
    token = hidden(client.get(at).text, "csrf_token")
    with locked(app):
        answer = client.post(at, data=data | {"csrf_token": token})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10") and kept(answer, data) == []
    assert "this was not stored" in answer.text and "#send" in Fields(answer.text).links
    again = client.post(at, data=Fields(answer.text).values | {"do": "continue"})
    assert again.status_code == 303 and "green lines" in client.get(again.headers["Location"]).text


# Anything at all

NAMES = [*(f"batches-0-{name}" for name in [*FIRST, "unreadable", "error_text"]), *PERSON, *EVERYTHING, "answers"]
texts = st.text(max_size=80) | st.sampled_from(["refund.in", "=?utf-8?q?=0ABcc=3A?=", "0000-00-00", "29 February 2025"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(changes=st.dictionaries(st.sampled_from(NAMES), texts, max_size=4))
def test_any_text_in_any_field_is_answered(client, changes):
    answer = client.post("/rma/flir/", data=filled() | {"csrf_token": token_of(client)} | sendable(changes))
    assert answer.status_code in (200, 303, 422)
    if answer.status_code == 303:
        assert client.get(answer.headers["Location"]).status_code == 200


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=st.text(max_size=100))
def test_any_text_is_stored_and_shown_again_as_it_was_typed(app, client, text):
    [(_, typed)] = sendable({"": f"a {text} z"}).items()
    data = filled({"problem": typed, "error_text": typed}, csrf_token=token_of(client), address=typed)
    address = client.post("/rma/flir/", data=data).headers["Location"]
    shown = Fields(client.get(address.replace("review", "edit")).text).values
    assert {shown["batches-0-problem"], shown["batches-0-error_text"], shown["address"]} == {tidied(typed)}


def sendable(changes):
    """Half characters cannot be sent by a browser."""
    return {name: text.encode("utf-8", "replace").decode() for name, text in changes.items()}


def token_of(client, kept={}):  # noqa: B006
    """One token for many posts of the same visitor."""
    return kept.get(client) or kept.setdefault(client, hidden(client.get("/rma/flir/").text, "csrf_token"))


# Days and counts

DAYS = [
    ("2026-04-03", (2026, 4, 3)),
    ("3 April 2026", (2026, 4, 3)),
    ("3. Apr. 2026", (2026, 4, 3)),
    (" 03 apr 2026 ", (2026, 4, 3)),
    ("29 February 2024", (2024, 2, 29)),
    ("3April2026", (2026, 4, 3)),
    ("３ April ２０２６", (2026, 4, 3)),
    ("2026年4月3日", (2026, 4, 3)),
    ("2026년 4월 3일", (2026, 4, 3)),
    ("٢٠٢٦-٠٤-٠٣", (2026, 4, 3)),
    *[(text, None) for text in ("", "29 February 2025", "3/4/2026", "3 Ap 2026", "3 Ma 2026", "0 May 2026", "4月3日")],
]


@pytest.mark.parametrize("text, day", DAYS)
def test_a_day_is_read_where_it_can_mean_one_thing_only(text, day):
    read = read_day(text)
    assert (read and (read.year, read.month, read.day)) == day


@pytest.mark.parametrize(
    "text, count", [("", 0), (None, 0), (" 7 ", 7), ("200", 200), ("３", 3), ("201", None), ("1.5", None)]
)
def test_a_count_is_a_number_that_fits(text, count):
    assert read_count(text) == count


def test_more_cameras_than_a_page_can_tick_are_refused_and_not_cut(client, store):
    lots = [{"serials": "\n".join(f"16{lot}{number:05}" for number in range(160))} for lot in range(2)]
    answer = post_form(client, filled(*lots))
    assert answer.status_code == 422
    assert "One form takes 300 cameras, and this would have 320." in answer.text
    assert "16100159" in answer.text
