"""Each group of cameras answers a policy's own questions for itself, and is judged by what it answered."""

import json
import re
from datetime import timedelta

import pytest

from content.dates import add_months, now, written
from content.eligibility.judge import judge
from forms.steps.rejudge import case_of, day_of
from forms.steps.worker_round import run_round
from forms.store.database.connection import open_store
from forms.store.requests import requests_of_draft
from tests.support.days import settle
from tests.support.groups import vendors_in, words_of
from tests.support.steps import (
    Fields,
    confirm,
    draft_key,
    filled,
    mails_in,
    open_app,
    post_form,
    review,
    rows,
    send,
    signed_in,
    text_of,
)

AGO = 270  # days: six months are over, twelve are not
KABEL = "/rma/kabel/"
ONE = {"model": "ST-1", "serials": "11", "bought_from": ""}


@pytest.fixture(scope="module")
def vendors(tmp_path_factory):
    return vendors_in(tmp_path_factory.mktemp("vendors"))


@pytest.fixture
def app(vendors, tmp_path):
    return open_app(tmp_path, VENDORS=vendors)


@pytest.fixture
def client(app):
    return app.test_client()


def day(ago=AGO):
    return (now().date() - timedelta(days=ago)).isoformat()


def group(part, serial="11", **more):
    return ONE | {"serials": serial, "bought_on": day(), "asked-part": part} | more


def sent(app, client, at, *batches, **person):
    receipt = send(client, *batches, at=at, **person)
    store = open_store(app.config["DATABASE"])
    try:
        return requests_of_draft(store, draft_key(receipt))
    finally:
        store.close()


def rules(requests):
    return [batch.verdict["rule"] for one in requests for batch in one.batches]


def answers(requests):
    return [batch.answers for one in requests for batch in one.batches]


# Judged apart


def test_a_part_with_six_months_and_one_with_twelve_are_told_apart(app, client):
    found = sent(app, client, KABEL, group("sensor"), group("cooler", "12"))
    assert rules(found) == ["paid-repair", "in-warranty"]
    assert [said["part"] for said in answers(found)] == ["sensor", "cooler"]


def test_the_same_part_twice_is_judged_alike(app, client):
    """The twin: it is the answer that tells them apart, not the group."""
    assert rules(sent(app, client, KABEL, group("cooler"), group("cooler", "12"))) == ["in-warranty"] * 2


def test_each_group_is_told_its_own_day_on_the_review(app, client):
    html = client.get(review(client, filled(group("sensor"), group("cooler", "12")), KABEL)).text
    page = words_of(html)
    bought = now().date() - timedelta(days=AGO)
    for months, told in ((6, "ran until"), (12, "runs until")):
        assert f"{told} {written(add_months(bought, months))}" in page
    assert html.count("<dt>Which part is faulty?") == 2


def test_what_all_groups_answered_alike_is_told_once(client):
    page = client.get(review(client, filled(group("cooler"), group("cooler", "12")), KABEL)).text
    assert page.count("<dt>Which part is faulty?") == 1 and page.count("<dt>Was it ever opened?") == 1


def test_one_group_alone_tells_its_answer_among_its_own(client):
    page = client.get(review(client, filled(group("cooler")), KABEL)).text
    anchors = re.findall(r'#([^"]*asked-[^"]+)"', page)
    assert anchors == ["asked-serviced", "batches-0-asked-part"]


# The form


def test_each_group_asks_and_what_is_once_a_request_stands_above(client):
    page = Fields(post_form(client, filled(group("sensor")) | {"do": "add"}, KABEL).text)
    assert {"asked-serviced", "batches-0-asked-part", "batches-1-asked-part"} <= page.seen
    assert "batches-1-asked-serviced" not in page.seen


def test_a_new_group_begins_unanswered_and_what_was_typed_stays(client):
    page = Fields(post_form(client, filled(group("sensor")) | {"do": "add"}, KABEL).text)
    assert (page.values["batches-0-asked-part"], page.values["batches-1-asked-part"]) == ("sensor", "unknown")
    assert page.values["batches-1-bought_on"] == day()


