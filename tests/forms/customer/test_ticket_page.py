"""Behind the mailed link: where every camera stands, and the customer's own buttons, in every state there is."""

import re
import sqlite3
from datetime import timedelta
from html import unescape

import pytest

from content.dates import now, written
from content.wording.catalog import fill, read_words
from forms.customer.actions import LAST, OWN
from forms.records.rma_number import show_rma
from forms.rma.lifecycle import STATES, STEPS
from forms.rma.status import units_words
from forms.rma.transition import Intent
from forms.steps.take import take
from forms.store.desk.case_notes import add_note
from forms.store.events import last_event
from forms.store.requests import read_history, request_by_id, requests_of_draft
from forms.web.request_context import timestamp
from tests.support.days import settle
from tests.support.desk import by_customer
from tests.support.states import AT_PIXELINK, PIXELINK, in_state
from tests.support.steps import draft_key, dump, hidden, make_staff, post_form, send, ticket_path
from tests.support.walks import go, take_as

TYPED = {
    "said": "It blinks <b>twice</b> now.", "name": "Grace Buyer", "order": "PO-4711", "carrier": "FedEx Express",
    "tracking": "7489 1122",
}  # fmt: skip
PAYLOAD = "\"><img src=x onerror=\"document.title='gotcha'\"><script>document.title='gotcha'</script>"
REPAIRS = "FLIR repairs or replaces it"  # a stop of the way


@pytest.fixture
def bring(app, client, store):
    """A request of two cameras brought to a state, as stored: `bring("quoted")`."""
    make_staff(app)

    return lambda state, *batches, **more: in_state(app, client, store, state, *batches, **more)


@pytest.fixture
def page_of(app, client):
    """What a request's own page says, as text."""
    return lambda one: unescape(client.get(ticket_path(app, one)).text)


def needed(step):
    return {need: TYPED[need] for need in STEPS[step].needs}


def press(app, client, one, do, **typed):
    return by_customer(client, ticket_path(app, one), do, **needed(do) | {"sure": "1"} | typed)


def states_of(store, one):
    return {unit.state for unit in request_by_id(store, one.id).units}


# Every button from every state it fits


@pytest.mark.parametrize("do, state", [(step, state) for step in OWN for state in STEPS[step].source])
def test_a_button_does_its_step_and_says_so(app, client, store, bring, page_of, do, state):
    one = bring(state)
    answer = press(app, client, one, do)
    assert (answer.status_code, answer.headers["Location"]) == (303, ticket_path(app, one))
    assert states_of(store, one) == {STEPS[do].to or state}
    assert read_history(store, one.id).events[-2].kind == do  # last is that the address is proved
    page = page_of(one)
    assert f"<span>{read_words().steps[do].told}" in page and page.count(read_words().steps[do].told) >= 2
    assert [text for text in needed(do).values() if text not in page] == []


def test_a_step_and_the_proof_of_the_address_are_stored_together_or_not_at_all(app, client, store, bring):
    one = bring("advised")
    proof = "BEFORE INSERT ON event WHEN new.kind = 'address-proved' BEGIN SELECT raise(ABORT, 'no room'); END"
    store.db.execute(f"CREATE TRIGGER no_proof {proof}")
    before = dump(app)
    with pytest.raises(sqlite3.IntegrityError):
        press(app, client, one, "solve")
    assert dump(app) == before
    store.db.execute("DROP TRIGGER no_proof")
    for do in ("solve", "reopen"):
        press(app, client, one, do)
    assert [event.kind for event in read_history(store, one.id).events][-3:] == ["solve", "address-proved", "reopen"]


@pytest.mark.parametrize("state", STATES)
def test_each_state_offers_its_own_buttons_and_no_other(bring, page_of, state):
    page = page_of(bring(state))
    fit = {do for do in OWN if state in STEPS[do].source}
    assert set(re.findall(r'name="do" value="([a-z-]+)"', page)) - {"theirs"} == fit
    assert all(page.index(f'value="{do}"') > page.index('id="more"') for do in fit & {*LAST})


