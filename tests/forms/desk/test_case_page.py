"""The case page and the page of a step: what support sees of a request, and what it does with it."""

import re
from datetime import date
from html import unescape

import pytest
from msgspec.structs import replace

from content.dates import written
from content.settings.kiosk_toml import VendorSettings
from content.wording.catalog import read_words
from forms.desk.case.timeline import event_words
from forms.records.errors import Refused
from forms.records.rma_number import rma_number, show_rma
from forms.rma.lifecycle import STEPS
from forms.rma.status import units_words
from forms.store.addresses import prove_address
from forms.store.mail.outbox import give_up_mail, mails_of
from forms.store.requests import read_history, request_by_id, request_by_rma, requests_of_draft
from forms.web.request_context import timestamp
from tests.support.desk import FIVE, at_desk, case_path, seal_on
from tests.support.steps import Fields, draft_key, hidden, make_staff, send, signed_in
from tests.support.walks import bring_to, take_as


@pytest.fixture
def desk(app):
    """A client of Sam's, signed in."""
    return signed_in(app)


@pytest.fixture
def five(app, client, store, desk):
    """A FLIR request of five serials, in warranty."""
    [one] = requests_of_draft(
        store, draft_key(send(client, {"serials": FIVE, "warranty_said": "in"}, company="Example Optics"))
    )
    return one


def mails(store, one):
    return [mail.body for mail in mails_of(store, one.id)]


# The case


def test_the_case_tells_batches_serials_verdict_and_rule(desk, five):
    text = unescape(desk.get(case_path(five)).text)
    for told in (*FIVE.split(), "BFS-U3-51S5C", "black since Monday", "In warranty", "in-warranty", "Example Optics"):
        assert told in text, told


def test_only_steps_that_fit_have_buttons_and_the_others_say_why(desk, five):
    page = desk.get(case_path(five)).text
    buttons = set(re.findall(rf'formaction="{case_path(five)}([a-z-]+)/"', page))
    assert buttons == {"decide", "advise", "solve", "authorise", "refuse", "withdraw", "arrive", "write"}
    assert "A quote is for a repair out of warranty" in page or "is where 16048501 stands now" in page


def test_every_button_says_whom_it_writes_to(desk, five):
    page = desk.get(case_path(five)).text
    for step, said in re.findall(rf'formaction="{case_path(five)}([a-z-]+)/">.*?class="to">([^<]*)<', page, re.S):
        assert said.startswith("Mails ada@lab.example." if STEPS[step].mail else "Mails nobody."), step


def test_a_step_fits_some_and_says_how_many(app, desk, store, five):
    take_as(app, store, five, "authorise", [unit.id for unit in five.units[:3]])
    assert "Fits 3 of 5." in desk.get(case_path(five)).text


def test_a_question_of_the_customers_is_ticked_off_and_opened_again(desk, store, five):
    token = hidden(desk.get(case_path(five)).text, "csrf_token")
    asked = five.batches[0].verdict["questions"][0]
    for do, pressed in (("done", 1), ("open", 0)):
        answer = desk.post(case_path(five) + "tick/", data={"csrf_token": token, "question": asked, "do": do})
        assert answer.status_code == 303
        assert desk.get(case_path(five)).text.count('aria-pressed="true"') == pressed
    assert desk.post(case_path(five) + "tick/", data={"csrf_token": token, "question": "<b>"}).status_code == 404


def test_a_note_stays_at_the_desk(client, desk, store, five):
    token = hidden(desk.get(case_path(five)).text, "csrf_token")
    assert (
        desk.post(case_path(five) + "note/", data={"csrf_token": token, "text": "CANARY ships Monday"}).status_code
        == 303
    )
    assert "CANARY" in desk.get(case_path(five)).text
    assert not any("CANARY" in mail for mail in mails(store, five))


