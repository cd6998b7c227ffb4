"""The review and its confirmation: what is sent is what was read, once, with the verdict the vendor's rules give."""

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from html import escape, unescape

import pytest

from content.dates import written
from content.explain.facts import fact_line
from content.loading.vendor_folder import load_vendors
from content.settings.kiosk_toml import Settings
from content.wording.catalog import fill, read_words
from forms.store.requests import requests_of_draft
from tests.support.steps import (
    Fields,
    Visitor,
    bought,
    confirm,
    draft_key,
    filled,
    hidden,
    open_app,
    post_form,
    review,
    rows,
    running_kiosk,
    send,
    ticket_path,
)
from tests.support.vendor_folder import copy_of, shipped_vendors

TYPED = {"error_text": "Error -1012 <stream>\naborted", "unreadable": "2"}
WHO = {
    "company": "Example & Sons", "phone": "+49 30 000", "address": "1 Lane\n12345 Town", "own_reference": "PO <7>",
}  # fmt: skip
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}{link}"
BOUGHT = "2026-10-01"
LAST_MINUTE, NEXT_DAY = "2026-11-01 11:59Z", "2026-11-01 12:01Z"  # day 30 ends at UTC-12


def requests(app):
    return rows(app.config["DATABASE"], "SELECT count(*) FROM request")[0][0]


def verdicts(store, receipt):
    found = [
        (one.anyway, batch.verdict) for one in requests_of_draft(store, draft_key(receipt)) for batch in one.batches
    ]
    return [(anyway, verdict["kind"], verdict["rule"]) for anyway, verdict in found]


def refund(**changes):
    return filled({"symptom": "", "problem": "", "bought_on": BOUGHT} | changes, purpose="refund")


def overnight(client, clock):
    """A refund read on its last day, and what sending it on the next day answers, in a test that begins on the last."""
    address = review(client, refund())
    page = client.get(address).text
    clock.move_to(NEXT_DAY)
    seen = {name: hidden(page, name) for name in ("csrf_token", "seal")}
    return address, client.post(address, data=seen | {"do": "send"})


# What it shows


def test_the_review_shows_every_text_that_was_typed(client):
    data = filled(TYPED, {"model": "GS3-U3-23S6M", "serials": "12345678", "problem": "green lines"}, **WHO)
    page = client.get(review(client, data)).text
    texts = [*TYPED.values(), *WHO.values(), "Ada Example", "ada@lab.example", "Germany", written(bought())]
    texts += ["BFS-U3-51S5C", "GS3-U3-23S6M", "16048501", "16048502", "12345678", "black since Monday", "green lines"]
    assert [text for text in texts if escape(text).replace("&#x27;", "&#39;") not in page] == []


def test_every_change_link_leads_to_a_place_on_the_form(client):
    address = review(client, filled(TYPED, **WHO))
    links = [link for link in Fields(client.get(address).text).links if "/rma/edit/" in link]
    form = Fields(client.get(address.replace("review", "edit")).text)
    assert len(links) > 8 and [link for link in links if "#" in link and link.split("#")[1] not in form.ids] == []


def test_the_review_says_how_many_requests_it_becomes_and_why(client, app):
    page = client.get(review(client, filled({}, {"model": "GS3-U3-23S6M"}))).text
    why = fact_line(app.vendors["flir"], app.vendors["flir"].policies[0], "units-per-form").text
    assert "It goes as 2 requests" in page and page.count('class="envelope"') == 2 and escape(why) in page


def test_pixelink_takes_all_of_it_as_one_report(client):
    page = client.get(review(client, filled({}, {"model": "PL-B741"}), "/rma/pixelink/")).text
    assert "It goes as one request" in page and page.count('class="envelope"') == 1


def test_each_group_has_its_own_verdict(client):
    page = client.get(review(client, filled({"warranty_said": "out"}, {"model": "PL-B741"}), "/rma/pixelink/")).text
    assert "Repair after a quote" in page and "Support checks the warranty first" in page


def test_what_the_text_leaves_open_travels_along(client, store):
    address = review(client, filled())
    page = client.get(address).text
    [one] = requests_of_draft(store, draft_key(confirm(client, address).headers["Location"]))
    questions = [fill(read_words().facts[key].question, vendor="FLIR") for key in one.batches[0].verdict["questions"]]
    assert questions and [question for question in questions if question not in unescape(page)] == []


