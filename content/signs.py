"""What the signs of a text are, in any writing system: not all part words by blanks, or spell them in plain letters."""

from unicodedata import category

# Persian and the scripts of India spell with joiners; marks of direction keep Latin words in Arabic in their order.
UNSEEN_LETTERS = "\u200c\u200d\u200e\u200f\u061c"


def on_one_line(text):
    """Whether every sign can be seen, is a blank of some width, or belongs to how a word is spelled."""
    return all(sign.isprintable() or sign in UNSEEN_LETTERS or category(sign) == "Zs" for sign in text)


def says_something(text):
    """Whether there is a letter, a digit or a picture in it."""
    return any(category(sign)[0] in "LNS" for sign in text)