@pytest.mark.parametrize("text, told", [("  ", "Write the note first."), ("x" * 4001, "4,000 fit here")])
def test_a_note_that_will_not_do_says_so_and_is_kept(desk, five, text, told):
    token = hidden(desk.get(case_path(five)).text, "csrf_token")
    answer = desk.post(case_path(five) + "note/", data={"csrf_token": token, "text": text})
    assert answer.status_code == 422 and told in answer.text and text.strip() in answer.text


def test_a_serial_on_another_request_is_named_with_its_state(app, client, desk, store, five):
    [other] = requests_of_draft(store, draft_key(send(client, {"serials": "16048503\n16048599"})))
    assert f"/rma/desk/case/{five.ticket}/" in desk.get(case_path(other)).text
    assert "is open on" in desk.get(case_path(five)).text
    take_as(app, store, other, "withdraw", [unit.id for unit in other.units], actor="customer")
    page = desk.get(case_path(five)).text
    assert "was on" in page and "Withdrawn" in page


@pytest.mark.parametrize("typed", [" 9000-0001 ", "9000 0001", "S/N: 90000001", "SN90000001", "90000001"])
def test_a_new_serial_is_stored_as_the_intake_would(app, desk, store, five, typed):
    bring_to(app, store, five, "arrived", "warranty")
    first = five.units[0]
    assert at_desk(desk, five, "replace", u=[first.id], new_serial=typed).status_code == 303
    assert request_by_id(store, five.id).units[0].new_serial == "90000001"


@pytest.mark.parametrize("typed, kept", [("XK-77/b", "XK-77/B"), ("none yet", "none yet"), ("16048501-16048509",) * 2])
def test_a_new_serial_of_no_known_form_is_kept(app, desk, store, five, typed, kept):
    bring_to(app, store, five, "arrived", "warranty")
    assert at_desk(desk, five, "replace", u=[five.units[0].id], new_serial=typed).status_code == 303
    assert request_by_id(store, five.id).units[0].new_serial == kept


def test_a_replacement_that_comes_back_is_known(app, client, desk, store, five):
    bring_to(app, store, five, "arrived", "warranty")
    at_desk(desk, five, "replace", u=[five.units[0].id], new_serial="9000-0001")
    [other] = requests_of_draft(store, draft_key(send(client, {"serials": "90000001"})))
    assert case_path(five) in desk.get(case_path(other)).text
    assert case_path(other) in desk.get(case_path(five)).text


def test_what_is_no_longer_published_is_named_without_a_link(desk, store, five):
    links = (f"/policy/{five.revision}/", f"/outcome/{five.batches[0].verdict['rule']}/")
    assert all(link in desk.get(case_path(five)).text for link in links)
    with store.writing() as db:
        db.execute("UPDATE request SET revision = '1999-01-01'")
        db.execute("UPDATE batch SET verdict = json_set(verdict, '$.rule', 'gone')")
    page = desk.get(case_path(five)).text
    assert "1999-01-01" in page and "/policy/1999" not in page and "/outcome/gone" not in page


def test_the_desk_reads_no_sentence_meant_for_the_customer(app, client, desk, store, five):
    take_as(app, store, five, "tell", [unit.id for unit in five.units], actor="customer")
    at_desk(desk, five, "write", words="We look into it.")
    prove_address(store, five.id, timestamp())
    page = desk.get(case_path(five)).text
    told = re.findall(r"<p>([^<]*)", page[page.index('class="chronicle"') :])
    assert "The customer wrote to support." in told and "Support wrote to the customer." in told
    assert [sentence for sentence in told if re.search(r"\b(you|your|we)\b", sentence, re.I)] == []


def test_who_comes_second_is_told_of_the_customer_within_the_sentence(app, desk, store, five):
    seen = hidden(desk.get(case_path(five, "write")).text, "seen")
    take_as(app, store, five, "tell", [unit.id for unit in five.units], actor="customer")
    answer = at_desk(desk, five, "write", words="hi", seen=seen)
    assert answer.status_code == 409
    assert "Meanwhile the customer was here: The customer wrote to support." in answer.text


