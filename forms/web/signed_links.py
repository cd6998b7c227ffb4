"""Makes and checks the keys in addresses: of mailed links and dealers' links, which are never stored, and of drafts."""

import hmac
import re
import secrets
from base64 import b32encode

SHAPE = re.compile(r"([a-z]{10})-[a-z2-7]{32}")
SIGNATURE_BYTES = 20


def make_key(secret, ticket, turn):
    """The key of a request's mailed link; it stops fitting when the turn, a counter, goes up."""
    return _signed_key(secret, "mailed link", ticket, turn)


def make_quote_key(secret, ticket, turn):
    """The key that opens a request's quote and nothing else; it stops fitting with the next turn."""
    return _signed_key(secret, "quote", ticket, turn)


def make_dealer_key(secret, code, turn):
    """The key of a dealer's own link; it stops fitting with the next turn."""
    return _signed_key(secret, "dealer", code, turn)


def read_key(key):
    """The ticket named in a key, or None where the text has not the shape of a key; this proves nothing yet."""
    shaped = SHAPE.fullmatch(key)
    return shaped[1].upper() if shaped else None


def read_dealer_key(key):
    """The code in a dealer's key, all that stands before its last hyphen; this proves nothing yet."""
    return key.rpartition("-")[0].upper()


def key_fits(make, secret, key, subject, turn):
    """Whether a key is the one that `make`, such as make_key, gives for a ticket or a code, and a turn.

    It takes as long for a wrong key as for the right one.
    """
    return hmac.compare_digest(key.encode(errors="replace"), make(secret, subject, turn).encode())


def new_draft_key():
    """A new random key of a draft: 128 bits, in letters that an address may hold."""
    return secrets.token_urlsafe(16)


def _signed_key(secret, purpose, subject, turn):
    """The key for a purpose, such as "quote", and a subject, such as a ticket; it fits no other purpose or subject."""
    signature = hmac.digest(secret.encode(), f"{purpose} {subject} {turn}".encode(), "sha256")[:SIGNATURE_BYTES]
    return f"{subject}-{b32encode(signature).decode()}".lower()
