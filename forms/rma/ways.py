"""The way that a unit is on, and the situation it is in, by which the rows of a policy are chosen."""

from content.schema.policy import SELLER
from content.schema.when import AXES, Situation


def grouped(values, key):
    """{key: [values]}: the values for which a function gives the same key, in order."""
    found = {}
    for value in values:
        found.setdefault(key(value), []).append(value)
    return found


def way_of(request, unit):
    """The way a unit is on: what support decided, else the kind of its verdict."""
    batch = next(batch for batch in request.batches if batch.id == unit.batch)
    return _way(batch, unit)


def situations_of(request, units=None):
    """Each Situation that these units (by default all) are in, once."""
    pairs = ((batch, unit) for batch in request.batches for unit in batch.units)
    ids = None if units is None else {unit.id for unit in units}
    found = []
    for batch, unit in pairs:
        situation = situation_in(request, batch, unit)
        if (ids is None or unit.id in ids) and situation not in found:
            found.append(situation)
    return tuple(found)


def situation_of(request, units=None):
    """The one Situation of these units; what they differ in counts as not known."""
    first, *others = situations_of(request, units) or (Situation(),)
    differ = [axis for axis in (*AXES, *first.said) if any(other.on(axis) != first.on(axis) for other in others)]
    return first.with_values(dict.fromkeys(differ, ""))


def _way(batch, unit):
    return unit.decision or batch.verdict["kind"]


def situation_in(request, batch, unit):
    """The Situation of one unit of a batch, which need not have been stored yet."""
    said = batch.verdict.get("answers", {}) | batch.answers | {SELLER: batch.bought_from}
    region = batch.verdict.get("region", "")
    return Situation(request.purpose, _way(batch, unit), batch.family, region, said.get("sold", ""), said)