def test_what_was_read_and_passed_over_is_told(client):
    address = review(client, filled({"serials": "Serial numbers\n16048501, 1604850\n16048501"}))
    page = unescape(client.get(address).text)
    assert "I passed over" in page and "is there twice" in page and "look like this vendor's serials: 1604850." in page


REMARKS = [  # the box, the count, units stored, sentences read
    ("label is gone", "", 1, ["1 without a number. You wrote: “label is gone”."]),
    ("16048501\nlabel is gone", "", 2, ["I read 1 serial: 16048501. 1 without a number. You wrote: “label is gone”."]),
    ("16048501\nlabel is gone", "3", 4, ["3 without a number. You wrote: “label is gone”."]),
    ("label is gone\nburnt", "", 2, ["2 without a number.", "You wrote: “label is gone”.", "You wrote: “burnt”."]),
    ("16048501", "", 1, ["I read 1 serial: 16048501.</dd>"]),
]


@pytest.mark.parametrize("typed, count, units, told", REMARKS)
def test_words_in_the_box_are_quoted_and_stand_for_cameras_only_where_none_were_counted(
    client, store, typed, count, units, told
):
    address = review(client, filled({"serials": typed, "unreadable": count}))
    page = client.get(address).text
    assert [sentence for sentence in told if sentence not in page] == []
    [one] = requests_of_draft(store, draft_key(confirm(client, address).headers["Location"]))
    assert len(one.batches[0].units) == units


def test_an_accessory_of_which_nothing_is_said_is_one_unit(client, store):
    [one] = requests_of_draft(store, draft_key(send(client, {"model": "lens 12 mm", "serials": ""})))
    assert [(unit.serial, unit.no_serial) for unit in one.batches[0].units] == [("", "accessory")]
    assert one.batches[0].family == "accessories"


def test_the_review_shows_what_a_dealer_said(client):
    page = client.get(review(client, filled(for_customer="y"))).text
    assert "for a customer of yours" in page and "Asks as a dealer" in page
    assert "Asks as a dealer" not in client.get(review(client, filled())).text


def test_a_serial_in_two_groups_is_noted(client):
    page = client.get(review(client, filled({}, {"model": "GS3-U3-23S6M", "serials": "16048502\n16048503"}))).text
    assert page.count("stands in more than one group") == 1 and "16048502 stands in more than one group" in page


STRANGERS = [  # what is asked for, at which vendor, the other vendor that is named
    ("BFS-U3-51S5C", "pixelink", "flir"),
    ("PL-D755", "flir", "pixelink"),
    ("PL-D755", "pixelink", None),
    ("Zebra 9", "flir", None),
    ("Lens 12 mm", "pixelink", None),
    ("Cable", "pixelink", None),
]


@pytest.mark.parametrize("model, at, other", STRANGERS)
def test_a_model_of_another_vendor_gets_a_way_there(client, model, at, other):
    page = client.get(review(client, filled({"model": model}), f"/rma/{at}/")).text
    assert {link for link in Fields(page).links if link in ("/rma/flir/", "/rma/pixelink/")} == (
        {f"/rma/{other}/"} if other else set()
    )


def test_no_way_leads_to_a_vendor_that_is_switched_off(tmp_path):
    client = open_app(tmp_path, Settings(vendors=("pixelink",))).test_client()
    page = client.get(review(client, filled(), "/rma/pixelink/")).text
    assert "looks like a" not in page and "/rma/flir/" not in Fields(page).links


def test_nothing_typed_becomes_part_of_the_page(client, store):
    data = filled({"model": HOSTILE, "problem": HOSTILE + " x", "error_text": HOSTILE}, name=HOSTILE, address=HOSTILE)
    address = review(client, data)
    assert [page for page in all_pages(client, store, address) if "<script>alert" in page or "<img" in page] == []


def test_without_escaping_it_would(app, client, store):
    """The twin."""
    app.jinja_env.autoescape = False
    _, shown, ticket = all_pages(client, store, review(client, filled({"problem": HOSTILE + " x"})))
    assert "<script>alert" in shown and "<script>alert" in ticket


def all_pages(client, store, address):
    """Form, review and the request's own page, about what was sent from the review at `address`."""
    edit, shown = client.get(address.replace("review", "edit")).text, client.get(address).text
    [one] = requests_of_draft(store, draft_key(confirm(client, address).headers["Location"]))
    return [edit, shown, client.get(ticket_path(client.application, one)).text]


# What to try first

OFFER, UPDATE = "Try this first", "Bring software and firmware up to date"


