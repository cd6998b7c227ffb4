"""Tickets near what was typed: one letter wrong, one missing, one too many, or two neighbours swapped."""

from forms.records.ticket import KIN, LETTERS, read_ticket

LENGTH = 10


def near_tickets(text):
    """Every sound ticket that one slip turns into `text`; none where it does not look like a ticket at all."""
    letters = "".join(KIN.get(sign, sign) for sign in text.upper() if sign.isalpha())
    if abs(len(letters) - LENGTH) > 1 or any(sign.isdecimal() for sign in text):
        return []
    slips = dict.fromkeys(slip for slip in _slips(letters) if len(slip) == LENGTH)
    return [ticket for ticket in slips if read_ticket(ticket).ticket == ticket]


def _slips(letters):
    for at in range(len(letters) + 1):
        left, right = letters[:at], letters[at:]
        yield left + right[1:]
        yield left + right[1:2] + right[:1] + right[2:]
        for letter in LETTERS:
            yield from (left + letter + right, left + letter + right[1:])
