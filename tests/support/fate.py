"""Tells from events alone where every unit stands: what the unit table says is only kept to be found quickly."""

from typing import NamedTuple

from forms.rma.lifecycle import FIRST, STEPS


class Fate(NamedTuple):
    """All that steps change of a unit; `consent` tells only whether there is one."""

    state: str = "received"
    decision: str | None = None
    reason: str | None = None
    result: str | None = None
    rma: str | None = None
    quote: int | None = None
    consent: bool = False
    new_serial: str | None = None


def fate_of(unit):
    """The Fate a stored unit says it has."""
    told = {name: getattr(unit, name) for name in Fate._fields}
    return Fate(**told | {"consent": unit.consent is not None})


def rebuilt(request, events):
    """{unit id: Fate} of a request's units, from its events, oldest first."""
    fates = {unit.id: Fate(state=FIRST[request.intake]) for unit in request.units}
    for event in events:
        if event.kind in STEPS:
            for id in event.detail["units"]:
                fates[id] = _after(fates[id], id, event, STEPS[event.kind])
    return fates


def _after(fate, id, event, step):
    detail = event.detail
    told = {
        "way": {"decision": detail.get("way")},
        "reason": {"reason": detail.get("reason")},
        "number": {"rma": detail.get("rma")},
        "price": {"quote": event.id},
        "order": {"consent": True},
        "new_serial": {"new_serial": detail.get("new_serial", {}).get(str(id))},
    }
    afresh = {"consent": False} if "consent" in step.sets else {}
    needed = {name: value for need in step.needs for name, value in told.get(need, {}).items()}
    return fate._replace(state=step.to or fate.state, **{**step.sets, **afresh, **needed})
