"""The one judgement: the vendors' own sentences, their whole decision space, and dates at their edges."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from content.dates import add_months, judging_day, latest_day
from content.eligibility.decision_tree import reach
from content.eligibility.events import AHEAD
from content.eligibility.judge import Case, classify, in_window, judge
from content.eligibility.warranty import warranty
from content.explain.facts import fact_line
from content.explain.notes import notes_of
from content.explain.outcome import kind_words, outcome_in_words
from content.schema.facts import Clock, Fact
from content.schema.products import WarrantyRow
from content.schema.window import Window
from tests.support.answers import answer_combinations
from tests.support.vendor_folder import shipped_vendors

FLIR, PIXELINK = shipped_vendors()["flir"], shipped_vendors()["pixelink"]
TODAY = date(2027, 3, 1)
BOUGHT = date(2027, 1, 30)  # thirty days before TODAY
LONG_AGO = date(2019, 1, 1)


# The whole decision space, against what the vendors' texts say in plain ifs


def flir_says(product, purpose, refund, warranty):
    if product == "other":
        return "other-product"
    if purpose == "refund":
        return {"in": "refund", "out": "refund-closed", "unknown": "refund-date-unknown"}[refund]
    if purpose == "repair":
        return {"in": "in-warranty", "out": "paid-repair", "unknown": "warranty-unknown"}[warranty]
    return "other-matter"


def point_grey_says(purpose, refund, excluded, warranty):
    if purpose == "refund" and refund == "in":
        return {"no": "refund", "yes": "refund-excluded", "unknown": "refund-unclear"}[excluded]
    return flir_says("machine-vision", purpose, refund, warranty)


def pixelink_says(bought_from, purpose, warranty):
    if bought_from == "dealer":
        return "dealer"
    if bought_from == "unknown":
        return "seller-unknown"
    if bought_from == "other":
        return "bought-otherwise"
    if purpose == "refund":
        return "no-refund"
    if purpose == "repair":
        return {"in": "in-warranty", "out": "paid-repair", "unknown": "warranty-unknown"}[warranty]
    return "other-matter"


@pytest.mark.parametrize(
    ("policy", "says"),
    [
        (FLIR.policy("2020-04-17"), flir_says),
        (FLIR.policy("point-grey"), point_grey_says),
        (PIXELINK.policy("returns-and-rmas"), pixelink_says),
    ],
    ids=["FLIR", "Point Grey", "Pixelink"],
)
def test_every_combination_of_answers_has_the_outcome_the_text_gives(policy, says):
    wrong = [answers for answers in answer_combinations(policy) if reach(policy, answers).rule.id != says(**answers)]
    assert wrong == []


# What the two texts say, sentence by sentence


def told(vendor, case, verdict):
    """All that a page says about a verdict: title, text, what next, facts with their doubts, silences, notes."""
    page = outcome_in_words(vendor, verdict.policy, verdict.rule)
    lines = [part for line in (*page.lines, *page.silences) for part in (line.text, line.doubt, line.silent)]
    told = kind_words(vendor, verdict.policy, page.kind)
    return " ".join([page.title, page.text, told["next"], *lines, *notes_of(vendor, case, verdict)])


def refund(day):
    return Case(purpose="refund", dates={"purchase": day}, bought_from="direct")


def repair(warranty, seller="direct", **more):
    return Case(purpose="repair", bought_from=seller, warranty_said=warranty, **more)


SENTENCES = {
    "FLIR: day 30, bought direct → refund less 25 %": (
        FLIR, refund(BOUGHT), "refund", "refund", ["FLIR keeps 25 % of the price as a restocking fee."],
    ),
    "FLIR: an RMA number is needed for a refund too": (
        FLIR, refund(BOUGHT), "refund", "refund", ["send nothing before you have an RMA number"],
    ),
    "FLIR: you pay the way there for a refund": (
        FLIR, refund(BOUGHT), "refund", "refund", ["You pay the way to FLIR."],
    ),
    "FLIR: refunds have limits, in terms we have not read": (
        FLIR, refund(BOUGHT), "refund", "refund", ["A refund has its limits", "We have not read FLIR's terms"],
    ),
    "FLIR: day 31 → closed, repair offered": (
        FLIR, refund(BOUGHT - timedelta(1)), "refund-closed", "no", ["within 30 days", "A repair is still open"],
    ),
    "FLIR: refund without the day → it depends on the day": (
        FLIR, Case(purpose="refund"), "refund-date-unknown", "ask", ["The invoice or the order confirmation"],
    ),
    "FLIR: in warranty → repair or replacement": (
        FLIR, repair("in"), "in-warranty", "warranty", ["Inside the warranty, FLIR repairs or replaces it."],
    ),
    "FLIR: you pay the way there, FLIR the way back": (
        FLIR, repair("in"), "in-warranty", "warranty",
        ["You pay the way to FLIR.", "FLIR pays the way back."],
    ),
    "FLIR: ship with FedEx Express or UPS Express": (
        FLIR, repair("in"), "in-warranty", "warranty", ["Ship with FedEx Express or UPS Express"],
    ),
    "FLIR: known out of warranty → purchase order before the RMA": (
        FLIR, repair("out"), "paid-repair", "paid", ["asks for a purchase order before the RMA number is made"],
    ),
    "FLIR: freight back of a paid repair is doubted": (
        FLIR, repair("out"), "paid-repair", "paid",
        ["FLIR pays the way back", "FLIR's page does not say whether this also holds out of warranty."],
    ),
    "FLIR: found out of warranty on arrival → approve or back as it is": (
        FLIR, repair("in"), "in-warranty", "warranty",
        ["it tells you the cost and waits for your yes", "sent back as it is instead"],
    ),
    "FLIR: support looks for a fix before anything is shipped": (
        FLIR, repair("in"), "in-warranty", "warranty", ["first looks for a fix that needs no shipping"],
    ),
    "FLIR: have model, serial numbers and an accurate account ready": (
        FLIR, repair("in"), "in-warranty", "warranty",
        ["the model of each camera, the serial number of each camera and an accurate account of the problem"],
    ),
    "FLIR: warranty not known → support finds out": (
        FLIR, repair("unknown"), "warranty-unknown", "ask", ["You need not know it."],
    ),
    "FLIR: another FLIR product → elsewhere": (
        FLIR, repair("in", said={"product": "other"}), "other-product", "elsewhere", ["support page of their own"],
    ),
    "Pixelink: bought from a dealer → the dealer, with serials and a clear account": (
        PIXELINK, repair("in", "dealer"), "dealer", "dealer",
        ["Contact the dealer who sold it.", "serial numbers and a clear account of the problem"],
    ),
    "Pixelink: seller not known → it depends": (
        PIXELINK, repair("in", "unknown"), "seller-unknown", "ask", ["From a dealer, the dealer helps"],
    ),
    "Pixelink: in warranty → repaired and back at its cost": (
        PIXELINK, repair("in"), "in-warranty", "warranty",
        ["Pixelink repairs it and ships it back", "Pixelink pays the way back."],
    ),
    "Pixelink: out of warranty → quote in 20–30 business days from receipt": (
        PIXELINK, repair("out"), "paid-repair", "paid",
        ["within 20 to 30 business days from the day it arrives there"],
    ),
    "Pixelink: out of warranty, the way back goes on the quote": (
        PIXELINK, repair("out"), "paid-repair", "paid", ["The way back is added to Pixelink's quote"],
    ),
    "Pixelink: you pay the way there": (
        PIXELINK, repair("out"), "paid-repair", "paid", ["You pay the way to Pixelink."],
    ),
    "Pixelink: no refund named → no, with a way on": (
        PIXELINK, refund(BOUGHT), "no-refund", "no", ["It speaks of repair and replacement only.", "a repair is open"],
    ),
    "Pixelink: no time for a repair in warranty": (
        PIXELINK, repair("in"), "in-warranty", "warranty", ["Pixelink does not say how long a repair takes."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_text_is_followed(sentence):
    vendor, case, rule, kind, parts = SENTENCES[sentence]
    verdict = judge(vendor, case, TODAY)
    assert (verdict.rule.id, verdict.rule.outcome.kind) == (rule, kind)
    assert [part for part in parts if part not in told(vendor, case, verdict)] == []


@pytest.mark.parametrize(
    ("vendor", "key", "part"),
    [
        (FLIR, "rma-needed-for", "for a refund, a replacement or a repair."),
        (FLIR, "without-rma", "may be refused and sent back to you, or be delayed"),
        (FLIR, "units-per-form", "cameras of the same model with the same problem go together"),
        (FLIR, "ticket-not-rma", "The ticket number you get by mail is not the RMA number."),
        (FLIR, "status-channel", "Answer the mail that brought your ticket number"),
        (FLIR, "status-lost", "contact FLIR's support through its portal and name your RMA number"),
        (PIXELINK, "rma-needed-for", "for a repair or a replacement."),
        (PIXELINK, "without-rma", "sent back to you automatically"),
        (PIXELINK, "units-per-form", "All cameras go in one report, with the serial number and the problem of each."),
        (PIXELINK, "have-ready", "every warning and error message"),
        (PIXELINK, "ticket-not-rma", "support opens a second ticket in its RMA queue"),
        (PIXELINK, "rma-mail", "with [RMA#NUMBER] in the subject"),
        (FLIR, "rma-mail", "with instructions on how to send it"),
        (PIXELINK, "status-channel", "with the ticket number of your request in the subject, as [#TICKET]"),
    ],
)
def test_the_fact_is_told_as_the_text_has_it(vendor, key, part):
    assert part in fact_line(vendor, vendor.policies[0], key).text


@pytest.mark.parametrize("vendor", [FLIR, PIXELINK], ids=["FLIR", "Pixelink"])
def test_every_no_has_a_way_on_that_leads_to_another_kind(vendor):
    for policy in vendor.policies:
        for answers in answer_combinations(policy):
            rule = reach(policy, answers).rule
            onward = reach(policy, answers | rule.outcome.instead).rule
            assert rule.outcome.kind != "no" or onward.outcome.kind != "no", (rule.id, answers)


# Which text counts, and what had to be assumed


def notes_on(case):
    return notes_of(FLIR, case, judge(FLIR, case, TODAY))


def test_an_old_purchase_is_judged_by_today_s_text_and_told_so():
    notes = notes_on(refund(LONG_AGO))
    assert notes == (
        "FLIR does not say whether the text of the day you bought it counts or today's; we judged by today's.",
    )
    assert notes_on(refund(BOUGHT)) == ()


def test_a_revision_can_be_asked_for_by_name():
    verdict = judge(FLIR, refund(BOUGHT), TODAY, FLIR.policy("point-grey"))
    assert (verdict.policy.name, verdict.rule.id) == ("point-grey", "refund-unclear")


def test_a_warranty_from_a_manual_is_told_with_its_last_day_and_its_source():
    notes = notes_on(repair("unknown", family="blackfly-s", dates={"purchase": BOUGHT}))
    assert notes[0].startswith("By the length stated for it the warranty runs until 30 January 2030 (FLIR Bl")
    assert notes[1].endswith("on which day the warranty starts; we counted from the day you bought it.")


def test_an_answer_that_no_question_has_is_not_believed():
    said = {"product": "spaceship", "refund": "perhaps"}
    verdict = judge(FLIR, Case(purpose="refund", said=said), TODAY)
    assert (verdict.answers["product"], verdict.answers["refund"]) == ("machine-vision", "unknown")
    assert verdict.rule.id == "refund-date-unknown"


def test_such_an_answer_believed_would_lead_to_no_rule():
    answers = classify(FLIR, FLIR.policies[0], Case(purpose="refund"), TODAY)
    assert reach(FLIR.policies[0], answers | {"product": "spaceship"}).rule is None


def test_a_date_weighs_more_than_what_a_link_says():
    case = Case(purpose="refund", dates={"purchase": LONG_AGO}, said={"refund": "in"})
    assert judge(FLIR, case, TODAY).rule.id == "refund-closed"


# Windows: last day in, first day out

DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))
LENGTHS = st.integers(1, 400)


@given(day=DAYS, days=LENGTHS)
def test_the_last_day_is_in_and_the_next_is_out(day, days):
    window = Window(days=days)
    assert in_window(window, {"purchase": day}, day) == "in"
    assert in_window(window, {"purchase": day}, day + timedelta(days)) == "in"
    assert in_window(window, {"purchase": day}, day + timedelta(days + 1)) == "out"


@given(day=DAYS, days=LENGTHS, passed=st.integers(0, 500), more=st.integers(0, 500))
def test_a_window_never_opens_again(day, days, passed, more):
    today, later = day + timedelta(passed), day + timedelta(passed + more)
    if in_window(Window(days=days), {"purchase": day}, later) == "in":
        assert in_window(Window(days=days), {"purchase": day}, today) == "in"


@given(today=DAYS, ahead=st.integers(AHEAD + 1, 4000))
def test_a_date_ahead_of_us_is_unknown(today, ahead):
    day = today + timedelta(ahead)
    assert in_window(Window(days=30), {"purchase": day}, today) is None
    case = Case(purpose="repair", family="blackfly-s", dates={"purchase": day})
    assert warranty(FLIR, FLIR.policies[0], case, today) == "unknown"


@given(today=DAYS, ahead=st.integers(0, AHEAD))
def test_a_calendar_a_little_ahead_of_ours_is_believed(today, ahead):
    assert in_window(Window(days=30), {"purchase": today + timedelta(ahead)}, today) == "in"


@pytest.mark.parametrize(
    ("bought", "last"),
    [
        (date(2024, 2, 29), date(2024, 3, 30)),
        (date(2024, 1, 31), date(2024, 3, 1)),
        (date(2023, 1, 31), date(2023, 3, 2)),
        (date(2026, 12, 31), date(2027, 1, 30)),
    ],
)
def test_a_refund_s_last_day_across_month_ends(bought, last):
    assert judge(FLIR, refund(bought), last).rule.id == "refund"
    assert judge(FLIR, refund(bought), last + timedelta(1)).rule.id == "refund-closed"


# Warranties: months from the day of purchase


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2024, 6, 15), 36, date(2027, 6, 15)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_month_s_last(day, months, last):
    assert add_months(day, months) == last


def under(vendor, today, said="unknown", family="blackfly-s", **dates):
    return warranty(vendor, vendor.policies[0], repair(said, family=family, dates=dates), today)


@given(bought=DAYS, said=st.sampled_from(["in", "out", "unknown"]))
def test_a_warranty_s_last_day_is_in_and_the_next_is_out(bought, said):
    last = add_months(bought, 36)
    assert under(FLIR, last, said, purchase=bought) == "in"
    assert under(FLIR, last + timedelta(1), said, purchase=bought) == "out"


@given(today=DAYS, ahead=st.none() | st.integers(AHEAD + 1, 4000), family=st.sampled_from(["", "oryx", "blackfly-s"]))
def test_unknown_never_becomes_in_without_a_date_or_the_customer_s_word(today, ahead, family):
    dates = {"purchase": today + timedelta(ahead)} if ahead else {}
    for vendor in (FLIR, PIXELINK):
        policy = vendor.policies[0]
        answers = classify(vendor, policy, Case(purpose="repair", family=family, dates=dates), today)
        assert "in" not in answers.values()


@given(said=st.sampled_from(["in", "out", "unknown"]), bought=DAYS, today=DAYS)
def test_where_no_length_is_published_the_customer_s_word_counts(said, bought, today):
    assert under(PIXELINK, today, said, "pl-d", purchase=bought) == said


@given(days=st.lists(DAYS, min_size=3, max_size=3).map(sorted), family=st.sampled_from(["blackfly-s", "ladybug3"]))
def test_a_warranty_never_comes_back(days, family):
    bought, today, later = days
    if under(FLIR, later, family=family, purchase=bought) == "in":
        assert under(FLIR, today, family=family, purchase=bought) == "in"


def without_doubts(vendor):
    rows = [replace(row, doubt="", or_=None) for row in vendor.products.warranty]
    return replace(vendor, products=replace(vendor.products, warranty=rows))


@given(bought=DAYS, past=st.integers(1, 5000))
def test_a_doubted_length_proves_in_and_never_out(bought, past):
    last = add_months(bought, 24)
    assert under(FLIR, last, family="flea3-usb3", purchase=bought) == "in"
    assert under(FLIR, last + timedelta(past), family="flea3-usb3", purchase=bought) == "unknown"
    assert under(FLIR, last + timedelta(past), "in", "flea3-usb3", purchase=bought) == "unknown"


@given(bought=DAYS, past=st.integers(1, 5000))
def test_the_same_length_without_its_doubt_proves_out(bought, past):
    today = add_months(bought, 24) + timedelta(past)
    assert under(without_doubts(FLIR), today, family="flea3-usb3", purchase=bought) == "out"


def test_past_a_doubted_length_the_customer_s_out_is_believed():
    assert under(FLIR, TODAY, "out", "flea3-usb3", purchase=LONG_AGO) == "out"


def test_a_purchase_is_judged_by_the_row_of_its_time():
    early = WarrantyRow("manuals", 12, to=date(2019, 12, 31))
    late = WarrantyRow("manuals", 36, from_=date(2020, 1, 1))
    vendor = replace(FLIR, products=replace(FLIR.products, warranty=[early, late]))
    assert under(vendor, date(2021, 6, 1), purchase=date(2019, 12, 31)) == "out"
    assert under(vendor, date(2021, 6, 1), purchase=date(2020, 1, 1)) == "in"


def test_of_several_rows_the_longest_holds():
    rows = [WarrantyRow("manuals", 36), WarrantyRow("manuals", 12)]
    vendor = replace(FLIR, products=replace(FLIR.products, warranty=rows))
    assert under(vendor, date(2021, 1, 1), purchase=date(2019, 1, 1)) == "in"


def test_a_stated_clock_is_the_one_that_counts():
    policy = FLIR.policies[0]
    policy = replace(policy, facts=replace(policy.facts, warranty_clock=Fact(value=Clock("shipment"))))
    vendor = replace(FLIR, policies=(policy,))
    assert under(vendor, TODAY, purchase=BOUGHT, shipment=LONG_AGO) == "out"
    assert under(vendor, TODAY, purchase=LONG_AGO) == "unknown"


# In ten years, and where the day ends last


@pytest.mark.parametrize("vendor", [FLIR, PIXELINK], ids=["FLIR", "Pixelink"])
@pytest.mark.parametrize("purpose", ["repair", "refund", "other"])
@pytest.mark.parametrize("seller", ["direct", "dealer", "other", "unknown"])
def test_in_ten_years_every_case_still_has_an_answer(vendor, purpose, seller):
    case = Case(purpose=purpose, family="blackfly-s", dates={"purchase": BOUGHT}, bought_from=seller)
    assert judge(vendor, case, add_months(TODAY, 120)).rule in vendor.policies[0].rules


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("", datetime(2026, 4, 18, 11, 59, tzinfo=UTC), date(2026, 4, 17)),
        ("", datetime(2026, 4, 18, 12, 0, tzinfo=UTC), date(2026, 4, 18)),
        ("America/Vancouver", datetime(2026, 4, 18, 6, 59, tzinfo=UTC), date(2026, 4, 17)),
        ("America/Vancouver", datetime(2026, 4, 18, 7, 0, tzinfo=UTC), date(2026, 4, 18)),
        ("America/Vancouver", datetime(2026, 1, 18, 7, 30, tzinfo=UTC), date(2026, 1, 17)),
        ("Asia/Tokyo", datetime(2026, 4, 17, 15, 0, tzinfo=UTC), date(2026, 4, 18)),
    ],
)
def test_a_window_s_last_day_ends_in_the_vendor_s_zone_or_where_days_end_last(zone, moment, day):
    assert judging_day(zone, moment) == day


@given(moment=st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)))
def test_a_purchase_of_today_anywhere_is_never_ahead_of_the_day_we_judge_on(moment):
    assert (latest_day(moment) - judging_day("", moment)).days <= AHEAD
