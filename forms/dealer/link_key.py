"""Makes the key of a dealer's link, which is never stored: with the next turn it no longer fits."""

import re

from forms.web.signed_links import same, sealed

SHAPE = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)-[a-z2-7]{32}")


def make_dealer_key(secret, code, turn):
    """Make the key of a dealer's link."""
    return sealed(secret, "dealer", code, turn)


def read_dealer_key(key):
    """Give the code a key speaks of, or an empty one where it has not the shape of a key; this proves nothing yet."""
    shaped = SHAPE.fullmatch(key)
    return shaped[1].upper() if shaped else ""


def dealer_key_fits(secret, key, code, turn):
    """Say whether a key is the one of this dealer and turn, taking as long for a wrong one."""
    return same(key, make_dealer_key(secret, code, turn))
