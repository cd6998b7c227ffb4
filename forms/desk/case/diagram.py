"""The table of life, told from itself: in sentences, and as an SVG that stands alone."""

from flask import render_template

from content.wording.catalog import read_words
from forms.rma.lifecycle import LANES, STATES, STEPS
from forms.rma.status import state_name

WHO = {"support": "support", "customer": "customer", "clock": "calendar"}


def diagram():
    """The table as SVG text: a column for each state, a row for each step."""
    return render_template(
        "life.svg", states=STATES, steps=STEPS, lanes=LANES, step_name=_step, who=_who, sentences=sentences()
    )


def sentences():
    """The same in words, a sentence a step."""
    for id, step in STEPS.items():
        less = [state for state in STATES if state not in step.source]
        where = "from " + ", ".join(map(state_name, step.source))
        if len(less) < 2:
            where = ", but not from ".join(["at any time", *map(state_name, less)])
        to = f" to {state_name(step.to)}" if step.to else ""
        yield f"{_step(id)}: {_who(step)}, {where}{to}{', with a mail' if step.mail else ''}."


def _who(step):
    return " or ".join(WHO[by] for by in step.by)


def _step(id):
    words = read_words().steps[id]
    return words.button if "customer" not in STEPS[id].by or "support" in STEPS[id].by else words.own