@pytest.mark.parametrize("id", [id for id, step in STEPS.items() if "you" in read_words().steps[id].told.lower()])
def test_a_sentence_that_speaks_to_the_customer_has_another_for_the_desk(id):
    assert not re.search(r"\b(you|your|we)\b", event_words(id), re.IGNORECASE)


def test_siblings_of_the_same_draft_are_linked(client, desk, store):
    receipt = send(client, {}, {"model": "GS3-U3-23S6M", "serials": "16048601"})
    first, second = requests_of_draft(store, draft_key(receipt))
    assert case_path(second) in desk.get(case_path(first)).text


def test_a_mail_that_failed_stands_out(desk, store, five):
    give_up_mail(store, mails_of(store, five.id)[0].id, "550 no such mailbox", timestamp())
    assert "<strong>not sent: 550 no such mailbox</strong>" in desk.get(case_path(five)).text


def test_an_unknown_ticket_is_404_and_a_mistyped_step_too(desk, five):
    assert desk.get("/rma/desk/case/KXQTFRMWLL/").status_code == 404
    assert desk.get(case_path(five, "explode")).status_code == 404


# A step


def test_the_mail_is_shown_before_it_is_sent_and_is_the_one_that_leaves(desk, store, five):
    words = "Install the newest firmware,\nthen start it again."
    shown = at_desk(desk, five, "advise", do="show", words=words)
    assert shown.status_code == 200 and len(mails(store, five)) == 1
    preview = unescape(re.search(r"<pre[^>]*>(.*?)</pre>", shown.text, re.S)[1])
    assert at_desk(desk, five, "advise", words=words).status_code == 303
    sent = mails(store, five)[1].replace("{link}", "(the customer's own link)")
    assert "newest firmware" in preview and undated(preview) == undated(sent)


def test_the_way_to_the_packing_sheet_is_named_before_and_after_it_is_sent(desk, store, five):
    read = "(the customer's own link to the packing sheet)"
    assert at_desk(desk, five, "authorise").status_code == 303
    page = unescape(desk.get(case_path(five)).text)
    assert read in page and "link)sheet/" not in page and page.count("(the customer's own link)\n") >= 2


def undated(text):
    return re.sub(r"\d+:\d\d UTC", "", text)


def test_a_mail_that_was_not_read_as_it_is_does_not_leave(desk, store, five):
    page = desk.get(case_path(five, "advise")).text
    typed = {"words": "Try another cable.", "u": [unit.id for unit in five.units], "do": "send"}
    known = {name: hidden(page, name) for name in ("csrf_token", "seen", "shown")}
    first = desk.post(case_path(five, "advise"), data=known | typed)
    assert first.status_code == 200 and "Read it, then press the button again." in first.text
    assert "Try another cable." in first.text and len(mails(store, five)) == 1
    changed = desk.post(case_path(five, "advise"), data=known | typed | seal_on(first) | {"words": "Try no cable."})
    assert changed.status_code == 200 and len(mails(store, five)) == 1
    assert desk.post(case_path(five, "advise"), data=known | typed | seal_on(first)).status_code == 303
    assert "Try another cable." in mails(store, five)[1]


def test_a_camera_that_does_not_fit_is_not_exchanged_for_others(app, desk, store, five):
    first, *others = [unit.id for unit in five.units]
    take_as(app, store, five, "refuse", [first])
    page = desk.get(f"{case_path(five, 'authorise')}?chosen=1&u={first}").text
    assert "checked" not in page and "Tick the cameras it is for." in page
    assert "checked" not in desk.get(f"{case_path(five, 'authorise')}?chosen=1").text
    assert desk.get(case_path(five, "authorise")).text.count(" checked") == len(others)


