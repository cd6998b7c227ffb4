"""A sum is read as people type it, by the decimals of its currency; what may be two sums is asked again."""

import pytest

from content.money import CURRENCIES, decimals_of, example_sum, money, plain_sum
from forms.steps.sums import read_sum

READ = {
    "EUR": {
        "1,234.50": 123450, "1.234,50": 123450, "1 234": 123400, "1\u00a0234,50": 123450, "1234.5": 123450,
        "1'234.50": 123450, "12,50": 1250, "12.50": 1250, "EUR 12.50": 1250, "12,50 eur": 1250, "12,345": 1234500,
        "1.234.567,89": 123456789, "0.01": 1, " 7 ": 700,
    },
    "JPY": {"1200": 1200, "1,200": 1200, "1.200": 1200, "JPY 12,000": 12000, "1 200 000": 1200000},
    "KWD": {
        "1.250": 1250, "12,50": 12500, "0,250": 250, "1234,500": 1234500, "1,250.000": 1250000, "1.250,5": 1250500,
        "1 250": 1250000, "1250": 1250000,
    },
    "CLF": {"1.2345": 12345, "1.234": 12340},
}  # fmt: skip
REFUSED = {
    "EUR": {
        "": "in figures", "abc": "in figures", "-5": "in figures", "0": "in figures", "0.00": "in figures",
        "1e9": "in figures", "1.2.3": "in figures", "JPY 5": "in figures", "0,250": "EUR has two decimals: ",
        "1234.500": "such as 1234.50.", "99999999999": "more than EUR 10,000,000,000.00",
    },
    "JPY": {"1200.50": "JPY has no decimals: write a sum such as 1234.", "12,00": "no decimals", "x": "as 1234."},
    "KWD": {
        "1,250": "“1,250” can be read as two different sums. Write 1.250 or 1250.",
        "1.2345": "KWD has three decimals: write a sum such as 1234.500.",
    },
}  # fmt: skip


@pytest.mark.parametrize(("currency", "typed"), [(code, text) for code, texts in READ.items() for text in texts])
def test_a_sum_is_read_as_it_was_meant(currency, typed):
    assert read_sum(typed, currency) == READ[currency][typed]


@pytest.mark.parametrize(("currency", "typed"), [(code, text) for code, texts in REFUSED.items() for text in texts])
def test_a_sum_that_will_not_do_says_what_to_write(currency, typed):
    with pytest.raises(ValueError) as fault:
        read_sum(typed, currency)
    assert REFUSED[currency][typed] in str(fault.value)


def test_what_our_pages_tell_is_read_back_as_the_same_sum():
    for currency in CURRENCIES:
        for minor in (1, 10, 999, 12345, 123456, 1234567890):
            assert read_sum(money(minor, currency), currency) == minor
        assert read_sum(plain_sum(1250, currency), currency) == 1250 * 10 ** decimals_of(currency)


def test_the_example_of_every_currency_will_do():
    assert [code for code in CURRENCIES if read_sum(example_sum(code), code) < 1234] == []


def test_one_decimal_too_many_is_refused_and_not_dropped():
    for currency in CURRENCIES:
        with pytest.raises(ValueError, match=f"{currency} has "):
            read_sum(f"0.{'5' * (decimals_of(currency) + 1)}", currency)
