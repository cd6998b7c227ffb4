"""Works one step out as a whole: what it changes of which units, what it brings along, and the mail it sends."""

from dataclasses import replace
from datetime import date

from content.wording.catalog import fill, read_words
from content.wording.joining import joined
from forms.records.errors import Refused
from forms.records.request import Batch, Rma, Unit
from forms.records.story import NewEvent
from forms.records.transition import THIS, NewMove
from forms.rma.guards import Case
from forms.rma.lifecycle import STATES, STEPS
from forms.rma.status import due_of, policy_of, way_of
from forms.rma.validity import last_day

CODES = ("way", "reason", "price", "currency", "fee", "amount", "remarks", "missing", "closes")  # what an event keeps
PARCEL = {"ship": "there", "send-back": "back"}


def unmailed(request, step_id, chosen, said, actor, vendor, settings, now):
    """(NewMove without its mail, the request as it is after it); raises Refused."""
    step, units = STEPS[step_id], chosen_of(request, chosen)
    refuse_unfit(step_id, request, units, by_of(actor), vendor)
    _refuse_old_serials(request, said)
    rma = _rma(request, step, said, vendor, settings, now)
    changes = {unit.id: _changes(step, unit, said, now) for unit in units}
    after = applied(request, changes, rma)
    lanes = lanes_of(after, vendor)
    return NewMove(
        event=NewEvent(kind=step_id, actor=actor, detail={"units": list(changes)} | _detail(step, said)),
        units=changes, rma=rma, lanes=lanes, notes=_notes(said),
        consent=(said["name"], said.get("order", "")) if "name" in step.needs else (),
        parcel=(PARCEL[step_id], said["carrier"], said["tracking"]) if step_id in PARCEL else (),
        unread=_unread(actor, step_id, lanes), wakes=by_of(actor) != "clock",
        proves=actor == "customer",
    ), after  # fmt: skip


def chosen_of(request, chosen):
    """The units of a request with these ids; a stranger among them, or none at all, is Refused."""
    units = [unit for unit in request.units if unit.id in chosen]
    if not units or len(units) != len(set(chosen)):
        raise Refused("Choose at least one camera of this request.")
    return units


def refuse_unfit(step_id, request, units, by, vendor):
    """Raise Refused with the first reason the table gives against taking this step with these units."""
    reasons = [reason for unit in units if (reason := why_not(step_id, request, unit, by, vendor))]
    if reasons:
        raise Refused(reasons[0])


def _refuse_old_serials(request, said):
    own = {unit.serial for unit in request.units if unit.serial}
    if old := own & set(said.get("new_serial", {}).values()):
        raise Refused(f"{old.pop()} is a camera of this request. Write the serial number of the new one.")


def why_not(step_id, request, unit, by, vendor):
    """Why this step cannot be taken with a unit, in a sentence; empty where it can."""
    step, words = STEPS[step_id], read_words()
    if by not in step.by:
        return f"“{words.steps[step_id].button}” is not yours to do."
    if unit.state not in step.source:
        name = fill(words.states[unit.state].name, result=words.results.get(unit.result, "Done"))
        wanted = joined((fill(words.states[state].name, result="Done") for state in step.source), "or")
        return f"“{name}” is where {unit.serial or 'this one'} stands now; this is possible from: {wanted}."
    case = Case(unit, way_of(request, unit), policy_of(vendor, request).facts, vendor.name, request.intake)
    return next((reason for guard in step.guards if (reason := guard(case))), "")


def by_of(actor):
    """Whose step it is by the table: staff are support, and purchasing answers for the customer."""
    return {"purchasing": "customer"}.get(actor, "support" if actor.startswith("staff:") else actor)


def lanes_of(request, vendor):
    """{lane: due}: every worklist a request stands in, with the oldest promise of its units there."""
    lanes = {}
    for unit in (unit for batch in request.batches for unit in batch.units):
        lane = "accounts" if (unit.state, unit.result) == ("done", "refunded") else STATES[unit.state].lane
        due = due_of(vendor, request, unit)
        if lane:
            lanes[lane] = min(due, lanes.get(lane, due))
    return lanes


def first_lanes(request, vendor, now):
    """The same of a NewRequest, for the moment in which it is stored: by no rule of its own."""
    batches = [
        Batch(**vars(batch) | {"id": id, "request": 0, "units": _as_stored(batch.units, id, now)})
        for id, batch in enumerate(request.batches)
    ]
    return lanes_of(replace(request, batches=tuple(batches)), vendor)


def _as_stored(units, batch, now):
    return tuple(Unit(**vars(unit), id=id, batch=batch, since=now) for id, unit in enumerate(units))


def _rma(request, step, said, vendor, settings, now):
    if "number" not in step.needs:
        return None
    desk = settings.desk(vendor.slug)
    last = last_day(policy_of(vendor, request), desk, date.fromisoformat(now[:10]))
    rma = Rma(number=said["number"], source=desk.rma_source, issued=now, expires=last and last.isoformat())
    return _longer(rma, request.rma(rma.number))


def _longer(rma, before):
    # A maker's own number given again holds at least as long as was said the first time; longest without a last day.
    if before is None:
        return rma
    ends = (rma.expires, before.expires)
    return replace(rma, expires=None if None in ends else max(ends))


def _changes(step, unit, said, now):
    told = {
        "way": {"decision": said.get("way")},
        "reason": {"reason": said.get("reason")},
        "number": {"rma": said.get("number")},
        "price": {"quote": THIS},
        "order": {"consent": THIS},
        "new_serial": {"new_serial": said.get("new_serial", {}).get(unit.id)},
    }
    moved = {"state": step.to, "since": now} if step.to and step.to != unit.state else {}
    return moved | step.sets | {name: value for need in step.needs for name, value in told.get(need, {}).items()}


def applied(request, changes, rma=None):
    """The request as it is once these changes of its units are made."""
    batches = [
        replace(batch, units=tuple(replace(unit, **changes.get(unit.id, {})) for unit in batch.units))
        for batch in request.batches
    ]
    others = tuple(one for one in request.rmas if not rma or one.number != rma.number)
    return replace(request, batches=tuple(batches), rmas=(*others, *([rma] if rma else [])))


def _detail(step, said):
    codes = {name: said[name] for name in CODES if said.get(name) not in (None, "", [])}
    return codes | ({"rma": said["number"]} if "number" in step.needs else {}) | _serials(said)


def _serials(said):
    # A serial is an id of a thing, not of a person; which unit got which is what the history is for.
    return (
        {"new_serial": {str(id): serial for id, serial in said["new_serial"].items()}} if "new_serial" in said else {}
    )


def _notes(said):
    told = [("told", said[name]) for name in ("words", "more") if said.get(name)]
    return (*told, *([("said", said["said"])] if said.get("said") else []))


def _unread(actor, step_id, lanes):
    """True where the customer left something for support, False where support dealt with it, None where it stays."""
    by = by_of(actor)
    if by == "customer":
        return True if "support" in lanes or step_id == "tell" else None
    return None if by == "clock" or step_id == "arrive" else False  # who unpacks a box has not read the case
