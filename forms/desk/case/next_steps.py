"""What support can do next with a request: the likely steps, the other possible ones, and those that fit no camera."""

from typing import NamedTuple

from content.schema.outcome_kinds import LEADS_TO_RETURN
from forms.rma.lifecycle import STATES, STEPS
from forms.rma.transition import why_not
from forms.rma.ways import way_of


class NextStep(NamedTuple):
    """A step of support's by its id: whether it mails, the units it fits, and why not where it fits none.

    `likely` is what may well come next now, and `moves` what moves on units that wait for support.
    """

    id: str
    mails: bool
    fits: list
    why_not: str
    likely: bool
    moves: bool


def next_steps(vendor, request):
    """All NextSteps of a request; of the likely ones those that move something on come first."""
    steps = [_step(id, vendor, request) for id, step in STEPS.items() if "support" in step.by]
    return sorted(steps, key=lambda step: not (step.likely and step.moves))


def _step(id, vendor, request):
    reasons = {unit: why_not(id, request, unit, "support", vendor) for unit in request.units}
    fits = [unit for unit, reason in reasons.items() if not reason]
    undecided = any(way_of(request, unit) not in LEADS_TO_RETURN for unit in fits)
    # To decide again what is decided moves nothing.
    moves = (id != "decide" or undecided) and any(STATES[unit.state].lane == "support" for unit in fits)
    likely = bool(fits) and _is_likely(id, {unit.state for unit in fits}, undecided, request)
    return NextStep(id, bool(STEPS[id].mail), fits, "" if fits else reasons[request.units[0]], likely, moves)


def _is_likely(id, states, undecided, request):
    if id == "decide":
        return "arrived" in states or undecided
    if id == "solve":
        return "advised" in states
    if id == "arrive":
        return bool(states & {"authorised", "on-its-way"})
    if id in ("reopen", "reconsider"):
        return not any(STATES[unit.state].lane for unit in request.units)
    return id not in ("withdraw", "write")