def test_a_link_brings_the_answer_and_another_group_gives_its_own(app, client):
    data = Fields(client.get(f"{KABEL}?answers=part.sensor").text).values
    assert data["batches-0-asked-part"] == "sensor"
    two = Fields(client.post(KABEL, data=data | {"do": "add"}).text)
    assert {"batches-0-asked-part", "batches-1-asked-part"} <= two.seen
    found = sent(app, client, KABEL, group("sensor"), group("cooler", "12"), answers="part.sensor")
    assert rules(found) == ["paid-repair", "in-warranty"]


def test_what_the_checker_was_told_of_one_group_alone_is_not_asked_again(app, client):
    page = Fields(client.get(f"{KABEL}?answers=part.cooler,serviced.no").text)
    assert not {"batches-0-asked-part", "asked-serviced"} & page.seen
    [said] = answers(sent(app, client, KABEL, ONE, answers="part.cooler,serviced.no"))
    assert said == {"part": "cooler", "serviced": "no"}


def test_change_brings_the_answers_of_every_group_back(client):
    at = review(client, filled(group("sensor"), group("cooler", "12"), **{"asked-serviced": "yes"}), KABEL)
    page = Fields(client.get(at.replace("review", "edit")).text)
    told = {name: page.values[name] for name in ("asked-serviced", "batches-0-asked-part", "batches-1-asked-part")}
    assert [*told.values()] == ["yes", "sensor", "cooler"]


def test_an_answer_that_is_none_is_told_at_its_place(client):
    answer = post_form(client, filled(group("sensor"), group("lens")), KABEL)
    assert answer.status_code == 422
    assert re.findall(r'id="(\S+)-error"', answer.text) == ["batches-1-asked-part"]


def test_a_question_that_cannot_matter_is_not_asked_of_who_wants_the_money_back(client):
    assert "batches-0-asked-part" not in Fields(client.get(f"{KABEL}?answers=purpose.refund").text).seen
    assert "batches-0-asked-part" in Fields(client.get(f"{KABEL}?answers=purpose.repair").text).seen
    assert '<div data-for="repair"><fieldset' in client.get(KABEL).text


def test_the_word_that_a_time_is_over_is_the_first_group_s_alone(app, client):
    two = [ONE | {"asked-arrived-faulty": "yes", "receipt_on": "", "bought_on": ""}] * 2
    data = filled(*two, answers="purpose.repair,arrived-faulty.yes,doa.out")
    receipt = confirm(client, review(client, data, "/rma/tausch/")).headers["Location"]
    with_answers = "SELECT verdict ->> '$.answers.doa' FROM batch ORDER BY id"
    assert receipt and rows(app.config["DATABASE"], with_answers) == [("out",), ("unknown",)]


# Drafts that are older


def test_an_older_draft_that_said_it_once_is_still_read(app, client):
    at = review(client, filled(group("sensor"), group("sensor", "12")), KABEL)
    [[kept]] = rows(app.config["DATABASE"], "SELECT answers FROM draft")
    old = json.loads(kept)
    for batch in old["batches"]:
        del batch["said"]
    old["said"] = {"part": "cooler", "serviced": "no"}
    store = open_store(app.config["DATABASE"])
    with store.writing() as db:
        db.execute("UPDATE draft SET answers = ?", [json.dumps(old)])
    store.close()
    assert "ran until" not in (page := client.get(at).text) and "The cooler" in page
    edit = Fields(client.get(at.replace("review", "edit")).text).values
    assert edit["batches-0-asked-part"] == edit["batches-1-asked-part"] == "cooler"


# Where it was bought


@pytest.mark.parametrize(("sold", "rule"), [("Union", "in-warranty"), ("elsewhere", "paid-repair")])
def test_where_it_was_bought_decides_and_not_where_it_is_sent_from(app, client, sold, rule):
    asked = ONE | {"bought_on": day(700), "asked-sold": sold, "warranty_said": "unknown"}
    assert rules(sent(app, client, "/rma/markt/", asked, country="DE")) == [rule]
    assert rules(sent(app, client, "/rma/markt/", asked, country="US")) == [rule]


def test_where_it_was_bought_is_never_taken_from_the_country_of_the_person(app, client):
    asked = ONE | {"bought_on": day(700)}
    [one] = sent(app, client, "/rma/markt/", asked, country="DE")
    assert rules([one]) == ["warranty-unknown"] and one.batches[0].verdict["region"] == "Union"


