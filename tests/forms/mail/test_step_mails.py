"""The mails of the steps: each one says what happened, whose turn it is, and nothing that a customer typed."""

import ast
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

import forms.mail
from content.audit.allowed_text import allowed_by_key
from content.explain.facts import fact_line
from content.loading.vendor_folder import load_vendors
from content.schema.facts import KEYS, Fact, Fee, Span
from content.schema.when import Situation
from content.settings.kiosk_toml import Mail as MailSettings
from content.settings.kiosk_toml import Operator, Settings, VendorSettings
from content.wording.catalog import read_words
from content.wording.literals import first_literal
from forms.mail.layout import CELL, IN_THREES, WIDTH, wrapped
from forms.mail.mail_context import MailContext
from forms.mail.message import ADDRESS as ADDRESS_LIKE
from forms.mail.message import AS_IT_STANDS, NOT_IN_HEADERS, NOT_IN_TEXT, compose
from forms.mail.paragraphs import PARAGRAPHS, SHIPPING
from forms.mail.receipt_mails import acknowledgement
from forms.mail.step_mails import SUPPORTS, step_mail
from forms.records.request import Batch, Request, Rma, Unit
from forms.records.rma_number import rma_number, show_rma
from forms.rma import details, status
from forms.rma.lifecycle import STEPS
from forms.rma.transition import Intent
from forms.shipping import customs, packing_sheet
from forms.steps.take import take
from forms.steps.worker_round import links_of, run_round
from forms.store.events import last_event
from forms.store.requests import request_by_ticket, requests_of_draft
from forms.web.request_context import timestamp
from forms.web.signed_links import key_fits, make_key, make_quote_key, read_key
from tests.support.steps import draft_key, mails_in, make_staff, send, stored, text_of, ticket_path

VENDORS = load_vendors()
NUMBER, OTHER, TICKET = rma_number(1), rma_number(2), "KXQTFRMWLH"
NOW, SINCE = "2026-11-22T14:00:00Z", "2026-11-20T09:12:00Z"
STEP_OF = {step.mail: step for step in STEPS.values() if step.mail}
KINDS = [(kind, slug) for kind in STEP_OF for slug in VENDORS]
ADDRESS = "Example Optics, returns desk\n(street and number)\n(country)\n"
UNDER_A_NUMBER = (
    *("authorised", "on-its-way", "arrived", "quoted", "approved", "quote-refused", "done", "sent-back", "expired"),
)
CANARY = "canary"
CUSTOMERS = {
    **dict.fromkeys(("name", "company", "phone", "address", "country", "own_reference", "role", "dealer"), CANARY),
    "their_ticket": CANARY,
}
SAID = {
    "words": "Try another cable.", "more": "The box may be a used one.", "reason": "other", "price": 48000,
    "currency": "EUR", "fee": 12000, "amount": 36000, "remarks": ["damaged"], "missing": [2],
    "carrier": "UPS Express", "tracking": "1Z 999 AA1", "closes": "",
}  # fmt: skip


def settings(**desk):
    desks = {slug: VendorSettings(return_address=ADDRESS) for slug in VENDORS} | {
        "flir": VendorSettings(**{"return_address": ADDRESS} | desk)
    }
    return Settings(
        name="Returns", url="https://rma.example", demonstration=False, operator=Operator(name="Example Optics"),
        vendor=desks,
    )  # fmt: skip


def unit(id, state, **more):
    serial = str(16048500 + id)
    given = {"typed": CANARY + serial, "serial": serial, "no_serial": CANARY, "since": SINCE, "rma": None} | more
    return Unit(id=id, batch=1, line=id, state=state, **given)


def request(slug, *units, way="warranty", rule="in-warranty", numbers=(NUMBER,), source="series", **more):
    vendor = VENDORS[slug]
    batch = Batch(
        id=1, request=1, line=1, model="BFS-U3-51S5C" if slug == "flir" else "PL-D " + CANARY, units=units,
        family="blackfly-s" if slug == "flir" else vendor.products.families[0].slug, problem=CANARY, error_text=CANARY,
        warranty_said=CANARY, symptom=CANARY,
        verdict={"kind": way, "rule": rule, "title": "As judged", "costs": [], "questions": []},
    )  # fmt: skip
    asked = {"ticket": TICKET, "vendor": slug, "purpose": "repair", "email": "ada@lab.example"}
    asked |= {"revision": vendor.policies[0].name, "revision_hash": "h"} | CUSTOMERS
    rmas = tuple(Rma(number=number, source=source, issued=NOW, expires="2026-12-22") for number in numbers)
    kept = {"id": 1, "draft": "d", "part": 1, "email_proved": None, "link_turn": 0, "created": SINCE}
    return Request(**asked | kept | {"batches": (batch,), "rmas": rmas} | more)


def after(kind, **more):
    """Two units as they stand once the step of that mail is taken."""
    step = STEP_OF[kind]
    state = step.to or step.source[0]
    told = {"rma": NUMBER if state in UNDER_A_NUMBER else None, **step.sets} | more
    told |= {"result": "repaired"} if state == "sent-back" and "result" not in more else {}
    return [unit(id, state, **told) for id in (1, 2)]


def letter(kind, slug="flir", units=None, whole=None, desk=(), said=(), **more):
    units = units or after(kind)
    whole = whole or request(slug, *units, **more)
    context = MailContext(whole, VENDORS[slug], settings(**dict(desk)), units, SAID | dict(said))
    return step_mail(STEP_OF[kind], context)


