"""The tree for a phone: it grows downward like a railway line, each answer a branch to the right."""

from content.pages.diagrams.shapes import LEAD, MARK, TOUCH, Box, Drawing, Stop, set_words

ROOM = 284  # what a phone of 320 pixels leaves beside its margins
RING = 7  # half of a question's mark
GAP = 18  # from the middle of a mark to its words
PAD = 4


def downward(tree):
    """The Drawing of a tree of Nodes, in the room a phone has."""
    indent = max(14, min(MARK, 110 / max(tree.depth, 1)))
    drawing = Drawing(ROOM, 0, [], [])
    return drawing._replace(height=_draw(drawing, tree, MARK / 2, 2, indent) + 2)


def _draw(drawing, node, x, top, indent):
    """Draw a node and all that comes of it; the height where that ends."""
    stop = _stop(node, x, top)
    drawing.stops.append(stop)
    trunk, y, bottom = [(x, stop.y + RING)], stop.y, top + stop.box.height
    if node.branches:
        drawing.tracks.append(trunk)
    for branch in node.branches:
        y = stop.y + bottom + PAD - top
        reach = x + indent - (MARK / 2 + 1 if branch.kind else RING)
        drawing.tracks.append(((x, y), (reach, y)))
        bottom = _draw(drawing, branch, x + indent, bottom + PAD, indent)
    trunk.append((x, y))
    return bottom


def _stop(node, x, top):
    answer, title = set_words(node, x + GAP, top + PAD, ROOM - x - GAP - 1)
    box = Box(x - MARK / 2, top, ROOM - x + MARK / 2, max(TOUCH, LEAD * len(answer + title) + 2 * PAD))
    return Stop(x, top + PAD + LEAD / 2, node.kind, node.address, box, answer, title)
