"""Tickets near what was typed: one letter wrong, one missing, one too many, or two neighbours swapped."""

from forms.records.ticket import KIN, LETTERS, read_ticket

LENGTH = 10


def near_tickets(text):
    """Every sound ticket that one slip turns into `text`; none where it does not look like a ticket at all."""
    letters = "".join(KIN.get(sign, sign) for sign in text.upper() if sign.isalpha())
    if abs(len(letters) - LENGTH) > 1 or any(sign.isdecimal() for sign in text):
        return []
    slips = {LENGTH: _replaced, LENGTH - 1: _completed, LENGTH + 1: _shortened}[len(letters)]
    return [ticket for ticket in dict.fromkeys(slips(letters)) if read_ticket(ticket).ticket == ticket]


def _replaced(letters):
    for at in range(len(letters)):
        yield from (letters[:at] + letter + letters[at + 1 :] for letter in LETTERS)
        if at:
            yield letters[: at - 1] + letters[at] + letters[at - 1] + letters[at + 1 :]


def _completed(letters):
    for at in range(len(letters) + 1):
        yield from (letters[:at] + letter + letters[at:] for letter in LETTERS)


def _shortened(letters):
    for at in range(len(letters)):
        yield letters[:at] + letters[at + 1 :]
