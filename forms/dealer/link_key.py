"""Makes and checks the key of a dealer's link, which is never stored and stops fitting with the next turn."""

import re

from forms.web.signed_links import same_key, signed_key

SHAPE = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)-[a-z2-7]{32}")


def make_dealer_key(secret, code, turn):
    """The key of a dealer's link."""
    return signed_key(secret, "dealer", code, turn)


def read_dealer_key(key):
    """The dealer's code in a key, or an empty text where it has not the shape of a key; this proves nothing yet."""
    shaped = SHAPE.fullmatch(key)
    return shaped[1].upper() if shaped else ""


def dealer_key_fits(secret, key, code, turn):
    """Whether a key is the one of this dealer and turn."""
    return same_key(key, make_dealer_key(secret, code, turn))
