"""What a drawing is made of: tracks, stops on them, and the words at each stop, placed to the pixel."""

from typing import NamedTuple

from content.pages.diagrams.lines import LEAD, SIZE, broken

MARK = 24  # the side of an end's mark; a question's is a ring
TOUCH = 46  # the least a thumb can press, with room for a page that is a little smaller than drawn


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


def set_lines(x, top, text, room, bold=False):
    """The lines of `text` in that much room as Texts, one beneath the other from `top` on."""
    lines = enumerate(broken(text, room, bold))
    return tuple(Text(x, top + SIZE - 1 + LEAD * number, words) for number, words in lines)


def set_words(node, x, top, room):
    """(answer, title): the words of a node as Texts, the title beneath the answer."""
    answer = set_lines(x, top, node.answer, room)
    return answer, set_lines(x, top + LEAD * len(answer), node.title, room, bold=True)
