"""Windows in days and months, and by rows: a case is in or out where every row that may hold says so."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from content.dates import add_months
from content.eligibility.catalogue import region_of
from content.eligibility.decision_tree import is_possible, least_days, most_days
from content.eligibility.judge import Case, classify, in_window, last_day
from content.schema.facts import Fact
from content.schema.policy import ELSEWHERE
from content.schema.when import Situation, possible_rows
from content.schema.window import Window
from tests.support.warranties import FLIR, day, vendor_of

BOUGHT = day("2024-03-10")
NEXT = timedelta(1)
BY_FAMILY = [Window(days=180, when=dict(family="oryx")), Window(days=30)]
DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))


def answer_on(today, window, purpose="refund", **known):
    """How the question of the refund's window is answered on a day, by a window or by rows of one."""
    policy = replace(FLIR.policies[0], windows={"refund": window})
    days = {event: known.pop(event) for event in ("purchase", "receipt") if event in known}
    return classify(FLIR, policy, Case(purpose, dates=days, **known), today)["refund"]


def ends_after(days, window, **known):
    """Whether so many days later is the last day in."""
    last = BOUGHT + timedelta(days)
    return [answer_on(today, window, purchase=BOUGHT, **known) for today in (last, last + NEXT)] == ["in", "out"]


# By rows


@pytest.mark.parametrize(("family", "days"), [("oryx", 180), ("firefly", 30), ("a-stranger", 30)])
def test_a_window_of_180_days_for_one_family_and_30_for_the_others(family, days):
    assert ends_after(days, BY_FAMILY, family=family)


@pytest.mark.parametrize(("passed", "answer"), [(30, "in"), (31, "unknown"), (180, "unknown"), (181, "out")])
def test_a_model_nobody_knows_is_in_only_where_every_row_says_so(passed, answer):
    assert answer_on(BOUGHT + timedelta(passed), BY_FAMILY, purchase=BOUGHT) == answer


def test_of_what_the_rows_leave_open_the_customer_is_believed_only_against_themselves():
    today = BOUGHT + timedelta(90)
    said = [answer_on(today, BY_FAMILY, purchase=BOUGHT, said={"refund": word}) for word in ("in", "out", "unknown")]
    assert said == ["unknown", "out", "unknown"]


def test_the_first_row_that_fits_holds():
    rows = [Window(days=60, when=dict(sold="eu")), Window(days=14, when=dict(family="oryx")), Window(days=30)]
    assert ends_after(60, rows, family="oryx", sold="eu")
    assert ends_after(14, rows, family="oryx", sold="us", region="eu")
    assert ends_after(30, rows, family="firefly", sold="us")


def test_rows_may_be_counted_from_different_events():
    rows = [Window(days=30, after="receipt", when=dict(family="oryx")), Window(days=30)]
    assert answer_on(BOUGHT, rows, family="oryx", purchase=BOUGHT) == "unknown"
    assert ends_after(31, rows, family="oryx", receipt=BOUGHT + NEXT)


def test_what_has_to_happen_within_it_changes_no_answer():
    for within in (None, "request", "shipment", "arrival"):
        assert ends_after(30, Window(days=30, within=within))


# In months


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"), ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"), ("2024-03-10", 6, "2024-09-10"),
    ],
)  # fmt: skip
def test_the_last_day_of_months_is_in_and_the_next_is_out(first, months, last):
    window, known = Window(months=months), {"purchase": day(first)}
    assert last_day(window, known) == day(last)
    assert [in_window(window, known, day(last) + more) for more in (NEXT * 0, NEXT)] == ["in", "out"]


def test_months_are_counted_from_the_first_day_and_not_from_the_event():
    assert last_day(Window(months=1, plus=1), {"purchase": day("2024-01-30")}) == day("2024-02-29")
    assert last_day(Window(months=1, plus=1), {"purchase": day("2024-01-31")}) == day("2024-03-01")


@given(first=DAYS, months=st.integers(1, 60))
def test_months_are_no_longer_and_no_shorter_than_the_tree_takes_them_to_be(first, months):
    window = Window(months=months)
    assert least_days(window) <= (add_months(first, months) - first).days <= most_days(window)


# In business days and hours, and where a row is silent


FRIDAY = day("2026-11-27")


