"""The last days that the vendor's text sets a request, for as long as what they ask for has not happened."""

from datetime import date

from content.explain.windows import deadlines_of
from forms.rma.lifecycle import STATES
from forms.rma.status import policy_of
from forms.rma.ways import situation_in

# What the text asks for → where the camera is while it has not happened; a request that is here was made in time.
STILL_AHEAD = {"request": (), "shipment": ("home",), "arrival": ("home", "road"), "silent": ("home", "road")}


def open_deadlines(vendor, request, units=None):
    """The Deadlines, each once, of these units (by default all) whose text asks for what has not happened."""
    pairs = [(batch, unit) for batch in request.batches for unit in batch.units if units is None or unit in units]
    found = [deadline for batch, unit in pairs for deadline in _of_unit(vendor, request, batch, unit)]
    return tuple(dict.fromkeys(sorted(found, key=lambda deadline: deadline.day)))


def _of_unit(vendor, request, batch, unit):
    policy = policy_of(vendor, request)
    rule = next((rule for rule in policy.rules if rule.id == batch.verdict.get("rule")), None)
    if rule is None or unit.decision not in (None, rule.outcome.kind):  # support decided otherwise
        return []
    dates = {event: date.fromisoformat(day) for event, day in batch.dates.items()}
    found = deadlines_of(vendor, policy, rule, situation_in(request, batch, unit), dates)
    return [deadline for deadline in found if STATES[unit.state].camera in STILL_AHEAD[deadline.within]]