def plain(mail):
    """A mail's text with its lines joined, to look for sentences in."""
    return " ".join(mail.body.split())


def finished(mail):
    """A mail's bytes as the postman hands them over; raises where they would not say what was meant."""
    filled = {"link": "https://rma.example/rma/ticket/k/", "quote": "https://rma.example/rma/quote/k/"}
    given = {"id": 1, "request": 1, "attempts": 1, "next_try": None, "claimed": None, "error": None, "sent": None}
    mail = stored(mail, **given, ticket=TICKET, link_turn=0)
    ours = MailSettings(sender="kiosk@optics.example", reply_to="desk@optics.example")
    return compose(mail, ours, filled, NOW)


# Every mail there is


def test_every_mail_a_step_sends_has_its_words_and_no_words_are_left_over():
    assert set(STEP_OF) == set(read_words().mails) and set(PARAGRAPHS) <= set(STEP_OF)


@pytest.mark.parametrize(("kind", "slug"), KINDS)
def test_a_subject_opens_with_its_one_tag_and_names_the_vendor(kind, slug):
    assert re.fullmatch(rf"\[(#KXQTF-RMWLH|RMA#{NUMBER})\] {VENDORS[slug].name}: [^\[\]]+", letter(kind, slug).subject)


@pytest.mark.parametrize(("kind", "slug"), KINDS)
def test_the_tag_is_the_rma_number_while_there_is_one_that_holds(kind, slug):
    holds = after(kind)[0].rma and kind != "expired"
    assert letter(kind, slug).subject.startswith(f"[RMA#{NUMBER}] " if holds else "[#KXQTF-RMWLH] ")


def test_a_camera_taken_back_no_longer_goes_by_the_number_of_the_others():
    units = [unit(1, "withdrawn", rma=NUMBER), unit(2, "authorised", rma=NUMBER)]
    whole = request("flir", *units)
    assert letter("withdrawn", units=units[:1], whole=whole).subject.startswith("[#KXQTF-RMWLH] ")
    assert letter("words", units=units, whole=whole).subject.startswith(f"[RMA#{NUMBER}] ")


@pytest.mark.parametrize(("kind", "slug"), KINDS)
def test_lines_fit_a_narrow_window(kind, slug):
    assert [line for line in letter(kind, slug).body.splitlines() if len(line) > WIDTH] == []


@pytest.mark.parametrize(("kind", "slug"), KINDS)
def test_a_mail_has_one_link_and_only_a_quote_has_one_for_purchasing(kind, slug):
    links = re.findall(r"\{.*", letter(kind, slug).body)
    more = {"rma": [f"{{link}}sheet/{NUMBER}/"], "quote": ["{quote}"]}.get(kind, [])
    assert sorted(links) == sorted(["{link}", *more])


@pytest.mark.parametrize(("kind", "slug"), KINDS)
def test_a_mail_shows_both_slots_its_cameras_and_the_four_answers(kind, slug):
    body = letter(kind, slug).body
    assert "| TICKET (letters) " in body and "| KXQTF-RMWLH " in body and "serial …8501" in body
    assert all(f"\n  {label}" in body for label in ("Who: ", "Since: ", "By when: ", "To ask: "))
    assert body.endswith("\n-- \nReturns\nExample Optics")


@pytest.mark.parametrize(("kind", "slug"), KINDS)
def test_a_mail_is_spoken_and_leaves_no_gap_open(kind, slug):
    text = re.sub(r"\{link\}|\{quote\}", "", letter(kind, slug).body)
    assert not re.search(r"[{}]|\bNone\b|[Pp]lease|[Ii]nvalid|  \.|\d/\d|\d{4}-\d\d", text)


@pytest.mark.parametrize(("kind", "slug"), KINDS)
def test_every_mail_leaves_as_it_was_written(kind, slug):
    assert finished(letter(kind, slug))


@pytest.mark.parametrize(("kind", "slug"), KINDS)
def test_every_mail_stands_in_the_thread_of_its_ticket(kind, slug):
    first = acknowledgement(request(slug, unit(1, "received")), [TICKET], VENDORS[slug], settings())
    assert letter(kind, slug).thread == first.thread


# What was typed


def every_typed(kind):
    """All that a customer can have typed, and what support types only for other steps."""
    by_support = {"carrier", "tracking"} if kind == "back" else set()
    by_support |= set(SUPPORTS) & set(STEP_OF[kind].needs)
    return dict.fromkeys({"said", "name", "order", "carrier", "tracking", *SUPPORTS} - by_support, CANARY)


@pytest.mark.parametrize(("kind", "slug"), KINDS)
@pytest.mark.parametrize("proved", [None, SINCE])
def test_no_word_of_the_customers_is_mailed_proved_or_not(kind, slug, proved):
    units = after(kind, new_serial=CANARY, result="replaced")
    mail = letter(kind, slug, units, request(slug, *units, email_proved=proved), said=every_typed(kind))
    assert CANARY not in mail.subject + mail.body


@pytest.mark.parametrize(("kind", "slug"), KINDS)
def test_full_serials_are_not_mailed(kind, slug):
    units = after(kind, new_serial="17000077")
    assert not re.search("16048501|17000077", letter(kind, slug, units).body)


