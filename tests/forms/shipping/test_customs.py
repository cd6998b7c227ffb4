"""Customs on the packing sheet, how long a number is good, and the days that are counted for both."""

import re
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

import iso3166
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader
from msgspec import structs

from content.dates import add_business_days, span_dates
from content.loading.checks.facts import fact_faults
from content.places import ROOT
from content.schema.facts import Fact, Span
from content.settings.kiosk_toml import VendorSettings
from forms.rma.request_summary import country_name
from forms.rma.transition import last_day
from forms.shipping.customs import UNION, customs
from tests.support.vendor_folder import shipped_vendors

VENDOR = shipped_vendors()["flir"]
POLICY = VENDOR.policies[0]
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
MONDAY = date(2026, 11, 23)
NO_PAPERS = "It stays within one country: no customs papers."
WITHIN_UNION = (
    "Both are in the European Union: no customs papers. Some regions have rules of their own; if yours may be one, ask"
    " your carrier."
)
ABROAD = "It crosses a customs border: your carrier tells you which papers it wants. Write here what you declare."
UNSETTLED = (
    "Within one country, and from one country of the European Union to another, it needs no customs papers. Anywhere"
    " else your carrier tells you which it wants; write here what you declare."
)
BLANKS = ("Contents", "Value and currency")
SECTION = Environment(loader=FileSystemLoader(ROOT / "forms/customer/templates"), autoescape=True).get_template(
    "customs.html"
)


def stating(**facts):
    """The policy with these facts stated."""
    return structs.replace(
        POLICY, facts=structs.replace(POLICY.facts, **{name: Fact(value=value) for name, value in facts.items()})
    )


class Told(NamedTuple):
    """What the sheet says about customs: the way, the sentences, the lines to fill in by hand."""

    way: str
    lines: tuple
    blanks: tuple


def between(sent_from, goes_to, policy=POLICY):
    """The Told of a parcel between two countries, as the sheet shows it."""
    section = str(SECTION.module.section(customs(VENDOR, policy, sent_from, goes_to)))
    heading, lines, blanks = (re.findall(f"<{tag}>(.*?)</{tag}>", section) for tag in ("h2", "p", "dt"))
    return Told(heading[0].removeprefix("Customs").removeprefix(": "), tuple(lines), tuple(blanks))


# Customs


def test_the_union_has_twenty_seven_countries_and_all_of_them_exist():
    assert len(UNION) == 27 and all(country_name(code) for code in UNION)
    assert not UNION & {"GB", "CH", "NO", "TR", "IS", "RE", "AX"}


@pytest.mark.parametrize("code", sorted(iso3166.countries_by_alpha2))
def test_within_any_country_there_are_no_papers(code):
    assert between(code, code)[1:] == ((NO_PAPERS,), ())


def test_between_any_two_countries_of_the_union_there_are_none_either():
    for pair in combinations(sorted(UNION), 2):
        assert between(*pair)[1:] == ((WITHIN_UNION,), ()), pair


@pytest.mark.parametrize(
    ("sent_from", "goes_to"), [("DE", "CA"), ("JP", "DE"), ("US", "CA"), ("GB", "FR"), ("RE", "FR")]
)
def test_over_a_border_the_silence_is_told_and_lines_are_left_to_write_on(sent_from, goes_to):
    told = between(sent_from, goes_to)
    assert told.lines == ("FLIR does not say what to write for customs.", ABROAD) and told.blanks == BLANKS
    assert told.way == f"from {country_name(sent_from)} to {country_name(goes_to)}"


def test_what_the_vendor_states_for_customs_is_told_over_a_border_alone():
    policy = stating(customs="repair-goods")
    assert between("JP", "CA", policy).lines == ("Declare it as goods returned for repair.", ABROAD)
    assert between("DE", "NL", policy).lines == (WITHIN_UNION,)


@pytest.mark.parametrize(
    ("sent_from", "goes_to", "way", "says"),
    [("DE", "", "from Germany", "which country it goes to"), ("", "CA", "to Canada", "which country you send it from"),
     ("", "", "", "which country you send it from"), ("XX", "CA", "to Canada", "which country you send it from")],
)  # fmt: skip
def test_a_country_nobody_knows_is_said_with_what_to_do(sent_from, goes_to, way, says):
    told = between(sent_from, goes_to)
    assert told.way == way and says in told.lines[0] and told.lines[1:] == (UNSETTLED,) and told.blanks == BLANKS


# Days


@given(DAYS, st.integers(0, 300))
def test_business_days_are_counted_exactly_and_end_on_no_weekend(day, count):
    end = add_business_days(day, count)
    passed = [day + timedelta(days=ahead) for ahead in range(1, (end - day).days + 1)]
    assert sum(one.weekday() < 5 for one in passed) == count
    assert end.weekday() < 5 or count == 0


@given(DAYS, st.integers(0, 100), st.integers(0, 100))
def test_more_business_days_end_later_and_add_up(day, some, more):
    once = add_business_days(day, some)
    assert add_business_days(once, more) == add_business_days(day, some + more) >= once


def test_a_later_start_never_ends_earlier():
    ends = [add_business_days(MONDAY + timedelta(days=ahead), 7) for ahead in range(30)]
    assert ends == sorted(ends)


@given(DAYS, st.sampled_from(["days", "business-days", "weeks", "months"]), st.integers(0, 40), st.integers(0, 40))
def test_a_span_reaches_from_its_least_to_its_most(day, unit, least, more):
    first, last = span_dates(Span(least + more + 1, unit, "receipt", least), day)
    assert day <= first < last


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (Span(30, "business-days", "receipt", 20), date(2026, 12, 21), date(2027, 1, 4)),
        (Span(30, "days", "issue"), MONDAY, date(2026, 12, 23)),
        (Span(2, "weeks", "issue", 1), date(2026, 11, 30), date(2026, 12, 7)),
        (Span(3, "months", "issue"), MONDAY, date(2027, 2, 23)),
    ],
)
def test_a_span_is_shown_as_dates(span, first, last):
    assert span_dates(span, MONDAY) == (first, last)


# How long a number is good


@pytest.mark.parametrize(
    ("span", "days", "last"),
    [
        (None, 0, None),
        (None, 30, date(2026, 12, 23)),
        (Span(60, "days", "issue"), 30, date(2027, 1, 22)),
        (Span(10, "business-days", "issue"), 0, date(2026, 12, 7)),
        (Span(1, "months", "issue"), 0, date(2026, 12, 23)),
    ],
)
def test_the_vendor_s_word_goes_before_the_operator_s(span, days, last):
    policy = stating(rma_validity=span) if span else POLICY
    assert last_day(policy, VendorSettings(rma_days=days), MONDAY) == last


def test_a_validity_that_does_not_start_with_the_issue_is_refused():
    faults = dict(fact_faults(VENDOR, stating(rma_validity=Span(30, "days", "receipt"))))
    assert faults["facts.rma-validity.after"].startswith('write "issue"')
