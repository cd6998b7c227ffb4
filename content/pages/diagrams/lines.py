"""How wide words are before any browser has set them, and where to break them so that nothing is cut off."""

from functools import cache
from unicodedata import combining, east_asian_width, normalize

SIZE, LEAD = 16, 20  # letters and lines, in pixels
WIDER = 1.1  # a reader's own font may run wider than the one measured here
BOLD = 1.08
# Thousandths of the size, as Helvetica and the fonts drawn to its measures have them.
WIDTHS = {
    222: "ijl'|‘’", 278: " !,./:;I[\\]ft", 333: "()-r`{}", 355: "\"“”·*", 500: "Jcksvxyz",
    556: "#$?_L0123456789abdeghnopqu–€", 584: "+<=>~^", 611: "FTZ", 667: "&ABEKPSVXY", 722: "CDHNRUw",
    778: "GOQ", 833: "Mm", 889: "%", 944: "W",
}  # fmt: skip
OTHER, BROAD = 722, 1000  # any other sign, and one as broad as it is high


@cache
def _letters():
    return {letter: width for width, letters in WIDTHS.items() for letter in letters}


def width(text, size=SIZE, bold=False):
    """About how many pixels `text` takes; rather too many than too few."""
    signs = [sign for sign in normalize("NFD", text) if not combining(sign)]
    return sum(map(_width, signs)) * size / 1000 * WIDER * (BOLD if bold else 1)


def _width(sign):
    return _letters().get(sign) or (BROAD if east_asian_width(sign) in "WF" or sign in "@—…" else OTHER)


def broken(text, room, bold=False):
    """The lines of `text` in that much room; a word that is longer by itself goes on in the next line."""
    lines = [""]
    for word in text.split():
        for part in _parts(word, room, bold):
            longer = f"{lines[-1]} {part}".strip()
            lines[-1:] = [longer] if width(longer, bold=bold) <= room else [lines[-1], part]
    return tuple(line for line in lines if line)


def _parts(word, room, bold):
    while len(word) > 1 and width(word, bold=bold) > room:
        fits = next(
            count for count in range(len(word) - 1, 0, -1) if count == 1 or width(word[:count], bold=bold) <= room
        )
        yield word[:fits]
        word = word[fits:]
    yield word