def offered(page):
    """What each group of a review is offered to try: its titles, group by group."""
    groups = page.split('<section class="batch">')[1:]
    return [re.findall(r"<summary>(.*?)</summary>", group) if OFFER in group else [] for group in groups]


def test_a_fix_is_offered_to_the_group_it_fits_and_to_no_other(client):
    batches = [{}, {"model": "GS3-U3-23S6M", "symptom": "damage"}, {"model": "CM3-U3-28S4M", "symptom": "drops"}]
    page = client.get(review(client, filled(*batches))).text
    assert offered(page) == [[UPDATE], [], [UPDATE]]
    assert "Then leave this page; nothing was sent." in page and 'href="#send"' in page


def test_a_fix_says_where_it_was_read_and_what_is_not_known(client):
    page = unescape(client.get(review(client, filled())).text)
    [fix] = shipped_vendors()["flir"].fixes
    assert fix.origin.address in page and f"last checked {fix.checked}" in page and fix.doubt in page


NOT_TRIED = [  # vendor, batch, who
    ("flir", {}, {"purpose": "refund"}),
    ("flir", {}, {"purpose": "other"}),
    ("flir", {}, {"answers": "product.other"}),
    ("flir", {"symptom": "heat"}, {}),
    ("flir", {"model": "Lens 12 mm"}, {}),
    ("flir", {"model": "PL-D755"}, {}),
    ("pixelink", {"symptom": "drops"}, {}),
]


@pytest.mark.parametrize("vendor, batch, who", NOT_TRIED)
def test_nothing_is_offered_where_nothing_known_fits(client, vendor, batch, who):
    assert OFFER not in client.get(review(client, filled(batch, **who), f"/rma/{vendor}/")).text


def test_a_vendor_without_fixes_offers_none(tmp_path, client):
    (copy_of("flir", tmp_path / "vendors") / "fixes.toml").unlink()
    bare = open_app(tmp_path, VENDORS=load_vendors(tmp_path / "vendors")).test_client()
    assert OFFER not in bare.get(review(bare, filled())).text and OFFER in client.get(review(client, filled())).text


def test_a_fix_offered_keeps_nobody_from_sending(app, client):
    address = review(client, filled())
    assert OFFER in client.get(address).text and requests(app) == 0
    assert confirm(client, address).status_code == 303 and requests(app) == 1


# What is sent


def test_a_confirmation_without_the_seal_stores_nothing(app, client):
    address = review(client, filled())
    answer = confirm(client, address, seal="0" * 64)
    assert answer.status_code == 422 and "Read it again" in answer.text and requests(app) == 0


def test_a_confirmation_without_our_token_stores_nothing(app, client):
    answer = confirm(client, review(client, filled()), csrf_token="nonsense")
    assert answer.status_code == 422 and "<title>Error: " in answer.text and requests(app) == 0


def test_a_refused_confirmation_goes_through_from_the_page_it_answers(app, client):
    address = review(client, filled())
    again = Fields(confirm(client, address, seal="").text).values | {"do": "send"}
    assert client.post(address, data=again).status_code == 303 and requests(app) == 1


def test_a_change_in_another_tab_is_not_confirmed_unseen(app, client):
    address = review(client, filled())
    page = client.get(address).text
    review(client, filled(name="Eve Example"), address.replace("review", "edit"))
    answer = client.post(address, data={name: hidden(page, name) for name in ("csrf_token", "seal")} | {"do": "send"})
    assert answer.status_code == 422 and "Eve Example" in answer.text and requests(app) == 0


@pytest.mark.day(LAST_MINUTE)
def test_a_verdict_that_changes_overnight_is_read_again_first(app, client, clock):
    address, answer = overnight(client, clock)
    assert answer.status_code == 422 and "The time for a refund is over" in answer.text and requests(app) == 0


@pytest.mark.day(LAST_MINUTE)
def test_read_again_it_is_sent_with_the_verdict_of_the_day(client, store, clock):
    address, _ = overnight(client, clock)
    receipt = confirm(client, address).headers["Location"]
    assert verdicts(store, receipt) == [(True, "no", "refund-closed")]


@pytest.mark.day(LAST_MINUTE)
def test_the_last_day_of_a_refund_is_still_in(client, store):
    receipt = confirm(client, review(client, refund())).headers["Location"]
    assert verdicts(store, receipt) == [(False, "refund", "refund")]


@pytest.mark.day(NEXT_DAY)
def test_the_review_says_the_last_day_when_dates_are_kept_well(client):
    page = client.get(review(client, refund())).text
    assert "1 October 2026" in page and "You can ask all the same" in page