@pytest.mark.parametrize("kind", [kind for kind in STEP_OF if set(SUPPORTS) & set(STEP_OF[kind].needs)])
def test_supports_own_words_are_mailed_and_marked_as_such(kind):
    body = letter(kind, said=dict.fromkeys(SUPPORTS, CANARY)).body
    assert f"FLIR's support writes:\n\n  {CANARY}\n" in body


def test_the_carrier_and_the_number_support_names_are_mailed():
    body = letter("back", said={"carrier": CANARY, "tracking": "1Z " + CANARY}).body
    assert f"Carrier: {CANARY}\n  Tracking number: 1Z {CANARY}\n" in body


def test_supports_paragraphs_and_steps_stay_apart():
    body = letter("advice", said={"words": "Hello.\n\n1. Unplug it.\n2. " + "Wait a moment. " * 6 + "\n\nBye."}).body
    assert "  Hello.\n\n  1. Unplug it.\n  2. Wait a moment." in body and "\n\n  Bye.\n" in body
    assert max(map(len, body.splitlines())) <= WIDTH


SMUGGLED = "x {link} {quote} x"


@pytest.mark.parametrize(("kind", "slug"), KINDS)
def test_nobody_smuggles_a_link_into_a_mail(kind, slug):
    own = VendorSettings(return_address=SMUGGLED, rma_days=3)
    ours = Settings(name=SMUGGLED, operator=Operator(name=SMUGGLED), vendor={slug: own})
    units, typed = after(kind), dict.fromkeys(("words", "more", "carrier", "tracking", "currency", "said"), SMUGGLED)
    context = MailContext(request(slug, *units), VENDORS[slug], ours, units, SAID | typed)
    mail = step_mail(STEP_OF[kind], context)
    assert mail.body.count("{link}") == (2 if kind == "rma" else 1)
    assert mail.body.count("{quote}") == (kind == "quote")


def test_a_smuggled_link_would_be_filled_in_where_braces_are_left_alone(monkeypatch):
    monkeypatch.setattr("forms.mail.mail_context.without_placeholders", lambda text: text)
    assert letter("words", said={"words": SMUGGLED}).body.count("{link}") == 2


@given(
    st.text(st.characters(), min_size=1, max_size=200) | st.sampled_from(["x" * 3000, "=?utf-8?q?Bcc=3A?=", "a\r\nb"])
)
def test_whatever_support_writes_the_mail_leaves_as_it_was_written(text):
    assert finished(letter("words", said={"words": text, "more": text}))


def test_a_word_longer_than_a_line_is_mailed_whole():
    assert "x" * 3000 in letter("words", said={"words": "x" * 3000}).body


# The numbers


@pytest.mark.parametrize(
    ("state", "number", "slot"),
    [
        ("received", None, "none yet: DO NOT SHIP"),
        ("order-awaited", None, "none yet: DO NOT SHIP"),
        ("solved", None, "none: DO NOT SHIP"),
        ("refused", None, "none: DO NOT SHIP"),
        ("closed", None, "none: DO NOT SHIP"),
        ("arrived", None, "none was given"),
        ("authorised", NUMBER, show_rma(NUMBER)),
        ("on-its-way", NUMBER, show_rma(NUMBER)),
        ("closed", NUMBER, show_rma(NUMBER)),
        ("expired", NUMBER, "run out: DO NOT SHIP"),
        ("withdrawn", NUMBER, "not for this: DO NOT SHIP"),
        ("authorised", "", "(comes with sending)"),
    ],
)
def test_the_slot_says_what_may_be_shipped(state, number, slot):
    assert f": {slot} " in letter("words", units=[unit(1, state, rma=number)]).body


def test_a_makers_own_number_is_shown_as_it_was_given():
    mail = letter("rma", units=[unit(1, "authorised", rma="7700123")], numbers=["7700123"], source="entered")
    assert "Your RMA number is 7700123." in mail.body and mail.subject.startswith("[RMA#7700123] ")


def test_before_it_is_sent_the_mail_says_that_the_number_is_to_come():
    mail = letter("rma", units=[unit(1, "authorised", rma="")], numbers=[""])
    assert mail.subject.startswith("[RMA#…] ") and "number is (the number comes with sending)." in mail.body
    assert "sheet/" not in mail.body and "The link to the packing sheet comes with the number." in mail.body


def test_under_two_numbers_the_ticket_is_the_tag_and_each_camera_names_its_own():
    units = [unit(1, "authorised", rma=NUMBER), unit(2, "authorised", rma=OTHER)]
    mail = letter("words", units=units, numbers=[NUMBER, OTHER])
    assert mail.subject.startswith("[#KXQTF-RMWLH] ") and "see each camera below" in mail.body
    assert f"…8501: RMA number given, RMA number {show_rma(NUMBER)}" in plain(mail)
    assert f"…8502: RMA number given, RMA number {show_rma(OTHER)}" in plain(mail)


def test_cameras_under_another_number_than_the_mails_name_it():
    units = [unit(1, "authorised", rma=NUMBER), unit(2, "on-its-way", rma=OTHER)]
    told = plain(letter("rma", units=units[:1], whole=request("flir", *units, numbers=[NUMBER, OTHER])))
    assert f"The other one: 1 × BFS-U3-51S5C, serial …8502: On its way there, RMA number {show_rma(OTHER)}" in told


