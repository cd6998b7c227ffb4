"""Draws the table of life from itself: a column for each state, a row for each step, as an SVG that stands alone."""

from xml.sax.saxutils import escape

from content.wording.catalog import read_words
from forms.rma.lifecycle import LANES, STATES, STEPS
from forms.rma.status import state_name

LEFT, TOP, COLUMN, ROW, EDGE = 330, 210, 34, 26, 16
INK, QUIET, RULE, PAPER, ACCENT = "#14181a", "#50575b", "#c9cdca", "#ffffff", "#1c46b0"
WHO = {"support": "support", "customer": "customer", "clock": "calendar"}
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" role="img" \
font-family="Helvetica, Arial, sans-serif" font-size="13" fill="{ink}">
<title>The life of a camera's return</title>
<desc>{words}</desc>
<rect width="{wide}" height="{high}" fill="{paper}"/>
{body}
</svg>
"""


def diagram():
    """The table as SVG text; open rings are where a step may start, the full dot is where it leads."""
    wide, high = LEFT + COLUMN * len(STATES) + 120, TOP + ROW * len(STEPS) + EDGE
    body = [*_columns(high), *(part for row, step in enumerate(STEPS) for part in _row(row, step))]
    words = escape(" ".join(sentences()))
    return SVG.format(wide=wide, high=high, ink=INK, paper=PAPER, words=words, body="\n".join(body))


def sentences():
    """The same in words, a sentence a step."""
    for id, step in STEPS.items():
        less = [state for state in STATES if state not in step.source]
        where = "from " + ", ".join(map(state_name, step.source))
        if len(less) < 2:
            where = ", but not from ".join(["at any time", *map(state_name, less)])
        to = f" to {state_name(step.to)}" if step.to else ""
        yield f"{_step(id)}: {_who(step)}, {where}{to}{', with a mail' if step.mail else ''}."


def _columns(high):
    for column, (id, state) in enumerate(STATES.items()):
        x = _x(column)
        yield f'<path d="M{x} {TOP - 12}V{high - EDGE}" stroke="{RULE}"/>'
        lane = f' <tspan fill="{QUIET}">{state.lane if state.lane in LANES else "over"}</tspan>'
        yield f'<text transform="translate({x + 4} {TOP - 20}) rotate(-60)">{escape(state_name(id))}{lane}</text>'


def _row(row, id):
    step, y = STEPS[id], TOP + ROW * row + ROW // 2
    yield f'<text x="{EDGE}" y="{y + 4}">{escape(_step(id))}</text>'
    yield f'<text x="{LEFT - 24}" y="{y + 4}" fill="{QUIET}" text-anchor="end">{_who(step)}</text>'
    at = [_x(column) for column, state in enumerate(STATES) if state in step.source]
    to = _x(list(STATES).index(step.to)) if step.to else None
    ends = [*at, *([to] if to else [])]
    yield f'<path d="M{min(ends)} {y}H{max(ends)}" stroke="{INK}" stroke-width="2"/>'
    yield from (f'<circle cx="{x}" cy="{y}" r="5" fill="{PAPER}" stroke="{INK}" stroke-width="2"/>' for x in at)
    if to:
        yield f'<circle cx="{to}" cy="{y}" r="{4 if to in at else 7}" fill="{ACCENT}"/>'
    if step.mail:
        yield f'<text x="{_x(len(STATES)) - 8}" y="{y + 4}" fill="{QUIET}">mail: {step.mail}</text>'


def _x(column):
    return LEFT + COLUMN * column


def _who(step):
    return " or ".join(WHO[by] for by in step.by)


def _step(id):
    words = read_words().steps[id]
    return words.button if "customer" not in STEPS[id].by or "support" in STEPS[id].by else words.own
