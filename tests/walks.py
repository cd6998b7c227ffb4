"""Walks through the life of a unit: in memory, a step at a time, or over the store to a wanted state."""

from forms.case.move import Refused, applied, work_out
from forms.case.take import take
from forms.life import STEPS
from forms.store import THIS, Event

NOW = "2026-11-22T15:00:00Z"
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
    seen = store.last_event(request.id) if seen == "newest" else seen
    said, vendor = said_for(step_id, request, chosen, way), app.vendors[request.vendor]
    return take(store, request, step_id, chosen, said, actor, vendor, app.settings, seen, NOW)


def step_on(app, request, events, step_id, chosen, way="warranty"):
    """(request, events) after a step taken in memory; raises Refused."""
    vendor, said = app.vendors[request.vendor], said_for(step_id, request, chosen, way)
    actor = ACTORS[STEPS[step_id].by[-1]]
    move = work_out(request, step_id, chosen, said, actor, vendor, app.settings, NOW, str(100014 + len(events)))
    event = Event(id=len(events) + 1, request=request.id, at=NOW, **vars(move.event))
    own = {id: {name: event.id if value is THIS else value for name, value in changes.items()} for id, changes in move.units.items()}  # fmt: skip # noqa: E501
    return applied(request, own, move.rma), [*events, event]


def bring_to(app, store, one, state, way):
    """Take a request's units over the store to a state on this way, the shortest path; False where it leads past."""
    begun = [("decide", way)]
    path = _path(app, one, state, begun)
    for step_id, decided in path or ():
        fresh = store.request_by_id(one.id)
        take_as(app, store, fresh, step_id, [unit.id for unit in fresh.units], way=decided)
    return path is not None


def _path(app, one, state, begun):
    ids = [unit.id for unit in one.units]
    request, events = step_on(app, one, [], "decide", ids, begun[0][1])
    paths, seen = [(request, events, begun)], set()
    while paths:
        request, events, path = paths.pop(0)
        unit = request.units[0]
        if unit.state == state:
            return path
        fate = (unit.state, unit.result, unit.quote is None, unit.consent is None)
        if fate not in seen:
            seen.add(fate)
            paths += _onward(app, request, events, path, ids)
    return None


def _onward(app, request, events, path, ids):
    # Not by way of an end: what was reopened has to be decided again, which would be another way.
    for step_id, step in STEPS.items():
        if step.to and step_id not in ("reopen", "reconsider"):
            try:
                yield *step_on(app, request, events, step_id, ids), [*path, (step_id, "")]
            except Refused:
                continue


def wander(app, request, luck, length):
    """(request, events) after a random walk in memory over any selections; the clock and the customer walk too."""
    events = []
    for _ in range(length):
        state = luck.choice(request.units).state
        step_id = luck.choice([id for id, step in STEPS.items() if state in step.source])
        chosen = [unit.id for unit in request.units if luck.random() < 0.8]
        try:
            request, events = step_on(
                app, request, events, step_id, chosen, luck.choice(("warranty", "paid", "refund"))
            )
        except Refused:
            continue
    return request, events
