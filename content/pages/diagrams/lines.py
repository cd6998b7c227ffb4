"""How wide words can be before any browser has set them, and where to break them so that nothing is cut off."""

from string import ascii_lowercase, digits
from unicodedata import combining, east_asian_width, normalize

SIZE, LEAD = 16, 20  # letters and lines, in pixels
BOLD = 1.08
# The most that a sign takes of the size: with a tenth to spare, since a reader's own font may run wide.
SLIM, SMALL, LARGE, BROAD = 0.37, 0.62, 0.92, 1.1
SLIM_SIGNS = frozenset(" !'(),-./:;I[\\]`fijlrt{|}‘’")
SMALL_SIGNS = frozenset(ascii_lowercase + digits) - frozenset("mw")
BROAD_SIGNS = frozenset("%@W—…")


def width(text, bold=False):
    """The most pixels that `text` takes."""
    signs = [sign for sign in normalize("NFD", text) if not combining(sign)]
    return sum(map(_width, signs)) * SIZE * (BOLD if bold else 1)


def _width(sign):
    if sign in BROAD_SIGNS or east_asian_width(sign) in "WF":
        return BROAD
    return SLIM if sign in SLIM_SIGNS else SMALL if sign in SMALL_SIGNS else LARGE


def broken(text, room, bold=False):
    """The lines of `text` in that much room; a word that is longer by itself goes on in the next line."""
    lines = [""]
    for word in text.split():
        for part in _parts(word, room, bold):
            longer = f"{lines[-1]} {part}".strip()
            lines[-1:] = [longer] if width(longer, bold) <= room else [lines[-1], part]
    return tuple(line for line in lines if line)


def _parts(word, room, bold):
    """A word in parts that fit the room; each has one letter at least."""
    part = ""
    for letter in word:
        if part and width(part + letter, bold) > room:
            yield part
            part = ""
        part += letter
    yield part
