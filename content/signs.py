"""What the signs of a text are, in any writing system: not all part words by blanks, or spell them in plain letters."""

from unicodedata import category


def says_something(text):
    """Whether there is a letter, a digit or a picture in it."""
    return any(category(sign)[0] in "LNS" for sign in text)
