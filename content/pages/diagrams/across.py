"""The tree for a broad sheet: it grows from left to right, and every way ends in the last column."""

from content.pages.diagrams.shapes import LEAD, MARK, TOUCH, Box, Drawing, Stop, set_lines, set_words

SHEET = 720  # drawn for this much room; a wider sheet enlarges it
LEAST = 130  # a column in which words can still be read
INSET = 10  # from a trunk to the words
HEAD = 14  # from a line to the words that hang from it
FOOT = 18


def across(tree):
    """The Drawing of a tree of Nodes, or None where it is too deep for a sheet."""
    pitch = SHEET / (tree.depth + 1)
    if pitch < LEAST:
        return None
    drawing = Drawing(SHEET, 0, [], [])
    return drawing._replace(height=_draw(drawing, tree, 0, HEAD, pitch))


def _draw(drawing, node, left, top, pitch):
    """Draw a node and all that comes of it; the height where that ends."""
    right = SHEET - MARK - 1 if node.kind else left + pitch
    stop = (_end if node.kind else _question)(node, left, top, pitch)
    drawing.stops.append(stop)
    drawing.tracks.append(((left, top), (right, top)))
    bottom = last = top
    for branch in node.branches:
        last, bottom = bottom, _draw(drawing, branch, right, bottom, pitch)
    if not node.kind:
        drawing.tracks.append(((right, top), (right, last)))
    words = max((text.y for text in stop.answer + stop.title), default=0)
    return max(bottom, stop.box.y + stop.box.height + 2, words + FOOT)


def _question(node, left, top, pitch):
    inset = INSET if node.answer else 0
    answer, title = set_words(node, left + inset, top + HEAD - 4, pitch - inset - INSET)
    box = Box(left, top + 2, pitch - 2, max(TOUCH, LEAD * len(answer + title) + HEAD))
    return Stop(left + pitch, top, "", node.address, box, answer, title)


def _end(node, left, top, pitch):
    """An end's answer stands in its own column, its title in the last one: in one column, one under the other."""
    last, words = SHEET - pitch, top + HEAD - 4
    answer = set_lines(left + INSET, words, node.answer, max(last - left, pitch - 2) - INSET)
    above = LEAD * len(answer) if left + 1 > last else 0
    title = set_lines(last + INSET, words + above, node.title, pitch - INSET - 2, bold=True)
    box = Box(last + 1, top + 2, pitch - 1, max(TOUCH, above + LEAD * len(title) + HEAD))
    return Stop(SHEET - MARK / 2, top, node.kind, node.address, box, answer, title)