@pytest.mark.parametrize(
    ("count", "typed", "told"),
    [
        (1, "", "Write the new serial number."),
        (1, "17000001\n17000002", "Write the new serial number."),
        (2, "17000001", "Write 2 serial numbers, one a line; there are 1."),
    ],
)
def test_how_many_new_serials_are_wanted_is_said_as_one_says_it(app, desk, store, five, count, typed, told):
    ids = [unit.id for unit in five.units][:count]
    take_as(app, store, five, "decide", ids)
    take_as(app, store, request_by_id(store, five.id), "arrive", ids)
    answer = at_desk(desk, five, "replace", u=ids, new_serial=typed)
    assert answer.status_code == 422 and told in answer.text


def test_a_known_fix_is_one_click_away(desk, five):
    page = desk.get(case_path(five)).text
    fix = re.search(r'name="fix" value="([^"]+)"', page)[1]
    typed = Fields(desk.get(case_path(five, "advise") + f"?fix={fix}").text).values["words"]
    assert "1. " in typed and "Source: " in typed


@pytest.mark.parametrize(
    "step, typed, told",
    [
        ("advise", {"words": " "}, "Write what the customer is to read."),
        ("advise", {"words": "x" * 4001}, "4,000 fit here"),
        ("refuse", {"words": "no"}, "Choose the reason."),
        ("refuse", {"words": "no", "reason": "none-of-ours"}, "Choose the reason."),
        ("decide", {}, "Choose what applies."),
        ("decide", {"way": "elsewhere"}, "Choose what applies."),
        ("advise", {"words": "x", "u": []}, "Choose at least one camera"),
        ("advise", {"words": "x", "u": ["999999"]}, "Choose at least one camera"),
        ("quote", {"price": "1", "currency": "EUR", "u": "1"}, "possible from"),
    ],
)
def test_what_will_not_do_is_told_at_its_place_and_changes_nothing(desk, store, five, step, typed, told):
    before = read_history(store, five.id)
    answer = at_desk(desk, five, step, **typed)
    assert answer.status_code == 422 and told in unescape(answer.text)
    assert read_history(store, five.id) == before


def test_the_second_of_two_is_told_what_happened_and_keeps_what_was_typed(app, desk, store, five):
    make_staff(app, "kim", "Kim Second")
    kim = signed_in(app, "kim")
    page = kim.get(case_path(five, "advise")).text
    at_desk(desk, five, "advise", words="Sam's advice")
    typed = {
        "csrf_token": hidden(page, "csrf_token"),
        "seen": hidden(page, "seen"),
        "words": "Kim's advice",
        "do": "send",
    }
    answer = kim.post(case_path(five, "advise"), data=typed | {"u": [unit.id for unit in five.units]})
    assert answer.status_code == 409
    assert (
        "Meanwhile Sam Support was here: Support suggested a fix." in answer.text and "Kim&#39;s advice" in answer.text
    )
    assert [note.text for note in read_history(store, five.id).notes] == ["Sam's advice"]
    again = typed | {
        "seen": hidden(answer.text, "seen"),
        "u": [unit.id for unit in five.units],
        "shown": hidden(answer.text, "shown"),
    }
    assert kim.post(case_path(five, "advise"), data=again).status_code == 303


def test_send_and_next_leads_to_the_next_case_of_the_queue(client, desk, store, five):
    [other] = requests_of_draft(store, draft_key(send(client, {"serials": "16048701"})))
    answer = at_desk(desk, five, "advise", do="next", words="Try it")
    assert answer.headers["Location"] == case_path(other)
    answer = at_desk(desk, other, "advise", do="next", words="Try it")
    assert answer.headers["Location"] == "/rma/desk/"


def test_history_and_goods_in_show_numbers_in_threes(desk, store, five):
    ids = [unit.id for unit in five.units]
    for some in (ids[:3], ids[3:]):
        at_desk(desk, five, "authorise", u=some)
    shown = [f"RMA number {show_rma(rma.number)}" for rma in request_by_id(store, five.id).rmas]
    happened = desk.get(case_path(five)).text.split('id="history"')[1]
    assert [number in happened for number in shown] == [True, True]
    parcel = desk.get(f"/rma/desk/goods-in/{request_by_id(store, five.id).rmas[0].number}/").text
    assert f"RMA number given, {shown[1]}" in parcel  # of those that are not expected under the first


