"""The case page and the page of a step: what support sees of a request, and what it does with it."""

import re
from html import unescape
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from content.numbers import rma_number
from content.settings import Desk
from content.standing import units_words
from forms.case.move import Refused
from forms.life import STEPS
from tests.browser import axe, serving, small_targets, too_wide
from tests.desk import at_desk, case_path
from tests.steps import Fields, draft_key, hidden, make_staff, send, sign_in_page, signed_in
from tests.walks import NOW, bring_to, take_as

LIFE = "/rma/desk/life/"
FIVE = "16048501\n16048502\n16048503\n16048504\n16048505"


@pytest.fixture
def desk(app):
    """A client of Sam's, signed in."""
    return signed_in(app)


@pytest.fixture
def five(app, client, store, desk):
    """A FLIR request of five serials, in warranty."""
    [one] = store.requests_of(
        draft_key(send(client, {"serials": FIVE, "warranty_said": "in"}, company="Example Optics"))
    )
    return one


def mails(store, one):
    return [mail.body for mail in store.mails_of(one.id)]


# The case


def test_the_case_tells_batches_serials_verdict_and_rule(desk, five):
    text = unescape(desk.get(case_path(five)).text)
    for told in (*FIVE.split(), "BFS-U3-51S5C", "black since Monday", "In warranty", "in-warranty", "Example Optics"):
        assert told in text, told


def test_only_steps_that_fit_have_buttons_and_the_others_say_why(desk, five):
    page = desk.get(case_path(five)).text
    buttons = set(re.findall(rf'formaction="{case_path(five)}([a-z-]+)/"', page))
    assert buttons == {"decide", "advise", "authorise", "refuse", "withdraw", "arrive", "write"}
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
    [other] = store.requests_of(draft_key(send(client, {"serials": "16048503\n16048599"})))
    assert f"/rma/desk/case/{five.ticket}/" in desk.get(case_path(other)).text
    assert "is open on" in desk.get(case_path(five)).text
    take_as(app, store, other, "withdraw", [unit.id for unit in other.units], actor="customer")
    page = desk.get(case_path(five)).text
    assert "was on" in page and "Withdrawn" in page


def test_siblings_of_the_same_draft_are_linked(client, desk, store):
    receipt = send(client, {}, {"model": "GS3-U3-23S6M", "serials": "16048601"})
    first, second = store.requests_of(draft_key(receipt))
    assert case_path(second) in desk.get(case_path(first)).text


def test_a_mail_that_failed_stands_out(desk, store, five):
    store.mail_failed(store.mails_of(five.id)[0].id, "550 no such mailbox")
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


def undated(text):
    return re.sub(r"\d+:\d\d UTC", "", text)


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
    before = store.story(five.id)
    answer = at_desk(desk, five, step, **typed)
    assert answer.status_code == 422 and told in unescape(answer.text)
    assert store.story(five.id) == before


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
    assert [note.text for note in store.story(five.id).notes] == ["Sam's advice"]
    again = typed | {"seen": hidden(answer.text, "seen"), "u": [unit.id for unit in five.units]}
    assert kim.post(case_path(five, "advise"), data=again).status_code == 303


def test_send_and_next_leads_to_the_next_case_of_the_queue(client, desk, store, five):
    [other] = store.requests_of(draft_key(send(client, {"serials": "16048701"})))
    answer = at_desk(desk, five, "advise", do="next", words="Try it")
    assert answer.headers["Location"] == case_path(other)
    answer = at_desk(desk, other, "advise", do="next", words="Try it")
    assert answer.headers["Location"] == "/rma/desk/"


def test_three_of_five_are_authorised_and_two_refused(desk, store, five):
    ids = [unit.id for unit in five.units]
    assert at_desk(desk, five, "authorise", u=ids[:3]).status_code == 303
    assert at_desk(desk, five, "refuse", u=ids[3:], reason="abuse", words="Water damage.").status_code == 303
    fresh = store.request_by_id(five.id)
    assert [unit.state for unit in fresh.units] == ["authorised"] * 3 + ["refused"] * 2
    [rma] = fresh.rmas
    assert store.mails_of(five.id)[1].subject.startswith(f"[RMA#{rma.number}]")
    assert store.mails_of(five.id)[2].subject.startswith(f"[#{five.ticket[:5]}-{five.ticket[5:]}]")


def test_a_sum_is_read_and_the_refund_shows_its_cents(app, desk, store, five):
    bring_to(app, store, five, "arrived", "refund")
    typed = {"paid": "1,234.50", "currency": "EUR", "more": ""}
    shown = unescape(at_desk(desk, five, "refund", do="show", **typed).text)
    assert "308.63" in shown and "925.87" in shown  # a quarter of 1,234.50, rounded half up
    at_desk(desk, five, "refund", **typed)
    assert store.story(five.id).events[-1].detail["amount"] == 92587


