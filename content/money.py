"""Sums of money: kept as whole minor units of a currency of ISO 4217, and written with that currency's own decimals."""

from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction

from iso4217 import Currency

COMMON = ("EUR", "USD", "CAD", "GBP", "CHF", "CNY", "JPY", "KRW", "AUD", "SEK")  # where most cameras are sold
# Gold, units of account and codes for tests have no number of decimals there: nobody pays in them.
DECIMALS = {one.code: one.exponent for one in Currency if one.exponent is not None}
CURRENCIES = {code: Currency(code).currency_name for code in sorted(DECIMALS)}
USUAL_DECIMALS = 2  # of a sum that was noted in a currency which has ended since
MOST = 10**10  # in a currency's own units: in the smallest of them a camera costs billions
HALF = Fraction(1, 2)
COUNTED = ("no decimals", "one decimal", "two decimals", "three decimals", "four decimals")


def decimals_of(currency):
    """How many decimals the currency has: 2 for EUR, 0 for JPY, 3 for KWD."""
    return DECIMALS.get(currency, USUAL_DECIMALS)


def money(minor, currency):
    """'EUR 1,234.50', of a sum in minor units."""
    return sum_in_words(Decimal(minor).scaleb(-decimals_of(currency)), currency)


def sum_in_words(amount, currency):
    """'EUR 1,234.50', of a sum in the currency's own units."""
    return f"{currency} {Decimal(amount):,.{decimals_of(currency)}f}"


def plain_sum(amount, currency):
    """'1234.50', of a sum in the currency's own units: as programs read it, and as people type it."""
    return f"{Decimal(amount):.{decimals_of(currency)}f}"


def plain_number(number):
    """A whole number or a fraction as JSON writes it."""
    return number if isinstance(number, int) else float(number)


def in_minor_units(amount, currency):
    """A sum in the currency's own units as whole minor ones; None where it has more decimals than the currency."""
    minor = Decimal(amount).scaleb(decimals_of(currency))
    return int(minor) if minor == minor.to_integral_value() else None


def share_of(minor, percent):
    """So many per cent of a sum in minor units, reckoned exactly and rounded half up to a whole one."""
    return int(Fraction(percent) * minor / 100 + HALF)


def too_fine(currency):
    """'JPY has no decimals: write a sum such as 1234.', for a sum with more decimals than its currency."""
    return f"{currency} has {COUNTED[decimals_of(currency)]}: write a sum such as {example_sum(currency)}."


def example_sum(currency):
    """'1234.50', as an example of a sum in that currency."""
    return plain_sum(Decimal("1234.5"), currency)


def nearest_currency(text):
    """The code that was most likely meant by 'EURO', 'eur' or 'Yen'; empty where none is near."""
    typed, named = text.upper(), {name.upper(): code for code, name in CURRENCIES.items()}
    exact = [typed] if typed in CURRENCIES else []
    near = (get_close_matches(typed, names, 1) for names in (exact, COMMON, [*CURRENCIES, *named]))
    return next((named.get(name, name) for names in near for name in names), "")