def test_a_number_that_still_holds_for_one_camera_keeps_its_slot():
    units = [unit(1, "authorised", rma=NUMBER), unit(2, "withdrawn", rma=NUMBER)]
    assert f": {show_rma(NUMBER)} " in letter("words", units=units).body


def test_two_numbers_that_run_out_are_both_named():
    units = [unit(1, "expired", rma=NUMBER), unit(2, "expired", rma=OTHER)]
    told = plain(letter("expired", units=units, numbers=[NUMBER, OTHER]))
    assert f"{show_rma(NUMBER)} and {show_rma(OTHER)}" in told


@pytest.mark.parametrize("room", range(12))
def test_a_number_is_never_broken_over_two_lines(room):
    whole = wrapped("x" * (50 + room) + f" RMA number {show_rma(NUMBER)}, and on it goes")
    assert show_rma(NUMBER) in whole and max(map(len, whole.splitlines())) <= WIDTH


# Some of a request's cameras


@pytest.mark.parametrize(("kind", "slug"), KINDS)
def test_a_mail_about_some_says_which_and_how_the_others_stand(kind, slug):
    units, others = after(kind), [unit(id, "refused", reason="abuse") for id in (3, 4, 5)]
    body = letter(kind, slug, units, request(slug, *units, *others)).body
    assert f"{read_words().mails[kind].about} 2 of 5:\n  2 × " in body
    assert "2 of 5 cameras" in body.partition("+---")[0]
    assert "The other 3:\n  3 × " in body and "…8503, …8504 and …8505: Refused\n" in body
    assert "support has said no" not in body or kind == "refusal"


@pytest.mark.parametrize("count, some, them", [(1, "1 of 5 cameras is", "it"), (2, "2 of 5 cameras are", "them")])
@pytest.mark.parametrize("kind", ["withdrawn", "closed", "unanswered"])
def test_what_ends_for_some_is_not_said_of_the_whole_request(kind, count, some, them):
    units, others = after(kind)[:count], [unit(id, "authorised", rma=NUMBER) for id in range(count + 1, 6)]
    mail = letter(kind, "flir", units, request("flir", *units, *others))
    assert f": {some} " in mail.subject and some in plain(mail)
    assert not re.search("your request|the request is", f"{mail.subject} {plain(mail)}", re.IGNORECASE)
    assert f"with {them}." in plain(mail) or kind == "unanswered"


@pytest.mark.parametrize("kind", ["withdrawn", "closed", "unanswered"])
def test_what_ends_for_all_is_said_of_the_request(kind):
    mail = letter(kind)
    assert "your request is" in mail.subject and re.search("your request is|the request is", plain(mail), re.IGNORECASE)


def test_a_reminder_that_closes_some_says_how_many():
    units = after("remind-advice")
    whole = request("flir", *units, unit(3, "solved"))
    told = plain(letter("remind-advice", units=units, whole=whole, said={"closes": "2026-12-06"}))
    assert "Without an answer 2 of 3 cameras are closed once 6 December 2026 is over." in told
    assert "then 2 of 3 cameras are closed" in told and "the request is closed" not in told


def test_a_reminder_of_several_fixes_says_how_to_tell_them_apart():
    assert "each mail names the cameras it is for" in plain(letter("remind-advice"))
    assert "each mail names" not in plain(letter("remind-advice", units=after("remind-advice")[:1]))


def test_cameras_that_differ_in_the_day_alone_share_a_line_and_have_dates_of_their_own():
    units = [unit(1, "quoted", rma=NUMBER), unit(2, "quoted", rma=NUMBER, since="2026-11-21T09:12:00Z")]
    body = letter("remind-quote", units=units).body
    assert "2 × BFS-U3-51S5C, serial …8501 and …8502" in body
    assert "20 November 2026, 09:12 UTC" in body and "21 November 2026, 09:12 UTC" in body


def test_a_refund_is_decided_and_being_paid_and_nobody_says_it_was():
    told = plain(letter("refund"))
    assert "Your refund is decided and is being paid." in told
    assert "Refunded" not in told and "pays you back" not in told


def test_a_mail_about_all_says_so_nowhere():
    assert not re.search(r"\d of \d", letter("advice").body)


def test_others_of_two_fates_have_a_line_each():
    units = [unit(1, "advised"), unit(2, "refused", reason="abuse"), unit(3, "solved")]
    body = letter("advice", units=units[:1], whole=request("flir", *units)).body
    assert "…8502: Refused\n" in body and "…8503: Solved without shipping\n" in body


def test_what_not_to_do_names_the_cameras_it_is_for_where_it_is_not_for_all():
    units = [unit(1, "authorised", rma=NUMBER), unit(2, "refused", reason="abuse")]
    body = letter("words", units=units).body
    assert "\n\n1 × BFS-U3-51S5C, serial …8502: Do not send it in." in body
    assert "\n\nDo not send it in." in letter("words", units=units[1:]).body


def test_a_message_about_several_fates_gives_the_answers_of_each():
    units = [unit(1, "authorised", rma=NUMBER), unit(2, "refused", reason="abuse")]
    body = letter("words", units=units).body
    assert "Where it stands: RMA number given\n" in body and "Where it stands: Refused\n" in body


# The facts


