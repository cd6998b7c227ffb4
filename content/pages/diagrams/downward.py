"""The tree for a phone: it grows downward like a railway line, each answer a branch to the right."""

from content.pages.diagrams.lines import LEAD, broken
from content.pages.diagrams.shapes import MARK, TOUCH, Box, Drawing, Stop, set_lines

ROOM = 284  # what a phone of 320 pixels leaves beside its margins
RING = 7  # half of a question's mark
GAP = 18  # from the middle of a mark to its words
PAD = 4


def downward(tree):
    """The Drawing of a tree of Nodes, in the room a phone has."""
    indent = max(14, min(MARK, 110 / max(tree.depth, 1)))
    drawing = _drawn(tree, MARK / 2, 2, indent)
    return drawing._replace(height=drawing.height + 2)


def _drawn(node, x, top, indent):
    """The Drawing of a node and all that comes of it; its height is where it ends."""
    stop = _stop(node, x, top)
    tracks, stops, bottom, last = (), (stop,), stop.box.y + stop.box.height, stop.y
    for branch in node.branches:
        part = _drawn(branch, x + indent, bottom + PAD, indent)
        last = part.stops[0].y
        reach = x + indent - (MARK / 2 + 1 if branch.kind else RING)
        tracks += (((x, last), (reach, last)), *part.tracks)
        stops, bottom = stops + part.stops, part.height
    trunk = (((x, stop.y + RING), (x, last)),) if node.branches else ()
    return Drawing(ROOM, bottom, trunk + tracks, stops)


def _stop(node, x, top):
    left = x + GAP
    room = ROOM - left - 1
    answer = set_lines(left, top + PAD, broken(node.answer, room))
    title = set_lines(left, top + PAD + LEAD * len(answer), broken(node.title, room, bold=True), bold=True)
    height = max(TOUCH, LEAD * (len(answer) + len(title)) + 2 * PAD)
    box = Box(x - MARK / 2, top, ROOM - x + MARK / 2, height)
    return Stop(x, top + PAD + LEAD / 2, node.kind, node.address, box, answer, title)
