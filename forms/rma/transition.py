"""Works one step out as a whole: what it changes of which units, what it brings along, and the mail it sends."""

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import UNSET

from content.dates import span_dates
from content.schema.policy import ANY
from content.schema.vendor import Vendor
from content.settings.kiosk_toml import Settings
from content.wording.catalog import read_words
from content.wording.joining import joined
from forms.records.errors import Refused
from forms.records.history import Consent, Event, Note, Parcel
from forms.records.request import Request, Rma
from forms.records.transition import THIS, Transition
from forms.rma.guards import Case
from forms.rma.lifecycle import STATES, STEPS
from forms.rma.status import due_of, policy_of, state_name
from forms.rma.ways import situation_of, way_of

CODES = ("way", "reason", "price", "currency", "fee", "amount", "remarks", "missing", "closes")  # what an event keeps
PARCEL = {"ship": "there", "send-back": "back"}


class Intent(NamedTuple):
    """A step that somebody means to take, and all it rests on.

    `units` are the ids of the chosen ones, `inputs` what was typed, by the step's needs. `actor` is customer,
    purchasing, clock or staff:ID. `seen` is the last event they were shown; None for the clock, which looks under the
    lock.
    """

    request: Request
    step: str
    units: tuple
    inputs: dict
    actor: str
    vendor: Vendor
    settings: Settings
    now: str
    seen: int | None = None

    @property
    def by(self):
        """Whose step it is by the table: staff are support, and purchasing answers for the customer."""
        return {"purchasing": "customer"}.get(self.actor, "support" if self.actor.startswith("staff:") else self.actor)

    @property
    def chosen(self):
        """The units meant; a stranger among them, or none at all, is Refused."""
        units = [unit for unit in self.request.units if unit.id in self.units]
        if not units or len(units) != len(set(self.units)):
            raise Refused("Choose at least one camera of this request.")
        return units


def transition_of(intent):
    """The Transition of an Intent, but for its mails; raises Refused."""
    step, inputs, actor = STEPS[intent.step], intent.inputs, intent.actor
    _refuse_unfit(intent)
    rma = _rma(intent)
    changes = {unit.id: _changes(step, unit, inputs, intent.now) for unit in intent.chosen}
    lanes = lanes_of(applied(intent.request, changes, rma), intent.vendor)
    return Transition(
        event=Event(kind=intent.step, actor=actor, detail={"units": list(changes)} | _detail(step, inputs)),
        units=changes, rma=rma, lanes=lanes, notes=_notes(inputs),
        consent=_consent(step, inputs), parcel=_parcel(intent),
        unread=_unread(intent, lanes), wakes=intent.by != "clock", proves=actor == "customer",
    )  # fmt: skip


def _refuse_unfit(intent):
    """Raise Refused with the first reason the table gives against this step with these units."""
    reasons = (why_not(intent.step, intent.request, unit, intent.by, intent.vendor) for unit in intent.chosen)
    if reason := next(filter(None, reasons), ""):
        raise Refused(reason)
    own = {unit.serial for unit in intent.request.units if unit.serial}
    if old := own & set(intent.inputs.get("new_serial", {}).values()):
        raise Refused(f"{old.pop()} is a camera of this request. Write the serial number of the new one.")


def why_not(step_id, request, unit, by, vendor):
    """Why this step cannot be taken with a unit, in a sentence; empty where it can."""
    step = STEPS[step_id]
    if by not in step.by:
        return f"“{read_words().steps[step_id].button}” is not yours to do."
    if unit.state not in step.source:
        name, wanted = state_name(unit.state, unit.result), joined(map(state_name, step.source), "or")
        return f"“{name}” is where {unit.serial or 'this one'} stands now; this is possible from: {wanted}."
    policy, situation = policy_of(vendor, request), situation_of(request, [unit])
    stated = policy.fact("out-of-warranty", situation)
    case = Case(unit, way_of(request, unit), stated, vendor.name, request.intake, policy.is_kept(situation))
    return next((reason for guard in step.guards if (reason := guard(case))), "")