@pytest.mark.parametrize("slug", VENDORS)
def test_the_rma_mail_tells_that_vendors_own_instructions_or_its_silence(slug):
    told, vendor = plain(letter("rma", slug)), VENDORS[slug]
    repair = Situation("repair", "warranty", vendor.products.families[0].slug)
    for key in SHIPPING:
        line = fact_line(vendor, vendor.policies[0], key, repair)
        assert (line.told or line.unsaid) in told, key


@pytest.mark.parametrize(
    ("slug", "carriers"),
    [("flir", ["FedEx Express", "UPS Express"]), ("pixelink", ["Pixelink does not say which carrier"])],
)
def test_the_rma_mail_names_the_carriers_who_pays_and_what_comes_of_a_parcel_without_a_number(slug, carriers):
    told = plain(letter("rma", slug))
    assert all(carrier in told for carrier in carriers)
    assert f"You pay the way to {VENDORS[slug].name}." in told and "without an RMA number may be refused" in told
    assert "where on the parcel the RMA number goes" in told and "whether several RMA numbers may travel" in told


def test_the_last_day_of_a_number_names_who_has_set_it():
    assert "Until 22 December 2026, that day included. Example Optics has set this day." in plain(letter("rma"))


@pytest.mark.parametrize(("ends", "silent"), [("2026-12-22", False), (None, True)])
def test_how_long_a_number_is_good_is_left_unsaid_only_where_nobody_has_set_a_day(ends, silent):
    units = after("rma")
    whole = request("flir", *units)
    whole = replace(whole, rmas=tuple(replace(rma, expires=ends) for rma in whole.rmas))
    assert ("how long an RMA number is good" in plain(letter("rma", units=units, whole=whole))) == silent


def test_a_last_day_of_the_vendors_own_is_told_as_its_own(monkeypatch):
    policy = VENDORS["flir"].policies[0]
    fact = type(policy.fact("rma-validity"))(value=Span(30, "days", "issue"))
    monkeypatch.setattr("forms.mail.mail_context.policy_of", lambda *_: with_fact(policy, "rma_validity", fact))
    assert "FLIR has set this day." in plain(letter("rma"))


def with_fact(policy, name, fact):
    facts = {field: getattr(policy.facts, field) for field in policy.facts.__struct_fields__} | {name: fact}
    told = {field: getattr(policy, field) for field in policy.__struct_fields__}
    return type(policy)(**told | {"facts": type(policy.facts)(**facts)})


def test_a_number_without_a_last_day_says_that_nobody_has_set_one():
    units = after("rma")
    whole = request("flir", *units)
    whole = replace(whole, rmas=tuple(replace(rma, expires=None) for rma in whole.rmas))
    told = plain(letter("rma", units=units, whole=whole))
    assert "Nobody has set a last day." in told and "FLIR does not say" in told and "No last day is stated" in told


def test_until_a_number_ends_its_last_day_is_the_day_to_act():
    assert "By when: 22 December 2026, the last day of the RMA number" in plain(letter("remind-parcel"))


def test_parcels_go_to_the_address_the_operator_settled():
    assert "Send it to\n  Example Optics, returns desk\n  (street and number)\n  (country)\n" in letter("rma").body


def test_without_an_address_support_tells_it_and_nothing_is_shipped_before():
    told = plain(letter("rma", desk={"return_address": ""}))
    assert "Answer it, and support tells you. Do not ship before you have it." in told


def test_a_quote_gives_each_and_all_and_who_pays_the_way_back():
    units = [unit(id, "quoted", decision="paid", rma=NUMBER) for id in (1, 2, 3)]
    body = letter("quote", "pixelink", units, way="paid").body
    assert "The price\n  EUR 480.00 for each of 3\n  EUR 1,440.00 in all\n" in body
    assert "The way back is added to Pixelink's quote." in body and "Nothing is done before you answer." in body


@pytest.mark.parametrize(
    ("way", "decision", "told"),
    [("warranty", "paid", True), ("ask", "paid", True), ("paid", "paid", False), ("paid", None, False)],
)
def test_a_quote_opens_with_the_warranty_where_support_decided_against_it(way, decision, told):
    units = [unit(1, "quoted", decision=decision, rma=NUMBER)]
    opening = "Support found that the warranty does not cover this. The price of the repair is known."
    assert plain(letter("quote", units=units, way=way)).startswith(opening) == told


def test_a_quote_for_two_says_how_many_the_warranty_does_not_cover():
    units = [unit(1, "quoted", decision="paid", rma=NUMBER), unit(2, "quoted", decision="paid", rma=NUMBER)]
    whole = request("flir", units[0])
    verdict = {"kind": "paid", "rule": "paid-repair"}
    paid = replace(whole.batches[0], id=2, units=(replace(units[1], batch=2),), verdict=verdict)
    whole = replace(whole, batches=(*whole.batches, paid))
    assert "does not cover 1 of these." in plain(letter("quote", units=list(whole.units), whole=whole))


def test_an_agreed_price_is_the_one_of_the_quote():
    assert "The price of our quote is agreed, and FLIR does the repair at that price." in plain(letter("approved"))


@pytest.mark.parametrize(("slug", "told"), [("flir", "Answer this mail."), ("pixelink", "[#KXQTF-RMWLH].")])
def test_a_mail_that_can_be_answered_says_so_and_names_no_other(slug, told):
    text = plain(letter("approved", slug))
    assert f"To ask: {told}" in text or slug == "pixelink" and told in text
    assert "the mail that brought" not in text