def test_three_of_five_are_authorised_and_two_refused(desk, store, five):
    ids = [unit.id for unit in five.units]
    assert at_desk(desk, five, "authorise", u=ids[:3]).status_code == 303
    assert at_desk(desk, five, "refuse", u=ids[3:], reason="abuse", words="Water damage.").status_code == 303
    fresh = request_by_id(store, five.id)
    assert [unit.state for unit in fresh.units] == ["authorised"] * 3 + ["refused"] * 2
    [rma] = fresh.rmas
    assert mails_of(store, five.id)[1].subject.startswith(f"[RMA#{rma.number}]")
    assert mails_of(store, five.id)[2].subject.startswith(f"[#{five.ticket[:5]}-{five.ticket[5:]}]")


def test_a_sum_is_read_and_the_refund_shows_its_cents(app, desk, store, five):
    bring_to(app, store, five, "arrived", "refund")
    typed = {"paid": "1,234.50", "currency": "EUR", "more": ""}
    shown = unescape(at_desk(desk, five, "refund", do="show", **typed).text)
    assert "308.63" in shown and "925.87" in shown  # a quarter of 1,234.50, rounded half up
    at_desk(desk, five, "refund", **typed)
    assert read_history(store, five.id).events[-1].detail["amount"] == 92587


def test_a_refund_in_whole_yen_is_reckoned_and_told_in_whole_yen(app, desk, store, five):
    bring_to(app, store, five, "arrived", "refund")
    shown = unescape(at_desk(desk, five, "refund", do="show", paid="125,002", currency="JPY", more="").text)
    assert "JPY 31,251," in shown and "JPY 93,751\n" in shown  # a quarter of 125,002, rounded half up
    assert "KWD – Kuwaiti Dinar" in shown and shown.index("SEK – ") < shown.index("AED – ")


@pytest.mark.parametrize(
    ("sum", "currency", "told"),
    [
        ("", "EUR", "Write the sum in figures, such as 1234.50."), ("abc", "EUR", "in figures, such as 1234.50"),
        ("99999999999", "EUR", "more than EUR 10,000,000,000.00"), ("12,3456", "EUR", "EUR has two decimals: "),
        ("1200.50", "JPY", "JPY has no decimals: write a sum such as 1234."), ("5", "XAU", "Choose the currency."),
        ("5", "", "Choose the currency."),
    ],
)  # fmt: skip
def test_a_sum_that_is_none_says_how_to_write_it(app, desk, store, five, sum, currency, told):
    bring_to(app, store, five, "arrived", "refund")
    answer = at_desk(desk, five, "refund", paid=sum, currency=currency)
    assert answer.status_code == 422 and told in answer.text


def test_get_never_takes_a_step(desk, store, five):
    before = read_history(store, five.id), request_by_id(store, five.id)
    for step in STEPS:
        for _ in range(3):
            desk.get(case_path(five, step) + "?do=send&words=x&way=paid&u=1")
    assert (read_history(store, five.id), request_by_id(store, five.id)) == before


def test_a_step_of_the_customers_alone_is_not_support_s(desk, store, five):
    answer = at_desk(desk, five, "tell", said="x", u=[five.units[0].id])
    assert answer.status_code == 422 and "not yours to do" in answer.text


def test_a_step_asked_of_nothing_names_the_cameras(app, store, five):
    with pytest.raises(Refused, match="16048501"):
        take_as(app, store, five, "quote", [five.units[0].id])
    assert units_words(five.units).endswith("16048504 and 16048505")


# The RMA number


@pytest.fixture
def entered(app):
    """The same kiosk, where FLIR's numbers come from its own system."""
    app.settings = replace(app.settings, vendor={"flir": VendorSettings(rma_source="entered")})
    return app


