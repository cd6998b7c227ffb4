"""What the texts of Oncam, ZWO, Basler and Axis state, and what the kiosk answers by them."""

from datetime import date, timedelta
from itertools import chain

import pytest
from msgspec import UNSET

from content.dates import add_months
from content.eligibility.events import events_judged
from content.eligibility.judge import Case, judge
from content.explain.facts import fact_line, lines_of
from content.explain.notes import notes_of
from content.explain.outcome import outcome_in_words
from content.schema.facts import KEYS
from content.schema.when import Situation
from tests.support.vendor_folder import shipped_vendors

MAKERS = {slug: shipped_vendors()[slug] for slug in ("oncam", "zwo", "basler", "axis")}
ONCAM, ZWO, BASLER, AXIS = MAKERS.values()
DAY = date(2026, 4, 3)


def policy_of(vendor):
    return vendor.policies[0]


def told(vendor, key, **known):
    """What the kiosk says of a fact; of one that is silent nothing."""
    return fact_line(vendor, policy_of(vendor), key, Situation(**known)).text


def judged(vendor, today, **known):
    return judge(vendor, Case(**{"purpose": "repair", "bought_from": "direct"} | known), today)


def ruled(vendor, today, **known):
    return judged(vendor, today, **known).rule.id


def on_arrival(family, days):
    """The rule for a fault on arrival that is reported so many days after the receipt."""
    return ruled(ZWO, DAY + timedelta(days), family=family, dates={"receipt": DAY}, said={"fault": "arrival"})


def lasts(vendor, months, **dates):
    """'in', 'out' or 'unknown' so many months after the day."""
    case = Case(purpose="repair", family=vendor.products.families[0].slug, dates=dates)
    return judge(vendor, case, add_months(DAY, months)).answers["warranty"]


# Oncam


def test_oncam_s_five_years_start_with_the_shipment():
    assert [lasts(ONCAM, months, shipment=DAY) for months in (60, 61)] == ["in", "out"]
    assert lasts(ONCAM, 1, purchase=DAY) == "unknown"
    assert events_judged(policy_of(ONCAM), ONCAM.products) == {"shipment"}


def test_oncam_s_support_is_asked_first_and_answers_from_monday_to_friday():
    assert told(ONCAM, "try-first") == "Talk to your local technical support first."
    assert told(ONCAM, "answer-time") == "Support answers within 24 hours of your message, Monday to Friday."


def test_oncam_takes_a_serial_or_a_mac_number():
    assert "the serial number of each camera or the MAC number of each" in told(ONCAM, "have-ready")


def test_oncam_s_five_working_days_start_with_receipt_and_processing():
    line = fact_line(ONCAM, policy_of(ONCAM), "dispatch-time")
    assert line.text == "It is sent back within 5 business days from its receipt and processing."
    assert line.doubt == "The text does not say how long the processing takes, or whether the repair is part of it."


def test_the_customer_pays_the_way_to_oncam_and_nobody_is_named_for_the_way_back():
    assert told(ONCAM, "freight-in") == "You pay the way to Oncam."
    assert told(ONCAM, "freight-back") == ""


# ZWO


def test_an_am3_that_arrives_faulty_may_be_reported_for_180_days_an_asi_camera_for_30():
    for family, days in (("am3-mounts", 180), ("asi-cameras", 30), ("accessories", 30)):
        assert on_arrival(family, days) == "faulty-on-arrival"
        assert on_arrival(family, days + 1).startswith("late-")


def test_a_product_nobody_names_is_on_time_only_where_every_product_is():
    assert [on_arrival("", days) for days in (30, 31, 180)] == ["faulty-on-arrival", *["arrival-unknown"] * 2]
    assert on_arrival("", 181).startswith("late-")


def test_what_zwo_replaces_on_arrival_is_free_and_what_it_repairs_is_not_said_to_be():
    rule = policy_of(ZWO).rule("faulty-on-arrival")
    costs = outcome_in_words(ZWO, policy_of(ZWO), rule).costs
    assert [line.key for line in costs if line.who] == ["replacement"] and costs[0].who == "ZWO"
    assert rule.outcome.kind == "replacement" and costs[0].amount.startswith("free for you")
    assert fact_line(ZWO, policy_of(ZWO), "in-warranty", Situation(family="asi-cameras")).who == ""


@pytest.mark.parametrize(("days", "rule"), [(3, "damaged-in-transport"), (4, "damage-reported-late")])
def test_damage_in_transport_is_reported_within_three_days_with_pictures(days, rule):
    verdict = judged(ZWO, DAY + timedelta(days), dates={"receipt": DAY}, said={"fault": "transport"})
    assert verdict.rule.id == rule
    assert "pictures" in outcome_in_words(ZWO, verdict.policy, verdict.rule).text


def test_zwo_s_warranty_is_two_years_or_one_from_the_day_after_receipt_or_from_activation():
    days = {"receipt": DAY - timedelta(1), "activation": DAY}
    assert [lasts(ZWO, months, **days) for months in (12, 13, 24, 25)] == ["in", "unknown", "unknown", "out"]