@pytest.mark.parametrize("state", STATES)
def test_each_state_tells_its_name_whose_turn_it_is_and_whether_to_ship(bring, page_of, state):
    one = bring(state)
    page, words = page_of(one), read_words().states[state]
    told = {"vendor": "Pixelink" if state in AT_PIXELINK else "FLIR", "result": "Repaired", "reason": ""}
    assert fill(words.name, **told) in page and fill(words.who, **told) in page
    home = STATES[state].camera == "home" and state != "authorised"
    assert ("do not ship" in page) == (home or STATES[state].camera == "never")
    assert ('class="slots issued"' in page) == bool(one.units[0].rma and state != "expired")
    assert ('aria-current="step"' in page) == bool(STATES[state].stops)


def test_pressing_a_button_proves_the_address(app, client, store, bring):
    one = bring("advised")
    assert not one.email_proved
    press(app, client, one, "solve")
    assert request_by_id(store, one.id).email_proved and 'id="mine"' not in client.get(ticket_path(app, one)).text


def test_taking_it_back_asks_once_more_and_changes_nothing_before(app, client, store, bring):
    one = bring("authorised")
    before = dump(app)
    answer = by_customer(client, ticket_path(app, one), "withdraw")
    assert (
        answer.status_code == 200 and "Take the request back?" in answer.text and "no longer holds then" in answer.text
    )
    assert dump(app) == before
    units = re.findall(r'name="units" value="(\d+)"', answer.text)
    seen = {name: hidden(answer.text, name) for name in ("csrf_token", "seen", "sure")}
    assert client.post(ticket_path(app, one), data=seen | {"do": "withdraw", "units": units}).status_code == 303
    assert states_of(store, one) == {"withdrawn"}


def test_a_button_for_one_of_two_cameras_leaves_the_other_where_it_is(app, client, store, bring, page_of):
    one = bring("advised")
    press(app, client, one, "solve", units=[one.units[0].id])
    assert [unit.state for unit in request_by_id(store, one.id).units] == ["solved", "advised"]
    page = page_of(one)
    assert "1 of 2 cameras: Solved without shipping" in page and "1 of 2 cameras: A fix to try" in page


# What will not do


WRONG = [
    ("advised", "still-broken", {"said": "x" * 4001}, "said", "Shorten it"),
    ("order-awaited", "give-order", {"order": " "}, "order", "Write the number of the purchase order."),
    ("order-awaited", "give-order", {"name": ""}, "name", "Write the name"),
    ("authorised", "ship", {"carrier": ""}, "carrier", "Write which carrier has it."),
    ("authorised", "ship", {"tracking": "7" * 201}, "tracking", "Shorten it"),
    ("quoted", "approve", {"name": " "}, "name", "Write the name"),
    ("quoted", "approve", {"order": "9" * 201}, "order", "Shorten it"),
    ("quoted", "refuse-quote", {"name": "", "order": "PO-9"}, "name", "Write the name"),
    ("received", "tell", {"said": "\r\n "}, "said", "Write what support should know."),
]


@pytest.mark.parametrize("state, do, typed, field, piece", WRONG)
def test_what_will_not_do_comes_back_with_a_sentence(app, client, bring, state, do, typed, field, piece):
    one = bring(state)
    before, typed = dump(app), needed(do) | typed
    answer = press(app, client, one, do, **typed)
    assert answer.status_code == 422 and "<title>Error: " in answer.text and dump(app) == before
    [sentence] = re.findall(rf'id="([a-z-]+-\d+-{field})-error">.*?</p>', answer.text, re.S)
    assert f'href="#{sentence}"' in answer.text and piece in answer.text
    assert [text for text in typed.values() if text.strip() not in unescape(answer.text)] == []


def test_without_our_token_nothing_is_done_and_all_is_kept(app, client, store, bring):
    one = bring("authorised")
    answer = press(app, client, one, "ship", csrf_token="")
    assert answer.status_code == 422 and "Press the button again" in answer.text and "7489 1122" in answer.text
    assert states_of(store, one) == {"authorised"}


@pytest.mark.parametrize("units", [[], ["999"]])
def test_no_camera_or_a_strangers_is_refused_with_a_sentence(app, client, store, bring, units):
    one = bring("advised")
    answer = press(app, client, one, "solve", units=units)
    assert answer.status_code == 422 and "Choose at least one camera of this request." in answer.text
    assert states_of(store, one) == {"advised"}


