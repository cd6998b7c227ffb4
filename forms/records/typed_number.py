"""A number as it was typed, whoever made it: without its tag, its label and its spacing."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST_TYPED = 200  # characters; what stands behind them is no number's, and is not looked at
# No ticket can hold these words: each has a letter that is neither in the alphabet nor kin to one.
LABELS = re.compile(r"\bticket|\bnumber|\b(?:rma|no)(?![^\W\d_])", re.IGNORECASE)
LABELS_OF_DIGITS = re.compile(rf"{LABELS.pattern}|\bnr(?![^\W\d_])", re.IGNORECASE)  # a ticket may hold an N and an R
TAG = re.compile(r"\[([^\[\]]*)\]")
NOT_OURS = "This is not a number made here; it may be a ticket or RMA number of the vendor's own."


@dataclass(frozen=True)
class ReadNumber:
    ticket: str | None = None
    number: str | None = None
    note: str = ""
    error: str = ""


def digits_of(text):
    """Return the digits of an RMA number, anyone's, without its tag, label and spacing; empty where there is more."""
    signs = signs_of(text, LABELS_OF_DIGITS)
    return signs if signs.isdecimal() else ""


def signs_of(text, labels=LABELS):
    """Return the letters and digits of a number, without its tag, its labels and its spacing."""
    text = unicodedata.normalize("NFKC", (text or "")[:LONGEST_TYPED])
    tag = TAG.search(text)
    bare = labels.sub(" ", tag[1] if tag else text).upper()
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in bare if sign.isalnum())
