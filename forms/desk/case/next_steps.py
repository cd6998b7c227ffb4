"""What support can do next with a request: the likely steps, the other possible ones, and those that fit no camera."""

from typing import NamedTuple

from content.schema.outcome_kinds import LEADS_TO_RETURN
from forms.rma.lifecycle import STATES, STEPS
from forms.rma.status import way_of
from forms.rma.transition import why_not


class NextStep(NamedTuple):
    """A step of support's by its id: whether it mails, the units it fits, and why not where it fits none."""

    id: str
    mails: bool
    fits: tuple
    why_not: str


class NextSteps(NamedTuple):
    """The steps in the order of the page: those that are likely now, others that are possible, and the impossible.

    `main` tells whether the first of the likely is what the request waits for.
    """

    main: bool
    likely: list
    others: list
    impossible: list


def next_steps(vendor, request):
    """The NextSteps of a request."""
    steps = [_step(id, vendor, request) for id, step in STEPS.items() if "support" in step.by]
    possible = [step for step in steps if step.fits]
    likely = [step for step in possible if _is_likely(step, request)]
    likely.sort(key=lambda step: not _moves(step, request))
    main = bool(likely) and _moves(likely[0], request)
    others = [step for step in possible if step not in likely]
    return NextSteps(main, likely, others, [step for step in steps if not step.fits])


def _step(id, vendor, request):
    reasons = [(unit, why_not(id, request, unit, "support", vendor)) for unit in request.units]
    fits = tuple(unit for unit, reason in reasons if not reason)
    return NextStep(id, bool(STEPS[id].mail), fits, "" if fits else reasons[0][1])


def _moves(step, request):
    """Whether a step moves on what waits for support; to decide again what is decided moves nothing."""
    undecided = step.id != "decide" or any(way_of(request, unit) not in LEADS_TO_RETURN for unit in step.fits)
    return undecided and any(STATES[unit.state].lane == "support" for unit in step.fits)


def _is_likely(step, request):
    states = {unit.state for unit in step.fits}
    if step.id == "decide":
        return "arrived" in states or any(way_of(request, unit) not in LEADS_TO_RETURN for unit in step.fits)
    if step.id == "solve":
        return "advised" in states
    if step.id == "arrive":
        return bool(states & {"authorised", "on-its-way"})
    if step.id in ("reopen", "reconsider"):
        return not any(STATES[unit.state].lane for unit in request.units)
    return step.id not in ("withdraw", "write")