@pytest.mark.parametrize(
    "changed", [{"seen": "x"}, {"seen": ""}, {"seen": "²"}, {"units": ["1x"]}, {"units": ["9" * 20]}]
)
def test_what_these_pages_never_send_is_not_read(app, client, bring, changed):
    one = bring("advised")
    before = dump(app)
    assert press(app, client, one, "solve", **changed).status_code == 400 and dump(app) == before


def test_no_step_of_supports_or_the_clocks_can_be_taken_here(app, client, store, bring):
    one = bring("received")
    at, before = ticket_path(app, one), dump(app)
    token, units = hidden(client.get(at).text, "csrf_token"), [unit.id for unit in one.units]
    data = {
        "csrf_token": token,
        "seen": last_event(store, one.id),
        "units": units,
        "at": "",
        "said": "no",
        "words": "no",
    }
    others = [*(step for step in STEPS if step not in OWN), "nothing"]
    assert {client.post(at, data=data | {"do": step}).status_code for step in others} == {400} and dump(app) == before


# Two at once


def test_who_comes_second_is_told_and_keeps_what_was_typed(app, client, store, bring):
    one = bring("quoted")
    seen = last_event(store, one.id)
    take_as(app, store, one, "write", [one.units[0].id])
    before = dump(app)
    answer = press(app, client, one, "approve", seen=seen, name="Typed Name", order="PO-<9>")
    page = unescape(answer.text)
    assert answer.status_code == 409 and "Meanwhile support was here: Support wrote to you." in page
    assert 'value="Typed Name"' in page and 'value="PO-<9>"' in page and dump(app) == before
    assert hidden(answer.text, "seen") == str(last_event(store, one.id))


def test_where_it_no_longer_fits_what_was_typed_is_shown(app, client, store, bring):
    one = bring("quoted")
    page = client.get(ticket_path(app, one)).text
    form = {name: hidden(page, name) for name in ("csrf_token", "seen", "at")}
    form |= {"units": re.findall(r'name="units" value="(\d+)"', page), "name": "Typed Name", "order": "PO-9"}
    press(app, client, one, "refuse-quote")
    answer = client.post(ticket_path(app, one), data=form | {"do": "approve"})
    assert answer.status_code == 409 and "Meanwhile you were here" in answer.text and "Typed Name" in answer.text
    assert states_of(store, one) == {"quote-refused"} and "What you typed" in answer.text


def test_pressing_twice_writes_once(app, client, store, bring):
    one = bring("received")
    seen = last_event(store, one.id)
    answers = [press(app, client, one, "tell", seen=seen).status_code for _ in range(2)]
    assert (
        answers == [303, 409]
        and len([event for event in read_history(store, one.id).events if event.kind == "tell"]) == 1
    )


# What it tells


FIVE = {"serials": "\n".join(str(16048501 + number) for number in range(5))}


def test_three_of_five_go_and_two_are_refused_and_the_page_says_which(app, store, bring, page_of):
    one = bring("received", FIVE)
    ids = [unit.id for unit in one.units]
    for step, chosen in (("decide", ids[:3]), ("authorise", ids[:3]), ("refuse", ids[3:])):
        take_as(app, store, request_by_id(store, one.id), step, chosen)
    page = page_of(one)
    go, stay = page.split('id="lot-2"')[0], page.split('id="lot-2"')[1].split('id="sent-in"')[0]
    assert "3 of 5 cameras: RMA number given" in go and units_words(one.units[:3]) in go and "issued" in go
    assert "2 of 5 cameras: Refused" in stay and units_words(one.units[3:]) in stay and "none: do not ship" in stay
    assert page.count(units_words(one.units[3:])) == 2  # in the history too


def test_a_camera_taken_back_is_no_longer_on_the_sheet_of_the_others(app, client, store, bring):
    one = bring("authorised", FIVE)
    press(app, client, one, "withdraw", units=[one.units[0].id])
    sheet = client.get(f"{ticket_path(app, one)}sheet/{one.units[0].rma}/").text
    assert "16048501" not in sheet and "In the box: 4 pieces" in sheet


