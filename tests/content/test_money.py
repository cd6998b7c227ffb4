"""Money: every currency of ISO 4217 with its own decimals, kept in minor units, reckoned exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.money import (
    COMMON,
    CURRENCIES,
    DECIMALS,
    decimals_of,
    in_minor_units,
    money,
    nearest_currency,
    plain_sum,
    share_of,
    sum_in_words,
    too_fine,
)


@pytest.mark.parametrize(
    ("currency", "decimals"),
    {"JPY": 0, "KRW": 0, "CLP": 0, "EUR": 2, "USD": 2, "RSD": 2, "KWD": 3, "IQD": 3, "CLF": 4}.items(),
)
def test_a_currency_has_the_decimals_that_the_standard_gives_it(currency, decimals):
    assert decimals_of(currency) == decimals


def test_whatever_is_paid_in_has_decimals_and_gold_is_not_paid_in():
    assert {*COMMON} < {*CURRENCIES} == {*DECIMALS} and len(CURRENCIES) > 150
    assert not {"XAU", "XXX", "XTS"} & {*CURRENCIES}


@pytest.mark.parametrize(
    ("minor", "currency", "told"),
    [
        (123450, "EUR", "EUR 1,234.50"), (5, "EUR", "EUR 0.05"), (12000, "JPY", "JPY 12,000"), (0, "JPY", "JPY 0"),
        (1250, "KWD", "KWD 1.250"), (10**15 + 1, "USD", "USD 10,000,000,000,000.01"),
    ],
)  # fmt: skip
def test_a_sum_is_written_with_the_decimals_of_its_currency(minor, currency, told):
    assert money(minor, currency) == told


def test_a_sum_noted_in_a_currency_that_ended_since_is_still_told():
    assert money(1250, "DEM") == "DEM 12.50"


def test_minor_units_and_units_are_the_same_sum():
    for currency in CURRENCIES:
        amount = Decimal(1234567).scaleb(-decimals_of(currency))
        assert in_minor_units(amount, currency) == 1234567
        assert money(1234567, currency) == sum_in_words(amount, currency)
        assert in_minor_units(Decimal(plain_sum(amount, currency)), currency) == 1234567


def test_a_sum_finer_than_its_currency_is_no_sum_in_it():
    for currency in CURRENCIES:
        assert in_minor_units(Decimal(1).scaleb(-decimals_of(currency) - 1), currency) is None
        written = too_fine(currency).rpartition(" ")[2].rstrip(".")
        assert in_minor_units(Decimal(written), currency)  # what it tells people to write is right itself


@pytest.mark.parametrize(
    ("minor", "percent", "share"),
    [
        (123450, 25, 30863), (2, 25, 1), (1, 25, 0), (1000, Decimal("12.5"), 125), (1004, Decimal("12.5"), 126),
        (1003, Decimal("12.5"), 125), (10**12, Decimal("0.0001"), 10**6), (99, 100, 99), (99, 0, 0),
    ],
)  # fmt: skip
def test_a_share_is_exact_and_rounded_half_up(minor, percent, share):
    assert share_of(minor, percent) == share


@given(st.integers(0, 10**14), st.decimals("0.0001", 100, places=4))
def test_a_share_is_less_than_half_a_minor_unit_from_what_it_should_be(minor, percent):
    above = 2 * (share_of(minor, percent) * 1_000_000 - minor * int(percent * 10_000))
    assert -1_000_000 < above <= 1_000_000


@pytest.mark.parametrize(
    ("typed", "meant"),
    {
        "EURO": "EUR", "eur": "EUR", "kwd": "KWD", "Yen": "JPY", "SKE": "SEK", "GPB": "GBP", "Swiss francs": "CHF",
        "": "", "DEM": "", "9": "",
    }.items(),
)  # fmt: skip
def test_of_a_code_that_is_none_the_nearest_is_named(typed, meant):
    assert nearest_currency(typed) == meant


def test_every_code_is_its_own_nearest_in_letters_of_any_size():
    assert [nearest_currency(code) for code in CURRENCIES] == [*CURRENCIES]
    assert [nearest_currency(code.lower()) for code in CURRENCIES] == [*CURRENCIES]