# Once


def test_sending_twice_makes_one_set_of_requests(app, client):
    address = review(client, filled({}, {"model": "GS3-U3-23S6M"}))
    page = client.get(address).text
    seen = {name: hidden(page, name) for name in ("csrf_token", "seal")} | {"do": "send"}
    answers = [client.post(address, data=seen) for _ in range(3)]
    assert {answer.headers["Location"] for answer in answers} == {address.replace("review", "sent")}
    assert requests(app) == 2


def test_two_tabs_make_one_set_of_requests(app, client):
    address = review(client, filled())
    confirm(client, address)
    assert client.get(address).headers["Location"] == address.replace("review", "sent")
    assert requests(app) == 1


def test_the_back_button_leads_to_a_copy_and_leaves_what_was_sent(app, client):
    address = review(client, filled())
    receipt = confirm(client, address).headers["Location"]
    [sent] = rows(app.config["DATABASE"], "SELECT * FROM draft")
    copy = review(client, filled(name="Grace Example"), address.replace("review", "edit"))
    assert draft_key(copy) != draft_key(address) and "Grace Example" in client.get(copy).text
    assert sent in rows(app.config["DATABASE"], "SELECT * FROM draft") and requests(app) == 1
    assert client.get(receipt).status_code == 200


def test_twenty_confirmations_at_once_make_one_set_of_requests(built, tmp_path):
    with running_kiosk(built, tmp_path / "instance") as kiosk:
        visitor = Visitor(kiosk.url)
        address = review(visitor, filled({}, {"model": "GS3-U3-23S6M"}))
        seen = {name: hidden(visitor.get(address).text, name) for name in ("csrf_token", "seal")} | {"do": "send"}
        tabs = [Visitor(kiosk.url, **visitor.cookies) for _ in range(20)]
        with ThreadPoolExecutor(20) as threads:
            answers = list(threads.map(lambda tab: tab.post(address, seen), tabs))
        assert {answer.headers["Location"] for answer in answers} == {address.replace("review", "sent")}
        assert rows(kiosk.database, "SELECT count(*), count(DISTINCT ticket) FROM request") == [(2, 2)]
        assert rows(kiosk.database, "SELECT count(*) FROM outbox") == [(2,)]


# Together


def test_groups_that_look_alike_are_sent_as_one_when_the_customer_says_so(app, client):
    batches = [{"symptom": "other", "problem": "it smells odd"}, {"symptom": "other", "problem": "it is very hot"}]
    address = review(client, filled(*batches))
    counts = [client.get(address).text.count('class="envelope"')]
    for said in ("together", "together", "apart", "apart", "together"):
        assert confirm(client, address, do=said).headers["Location"] == address
        counts.append(client.get(address).text.count('class="envelope"'))
    assert counts == [2, 1, 1, 2, 2, 1] and requests(app) == 0


def test_groups_put_together_are_stored_as_one_request(client, store):
    address = review(client, filled(*[{"symptom": "other", "problem": f"it smells {odd}"} for odd in ("odd", "sweet")]))
    confirm(client, address, do="together")
    [one] = requests_of_draft(store, draft_key(confirm(client, address).headers["Location"]))
    assert [batch.problem for batch in one.batches] == ["it smells odd", "it smells sweet"]


# Drafts


def test_a_draft_that_ran_out_is_gone(app, client, clock):
    address = review(client, filled())
    clock.forward(days=1, seconds=1)
    addresses = [address, address.replace("review", "edit"), address.replace("review", "sent")]
    assert [client.get(at).status_code for at in addresses] == [404, 404, 404]


def test_a_draft_kept_before_a_field_was_asked_is_read_and_sent(app, client):
    address = review(client, filled(own_reference="PO 7"))
    with closing(sqlite3.connect(app.config["DATABASE"])) as db, db:
        db.execute("UPDATE draft SET answers = json_remove(answers, '$.person.own_reference')")
    assert "PO 7" not in client.get(address).text
    assert client.get(address.replace("review", "edit")).status_code == 200
    assert confirm(client, address).status_code == 303 and requests(app) == 1


def test_a_receipt_does_not_run_out(client, clock):
    receipt = send(client)
    clock.forward(days=3653)
    assert client.get(receipt).status_code == 200


def test_the_receipt_of_a_draft_not_yet_sent_is_its_review(client):
    address = review(client, filled())
    answer = client.get(address.replace("review", "sent"))
    assert (answer.status_code, answer.headers["Location"]) == (303, address)


