"""Reads a sum as people type it, in any currency."""

import re
from decimal import Decimal

from content.money import MOST, decimals_of, example_sum, in_minor_units, sum_in_words, too_fine

IN_THREES = r"[1-9][0-9]{0,2}(?:([ .,’'])[0-9]{3})(?:\2[0-9]{3})*"
SUM = re.compile(rf"({IN_THREES}|[0-9]+)(?:[.,]([0-9]+))?")
ONE_MARK = re.compile(r"([0-9]+)([.,])([0-9]{3})")  # three digits behind it: of a thousand, or decimals


def read_sum(text, currency):
    """A sum above zero as minor units of the currency, from '1,234.50', '1.234,50', '1 234' or 'EUR 1234.5'.

    A ValueError says in a sentence why it will not do, and what to write.
    """
    whole, decimals = _parts(_bare(text, currency), currency)
    if len(decimals) > decimals_of(currency):
        raise ValueError(too_fine(currency))
    amount = Decimal(f"{whole}.{decimals or 0}")
    if amount > MOST:
        raise ValueError(f"This is more than {sum_in_words(MOST, currency)}. Correct the sum.")
    return in_minor_units(amount, currency) or _refuse(currency)


def _bare(text, currency):
    """The text without the code of the currency, which may stand on either side, and with plain blanks."""
    return re.sub(rf"^{currency} ?| ?{currency}$", "", re.sub(r"\s", " ", (text or "").strip()), flags=re.I)


def _parts(text, currency):
    """The digits before and behind the decimal mark; a ValueError where the text is no sum, or may be two."""
    if decimals_of(currency) >= 3 and (read := ONE_MARK.fullmatch(text)):
        return _with_three_decimals(*read.groups())
    read = SUM.fullmatch(text) or _refuse(currency)
    return re.sub("[^0-9]", "", read[1]), read[3] or ""


def _with_three_decimals(whole, mark, decimals):
    """'1.250' is how our own pages tell such a sum; what somebody means by '1,250' nobody can know."""
    if mark == "," and re.fullmatch("[1-9][0-9]{0,2}", whole):
        either = f"Write {whole}.{decimals} or {whole}{decimals}."
        raise ValueError(f"“{whole},{decimals}” can be read as two different sums. {either}")
    return whole, decimals


def _refuse(currency):
    raise ValueError(f"Write the sum in figures, such as {example_sum(currency)}.")