def test_where_the_others_still_travel_the_number_is_void_for_what_was_taken_back_alone(app, store, bring, page_of):
    one = bring("authorised")
    take_as(app, store, one, "withdraw", [one.units[0].id])
    page = page_of(one)
    assert "It holds no longer for these. Leave them out of the box." in page
    assert "Do not send anything with it." not in page


def test_what_was_closed_without_an_answer_was_not_packed_repaired_or_sent_back(app, store, bring, page_of):
    one = bring("advised")
    assert 'id="journey"' in page_of(one)
    take_as(app, store, one, "close-unanswered", [unit.id for unit in one.units])
    page = page_of(one)
    assert 'id="journey"' not in page and "Closed" in page and REPAIRS not in page


def test_what_came_back_repaired_keeps_its_way_all_done(app, store, bring, page_of):
    """The twin."""
    one = bring("authorised")
    go(app, store, one, "ship", "arrive", "repair", "send-back", "receive-back")
    assert 'id="journey"' in page_of(one) and REPAIRS in page_of(one)


def say(app, store, one, step, units, **said):
    """Take a step of support's with what is typed here."""
    one, ids, vendor = request_by_id(store, one.id), [unit.id for unit in units], app.vendors[one.vendor]
    take(store, Intent(one, step, ids, said, "staff:1", vendor, app.settings, timestamp()))


def words_on(page):
    """[what stands above support's words, the words] on a page."""
    figures = re.findall(r'<figure class="words">(.*?)</figure>', page, re.S)
    found = [re.search(r"<figcaption>(.*)</figcaption><blockquote>(.*)</blockquote>", it).groups() for it in figures]
    return [(re.sub("<.*?>", "", about), text) for about, text in found]


@pytest.mark.parametrize("step, more", [("advise", {}), ("refuse", {"reason": "abuse"})])
def test_support_words_stand_with_the_cameras_they_are_for(app, store, bring, page_of, step, more):
    one = bring("received", {"serials": "16048501\n16048502\n16048503"})
    say(app, store, one, step, one.units[:2], words="For the first two.", **more)
    say(app, store, one, step, one.units[2:], words="For the third.", **more)
    page = page_of(one)
    assert words_on(page) == [
        ("Support writes about 16048501 and 16048502", "For the first two."),
        ("Support writes about 16048503", "For the third."),
    ]
    assert page.count('class="lot"') == 1


def test_the_words_with_the_number_stay_where_a_parcel_was_not_sent_after_all(app, client, store, bring, page_of):
    one = bring("received")
    say(app, store, one, "authorise", one.units, more="Leave the lens at home.")
    press(app, client, one, "ship")
    press(app, client, one, "unship")
    assert words_on(page_of(one)) == [("Support writes", "Leave the lens at home.")]


@pytest.mark.day("2026-11-02 10:00Z")
def test_cameras_that_came_on_different_days_have_dates_of_their_own(app, store, bring, page_of, clock):
    one = bring("on-its-way", PIXELINK, way="paid")
    for unit, day in zip(one.units, ("2026-11-02", "2026-11-23"), strict=True):
        clock.move_to(f"{day} 10:00Z")
        say(app, store, one, "arrive", [unit], more="", remarks=[])
    first, second = page_of(one).split('id="lot-2"')
    assert "2 November 2026, 10:00 UTC" in first and "between 30 November 2026 and 14 December 2026" in first
    assert "23 November 2026, 10:00 UTC" in second and "between 21 December 2026" in second


@pytest.mark.day("2026-11-23 08:00Z")
def test_cameras_that_moved_on_the_same_day_stay_together_and_are_told_the_day(app, store, bring, page_of, clock):
    one = bring("on-its-way")
    for unit in one.units:
        say(app, store, one, "arrive", [unit], more="", remarks=[])
        clock.forward(hours=9)
    lots = page_of(one).split('id="history"')[0]
    assert lots.count('class="lot"') == 1 and "23 November 2026" in lots and "UTC" not in lots.split("By when")[0]


def test_support_that_decides_otherwise_is_told_beside_the_verdict(bring, page_of):
    page = page_of(bring("received", {"warranty_said": "in"}))
    assert "Support decided" not in page
    page = page_of(bring("arrived", {"warranty_said": "in"}, way="paid"))
    assert "Support decided: paid repair" in page and "FLIR's text says: Repair or replacement under warranty" in page