@pytest.mark.parametrize(("count", "last"), [(1, "2026-11-30"), (5, "2026-12-04"), (10, "2026-12-11")])
def test_business_days_leave_weekends_out_and_nothing_else(count, last):
    assert last_day(Window(business_days=count), {"purchase": FRIDAY}) == day(last)


@pytest.mark.parametrize(("hours", "days"), [(1, 1), (24, 1), (25, 2), (72, 3)])
def test_of_hours_the_day_that_they_may_last_into_is_the_last(hours, days):
    assert ends_after(days, Window(hours=hours))


@given(first=DAYS, length=st.sampled_from(["business_days", "hours"]), count=st.integers(1, 400))
def test_no_unit_is_longer_or_shorter_than_the_tree_takes_it_to_be(first, length, count):
    window = Window(**{length: count})
    assert least_days(window) <= (last_day(window, {"purchase": first}) - first).days <= most_days(window)


def test_nobody_is_within_a_time_that_the_text_does_not_name():
    rows = [Window(days=30, when={"family": "oryx"}), Window(silent=True)]
    assert ends_after(30, rows, family="oryx")
    assert answer_on(BOUGHT, rows, family="firefly", purchase=BOUGHT) == "unknown"
    assert answer_on(BOUGHT, rows, purchase=BOUGHT) == "unknown"


@pytest.mark.parametrize("months", [7, 9, 11])
def test_a_window_of_months_may_end_after_one_of_almost_as_many_days(months):
    first = day("2024-07-01") if months == 7 else day("2024-05-01") if months == 9 else day("2024-03-01")
    days = (add_months(first, months) - first).days - 1
    policy = replace(FLIR.policies[0], windows={"short": Window(months=months), "long": Window(days=days)})
    last = add_months(first, months)
    answers = {name: in_window(policy.window(name)[0], {"purchase": first}, last) for name in policy.windows}
    assert answers == {"short": "in", "long": "out"} and is_possible(policy, answers)


# Which row of a fact holds

PLACED = [
    Fact(1, when=dict(family="oryx", sold="eu")),
    Fact(2, when=dict(sold=["eu", "us"])),
    Fact(3, when=dict(kind="paid")),
    Fact(silent=True),
]


def held(**situation):
    """(the value of the row that holds, the values of those that may); None is silence."""
    policy = vendor_of(refund_at_most=PLACED).policies[0]
    known = Situation(**situation)
    rows = policy.fact("refund-at-most", known), *possible_rows(PLACED, known)
    one, *several = (None if row.silent else row.value for row in rows)
    return one, several


@pytest.mark.parametrize(
    ("situation", "one", "several"),
    [
        ({"family": "oryx", "sold": "eu"}, 1, [1]),
        ({"family": "oryx", "sold": "us"}, 2, [2]),
        ({"family": "", "sold": "eu"}, 2, [1, 2]),
        ({"family": "oryx", "sold": "", "kind": "paid"}, 3, [1, 2, 3]),
        ({"family": "firefly", "sold": "elsewhere", "kind": "warranty"}, None, [None]),
        ({}, None, [1, 2, 3, None]),
    ],
)
def test_of_several_rows_the_first_that_fits_holds_and_what_is_not_known_may_fit(situation, one, several):
    assert held(**situation) == (one, several)


@pytest.mark.parametrize(("family", "count", "answer"), [("oryx", 2, "yes"), ("firefly", 2, "no"), ("", 2, "no")])
def test_a_limit_by_family_is_the_one_of_that_family(family, count, answer):
    rows = [Fact(1, when=dict(family="oryx")), Fact(3)]
    policy = replace(FLIR.policy("point-grey"), facts=replace(FLIR.policies[0].facts, refund_at_most=rows))
    asked = replace(policy.question("excluded"), id="too-many", answers=["no", "yes"], assume="")
    policy = replace(policy, questions=[asked])
    assert classify(FLIR, policy, Case("refund", family, count=count), BOUGHT) == {"too-many": answer}


# Places


def test_elsewhere_is_every_country_that_no_region_has():
    vendor = vendor_of()
    assert {country: region_of(vendor, country) for country in ("DE", "US", "JP", "")} == {
        "DE": "eu", "US": "us", "JP": ELSEWHERE, "": "",
    }  # fmt: skip


def test_without_regions_no_country_is_elsewhere():
    assert region_of(vendor_of(regions={}), "JP") == ""
