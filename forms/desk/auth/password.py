"""Passwords: hashing, comparing, and the rules for a new one."""

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from flask import current_app

from forms.desk.auth.session import new_token
from forms.store.desk.staff import password_of, renew_hash
from forms.web.messages import PRESS_AGAIN
from forms.web.page_again import NotDone
from forms.web.request_context import get_store

LEAST, MOST = 12, 1000  # characters
USUAL = PasswordHasher()
# A hash takes much work and memory on purpose: many at once would leave none for those who only read.
ONE_AT_A_TIME, PATIENCE = BoundedSemaphore(), 1.0  # seconds


def hash_password(password):
    """The hash of a password, as it is stored."""
    return _hasher().hash(_plain(password))


def password_fault(login, password):
    """What is wrong with a new password, as a sentence; empty where it is good."""
    if len(password) < LEAST:
        return f"Make it at least {LEAST} characters long. Four words that have nothing to do with each other are good."
    if len(password) > MOST:
        return f"Make it shorter: {MOST} characters are the most."
    return "Take something else than the login itself." if password.casefold() == login.casefold() else ""


def proved(staff, password):
    """The stored hash that a password fits, or None; a login that is not there takes as long as one that is.

    Raises NotDone where too many sign in at once.
    """
    stored, nobody = staff and password_of(get_store(), staff.id), _nobody(_hasher())
    if not ONE_AT_A_TIME.acquire(timeout=PATIENCE):
        raise NotDone(f"Others are signing in at this moment. {PRESS_AGAIN}", status=503, seconds=2)
    try:
        _hasher().verify(stored or nobody, _plain(password))
    except VerificationError:
        return None
    finally:
        ONE_AT_A_TIME.release()
    if not stored or staff.disabled:
        return None
    if not _hasher().check_needs_rehash(stored):
        return stored
    newer = hash_password(password)
    renew_hash(get_store(), staff.id, stored, newer)
    return newer


def _hasher():
    return current_app.config.get("DESK_HASHER") or USUAL


@cache
def _nobody(hasher):
    return hasher.hash(new_token())


def _plain(password):
    # Keyboards differ in how they write the same letter.
    return unicodedata.normalize("NFC", password)
