"""Makes the keys in addresses: of mailed links, which are never stored, and of drafts."""

import hmac
import re
import secrets
from base64 import b32encode

SHAPE = re.compile(r"([a-z]{10})-[a-z2-7]{32}")
SIGNATURE_BYTES = 20


def make_key(secret, ticket, turn):
    """The key of a request's mailed link; it stops fitting when the turn, a counter, goes up."""
    return signed_key(secret, "mailed link", ticket, turn)


def make_quote_key(secret, ticket, turn):
    """The key that opens a request's quote and nothing else; it stops fitting with the next turn."""
    return signed_key(secret, "quote", ticket, turn)


def read_key(key):
    """The ticket named in a key, or None where the text has not the shape of a key; this proves nothing yet."""
    shaped = SHAPE.fullmatch(key)
    return shaped[1].upper() if shaped else None


def key_fits(secret, key, ticket, turn):
    """Whether a key is the mailed one of this ticket and turn."""
    return same_key(key, make_key(secret, ticket, turn))


def quote_key_fits(secret, key, ticket, turn):
    """Whether a key is the quote's of this ticket and turn."""
    return same_key(key, make_quote_key(secret, ticket, turn))


def new_draft_key():
    """A new random key of a draft: 128 bits, in letters that an address may hold."""
    return secrets.token_urlsafe(16)


def signed_key(secret, purpose, subject, turn):
    """The key for a purpose, such as "quote", and a subject, such as a ticket; it fits no other purpose or subject."""
    signature = hmac.digest(secret.encode(), f"{purpose} {subject} {turn}".encode(), "sha256")[:SIGNATURE_BYTES]
    return f"{subject}-{b32encode(signature).decode()}".lower()


def same_key(key, fitting):
    """Whether two keys are equal; it takes as long for a wrong key as for the right one."""
    return hmac.compare_digest(key.encode(errors="replace"), fitting.encode())