def test_where_the_text_does_not_say_how_to_ask_this_mail_is_the_one_to_answer():
    silent = [policy for policy in VENDORS["flir"].policies if policy.fact("status-channel").silent][0]
    told = plain(letter("approved", revision=silent.name))
    assert "To ask: Answer this mail. " in told and "the mail that brought" not in told


def test_the_price_of_one_camera_is_one_sum():
    assert "The price\n  EUR 480.00\n\n" in letter("quote", units=[unit(1, "quoted", rma=NUMBER)]).body


def test_a_refund_takes_the_share_the_policy_states_and_adds_up():
    percent = VENDORS["flir"].policies[0].facts.restocking.value.percent
    fee = 48000 * percent // 100
    body = letter("refund", said={"fee": fee, "amount": 48000 - fee}).body
    assert "  Price paid      EUR 480.00\n" in body
    assert f"  Restocking fee  EUR {fee / 100:.2f}, {percent} % of the price\n" in body
    assert f"  In all          EUR {2 * (48000 - fee) / 100:.2f} for 2\n" in body


@pytest.mark.parametrize(("kind", "heading"), [("refund", "The sum"), ("quote", "The price")])
def test_without_a_price_no_sum_is_told(kind, heading):
    assert heading + "\n" not in letter(kind, said=dict.fromkeys(("price", "fee", "amount"))).body


def test_pixelinks_quote_is_promised_as_a_span_of_dates():
    units = [unit(1, "arrived", decision="paid", rma=NUMBER, since=NOW)]
    span = VENDORS["pixelink"].policies[0].facts.quote_time.value
    told = plain(letter("arrival", "pixelink", units, way="paid", said={"missing": []}))
    assert f"within {span.least} to {span.most} business days from the day it arrives there." in told
    assert "between 18 December 2026 and 1 January 2027 (Monday to Friday; holidays not counted)" in told


def test_an_arrival_says_what_was_missing_damaged_and_unexpected():
    units = [unit(1, "arrived", rma=NUMBER), unit(2, "on-its-way", rma=NUMBER)]
    said = {"remarks": ["damaged", "missing", "unexpected", "extra", "no-number"], "missing": [2]}
    told = plain(letter("arrival", units=units[:1], whole=request("flir", *units), said=said))
    remarks = read_words().remarks
    assert all(f"- {text}" in told for text in remarks.values())
    assert f"{remarks['missing']}: 1 × BFS-U3-51S5C, serial …8502" in told


def test_what_is_missing_is_told_even_where_nobody_ticked_it():
    assert read_words().remarks["missing"] in plain(letter("arrival", said={"remarks": [], "missing": [2]}))


def test_a_parcel_as_expected_is_not_complained_about():
    told = letter("arrival", said={"remarks": [], "missing": []}).body
    assert "What was wrong" not in told and "Did you pack" not in told


@pytest.mark.parametrize(("missing", "it"), [((2,), "it"), ((2, 3), "them"), ((), "it")])
def test_whoever_missed_something_in_the_box_is_asked_whether_they_packed_it(missing, it):
    units = [unit(1, "arrived", rma=NUMBER), *(unit(id, "on-its-way", rma=NUMBER) for id in (2, 3))]
    said = {"remarks": ["missing"], "missing": list(missing)}
    told = plain(letter("arrival", units=units[:1], whole=request("flir", *units), said=said))
    assert f"Did you pack {it}? Answer this mail, or write to support on the ticket's page." in told


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"result": "repaired", "decision": "warranty"}, "FLIR pays the way back. "),
        ({"result": "repaired", "decision": "paid"}, "FLIR pays the way back. FLIR's page does not say whether"),
        ({"result": "as-is", "decision": "paid"}, "FLIR pays the way back of a camera that is not repaired."),
        ({"result": "repaired", "decision": "paid"}, "keeps what was left of its warranty."),
        ({"result": "replaced", "new_serial": "17000077"}, "Replaced, on its way back; the new serial ends in …0077"),
        ({"result": "as-is"}, "…8501: Not repaired, on its way back"),
    ],
)
def test_what_comes_back_is_told_with_who_pays_its_way(told, sentence):
    body = plain(letter("back", units=[unit(1, "sent-back", rma=NUMBER, **told)]))
    assert sentence in body and "Carrier: UPS Express Tracking number: 1Z 999 AA1" in body


def test_what_was_not_repaired_keeps_no_warranty_of_a_repair():
    assert "left of its warranty" not in plain(letter("back", units=[unit(1, "sent-back", result="as-is", rma=NUMBER)]))


@pytest.mark.parametrize(
    ("slug", "told", "reason", "sentence"),
    [
        ("flir", {"rule": "refund-closed", "way": "no"}, "window-over", "A repair is still open to you."),
        ("pixelink", {"rule": "no-refund", "way": "no"}, "not-covered", "a repair is open to you."),
        ("pixelink", {"rule": "dealer", "way": "dealer"}, "dealer-first", "Contact the dealer who sold it."),
        ("pixelink", {}, "dealer-first", "the dealer is the one to contact."),
        ("flir", {}, "not-ours", "each have a support page of their own. Look there."),
    ],
)
def test_a_refusal_gives_its_reason_and_the_way_that_is_open(slug, told, reason, sentence):
    mail = letter("refusal", slug, [unit(1, "refused", reason=reason)], **told)
    assert f"Why {read_words().reasons[reason]}" in plain(mail) and sentence in plain(mail)
    assert "answer this mail" in plain(mail)