def test_price_consent_parcels_and_result_are_told(app, client, store, bring, page_of):
    page = page_of(bring("quoted"))
    assert "EUR 1,234.50 each, EUR 2,469.00 for 2" in page and "If you say no" in page and "/rma/quote/" in page
    one = bring("authorised", PIXELINK, way="paid")
    go(app, store, one, "ship", "arrive", "quote")
    press(app, client, one, "approve")
    go(app, store, one, "replace", "send-back", "receive-back")
    page = page_of(one)
    for text in (
        "Grace Buyer, purchase order PO-4711",
        "Sent there",
        "Sent back to you",
        "in place of 725001234",
        "Replaced",
    ):
        assert text in page, text


def test_a_refund_is_told_to_the_cent(app, store, bring, page_of):
    one = bring("arrived", way="refund", purpose="refund")
    take_as(app, store, one, "refund", [unit.id for unit in one.units])
    page = page_of(one)
    for text in ("EUR 1,234.50 each", "EUR 308.63 each", "EUR 925.87 each, EUR 1,851.74 for 2"):
        assert text in page, text


def test_a_refund_is_being_paid_until_it_is_closed_and_then_it_is_paid(app, store, bring, page_of):
    one = bring("arrived", way="refund", purpose="refund")
    take_as(app, store, one, "refund", [unit.id for unit in one.units])
    page = page_of(one)
    assert "The refund is decided and is being paid." in page and "You get back" in page
    assert [text for text in ("Refunded", "was made", "Paid back to you") if text in page] == []
    take_as(app, store, request_by_id(store, one.id), "close", [unit.id for unit in one.units])
    assert "Paid back to you" in page_of(one) and "You get back" not in page_of(one)


def test_what_goods_in_noted_is_told_and_what_was_missing_by_its_serial(app, store, bring, page_of):
    one = bring("on-its-way")
    first, second = one.units
    note(app, store, one, [first.id], {"remarks": ["damaged"], "missing": [second.id], "more": ""})
    page = page_of(one)
    assert "The parcel was damaged on its way" in page and f"{second.serial} was missing from the parcel" in page


def test_whoever_sent_too_few_is_asked_until_it_comes_after_all(app, store, bring, page_of):
    one = bring("on-its-way")
    first, second = one.units
    asked = f"missing from the parcel that arrived on {written(now())}. Did you pack it? Write to support."
    note(app, store, one, [first.id], {"remarks": [], "missing": [second.id], "more": ""})
    assert f"{second.serial} was {asked}" in page_of(one)
    note(app, store, one, [second.id], {"remarks": [], "missing": [], "more": ""})
    assert "Did you pack" not in page_of(one) and "was missing from the parcel" in page_of(one)


def note(app, store, one, chosen, said):
    take(store, Intent(one, "arrive", chosen, said, "staff:1", app.vendors[one.vendor], app.settings, timestamp()))


def test_what_was_settled_before_it_was_opened_again_no_longer_stands_with_it(app, client, store, bring, page_of):
    one = bring("authorised")
    go(app, store, one, "ship", "arrive", "repair", "send-back", "receive-back")
    assert "Sent back to you" in page_of(one)
    press(app, client, one, "reopen")
    page = page_of(one)
    assert "Sent back to you" not in page and "It was sent back." in page and "none yet: do not ship" in page


@pytest.mark.parametrize("state", ["expired", "withdrawn"])
def test_a_number_that_no_longer_holds_is_not_for_the_box(app, store, bring, page_of, state):
    one = bring("authorised")
    take_as(app, store, one, "expire" if state == "expired" else "withdraw", [unit.id for unit in one.units])
    page, shown = page_of(one), show_rma(request_by_id(store, one.id).units[0].rma)
    assert (
        "do not ship" in page
        and "Old RMA number" in page
        and f'slot-number">{shown}' not in page
        and "sheet/" not in page
    )


