"""Slows down whoever guesses tickets and RMA numbers; the right number costs no try."""

from forms.records.errors import CannotWrite
from forms.store.attempts import note_attempt, take_attempt_back
from forms.web.network import sealed, sealed_everywhere
from forms.web.request_context import get_store, stamp

FREE_TRIES, FREE_TRIES_AT_ADDRESS = 10, 60  # from one network, and at one e-mail address from wherever


def knock(email=""):
    """Count a try, at an e-mail address where an RMA number is tried; the seconds to wait where there were too many.

    Tickets are too many to be guessed from many networks. What cannot be counted on a full disk can still be read.
    """
    try:
        return note_attempt(get_store(), _doors(email), stamp())
    except CannotWrite as fault:
        if fault.cause == "busy":
            raise
        return 0


def let_in(email=""):
    """Take the try back: it was right. Those before it stay, or a number of one's own would buy tries at others."""
    try:
        take_attempt_back(get_store(), _doors(email))
    except CannotWrite:
        pass


def _doors(email):
    at_address = {sealed_everywhere(f"status of {email.casefold()}"): FREE_TRIES_AT_ADDRESS} if email else {}
    return {sealed("status"): FREE_TRIES} | at_address
