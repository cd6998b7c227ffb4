"""What a drawing is made of: tracks, stops on them, and words in lines that no browser cuts off."""

from string import ascii_lowercase, digits
from typing import NamedTuple
from unicodedata import combining, east_asian_width, normalize

MARK = 24  # the side of an end's mark; a question's is a ring
TOUCH = 46  # the least a thumb can press, with room for a page that is a little smaller than drawn
SIZE, LEAD = 16, 20  # letters and lines, in pixels
BOLD = 1.08
# The most that a sign takes of the size: with a tenth to spare, since a reader's own font may run wide.
SLIM, SMALL, LARGE, BROAD = 0.37, 0.62, 0.92, 1.1
SLIM_SIGNS = frozenset(" !'(),-./:;I[\\]`fijlrt{|}‘’")
SMALL_SIGNS = frozenset(ascii_lowercase + digits) - frozenset("mw")
BROAD_SIGNS = frozenset("%@W—…")


class Text(NamedTuple):
    """One line of words; `y` is its base line."""

    x: float
    y: float
    words: str


class Box(NamedTuple):
    """A rectangle: what a thumb can press, or the room that words take."""

    x: float
    y: float
    width: float
    height: float


class Stop(NamedTuple):
    """A question (without a kind) or an end: its mark's middle, its page, and the words that lead here and name it."""

    x: float
    y: float
    kind: str
    address: str
    box: Box
    answer: tuple
    title: tuple


class Drawing(NamedTuple):
    """A picture, or a part of one: its size, its tracks as corners (x, y), its stops in the order they are read."""

    width: float
    height: float
    tracks: list
    stops: list


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


def set_lines(x, top, text, room, bold=False):
    """The lines of `text` in that much room as Texts, one beneath the other from `top` on."""
    lines = enumerate(broken(text, room, bold))
    return tuple(Text(x, top + SIZE - 1 + LEAD * number, words) for number, words in lines)


def set_words(node, x, top, room):
    """(answer, title): the words of a node as Texts, the title beneath the answer."""
    answer = set_lines(x, top, node.answer, room)
    return answer, set_lines(x, top + LEAD * len(answer), node.title, room, bold=True)