@pytest.mark.parametrize("desk, shown", [({}, "100 014"), ({"rma_source": "entered"}, "7788123")])
def test_a_number_of_our_series_stands_in_threes_and_the_makers_own_as_given(app, store, bring, page_of, desk, shown):
    settle(app, flir={"rma_days": 30} | desk)
    one = bring("received")
    said = {"number": "7788123", "more": ""} if desk else {"more": ""}
    authorise(app, store, one, said)
    page = page_of(one)
    last = written(now() + timedelta(days=30))
    assert f'slot-number">{shown}<' in page and f"Good until {last}" in page


def authorise(app, store, one, said):
    ids, vendor = [unit.id for unit in one.units], app.vendors[one.vendor]
    take_as(app, store, one, "decide", ids)
    take(
        store,
        Intent(request_by_id(store, one.id), "authorise", ids, said, "staff:1", vendor, app.settings, timestamp()),
    )


def test_support_words_stand_on_the_page_and_a_note_for_the_desk_never_does(app, store, bring, page_of):
    one = bring("advised")
    add_note(store, one.id, "canary for the desk", "staff:1", timestamp())
    page = page_of(one)
    assert page.count("Install the newest firmware and try again.") == 2  # with the buttons, and in the history
    assert "canary for the desk" not in page and "Sam" not in page and "A note for the desk" not in page


def test_the_history_says_who_did_what_newest_first(app, client, bring, page_of):
    one = bring("advised")
    press(app, client, one, "still-broken")
    happened = page_of(one).split('id="history"')[1]
    told = [
        happened.index(text)
        for text in ("The fix did not help.", "Support suggested a fix.", "We received your request.")
    ]
    assert told == sorted(told) and "<small>you</small>" in happened and "<small>support</small>" in happened


# The packing sheet, old links, mailed links that are only opened


def test_the_packing_sheet_stands_under_the_tickets_own_address(app, client, store, bring):
    one = bring("authorised")
    at, number = ticket_path(app, one), one.units[0].rma
    assert f'href="{at}sheet/{number}/"' in client.get(at).text
    assert client.get(f"{at}sheet/{number}/").status_code == 200
    none = client.get(f"{at}sheet/100025/")
    assert none.status_code == 404 and "do not ship" in none.text


def test_a_request_taken_back_has_no_packing_sheet(app, client, store, bring):
    one = bring("authorised")
    take_as(app, store, one, "withdraw", [unit.id for unit in one.units])
    assert client.get(f"{ticket_path(app, one)}sheet/{one.units[0].rma}/").status_code == 404


def test_a_link_from_before_the_address_was_corrected_opens_nothing(app, client, store):
    receipt = send(client)
    [one] = requests_of_draft(store, draft_key(receipt))
    old, data = ticket_path(app, one), {"do": "tell", "said": "hello", "seen": "9", "units": "1"}
    post_form(client, {"email": "grace@lab.example"}, receipt)
    before = dump(app)
    assert [client.get(old).status_code, client.get(f"{old}sheet/1/").status_code] == [404, 404]
    assert client.post(old, data=data).status_code == 404 and dump(app) == before


def test_opening_the_page_ten_times_in_any_state_changes_nothing(app, client, bring):
    found = [bring(state) for state in ("advised", "authorised", "quoted", "closed", "expired")]
    pages = [ticket_path(app, one) for one in found]
    pages += [f"{ticket_path(app, one)}sheet/{one.units[0].rma}/" for one in found if one.units[0].rma]
    before = dump(app)
    assert {client.get(page).status_code for page in pages * 10} == {200, 404} and dump(app) == before


# Nothing typed runs


def test_what_anybody_typed_is_text_and_nothing_else(app, client, store, bring):
    one = bring(
        "advised", {"model": PAYLOAD[:100], "problem": PAYLOAD, "error_text": PAYLOAD}, name=PAYLOAD, company=PAYLOAD
    )
    for do in ("still-broken", "tell"):
        press(app, client, one, do, said=PAYLOAD)
    take_as(app, store, request_by_id(store, one.id), "decide", [unit.id for unit in one.units])
    take_as(app, store, request_by_id(store, one.id), "authorise", [unit.id for unit in one.units])
    press(app, client, one, "ship", carrier=PAYLOAD, tracking=PAYLOAD)
    page = client.get(ticket_path(app, one)).text
    assert "<img" not in page and "<script" not in page and unescape(page).count(PAYLOAD) >= 7