def lanes_of(request, vendor, units=()):
    """{lane: due}: every worklist a request stands in by its units or by these, with their oldest promise there."""
    lanes = {}
    for unit in units or request.units:
        lane = "accounts" if (unit.state, unit.result) == ("done", "refunded") else STATES[unit.state].lane
        due = due_of(vendor, request, unit)
        if lane:
            lanes[lane] = min(due, lanes.get(lane, due))
    return lanes


def first_lanes(request, vendor, now):
    """The same of a NewRequest, for the moment in which it is stored: by no rule of its own."""
    lanes = {}
    for batch in request.batches:  # its units bear no numbers yet by which they could be told apart
        units = tuple(replace(unit, since=now) for unit in batch.units)
        alone = replace(request, batches=(replace(batch, units=units),))
        lanes |= {lane: min(due, lanes.get(lane, due)) for lane, due in lanes_of(alone, vendor, units).items()}
    return lanes


def _rma(intent):
    if "number" not in STEPS[intent.step].needs:
        return None
    request, vendor, settings = intent.request, intent.vendor, intent.settings.of_vendor(intent.vendor.slug)
    policy, situation = policy_of(vendor, request), situation_of(request, intent.chosen)
    last = last_day(policy, settings, date.fromisoformat(intent.now[:10]), situation)
    before = request.rma(intent.inputs["number"])
    # A maker's own number given again holds at least as long as was said the first time; longest without a last day.
    ends = [last and last.isoformat(), *([before.expires] if before else [])]
    expires = None if None in ends else max(ends)
    return Rma(number=intent.inputs["number"], source=settings.rma_source, issued=intent.now, expires=expires)


def last_day(policy, settings, issued, situation=ANY):
    """The last day an RMA number issued on that day is good, as the vendor's text says, else as the settings do.

    None where neither sets one; the day itself is still in.
    """
    span = policy.fact("rma-validity", situation).value
    if span is not UNSET:
        return span_dates(span, issued)[1]
    return issued + timedelta(days=settings.rma_days) if settings.rma_days else None


def _changes(step, unit, inputs, now):
    by_need = {
        "way": {"decision": inputs.get("way")},
        "reason": {"reason": inputs.get("reason")},
        "number": {"rma": inputs.get("number")},
        "price": {"quote": THIS},
        "order": {"consent": THIS},
        "new_serial": {"new_serial": inputs.get("new_serial", {}).get(unit.id)},
    }
    moved = {"state": step.to, "since": now} if step.to and step.to != unit.state else {}
    return moved | step.sets | {name: value for need in step.needs for name, value in by_need.get(need, {}).items()}


def applied(request, changes, rma=None):
    """The request as it is once these changes of its units are made."""
    batches = [
        replace(batch, units=tuple(replace(unit, **changes.get(unit.id, {})) for unit in batch.units))
        for batch in request.batches
    ]
    rmas = {known.number: known for known in request.rmas} | ({rma.number: rma} if rma else {})
    return replace(request, batches=tuple(batches), rmas=tuple(rmas.values()))


def _detail(step, inputs):
    codes = {name: inputs[name] for name in CODES if inputs.get(name) not in (None, "", [])}
    codes |= {"rma": inputs["number"]} if "number" in step.needs else {}
    # A serial is an id of a thing, not of a person; which unit got which is what the history is for.
    serials = {str(id): serial for id, serial in inputs.get("new_serial", {}).items()}
    return codes | ({"new_serial": serials} if "new_serial" in inputs else {})


def _consent(step, inputs):
    return Consent(name=inputs["name"], order_number=inputs.get("order", "")) if "name" in step.needs else None


def _parcel(intent):
    if intent.step not in PARCEL:
        return None
    return Parcel(way=PARCEL[intent.step], **{name: intent.inputs[name] for name in ("carrier", "tracking")})


def _notes(inputs):
    kinds = {"words": "told", "more": "told", "said": "said"}  # told by support, said by the customer
    return tuple(Note(kind=kind, text=inputs[name]) for name, kind in kinds.items() if inputs.get(name))


def _unread(intent, lanes):
    """True where the customer left something for support, False where support dealt with it, None where it stays."""
    if intent.by == "customer":
        return True if "support" in lanes or intent.step == "tell" else None
    # Who unpacks a box has not read the case.
    return None if intent.by == "clock" or intent.step == "arrive" else False