def test_a_makers_own_number_is_entered_and_found_again(entered, desk, store, five):
    assert "FLIR&#39;s own system" in desk.get(case_path(five, "authorise")).text
    assert at_desk(desk, five, "authorise", number="40 815-16").status_code == 303
    [rma] = request_by_id(store, five.id).rmas
    assert (rma.number, rma.source) == ("4081516", "entered")
    assert mails_of(store, five.id)[1].subject.startswith("[RMA#4081516] ")
    assert request_by_rma(store, "4081516").id == five.id


@pytest.mark.parametrize("typed", ["", "RMA 12x45", "12", "1234567890123", "KXQTF-RMWLL", "١٢٣٤"])
def test_a_number_that_could_be_taken_for_a_ticket_is_not_entered(entered, desk, store, five, typed):
    answer = at_desk(desk, five, "authorise", number=typed)
    assert answer.status_code == 422 and "three to twelve digits" in answer.text
    assert request_by_id(store, five.id).rmas == ()


def test_a_number_given_already_is_told_and_nothing_is_stored(entered, client, desk, store, five):
    at_desk(desk, five, "authorise", number="4081516")
    [other] = requests_of_draft(store, draft_key(send(client, {"serials": "16048801"})))
    answer = at_desk(desk, other, "authorise", number="4081516")
    assert answer.status_code == 422 and "is given already" in answer.text
    assert [unit.state for unit in request_by_id(store, other.id).units] == ["received"]


def test_a_makers_own_number_covers_more_cameras_of_its_request_later(entered, desk, store, five, clock):
    ids = [unit.id for unit in five.units]
    days = replace(entered.settings.vendor["flir"], rma_days=30)
    entered.settings = replace(entered.settings, vendor={"flir": days})
    assert at_desk(desk, five, "authorise", u=ids[:3], number="4081516").status_code == 303
    [first] = request_by_id(store, five.id).rmas
    clock.forward(days=10)
    desk = signed_in(entered)
    assert at_desk(desk, five, "authorise", u=ids[3:], number="4081516").status_code == 303
    [second] = request_by_id(store, five.id).rmas
    assert {unit.rma for unit in request_by_id(store, five.id).units} == {"4081516"}
    assert second.issued > first.issued and second.expires > first.expires
    assert written(date.fromisoformat(second.expires)) in mails(store, five)[-1]


def test_a_later_go_never_shortens_a_makers_own_number(entered, desk, store, five):
    ids = [unit.id for unit in five.units]
    at_desk(desk, five, "authorise", u=ids[:3], number="4081516")
    days = replace(entered.settings.vendor["flir"], rma_days=30)
    entered.settings = replace(entered.settings, vendor={"flir": days})
    at_desk(desk, five, "authorise", u=ids[3:], number="4081516")
    [rma] = request_by_id(store, five.id).rmas
    assert rma.expires is None and "Nobody has set a last day." in mails(store, five)[-1]


def test_a_number_of_the_series_is_not_entered_again(entered, app, desk, store, five):
    ids = [unit.id for unit in five.units]
    with store.writing() as db:
        db.execute("INSERT INTO rma VALUES (?, ?, 'series', ?, NULL)", [rma_number(1), five.id, timestamp()])
    answer = at_desk(desk, five, "authorise", u=ids[3:], number=rma_number(1))
    assert answer.status_code == 422 and "is given already" in answer.text


def test_the_series_goes_round_a_makers_own_number(app, client, desk, store, five):
    with store.writing() as db:
        db.execute("INSERT INTO rma VALUES (?, ?, 'entered', ?, NULL)", [rma_number(1), five.id, timestamp()])
    at_desk(desk, five, "authorise")
    assert {unit.rma for unit in request_by_id(store, five.id).units} == {rma_number(2)}


def test_two_numbers_drawn_at_once_differ(app, client, desk, store, five):
    [other] = requests_of_draft(store, draft_key(send(client, {"serials": "16048801", "warranty_said": "in"})))
    for one in (five, other):
        at_desk(desk, one, "authorise")
    numbers = [request_by_id(store, one.id).rmas[0].number for one in (five, other)]
    assert numbers == [rma_number(1), rma_number(2)]
