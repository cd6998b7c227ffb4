"""Checks a fee: a share or a sum, in a currency that there is and with no more decimals than it has."""

from decimal import Decimal

from content.errors import Fault
from content.loading.checks.known import tag_faults
from content.money import CURRENCIES, MOST, in_minor_units, nearest_currency, sum_in_words, too_fine

SHARE = "write a share above 0 and at most 100, with at most four decimals, such as 12.5; 0 alone says: no fee"
CODE = "the three capital letters of ISO 4217, such as EUR"
FOUR = Decimal("0.0001")


def fee_faults(fee):
    """The Faults of a fee."""
    if (fee.percent is None) == (fee.amount is None):
        yield Fault("", "write either `percent` and `of`, or `amount` and `currency`")
    if fee.percent is not None:
        yield from _of_share(fee)
    if fee.amount is not None:
        yield from _of_sum(fee.amount, fee.currency)
    yield from tag_faults(".trigger", fee.trigger, "triggers") if fee.trigger else ()


def _of_share(fee):
    if fee.percent == 0:
        return
    if not _within(fee.percent, 100) or fee.percent % FOUR:
        yield Fault(".percent", SHARE)
    yield from tag_faults(".of", fee.of, "of")


def _of_sum(amount, currency):
    if currency not in CURRENCIES:
        yield Fault(".currency", _unknown(currency))
    elif not _within(amount, MOST):
        yield Fault(".amount", f"write a sum above zero and at most {sum_in_words(MOST, currency)}")
    elif in_minor_units(amount, currency) is None:
        yield Fault(".amount", too_fine(currency).removesuffix("."))


def _unknown(currency):
    near = nearest_currency(currency)
    if not currency:
        return f"is missing; write {CODE}"
    return f"{currency!r} is no currency; {f'did you mean {near}?' if near else f'write {CODE}'}"


def _within(number, most):
    return Decimal(number).is_finite() and 0 < number <= most
