"""The tree for a broad sheet: it grows from left to right, and every way ends in the last column."""

from content.pages.diagrams.lines import LEAD, broken
from content.pages.diagrams.shapes import MARK, TOUCH, Box, Drawing, Stop, set_lines

SHEET = 720  # drawn for this much room; a wider sheet enlarges it
LEAST = 130  # a column in which words can still be read
INSET = 10  # from a trunk to the words
HEAD = 14  # from a line to the words that hang from it
FOOT = 18


def across(tree):
    """The Drawing of a tree of Nodes, or None where it is too deep for a sheet."""
    columns = tree.depth + 1
    if SHEET / columns < LEAST:
        return None
    return _drawn(tree, 0, HEAD, columns)


def _drawn(node, level, top, columns):
    """The Drawing of a node and all that comes of it; its height is where it ends."""
    pitch = SHEET / columns
    left, right = level * pitch, (level + 1) * pitch
    if node.kind:
        stop = _end(node, left, top, pitch)
        return Drawing(SHEET, _foot(stop), (((left, top), (SHEET - MARK - 1, top)),), (stop,))
    stop = _question(node, left, right, top)
    tracks, stops, bottom, last = (((left, top), (right, top)),), (stop,), top, top
    for branch in node.branches:
        part = _drawn(branch, level + 1, bottom, columns)
        tracks, stops, last, bottom = tracks + part.tracks, stops + part.stops, bottom, part.height
    return Drawing(SHEET, max(bottom, _foot(stop)), (*tracks, ((right, top), (right, last))), stops)


def _question(node, left, right, top):
    inset = INSET if node.answer else 0
    answer, title = _words(node, left + inset, top, right - left - inset - INSET)
    height = LEAD * (len(answer) + len(title)) + HEAD
    return Stop(right, top, "", node.address, Box(left, top + 2, right - left - 2, max(TOUCH, height)), answer, title)


def _end(node, left, top, pitch):
    """An end's answer stands in its own column, its title in the last one: in one column, one under the other."""
    last = SHEET - pitch
    if left + 1 > last:
        answer, title = _words(node, left + INSET, top, pitch - INSET - 2)
    else:
        answer = set_lines(left + INSET, top + HEAD - 4, broken(node.answer, last - left - INSET))
        title = set_lines(last + INSET, top + HEAD - 4, broken(node.title, pitch - INSET - 2, bold=True), bold=True)
    lines = len(title) + (len(answer) if left + 1 > last else 0)
    box = Box(last + 1, top + 2, pitch - 1, max(TOUCH, LEAD * lines + HEAD))
    return Stop(SHEET - MARK / 2, top, node.kind, node.address, box, answer, title)


def _words(node, left, top, room):
    answer = set_lines(left, top + HEAD - 4, broken(node.answer, room))
    below = top + HEAD - 4 + LEAD * len(answer)
    return answer, set_lines(left, below, broken(node.title, room, bold=True), bold=True)


def _foot(stop):
    words = max((text.y for text in stop.answer + stop.title), default=0)
    return max(stop.box.y + stop.box.height + 2, words + FOOT)