def test_a_draft_read_while_its_vendor_is_switched_off_is_not_sent(app, client, tmp_path):
    address = review(client, filled())
    page = client.get(address).text
    off = open_app(tmp_path, Settings(vendors=("pixelink",)))
    seen = {name: hidden(page, name) for name in ("csrf_token", "seal")} | {"do": "send"}
    assert off.test_client().post(address, data=seen).status_code == 404 and requests(off) == 0
    assert client.post(address, data=seen).status_code == 303 and requests(app) == 1


@pytest.mark.parametrize("page", ["review", "edit", "sent"])
@pytest.mark.parametrize("key", ["x", "A" * 22, "²", "..", "%00"])
def test_an_unknown_draft_is_not_found(client, page, key):
    assert client.get(f"/rma/{page}/{key}/").status_code == 404


# What is not eligible stays so, whatever a page says

OUT = "2026-10-22"  # day 31 on 22 November
NOT_ELIGIBLE = [  # vendor, batch, who, kind, rule
    ("pixelink", {"bought_from": "dealer"}, {}, "dealer", "dealer"),
    ("pixelink", {"bought_from": "dealer"}, {"answers": "bought_from.direct,warranty.in"}, "dealer", "dealer"),
    ("pixelink", {"bought_from": "direct"}, {"purpose": "refund"}, "no", "no-refund"),
    ("pixelink", {"bought_from": "direct"}, {"purpose": "refund", "answers": "purpose.repair"}, "no", "no-refund"),
    ("flir", {"bought_on": OUT}, {"purpose": "refund"}, "no", "refund-closed"),
    ("flir", {"bought_on": OUT}, {"purpose": "refund", "answers": "refund.in"}, "no", "refund-closed"),
    ("flir", {"bought_on": ""}, {"purpose": "refund", "answers": "refund.out"}, "no", "refund-closed"),
    ("flir", {"bought_on": OUT}, {"purpose": "refund", "answers": "refund.out"}, "no", "refund-closed"),
    ("flir", {}, {"answers": "product.other"}, "elsewhere", "other-product"),
    ("flir", {}, {"answers": "product.other,warranty.in,refund.in"}, "elsewhere", "other-product"),
]
CLAIMS = {"kind": "refund", "rule": "refund", "verdict": '{"kind": "refund"}', "anyway": "0", "said": "in"}


@pytest.mark.day("2026-11-22 20:00Z")
@pytest.mark.parametrize("vendor, batch, who, kind, rule", NOT_ELIGIBLE)
def test_what_is_not_eligible_keeps_its_verdict(client, store, vendor, batch, who, kind, rule):
    address = review(client, filled(batch, **who) | CLAIMS, f"/rma/{vendor}/")
    told = "Ask Pixelink anyway" if kind == "dealer" else "You can ask all the same"
    assert told in client.get(address).text
    receipt = confirm(client, address, **CLAIMS).headers["Location"]
    assert verdicts(store, receipt) == [(True, kind, rule)]


@pytest.mark.day("2026-11-22 20:00Z")
def test_a_day_is_stronger_than_what_the_checker_was_told(client, store):
    receipt = send(client, {"bought_on": "2026-10-23"}, purpose="refund", answers="refund.out")
    assert verdicts(store, receipt) == [(False, "refund", "refund")]


@pytest.mark.parametrize("answers", ["", "refund.in", "refund.unknown", "product.machine-vision,refund.in"])
def test_a_day_that_is_not_known_is_asked_for_and_never_eligible(client, store, answers):
    receipt = send(client, {"bought_on": ""}, purpose="refund", answers=answers)
    assert verdicts(store, receipt) == [(False, "ask", "refund-date-unknown")]


def test_an_answer_the_policy_does_not_know_counts_for_nothing(client, store):
    receipt = send(client, {"bought_on": ""}, purpose="refund", answers="refund.yes,product.toaster,colour.red")
    assert verdicts(store, receipt) == [(False, "ask", "refund-date-unknown")]


def test_one_group_that_is_not_eligible_marks_its_request(client, store):
    receipt = send(client, {}, {"bought_from": "dealer"}, at="/rma/pixelink/")
    assert [anyway for anyway, _, _ in verdicts(store, receipt)] == [True, True]


def test_a_draft_of_one_vendor_is_not_edited_into_another(app, client):
    at = review(client, filled()).replace("review", "edit")
    assert post_form(client, filled(vendor="pixelink"), at).status_code == 303
    assert rows(app.config["DATABASE"], "SELECT vendor FROM draft") == [("flir",)]
