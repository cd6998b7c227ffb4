"""Makes and checks the key of a dealer's link, which is never stored and stops fitting with the next turn."""

from forms.web.signed_links import same_key, signed_key


def make_dealer_key(secret, code, turn):
    """The key of a dealer's link."""
    return signed_key(secret, "dealer", code, turn)


def read_dealer_key(key):
    """The code in a key, all that stands before its last hyphen; this proves nothing yet."""
    return key.rpartition("-")[0].upper()


def dealer_key_fits(secret, key, code, turn):
    """Whether a key is the one of this dealer and turn."""
    return same_key(key, make_dealer_key(secret, code, turn))