def test_places_are_asked_by_the_names_of_their_regions_where_rows_tell_them_apart(client):
    page = words_of(client.get("/rma/markt/").text)
    for told in ("Where was it bought?", "Union", "North America", "Any other country", "I do not know"):
        assert told in page
    assert "Where was it bought?" not in words_of(client.get(KABEL).text)


def test_a_further_group_was_bought_where_the_last_one_was(client):
    data = filled(ONE | {"bought_on": day(), "asked-sold": "Union"}) | {"do": "add"}
    page = Fields(post_form(client, data, "/rma/markt/").text)
    assert page.values["batches-1-asked-sold"] == "Union"


# What is read of it afterwards


def read_at(app, client, tmp_path, one):
    """What the desk's case, the vendor's copy and the customer's own page say of a request, without tags."""
    run_round(app)
    [mail, copy] = [text_of(mail) for mail in mails_in(tmp_path / "mail")]
    desk = signed_in(app).get(f"/rma/desk/case/{one.ticket}/").text
    return mail, copy, desk, client.get(re.search(r"/rma/ticket/\S+", mail)[0]).text


def test_the_desk_the_vendor_s_copy_and_the_ticket_page_tell_each_group_its_own(app, client, tmp_path):
    settle(app, kabel={"mailbox": "rma@kabel.example"})
    [one] = sent(app, client, KABEL, group("sensor"), group("cooler", "12"))
    _, copy, *pages = read_at(app, client, tmp_path, one)
    told = ("Which part is faulty? The sensor", "Which part is faulty? The cooler", "Was it ever opened? I do not know")
    assert [copy.count(answer) for answer in told] == [1, 1, 1]
    for page in pages:
        assert [page.count(f"<dd>{part}</dd>") for part in ("The sensor", "The cooler")] == [1, 1]
        assert page.count("<dt>Was it ever opened?</dt>") == 1


def test_the_customer_s_mail_tells_what_applies_to_which_cameras(app, client, tmp_path):
    sent(app, client, KABEL, group("sensor"), group("cooler", "12345678"))
    run_round(app)
    [mail] = mails_in(tmp_path / "mail")
    told = text_of(mail)
    assert "By Kabel's text: Paid repair\n  For 1 × Kabel Star:" in told
    assert "By Kabel's text: In warranty\n  For 1 × Kabel Star, serial …5678:" in told


def test_where_all_of_it_is_judged_alike_no_cameras_are_named(app, client, tmp_path):
    """The twin: one verdict for all needs none."""
    sent(app, client, KABEL, group("cooler"), group("cooler", "12"))
    run_round(app)
    [mail] = mails_in(tmp_path / "mail")
    assert text_of(mail).count("By Kabel's text:") == 1 and "For 1 ×" not in text_of(mail)


def test_the_answers_are_exported_and_judge_again_the_same(app, client, vendors):
    found = sent(app, client, KABEL, group("sensor"), group("cooler", "12"))
    for one in found:
        for batch in one.batches:
            vendor = vendors["kabel"]
            again = judge(vendor, case_of(batch, one), day_of(vendor, one, batch), vendor.policies[0])
            assert (again.rule.id, again.answers) == (batch.verdict["rule"], batch.verdict["answers"])
    exported = rows(app.config["DATABASE"], "SELECT answers ->> '$.part' FROM batch ORDER BY id")
    assert exported == [("sensor",), ("cooler",)]


# Days that contradict each other


def test_a_day_before_what_comes_first_is_told_at_the_place_and_blocks_nothing(app, client):
    asked = ONE | {"bought_on": "2026-05-04", "receipt_on": "2026-05-01"}
    at = review(client, filled(asked), "/rma/tausch/")
    told = "This is before the day you bought it, 4 May 2026."
    assert told in words_of(client.get(at).text)
    form = words_of(client.get(at.replace("review", "edit")).text)
    assert "The day you received it: this is before the day you bought it, 4 May 2026." in form
    assert confirm(client, at).status_code == 303


def test_days_in_their_order_are_told_nothing(client):
    asked = ONE | {"bought_on": "2026-05-01", "receipt_on": "2026-05-04"}
    assert "is before" not in words_of(client.get(review(client, filled(asked), "/rma/tausch/")).text)
