"""Walks through the life of a unit: in memory, a step at a time, or over the store to a wanted state."""

from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from forms.records.errors import Refused
from forms.records.transition import THIS
from forms.rma.lifecycle import STEPS
from forms.rma.transition import Intent, applied, transition_of
from forms.steps.take import take
from forms.store.events import last_event
from forms.store.requests import request_by_id
from forms.web.request_context import timestamp

ACTORS = {"support": "staff:1", "customer": "customer", "clock": "clock"}
SAID = {
    "words": "Install the newest firmware and try again.", "more": "", "said": "no change", "name": "Ada Example",
    "order": "PO-4711", "reason": "abuse", "carrier": "FedEx Express", "tracking": "7489 1122", "remarks": ["damaged"],
    "price": 123450, "currency": "EUR", "fee": 30863, "amount": 92587,
}  # fmt: skip


def said_for(step_id, request, chosen, way="warranty"):
    """What is typed for a step's needs."""
    needs = STEPS[step_id].needs
    said = {need: SAID[need] for need in needs if need in SAID}
    said |= {name: SAID[name] for name in ("price", "currency") if "price" in needs or "paid" in needs}
    said |= {name: SAID[name] for name in ("fee", "amount") if "paid" in needs}
    said |= {"way": way} if "way" in needs else {}
    said |= {"new_serial": {id: f"9{id:07}" for id in chosen}} if "new_serial" in needs else {}
    return said


def take_as(app, store, request, step_id, chosen, actor=None, seen="newest", way="warranty"):
    """Take a step over the store as whoever may, or as `actor`."""
    actor = actor or ACTORS[STEPS[step_id].by[-1]]
    seen = last_event(store, request.id) if seen == "newest" else seen
    said, vendor = said_for(step_id, request, chosen, way), app.vendors[request.vendor]
    return take(store, Intent(request, step_id, chosen, said, actor, vendor, app.settings, timestamp(), seen))


def step_on(app, request, events, step_id, chosen, way="warranty"):
    """(request, events) after a step taken in memory; raises Refused."""
    vendor, said = app.vendors[request.vendor], said_for(step_id, request, chosen, way)
    actor = ACTORS[STEPS[step_id].by[-1]]
    said |= {"number": str(100014 + len(events))} if "number" in said or "number" in STEPS[step_id].needs else {}
    transition = transition_of(Intent(request, step_id, chosen, said, actor, vendor, app.settings, timestamp()))
    event = replace(transition.event, id=len(events) + 1, request=request.id, at=timestamp())
    own = {id: _known(changes, event) for id, changes in transition.units.items()}
    return applied(request, own, transition.rma), [*events, event]


def _known(changes, event):
    return {name: event.id if value is THIS else value for name, value in changes.items()}


def bring_to(app, store, one, state, way):
    """Take a request's units over the store to a state on this way, the shortest path; False where it leads past."""
    found = all_states(app, one, way).get(state)
    for step_id in found.path if found else ():
        fresh = request_by_id(store, one.id)
        take_as(app, store, fresh, step_id, [unit.id for unit in fresh.units], way=way)
    return found is not None


class At(NamedTuple):
    """A state come to in memory: the request there, its events, and the steps that led to it."""

    request: object
    events: list
    path: list


def all_states(app, one, way):
    """{state: At} of every state this way comes past, each by the shortest path, taken in memory with all units."""
    ids, found, seen = [unit.id for unit in one.units], {}, set()
    queue = [At(*step_on(app, one, [], "decide", ids, way), ["decide"])]
    while queue:
        at = queue.pop(0)
        unit = at.request.units[0]
        fate = (unit.state, unit.result, unit.quote is None, unit.consent is None)
        if fate not in seen:
            seen.add(fate)
            found.setdefault(unit.state, at)
            queue += _onward(app, at, ids)
    return found


def _onward(app, at, ids):
    # Not by way of an end: what was reopened has to be decided again, which would be another way.
    for step_id, step in STEPS.items():
        if step.to and step_id not in ("reopen", "reconsider"):
            with suppress(Refused):
                yield At(*step_on(app, at.request, at.events, step_id, ids), [*at.path, step_id])


def wander(app, request, luck, length):
    """(request, events) after a random walk in memory over any selections; the clock and the customer walk too."""
    events = []
    for _ in range(length):
        state = luck.choice(request.units).state
        step_id = luck.choice([id for id, step in STEPS.items() if state in step.source])
        chosen = [unit.id for unit in request.units if luck.random() < 0.8]
        with suppress(Refused):
            way = luck.choice(("warranty", "paid", "refund"))
            request, events = step_on(app, request, events, step_id, chosen, way)
    return request, events


def go(app, store, one, *steps):
    for step in steps:
        take_as(app, store, request_by_id(store, one.id), step, [unit.id for unit in one.units])
