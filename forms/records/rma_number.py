"""RMA numbers: digits alone with a check digit, so that nobody takes one for a ticket."""

from stdnum import damm

from forms.records.ticket import read_ticket
from forms.records.typed_number import NOT_OURS, ReadNumber, signs_of

# The series starts here, so that the first number already has two full groups of three.
BEFORE_FIRST = 10_000
LONGEST_RMA = 12


def rma_number(position):
    """Return the RMA number at this position of the series; the first is 1."""
    if position < 1:
        raise ValueError(f"The series starts at 1, so it has no number {position}.")
    digits = str(BEFORE_FIRST + position)
    return digits + damm.calc_check_digit(digits)


def rma_position(number):
    """Return the position in the series of a number made by rma_number."""
    return int(number[:-1]) - BEFORE_FIRST


def show_rma(number):
    """Return the number in threes."""
    # Counted from the left, so that it is read out digit by digit and never as "one million and …".
    return " ".join(number[at : at + 3] for at in range(0, len(number), 3))


def shown_rma(number, source):
    """Return an RMA number as people see it: one of our series in threes, one of the maker's own as it was given."""
    return show_rma(number) if source == "series" else number


def shown_in(request, number):
    """Return an RMA number of a request as people see it."""
    rma = request.rma(number)
    return shown_rma(number, rma.source) if rma else number


def read_rma(text):
    """Read an RMA number in any spacing; the error says what to do."""
    signs = signs_of(text)
    if not signs:
        return ReadNumber(error="Type your RMA number: digits, from the mail that told you to ship.")
    if not signs.isdecimal():
        return ReadNumber(error="An RMA number is digits only and this has letters. Letters alone are a ticket.")
    sound = signs[0] != "0" and len(signs) <= LONGEST_RMA and damm.is_valid(signs)
    return ReadNumber(number=signs) if sound and rma_position(signs) > 0 else ReadNumber(error=NOT_OURS)


def read_number(text):
    """Read either number: letters as a ticket, digits as an RMA number."""
    signs = signs_of(text)
    if not signs:
        return ReadNumber(error="Type your ticket (letters) or your RMA number (digits).")
    if signs.isdecimal():
        return read_rma(text)
    if any(sign.isdecimal() for sign in signs):
        return ReadNumber(
            error="A ticket is letters only and an RMA number is digits only, and this has both. "
            "Type one of the two; a number with both may be the vendor's own."
        )
    return read_ticket(text)
