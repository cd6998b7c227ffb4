"""Tickets are letters and RMA numbers are digits, so that nobody takes one for the other."""

import re
import secrets
import unicodedata
from dataclasses import dataclass

from stdnum import damm

LETTERS = "FHKLMQRTWXY"
# Eleven letters and ten different weights: modulo 11 no single error and no swap of two can hide.
WEIGHTS = (1, 2, 4, 8, 5, 10, 9, 7, 3, 6)
KIN = {"B": "T", "P": "T", "D": "T", "N": "M", "S": "F"}
NATO = dict(zip(LETTERS, "Foxtrot Hotel Kilo Lima Mike Quebec Romeo Tango Whiskey X-ray Yankee".split(), strict=True))
# Groups of letters that somebody would rather not read out over the telephone.
UGLY = tuple(
    "FK FQ FXK FXX FML FRT FTTY FLTH FYT HH HLL HTLR HXR KKK KLL KYK LMF MFR MLF MTHRF MYLF RTRT TWRK TWT TWXT TYT WHR "
    "WTF XXX YRK YRRK".split()
)

# The series starts here, so that the first number already has two full groups of three.
BEFORE_FIRST = 10_000
LONGEST_RMA = 12
LONGEST_TYPED = 200  # characters; what stands behind them is no number's, and is not looked at

# No ticket can hold these words: each has a letter that is neither in the alphabet nor kin to one.
LABELS = re.compile(r"\bticket|\bnumber|\b(?:rma|no)(?![^\W\d_])", re.IGNORECASE)
TAG = re.compile(r"\[([^\[\]]*)\]")

NOT_OURS = "This is not a number made here; it may be a ticket or RMA number of the vendor's own."


@dataclass(frozen=True)
class Read:
    ticket: str | None = None
    number: str | None = None
    note: str = ""
    error: str = ""


def new_ticket(draw=secrets.choice):
    """Draw a ticket: nine letters by chance, and the one that makes the check come out; none three times running."""
    while True:
        start = "".join(draw(LETTERS) for _ in range(9))
        ticket = next(start + last for last in LETTERS if _checks(start + last))
        if not any(word in ticket for word in UGLY) and not re.search(r"(.)\1\1", ticket):
            return ticket


def show_ticket(ticket):
    """Return the ticket as people see it, in two halves."""
    return f"{ticket[:5]}-{ticket[5:]}"


def spell_ticket(ticket):
    """Return the words to say over the telephone."""
    return " ".join(NATO[letter] for letter in ticket)


def read_ticket(text):
    """Read a ticket in any case and spacing; the error says what to do."""
    signs = _signs(text)
    if not signs:
        return Read(error="Type your ticket: ten letters, from your receipt or our mail.")
    if any(sign.isdecimal() for sign in signs):
        return Read(error="A ticket is letters only and this has digits. Look again at your receipt.")
    letters = "".join(KIN.get(sign, sign) for sign in signs)
    error = _ticket_error(letters)
    if error:
        return Read(error=error)
    return Read(ticket=letters, note=_kin_note(signs))


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
    signs = _signs(text)
    if not signs:
        return Read(error="Type your RMA number: digits, from the mail that told you to ship.")
    if not signs.isdecimal():
        return Read(error="An RMA number is digits only and this has letters. Letters alone are a ticket.")
    if not _of_the_series(signs):
        return Read(error=NOT_OURS)
    return Read(number=signs)


def read_number(text):
    """Read either number: letters as a ticket, digits as an RMA number."""
    signs = _signs(text)
    if not signs:
        return Read(error="Type your ticket (letters) or your RMA number (digits).")
    if signs.isdecimal():
        return read_rma(text)
    if any(sign.isdecimal() for sign in signs):
        return Read(
            error="A ticket is letters only and an RMA number is digits only, and this has both. "
            "Type one of the two; a number with both may be the vendor's own."
        )
    return read_ticket(text)


def digits_of(text):
    """Return the digits of an RMA number, anyone's, without its tag, label and spacing; empty where there is more."""
    signs = _signs(text)
    return signs if signs.isdecimal() else ""


def _signs(text):
    """Return the letters and digits of a number, without its tag, label and spacing."""
    text = unicodedata.normalize("NFKC", (text or "")[:LONGEST_TYPED])
    tag = TAG.search(text)
    bare = LABELS.sub(" ", tag[1] if tag else text).upper()
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in bare if sign.isalnum())


def _checks(ticket):
    return sum(w * LETTERS.index(letter) for w, letter in zip(WEIGHTS, ticket, strict=True)) % 11 == 0


def _ticket_error(letters):
    strange = sorted(set(letters) - set(LETTERS))
    if len(letters) != 10:
        return f"A ticket has ten letters and this has {len(letters)}. Look again at your receipt or our mail."
    if strange:
        return f"No ticket has the letter {_listed(strange, 'or')}. Look again at your receipt or our mail."
    if not _checks(letters):
        return "One letter is wrong or two have changed places. Compare it with your receipt, letter by letter."
    return ""


def _kin_note(signs):
    heard = [f"{sign} as {KIN[sign]}" for sign in dict.fromkeys(signs) if sign in KIN]
    return f"We read {_listed(heard, 'and')}." if heard else ""


def _listed(items, word):
    return f" {word} ".join(filter(None, [", ".join(items[:-1]), items[-1]]))


def _of_the_series(number):
    sound = number[0] != "0" and len(number) <= LONGEST_RMA and damm.is_valid(number)
    return sound and rma_position(number) > 0