ALIKE = [  # a rule whose title and a reason that say the same
    ("flir", "refund-closed", "no", "window-over"),
    ("pixelink", "dealer", "dealer", "dealer-first"),
    ("flir", "other-product", "elsewhere", "not-ours"),
]


def title_of(slug, rule_id):
    return VENDORS[slug].policies[0].text.outcomes[rule_id].title


def retitled(slug, rule_id, title):
    """The vendor with another title of that rule."""
    vendor, policy = VENDORS[slug], VENDORS[slug].policies[0]
    outcomes = policy.text.outcomes | {rule_id: structs.replace(policy.text.outcomes[rule_id], title=title)}
    text = structs.replace(policy.text, outcomes=outcomes)
    return structs.replace(vendor, policies=(structs.replace(policy, text=text), *vendor.policies[1:]))


def why_of(mail):
    """What a refusal says of its reason and of the way on."""
    return plain(mail).partition(" Why ")[2].partition(" FLIR's support writes:")[0].partition(" Pixelink's support")[0]


@pytest.mark.parametrize("reworded", ["neither", "the reason", "the title"])
@pytest.mark.parametrize(("slug", "rule", "way", "reason"), ALIKE)
def test_a_refusal_says_its_reason_once_whichever_sentence_is_reworded(slug, rule, way, reason, reworded, monkeypatch):
    if reworded == "the reason":
        monkeypatch.setitem(read_words().reasons, reason, "Said in other words.")
    if reworded == "the title":
        monkeypatch.setitem(VENDORS, slug, retitled(slug, rule, "Titled in other words"))
    told = why_of(letter("refusal", slug, [unit(1, "refused", reason=reason)], rule=rule, way=way))
    sentence, title = read_words().reasons[reason], title_of(slug, rule) + "."
    assert told.count(sentence) == 1 and told.count(title) == (title == sentence)


@pytest.mark.parametrize(("slug", "rule", "way", "reason"), ALIKE)
def test_a_refusal_for_another_reason_names_the_outcome_as_the_page_does(slug, rule, way, reason):
    told = why_of(letter("refusal", slug, [unit(1, "refused", reason="abuse")], rule=rule, way=way))
    assert f"The way on {title_of(slug, rule)}." in told


@pytest.mark.parametrize(("slug", "rule", "way", "reason"), ALIKE)
def test_a_refusal_for_two_reasons_says_each_once(slug, rule, way, reason):
    units = [unit(1, "refused", reason=reason), unit(2, "refused", reason="abuse")]
    told = why_of(letter("refusal", slug, units, rule=rule, way=way))
    assert [told.count(read_words().reasons[name]) for name in (reason, "abuse")] == [1, 1]


def test_a_product_of_another_desk_is_sent_there_once():
    told = plain(
        letter("refusal", "flir", [unit(1, "refused", reason="not-ours")], rule="other-product", way="elsewhere")
    )
    assert told.count(VENDORS["flir"].file.elsewhere) == 1


def test_a_refusal_by_a_text_no_longer_kept_still_has_its_mail():
    assert "cannot take this return" in plain(letter("refusal", rule="gone", way="no"))


# The calendar


def test_a_reminder_names_the_day_it_will_be_closed_and_the_click_that_opens_it():
    told = plain(letter("remind-advice", said={"closes": "2026-12-06"}))
    assert "Without an answer the request is closed once 6 December 2026 is over." in told
    assert "one click opens it again" in told
    assert "By when: 6 December 2026; then the request is closed" in told


def test_where_nothing_is_ever_closed_no_day_is_named():
    assert "is closed" not in plain(letter("remind-advice", said={"closes": ""}))


@pytest.mark.parametrize("kind", ["solved", "withdrawn", "closed", "unanswered", "expired"])
def test_what_has_ended_can_be_opened_again_behind_the_link(kind):
    assert f"Use the button “{read_words().steps['reopen'].own}” on this page:" in plain(letter(kind))


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        ("advice", ["solve", "still-broken"]),
        ("remind-advice", ["solve", "still-broken"]),
        ("order", ["give-order"]),
        ("remind-order", ["give-order", "withdraw"]),
        ("rma", ["ship"]),
        ("remind-parcel", ["ship", "withdraw"]),
        ("quote", ["approve", "refuse-quote"]),
        ("remind-quote", ["approve", "refuse-quote"]),
        ("back", ["receive-back"]),
        ("words", ["tell"]),
        *[(kind, ["reopen"]) for kind in ("solved", "withdrawn", "closed", "unanswered", "expired")],
    ],
)
def test_a_button_a_mail_names_is_there_in_the_state_it_leads_to(kind, steps):
    state = STEP_OF[kind].to or STEP_OF[kind].source[0]
    assert all(f"“{read_words().steps[step].own}”" in plain(letter(kind)) for step in steps)
    assert all(state in STEPS[step].source and "customer" in STEPS[step].by for step in steps)


def test_the_reminder_of_an_order_says_why_it_is_asked_for_and_that_nothing_happens_before():
    told = plain(letter("remind-order"))
    assert "Until FLIR has it, nothing happens: no RMA number is made." in told
    assert "purchase order before the RMA number is made" in told and "need the price before you can order?" in told