@pytest.mark.parametrize("sum", ["", "abc", "-5", "0", "1e9", "1.2.3", "99999999999", "12,3456"])
def test_a_sum_that_is_none_says_how_to_write_it(app, desk, store, five, sum):
    bring_to(app, store, five, "arrived", "refund")
    answer = at_desk(desk, five, "refund", paid=sum, currency="EUR")
    assert answer.status_code == 422 and "in figures, such as 1234.50" in answer.text


def test_get_never_takes_a_step(desk, store, five):
    before = store.story(five.id), store.request_by_id(five.id)
    for step in STEPS:
        for _ in range(3):
            desk.get(case_path(five, step) + "?do=send&words=x&way=paid&u=1")
    assert (store.story(five.id), store.request_by_id(five.id)) == before


def test_a_step_of_the_customers_alone_is_not_support_s(desk, store, five):
    answer = at_desk(desk, five, "tell", said="x", u=[five.units[0].id])
    assert answer.status_code == 422 and "not yours to do" in answer.text


# How it looks


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [768, 1280])
def test_the_case_and_its_steps_are_for_everybody(page_at, app, store, five, width, scheme):
    take_as(app, store, five, "authorise", [unit.id for unit in five.units[:3]])
    store.add_note(five.id, "They ship on Monday.", "staff:1", NOW)
    page = page_at(width, scheme)
    with serving(app) as url:
        sign_in_page(page, SimpleNamespace(app=app, url=url))
        for at in (
            case_path(five),
            *(case_path(five, step) for step in ("advise", "refuse", "arrive", "decide", "ship")),
            LIFE,
        ):
            page.goto(url + at)
            assert (axe(page), small_targets(page), too_wide(page)) == ([], [], []), at


def test_a_step_is_taken_by_keyboard_without_scripts(page_at, app, store, five):
    page = page_at(1280, scripts=False)
    with serving(app) as url:
        sign_in_page(page, SimpleNamespace(app=app, url=url))
        page.goto(url + case_path(five, "advise"))
        page.get_by_label("Your words to the customer").focus()
        page.keyboard.type("Turn it off and on.")
        for _ in range(2):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(url + case_path(five))
    assert {unit.state for unit in store.request_by_id(five.id).units} == {"advised"}


def test_a_step_asked_of_nothing_names_the_cameras(app, store, five):
    with pytest.raises(Refused, match="16048501"):
        take_as(app, store, five, "quote", [five.units[0].id])
    assert units_words(five.units).endswith("16048504 and 16048505")


# The RMA number


@pytest.fixture
def entered(app):
    """The same kiosk, where FLIR's numbers come from its own system."""
    app.settings = replace(app.settings, vendor={"flir": Desk(rma_source="entered")})
    return app


def test_a_makers_own_number_is_entered_and_found_again(entered, desk, store, five):
    assert "FLIR&#39;s own system" in desk.get(case_path(five, "authorise")).text
    assert at_desk(desk, five, "authorise", number="40 815-16").status_code == 303
    [rma] = store.request_by_id(five.id).rmas
    assert (rma.number, rma.source) == ("4081516", "entered")
    assert store.mails_of(five.id)[1].subject.startswith("[RMA#4081516] ")
    assert store.request_by_rma("4081516").id == five.id


@pytest.mark.parametrize("typed", ["", "RMA 12x45", "12", "1234567890123", "KXQTF-RMWLL", "١٢٣٤"])
def test_a_number_that_could_be_taken_for_a_ticket_is_not_entered(entered, desk, store, five, typed):
    answer = at_desk(desk, five, "authorise", number=typed)
    assert answer.status_code == 422 and "three to twelve digits" in answer.text
    assert store.request_by_id(five.id).rmas == ()


def test_a_number_given_already_is_told_and_nothing_is_stored(entered, client, desk, store, five):
    at_desk(desk, five, "authorise", number="4081516")
    [other] = store.requests_of(draft_key(send(client, {"serials": "16048801"})))
    answer = at_desk(desk, other, "authorise", number="4081516")
    assert answer.status_code == 422 and "is given already" in answer.text
    assert [unit.state for unit in store.request_by_id(other.id).units] == ["received"]


def test_the_series_goes_round_a_makers_own_number(app, client, desk, store, five):
    with store.writing() as db:
        db.execute("INSERT INTO rma VALUES (?, ?, 'entered', ?, NULL)", [rma_number(1), five.id, NOW])
    at_desk(desk, five, "authorise")
    assert {unit.rma for unit in store.request_by_id(five.id).units} == {rma_number(2)}


def test_two_numbers_drawn_at_once_differ(app, client, desk, store, five):
    [other] = store.requests_of(draft_key(send(client, {"serials": "16048801", "warranty_said": "in"})))
    for one in (five, other):
        at_desk(desk, one, "authorise")
    numbers = [store.request_by_id(one.id).rmas[0].number for one in (five, other)]
    assert numbers == [rma_number(1), rma_number(2)]
