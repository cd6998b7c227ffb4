"""How long a warranty runs: every way that its text can be read is judged, and only what all agree on is proved."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.dates import add_months
from content.eligibility.judge import Case, judge
from content.explain.notes import notes_of
from content.schema.facts import Clock, Fact, Start
from tests.support.warranties import DOUBT, answer_on, day, lasting, vendor_of

BOUGHT = day("2024-03-10")
SHIPPED, RECEIVED, SWITCHED_ON = BOUGHT + timedelta(20), BOUGHT + timedelta(40), BOUGHT + timedelta(60)
LATER = {"shipment": SHIPPED, "receipt": RECEIVED, "activation": SWITCHED_ON}
NEXT = timedelta(1)
FROM_RECEIPT = Clock("receipt")


def last_by(months, first=BOUGHT):
    return add_months(first, months)


def answers(vendor, *days, **known):
    """What is answered on each of these days."""
    return [answer_on(today, vendor, **known) for today in days]


def runs_until(last, vendor, **known):
    """Whether that day is proved to be the last one in."""
    return answers(vendor, last, last + NEXT, **known) == ["in", "out"]


# A length that can be read in two ways


def test_in_is_what_both_lengths_say_and_over_too():
    vendor = vendor_of(lasting(24, or_=12, doubt=DOUBT))
    ends = last_by(12), last_by(12) + NEXT, last_by(24), last_by(24) + NEXT
    assert answers(vendor, *ends, purchase=BOUGHT) == ["in", "unknown", "unknown", "out"]


def test_one_that_may_be_longer_is_never_proved_over():
    vendor = vendor_of(lasting(24, or_="longer", doubt=DOUBT))
    assert answers(vendor, last_by(24), last_by(24) + NEXT, last_by(600), purchase=BOUGHT) == [
        "in", "unknown", "unknown",
    ]  # fmt: skip


def test_one_that_may_be_shorter_is_never_proved_to_run():
    vendor = vendor_of(lasting(24, or_="shorter", doubt=DOUBT))
    assert answers(vendor, BOUGHT, last_by(24), last_by(24) + NEXT, purchase=BOUGHT) == ["unknown", "unknown", "out"]


def test_a_doubt_that_names_no_other_reading_leaves_everything_open():
    vendor = vendor_of(lasting(24, doubt=DOUBT))
    assert answers(vendor, BOUGHT, last_by(600), purchase=BOUGHT) == ["unknown", "unknown"]


def test_what_an_extension_would_make_of_it_is_open():
    vendor = vendor_of(lasting(12, extended=36))
    ends = last_by(12), last_by(12) + NEXT, last_by(36), last_by(36) + NEXT
    assert answers(vendor, *ends, purchase=BOUGHT) == ["in", "unknown", "unknown", "out"]


@pytest.mark.parametrize("said", ["in", "out", "unknown"])
def test_where_the_length_is_only_told_in_words_the_customer_is_believed(said):
    assert answers(vendor_of(lasting(words="by-contract")), last_by(600), purchase=BOUGHT, said=said) == [said]


def test_a_length_in_words_may_outlast_a_figure_beside_it_which_is_the_least():
    vendor = vendor_of(lasting(24), lasting(words="by-contract", sold="us"))
    assert answers(vendor, last_by(24), last_by(24) + NEXT, purchase=BOUGHT, sold="us") == ["in", "unknown"]
    assert runs_until(last_by(24), vendor, purchase=BOUGHT, sold="eu")


@pytest.mark.parametrize(("said", "answer"), [("in", "unknown"), ("unknown", "unknown"), ("out", "out")])
def test_what_is_open_leaves_the_customer_s_word_only_against_themselves(said, answer):
    vendor = vendor_of(lasting(24, or_=12, doubt=DOUBT))
    assert answer_on(last_by(18), vendor, said, purchase=BOUGHT) == answer


# What it is counted from


def test_a_silent_clock_counts_from_the_purchase():
    assert runs_until(last_by(12), vendor_of(lasting(12)), purchase=BOUGHT)


def test_no_day_given_moves_nothing():
    vendor = vendor_of(lasting(12))
    for known in ({"purchase": BOUGHT}, {"purchase": BOUGHT, "invoice": SHIPPED, "manufacture": BOUGHT - NEXT}):
        assert runs_until(last_by(12), vendor, **known)


@pytest.mark.parametrize(("event", "given"), LATER.items())
def test_a_later_day_that_the_customer_gives_moves_the_end(event, given):
    vendor, known = vendor_of(lasting(12)), {"purchase": BOUGHT, event: given}
    ends = last_by(12), last_by(12) + NEXT, last_by(12, given), last_by(12, given) + NEXT
    assert answers(vendor, *ends, **known) == ["in", "unknown", "unknown", "out"]


def test_a_later_day_alone_proves_nothing_where_the_clock_is_silent():
    assert answers(vendor_of(lasting(12)), RECEIVED, receipt=RECEIVED, said="in") == ["in"]
    assert answers(vendor_of(lasting(12)), last_by(600), receipt=RECEIVED) == ["unknown"]


def test_a_doubted_clock_proves_neither_in_nor_over():
    vendor = vendor_of(lasting(12), clock=Fact(FROM_RECEIPT, doubt=DOUBT))
    assert answers(vendor, RECEIVED, last_by(600), receipt=RECEIVED) == ["unknown", "unknown"]


def test_a_doubted_clock_that_names_its_other_reading_proves_what_both_say():
    clock = Fact(Clock("receipt", or_=Start("purchase")), doubt=DOUBT)
    vendor, known = vendor_of(lasting(12), clock=clock), {"purchase": BOUGHT, "receipt": RECEIVED}
    ends = last_by(12), last_by(12) + NEXT, last_by(12, RECEIVED), last_by(12, RECEIVED) + NEXT
    assert answers(vendor, *ends, **known) == ["in", "unknown", "unknown", "out"]


def test_of_two_readings_of_a_clock_both_days_have_to_be_known():
    vendor = vendor_of(lasting(12), clock=Fact(Clock("receipt", or_=Start("purchase")), doubt=DOUBT))
    assert answers(vendor, last_by(600), receipt=RECEIVED) == ["unknown"]
    assert answers(vendor, last_by(600), purchase=BOUGHT) == ["unknown"]


def test_a_row_counted_from_the_shipment_falls_back_to_the_purchase():
    clock = Clock("shipment", otherwise=Start("purchase", plus=7))
    vendor = vendor_of(lasting(12, clock=clock))
    assert runs_until(last_by(12, SHIPPED), vendor, purchase=BOUGHT, shipment=SHIPPED)
    assert runs_until(last_by(12, BOUGHT + timedelta(7)), vendor, purchase=BOUGHT)


def test_a_row_s_own_clock_stands_in_place_of_a_doubted_one():
    vendor = vendor_of(lasting(12, clock=Clock("shipment")), clock=Fact(FROM_RECEIPT, doubt=DOUBT))
    assert runs_until(last_by(12, SHIPPED), vendor, purchase=BOUGHT, shipment=SHIPPED)


def test_a_doubt_about_a_row_s_own_clock_is_settled_where_both_readings_agree():
    clock = Clock("receipt", or_=Start("purchase"))
    vendor, known = vendor_of(lasting(12, clock=clock, doubt=DOUBT)), {"purchase": BOUGHT, "receipt": RECEIVED}
    assert answers(vendor, last_by(12), last_by(12) + NEXT, last_by(12, RECEIVED) + NEXT, **known) == [
        "in", "unknown", "out",
    ]  # fmt: skip


CAPPED = Clock("activation", otherwise=Start("shipment", plus=120), latest=Start("shipment", plus=120))
CAP = SHIPPED + timedelta(120)


def test_a_clock_is_never_counted_from_a_later_day_than_its_latest():
    vendor = vendor_of(lasting(24, clock=CAPPED))
    late = CAP + timedelta(90)
    assert runs_until(last_by(24, SWITCHED_ON), vendor, shipment=SHIPPED, activation=SWITCHED_ON)
    assert runs_until(last_by(24, CAP), vendor, shipment=SHIPPED, activation=late)
    assert runs_until(last_by(24, CAP), vendor, shipment=SHIPPED)


def test_where_the_latest_day_is_not_known_it_may_have_ended_sooner_but_not_later():
    vendor, last = vendor_of(lasting(24, clock=CAPPED)), last_by(24, SWITCHED_ON)
    assert answers(vendor, SWITCHED_ON, last, last + NEXT, activation=SWITCHED_ON) == ["unknown", "unknown", "out"]


def test_a_latest_day_may_be_so_many_months_after_its_event():
    clock = Clock("invoice", latest=Start("shipment", plus_months=6))
    vendor, latest = vendor_of(lasting(36, clock=clock)), add_months(SHIPPED, 6)
    assert runs_until(last_by(36, latest), vendor, shipment=SHIPPED, invoice=latest + timedelta(100))


LATER_OF_TWO = [lasting(36, clock=Clock("shipment")), lasting(36, clock=Clock("invoice"))]


@pytest.mark.parametrize("rows", [LATER_OF_TWO, LATER_OF_TWO[::-1]], ids=["shipment first", "invoice first"])
def test_of_two_rows_of_as_many_months_the_one_that_ends_later_holds(rows):
    vendor = vendor_of(*rows)
    assert runs_until(last_by(36, SHIPPED), vendor, shipment=SHIPPED, invoice=BOUGHT)
    assert runs_until(last_by(36, RECEIVED), vendor, shipment=SHIPPED, invoice=RECEIVED)


@pytest.mark.parametrize("more", [lasting(6, clock=Clock("invoice")), lasting(words="by-contract")])
def test_one_that_nobody_can_count_may_end_later_but_takes_nothing_away(more):
    vendor, last = vendor_of(lasting(36, clock=Clock("shipment")), more), last_by(36, SHIPPED)
    assert answers(vendor, last, last + NEXT, shipment=SHIPPED) == ["in", "unknown"]


def test_a_shorter_row_that_begins_later_holds_where_it_ends_last():
    vendor = vendor_of(lasting(36), lasting(6, clock=Clock("receipt")), clock=Fact(Clock("purchase")))
    late = last_by(36) + timedelta(10)
    assert runs_until(last_by(6, late), vendor, purchase=BOUGHT, receipt=late)


def test_a_sure_length_holds_beside_one_that_may_be_shorter():
    vendor = vendor_of(lasting(12), lasting(36, or_="shorter", doubt=DOUBT))
    ends = last_by(12), last_by(12) + NEXT, last_by(36) + NEXT
    assert answers(vendor, *ends, purchase=BOUGHT) == ["in", "unknown", "out"]


def test_no_warranty_is_over_from_the_first_day_and_whatever_is_said():
    vendor = vendor_of(lasting(24, sold="eu"), lasting(words="none", sold=["us", "elsewhere"]))
    assert answers(vendor, BOUGHT, sold="us", said="in", purchase=BOUGHT) == ["out"]
    assert answers(vendor, BOUGHT, sold="us") == ["out"]
    assert answers(vendor, BOUGHT, last_by(24) + NEXT, purchase=BOUGHT) == ["unknown", "out"]


def test_a_length_in_days_is_one_and_compares_with_months():
    vendor = vendor_of(lasting(days=90))
    assert runs_until(BOUGHT + timedelta(90), vendor, purchase=BOUGHT)
    for other, longest in ((2, BOUGHT + timedelta(90)), (3, last_by(3))):
        assert runs_until(longest, vendor_of(lasting(days=90), lasting(other)), purchase=BOUGHT)


def test_any_answer_of_the_customer_s_own_tells_rows_apart():
    vendor = vendor_of(lasting(24), lasting(60, registered="yes"))
    assert runs_until(last_by(60), vendor, answers={"registered": "yes"}, purchase=BOUGHT)
    assert runs_until(last_by(24), vendor, answers={"registered": "no"}, purchase=BOUGHT)
    ends = last_by(24), last_by(24) + NEXT, last_by(60) + NEXT
    assert answers(vendor, *ends, answers={"registered": "unknown"}, purchase=BOUGHT) == ["in", "unknown", "out"]


def test_counting_starts_so_many_days_after_the_event():
    vendor = vendor_of(lasting(12), clock=Fact(Clock("receipt", plus=1)))
    assert runs_until(last_by(12, RECEIVED + NEXT), vendor, receipt=RECEIVED)


CLOCKS_BY_PLACE = [Fact(FROM_RECEIPT, when=lasting(sold="eu").when), Fact(Clock("purchase"))]


@pytest.mark.parametrize(("sold", "first"), [("eu", RECEIVED), ("us", BOUGHT), ("elsewhere", BOUGHT)])
def test_a_clock_by_the_place_of_sale_is_the_one_of_that_place(sold, first):
    vendor = vendor_of(lasting(12), clock=CLOCKS_BY_PLACE)
    assert runs_until(last_by(12, first), vendor, sold=sold, purchase=BOUGHT, receipt=RECEIVED)


def test_where_the_place_is_not_known_every_clock_it_may_be_is_tried():
    vendor, known = vendor_of(lasting(12), clock=CLOCKS_BY_PLACE), {"purchase": BOUGHT, "receipt": RECEIVED}
    ends = last_by(12), last_by(12) + NEXT, last_by(12, RECEIVED), last_by(12, RECEIVED) + NEXT
    assert answers(vendor, *ends, **known) == ["in", "unknown", "unknown", "out"]


def test_on_which_place_the_clock_depends_is_told():
    vendor = vendor_of(lasting(12), clock=CLOCKS_BY_PLACE)
    case = Case("repair", "oryx", {"purchase": BOUGHT, "receipt": RECEIVED})
    until, *_ = notes_of(vendor, case, judge(vendor, case, RECEIVED))
    assert until.startswith("How long the warranty runs depends on the country it was bought in: until 10 March 2025 ")


# Rows that hold from a day on

GATED = (
    lasting(36, of="shipment", from_=day("2024-03-20"), clock=Clock("invoice")),
    lasting(12, of="shipment", to=day("2024-03-19"), clock=Clock("invoice")),
)


@pytest.mark.parametrize(("shipped", "months"), [("2024-03-19", 12), ("2024-03-20", 36)])
def test_a_gate_by_shipment_decides_though_the_invoice_is_counted_from(shipped, months):
    assert runs_until(last_by(months), vendor_of(*GATED), shipment=day(shipped), invoice=BOUGHT)


def test_a_gate_by_a_day_that_is_not_known_leaves_open_what_the_rows_differ_in():
    ends = last_by(12), last_by(12) + NEXT, last_by(36), last_by(36) + NEXT
    # Each of the two gates may be shut: only a row beside them shows that there is a warranty at all.
    assert answers(vendor_of(*GATED), *ends, invoice=BOUGHT) == ["unknown"] * 4
    assert answers(vendor_of(lasting(12, clock=Clock("invoice")), GATED[0]), *ends, invoice=BOUGHT) == [
        "in", "unknown", "unknown", "out",
    ]  # fmt: skip


def test_a_gate_without_an_event_is_by_the_clock_s_own():
    vendor = vendor_of(lasting(12, from_=RECEIVED, clock=FROM_RECEIPT))
    assert runs_until(last_by(12, RECEIVED), vendor, receipt=RECEIVED)
    assert answers(vendor, RECEIVED, receipt=RECEIVED - NEXT) == ["unknown"]


# Where it is sent from, where it was bought, and which part


def test_sold_in_the_eu_is_not_sent_from_the_eu():
    vendor = vendor_of(lasting(24, sold="eu"), lasting(12, sold=["us", "elsewhere"]))
    assert runs_until(last_by(24), vendor, purchase=BOUGHT, sold="eu", region="us")
    assert runs_until(last_by(12), vendor, purchase=BOUGHT, sold="us", region="eu")


@pytest.mark.parametrize("axis", ["region", "sold"])
def test_a_place_that_is_not_known_may_be_any_and_elsewhere_too(axis):
    vendor = vendor_of(lasting(24, **{axis: "eu"}), lasting(12, **{axis: "us"}), lasting(6, **{axis: "elsewhere"}))
    ends = last_by(6), last_by(6) + NEXT, last_by(24), last_by(24) + NEXT
    assert answers(vendor, *ends, purchase=BOUGHT) == ["in", "unknown", "unknown", "out"]
    assert runs_until(last_by(6), vendor, purchase=BOUGHT, **{axis: "elsewhere"})


def test_a_place_that_no_row_is_for_proves_nothing():
    vendor = vendor_of(lasting(24, sold="eu"), lasting(12, sold="us"))
    assert answers(vendor, BOUGHT, last_by(600), purchase=BOUGHT) == ["unknown", "unknown"]


def test_places_that_make_no_difference_need_not_be_known():
    assert runs_until(last_by(12), vendor_of(lasting(12)), purchase=BOUGHT)


def test_a_part_that_no_row_names_is_one_of_those_it_may_be():
    vendor = vendor_of(lasting(24), lasting(36, part="sensor"))
    assert answers(vendor, last_by(24), last_by(24) + NEXT, last_by(36) + NEXT, purchase=BOUGHT) == [
        "in", "unknown", "out",
    ]  # fmt: skip
    assert runs_until(last_by(24), vendor, purchase=BOUGHT, part="case")


# The last day in, and the first one out


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"), ("2023-02-28", 12, "2024-02-28"),
        ("2024-08-31", 6, "2025-02-28"), ("2023-08-31", 6, "2024-02-29"), ("2024-01-30", 1, "2024-02-29"),
    ],
)  # fmt: skip
def test_months_end_on_the_same_day_or_the_month_s_last(first, months, last):
    assert runs_until(day(last), vendor_of(lasting(months)), purchase=day(first))


DAYS = st.dates(day("2000-01-01"), day("2060-01-01"))
READINGS = {"or_": st.none() | st.sampled_from([6, 36, "longer", "shorter"]), "extended": st.none() | st.just(48)}


@given(bought=DAYS, today=DAYS, row=st.fixed_dictionaries(READINGS), given=st.none() | DAYS)
def test_a_further_reading_never_proves_more(bought, today, row, given):
    plain, more = vendor_of(lasting(12)), vendor_of(lasting(12, doubt=DOUBT if row["or_"] else "", **row))
    known = {"purchase": bought} | ({"receipt": given} if given else {})
    assert answer_on(today, more, **known) in ("unknown", answer_on(today, plain, purchase=bought))