def test_what_works_again_is_not_told_of_a_fix_nobody_suggested():
    assert not re.search(r"\bfix|advice|helped", letter("solved").body)


# The links


def test_delivery_fills_in_the_customers_link_and_the_one_to_the_quote_alone(app):
    filled = links_of(app, SimpleNamespace(ticket=TICKET, link_turn=3))
    keys = {name: link.rstrip("/").rpartition("/")[2] for name, link in filled.items()}
    assert filled["link"].endswith(f"/rma/ticket/{keys['link']}/")
    assert filled["quote"].endswith(f"/rma/quote/{keys['quote']}/") and read_key(keys["quote"]) == TICKET
    assert key_fits(make_key, app.secret_key, keys["link"], TICKET, 3)
    assert key_fits(make_quote_key, app.secret_key, keys["quote"], TICKET, 3)


def test_the_rma_mail_as_delivered_leads_to_the_page_and_to_the_sheet(app, client, store, tmp_path):
    [one] = requests_of_draft(store, draft_key(send(client)))
    who, ids = f"staff:{make_staff(app).id}", [unit.id for unit in one.units]
    for step, said in (("decide", {"way": "warranty"}), ("authorise", {"more": ""})):
        take(
            store,
            Intent(
                one, step, ids, said, who, app.vendors["flir"], app.settings, timestamp(), last_event(store, one.id)
            ),
        )
    run_round(app)
    mail, [number] = mails_in(tmp_path / "mail")[-1], request_by_ticket(store, one.ticket).rmas
    assert mail["Subject"].startswith(f"[RMA#{number.number}] FLIR: ")
    path = app.settings.url + ticket_path(app, one)
    assert f"\n{path}\n" in text_of(mail) and f"\n{path}sheet/{number.number}/\n" in text_of(mail)


# What a policy says comes from its facts


def changed(vendor):
    """The vendor with every figure and carrier of its policy changed."""
    policy = vendor.policies[0]
    spans = {name: Fact(value=Span(41, "weeks", "receipt", 37)) for name in ("quote_time", "repair_time", "rma_time")}
    facts = structs.replace(
        policy.facts, carriers=Fact(value=["Example Freight"]), restocking=Fact(value=Fee(3, "price")), **spans
    )
    windows = {name: structs.replace(policy.window(name)[-1], days=77, when={}) for name in policy.windows}
    policy = structs.replace(policy, facts=facts, windows=windows)
    return structs.replace(vendor, policies=(policy, *vendor.policies[1:]))


@pytest.mark.parametrize("slug", VENDORS)
def test_no_mail_knows_a_figure_or_a_carrier_but_from_the_facts(slug, monkeypatch):
    vendor = VENDORS[slug]
    known = allowed_by_key(vendor, vendor.policies[0])
    figures = {text for key in KEYS for text in known[key] if " " in text}
    figures = {text for text in figures if first_literal(text)}
    paid = {"way": "paid", "rule": "paid-repair", "said": {"carrier": "Example Freight"}}
    told = {kind: plain(letter(kind, slug, **paid)) for kind in STEP_OF}
    monkeypatch.setitem(VENDORS, slug, changed(vendor))
    for kind in told:
        assert not [text for text in figures if text in plain(letter(kind, slug, **paid))], kind
    stated = [key for key in ("carriers", "quote-time", "repair-time") if not vendor.policies[0].fact(key).silent]
    assert bool([text for text in figures if text in " ".join(told.values())]) == bool(stated)


SPOKEN = [
    *Path(forms.mail.__file__).parent.glob("*.py"),
    *(Path(module.__file__) for module in (customs, packing_sheet, details, status)),
]
REVIEWED = {  # what looks like a figure or an address in these files and is read by nobody, or is none of a policy
    "message.py": {
        *(sign.pattern for sign in (ADDRESS_LIKE, AS_IT_STANDS, NOT_IN_HEADERS, NOT_IN_TEXT)),
        "7bit",
        "utf-8",
    },
    "transport.py": {
        "[^A-Za-z0-9@.+-]",
        "1",
        "Write the mail server as smtp://host:port or smtps://user:password@host.",
    },
    "layout.py": {IN_THREES.pattern, CELL},
    "sums.py": {"percent"},
    "status.py": {"%Y-%m-%dT%H:%M:%S", "%H:%M"},
}


def spoken(code):
    """The texts of a file that somebody may read: its docstrings and how wide things are set are read by nobody."""
    tree = ast.parse(code)
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    widths = (node.format_spec for node in ast.walk(tree) if isinstance(node, ast.FormattedValue) and node.format_spec)
    silent |= {id(part) for width in widths for part in width.values if str(part.value)[:1] in "<>"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.value


@pytest.mark.parametrize("file", SPOKEN, ids=lambda file: file.name)
def test_no_sentence_of_a_mail_or_of_the_sheet_has_a_figure_or_a_carrier_typed_into_it(file):
    found = {text for text in spoken(file.read_text(encoding="utf-8")) if first_literal(text)}
    assert found == REVIEWED.get(file.name, set())


def test_a_figure_typed_into_a_mail_is_found():
    code = '"""Says 14 days."""\nGOOD = f"Good for {day}: 14 days, by UPS."\nlines = ["in two weeks"]'
    assert [text for text in spoken(code) if first_literal(text)] == [": 14 days, by UPS.", "in two weeks"]