def test_both_readings_of_zwo_s_length_are_told():
    case = Case("repair", "asi-cameras", {"receipt": DAY - timedelta(1), "activation": DAY}, "direct")
    notes = notes_of(ZWO, case, judge(ZWO, case, DAY))
    assert "until 3 April 2027 or 3 April 2028" in notes[0] and "One sentence of ZWO's names a shorter time." in notes


def test_of_zwo_s_return_shipping_no_leg_is_named():
    for key in ("freight-in", "freight-back"):
        line = fact_line(ZWO, policy_of(ZWO), key, Situation("repair", "warranty"))
        assert line.who == "You" and "whether that is the way to ZWO or the way back" in line.doubt
    assert fact_line(ZWO, policy_of(ZWO), "freight-in", Situation("refund", "ask"))[5:8] == (
        "You", "what your carrier asks", "",
    )  # fmt: skip


def test_zwo_s_accessories_are_replaced_and_never_repaired():
    assert "never repaired" in told(ZWO, "in-warranty", family="accessories")
    assert told(ZWO, "in-warranty", family="asi-cameras") == "Inside the warranty, ZWO repairs or replaces it."


def test_zwo_s_agent_comes_first_and_seestar_is_another_brand():
    assert ruled(ZWO, DAY, bought_from="dealer") == "agent"
    assert ruled(ZWO, DAY, bought_from="dealer", said={"product": "seestar"}) == "other-brand"


# Basler


def test_basler_s_silent_freight_is_never_told_as_anybody_s():
    for rule in policy_of(BASLER).rules:
        outcome = outcome_in_words(BASLER, policy_of(BASLER), rule, also=("freight-in", "freight-back"))
        assert [line.who for line in outcome.costs if line.key.startswith("freight")] == ["", ""]
        assert {line.silent for line in outcome.costs} >= {"Basler does not say who pays the way back."}


def test_basler_s_form_is_signed_and_its_number_stands_in_the_papers():
    assert "the form that came with the number, checked, printed and signed" in told(BASLER, "papers")
    assert "With the parcel: shipping papers that bear the RMA number" in told(BASLER, "papers")
    assert told(BASLER, "without-rma") == "A parcel without an RMA number may be refused."


def test_basler_takes_a_technical_problem_and_a_wrong_delivery():
    assert ruled(BASLER, DAY) == "technical-problem"
    assert ruled(BASLER, DAY, purpose="other", said={"delivery": "wrong"}) == "wrong-delivery"
    assert not BASLER.products.warranty and "warranty" not in policy_of(BASLER).answers


# Axis


def test_axis_s_repair_service_ends_six_years_after_discontinuation():
    line = fact_line(AXIS, policy_of(AXIS), "support-ends")
    assert line.text == "Axis supports a product for 6 years from the day the product was discontinued."
    assert line.doubt == "Exceptions stand in footnotes that we could not see."
    assert ruled(AXIS, DAY, warranty_said="out", said={"serviced": "no"}) == "service-ended"


def test_axis_s_five_years_hold_for_most_hardware():
    assert [lasts(AXIS, months, purchase=DAY) for months in (60, 61)] == ["in", "out"]
    case = Case("repair", "network-cameras", {"purchase": DAY})
    notes = " ".join(notes_of(AXIS, case, judge(AXIS, case, DAY)))
    assert "This length holds for most hardware" in notes and "we counted from the day you bought it" in notes


def test_axis_repairs_out_of_warranty_for_a_fee_while_the_service_lasts():
    assert ruled(AXIS, DAY, warranty_said="out", said={"serviced": "yes"}) == "paid-repair"
    assert ruled(AXIS, DAY, warranty_said="out") == "service-unknown"


def test_repainting_ends_axis_s_warranty_and_is_told_with_its_own_source():
    line = fact_line(AXIS, policy_of(AXIS), "warranty-limits")
    assert "must not be repainted without approval" in line.text and line.source == "repainting"


# All four


@pytest.mark.parametrize("vendor", MAKERS.values(), ids=MAKERS)
def test_no_text_of_these_makers_states_a_fact_without_a_source(vendor):
    for policy, key in ((policy, key) for policy in vendor.policies for key in KEYS):
        for row, line in zip(policy.rows(key), lines_of(vendor, policy, key), strict=True):
            assert row.silent == (row.value is UNSET) == bool(line.silent)
            assert row.silent or line.text and vendor.file.sources[line.source].title
    forms = [family.serial or vendor.products.serial for family in vendor.products.families]
    assert all(form.source in vendor.file.sources for form in forms if form.sentence or form.place)
    assert all(row.source in vendor.file.sources for row in vendor.products.warranty)


@pytest.mark.parametrize("vendor", MAKERS.values(), ids=MAKERS)
def test_no_refund_is_promised_where_none_was_read(vendor):
    kinds = chain.from_iterable((rule.outcome.kind for rule in policy.rules) for policy in vendor.policies)
    assert "refund" not in set(kinds) and not any("refund" in policy.windows for policy in vendor.policies)
