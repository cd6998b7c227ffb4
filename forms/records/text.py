"""Text as it was typed, without what cannot be seen or stored."""

import re
from unicodedata import category

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def is_id(text):
    """Whether a posted text can be the id of a row."""
    return text.isascii() and text.isdecimal() and len(text) < 12


def clean(text):
    """`text` with one kind of line end and without what cannot be seen or stored."""
    text = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.encode("utf-8", "replace").decode("utf-8")


def says_something(text):
    """Whether there is a letter, a digit or a picture in it."""
    return any(category(sign)[0] in "LNS" for sign in text)
