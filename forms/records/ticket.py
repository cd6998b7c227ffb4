"""Tickets are letters and RMA numbers are digits, so that nobody takes one for the other."""

import re
import secrets

from content.wording.joining import joined
from forms.records.typed_number import ReadNumber, signs_of

LENGTH, LETTERS = 10, "FHKLMQRTWXY"
# Eleven letters and ten different weights: modulo 11 no single error and no swap of two can hide.
WEIGHTS = (1, 2, 4, 8, 5, 10, 9, 7, 3, 6)
KIN = {"B": "T", "P": "T", "D": "T", "N": "M", "S": "F"}
NATO = dict(zip(LETTERS, "Foxtrot Hotel Kilo Lima Mike Quebec Romeo Tango Whiskey X-ray Yankee".split(), strict=True))
# Groups of letters that somebody would rather not read out over the telephone.
UGLY = tuple(
    "FK FQ FXK FXX FML FRT FTTY FLTH FYT HH HLL HTLR HXR KKK KLL KYK LMF MFR MLF MTHRF MYLF RTRT TWRK TWT TWXT TYT WHR "
    "WTF XXX YRK YRRK".split()
)


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
    signs = signs_of(text)
    if not signs:
        return ReadNumber(error="Type your ticket: ten letters, from your receipt or our mail.")
    if any(sign.isdecimal() for sign in signs):
        return ReadNumber(error="A ticket is letters only and this has digits. Look again at your receipt.")
    letters = "".join(KIN.get(sign, sign) for sign in signs)
    if error := _ticket_error(letters):
        return ReadNumber(error=error)
    heard = [f"{sign} as {KIN[sign]}" for sign in dict.fromkeys(signs) if sign in KIN]
    return ReadNumber(ticket=letters, note=f"We read {joined(heard)}." if heard else "")


def near_tickets(text):
    """Every sound ticket that one slip turns into `text`; none where it does not look like a ticket at all.

    A slip is one letter wrong, one missing, one too many, or two neighbours swapped.
    """
    letters = "".join(KIN.get(sign, sign) for sign in text.upper() if sign.isalpha())
    if abs(len(letters) - LENGTH) > 1 or any(sign.isdecimal() for sign in text):
        return []
    slips = dict.fromkeys(slip for slip in _slips(letters) if len(slip) == LENGTH)
    return [ticket for ticket in slips if read_ticket(ticket).ticket == ticket]


def _checks(ticket):
    return sum(w * LETTERS.index(letter) for w, letter in zip(WEIGHTS, ticket, strict=True)) % 11 == 0


def _ticket_error(letters):
    strange = sorted(set(letters) - set(LETTERS))
    if len(letters) != LENGTH:
        return f"A ticket has ten letters and this has {len(letters)}. Look again at your receipt or our mail."
    if strange:
        return f"No ticket has the letter {joined(strange, 'or')}. Look again at your receipt or our mail."
    if not _checks(letters):
        return "One letter is wrong or two have changed places. Compare it with your receipt, letter by letter."
    return ""


def _slips(letters):
    for at in range(len(letters) + 1):
        left, right = letters[:at], letters[at:]
        yield left + right[1:]
        yield left + right[1:2] + right[:1] + right[2:]
        for letter in LETTERS:
            yield from (left + letter + right, left + letter + right[1:])
