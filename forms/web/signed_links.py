"""Makes the keys that open things: the one in a mailed link, which is never stored, and a draft's own."""

import hmac
import re
import secrets
from base64 import b32encode

SHAPE = re.compile(r"([a-z]{10})-[a-z2-7]{32}")
SEAL_BYTES = 20


def make_key(secret, ticket, turn):
    """Make the key of a request's mailed link; with the next turn it no longer fits."""
    return sealed(secret, "mailed link", ticket, turn)


def make_quote_key(secret, ticket, turn):
    """Make the key that opens a request's quote and nothing else; with the next turn it no longer fits."""
    return sealed(secret, "quote", ticket, turn)


def read_key(key):
    """Give the ticket a key speaks of, or None where it has not the shape of a key; this proves nothing yet."""
    shaped = SHAPE.fullmatch(key)
    return shaped[1].upper() if shaped else None


def key_fits(secret, key, ticket, turn):
    """Say whether a key is the one of this ticket and turn, taking as long for a wrong one."""
    return same(key, make_key(secret, ticket, turn))


def quote_key_fits(secret, key, ticket, turn):
    """Say the same of a key that opens the quote."""
    return same(key, make_quote_key(secret, ticket, turn))


def new_draft_key():
    """Draw the key of a new draft: 128 random bits, fit for an address."""
    return secrets.token_urlsafe(16)


def sealed(secret, what, ticket, turn):
    """A key of this kind, which opens nothing of another kind."""
    seal = hmac.digest(secret.encode(), f"{what} {ticket} {turn}".encode(), "sha256")[:SEAL_BYTES]
    return f"{ticket}-{b32encode(seal).decode()}".lower()


def same(key, fitting):
    """Whether two keys are one, taking as long for a wrong one."""
    return hmac.compare_digest(key.encode(errors="replace"), fitting.encode())
