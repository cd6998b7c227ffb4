"""The customer's buttons: every step that is theirs and fits, each a small form of its own."""

from typing import NamedTuple

from flask import request

from content.explain.facts import names_in
from content.wording.catalog import read_words
from forms.records.text import is_id
from forms.rma.lifecycle import STEPS
from forms.rma.status import policy_of
from forms.rma.transition import why_not
from forms.steps.inputs import faults_of, need_form, read_needs
from forms.store.requests import request_by_id
from forms.web.messages import STALE
from forms.web.request_context import get_store

OWN = [id for id, step in STEPS.items() if "customer" in step.by]
BESIDE = {"approve": "refuse-quote"}  # two answers to one question share its fields
LAST = ("tell", "withdraw")  # possible nearly always, so they stand at the end of the page
OPTIONAL = {"said", "tracking", "order"}
MUST = {"tell": {"said"}, "give-order": {"order"}}


class Offer(NamedTuple):
    """A step to take: its button (and the other answer's), the cameras it fits, its fields as empty or as posted."""

    id: str
    step: str
    button: str
    hint: str
    beside: str
    other: str
    units: tuple
    chosen: tuple
    form: object
    carriers: tuple
    folded: bool
    posted: bool

    @property
    def quiet(self):
        """Whether its button stands back: not what is waited for."""
        return self.step in (*LAST, "reopen")

    def optional(self, field):
        """Whether a field may stay empty."""
        return field.name in OPTIONAL - MUST.get(self.step, set())


class Posted(NamedTuple):
    """What came with a press of a button: which, from which form, with which cameras, having seen what."""

    step: str
    at: str
    chosen: tuple
    seen: int
    form: object
    said: dict | None

    @property
    def faults(self):
        """[(field, sentence)] of what will not do."""
        return [] if self.said is not None else faults_of(self.form)


def offers_of(one, vendor, settings, units, posted=None):
    """The Offers that stand with a lot of units."""
    steps = [id for id in OWN if id not in LAST and id not in BESIDE.values()]
    fits = [(id, fitting(id, one, units, vendor)) for id in steps]
    return [offer(one, vendor, settings, id, some, posted, one.name) for id, some in fits if some]


def last_offers(one, vendor, settings, posted=None):
    """The Offers that stand at the end of the page, for all units they fit."""
    found = [(id, fitting(id, one, one.units, vendor)) for id in LAST]
    return [offer(one, vendor, settings, id, units, posted) for id, units in found if units]


def fitting(step_id, one, units, vendor, by="customer"):
    """Those of the units that a step fits."""
    return tuple(unit for unit in units if not why_not(step_id, one, unit, by, vendor))


def offer(one, vendor, settings, step_id, units, posted=None, name=""):
    """The Offer of a step for these units, as it was posted where it was; `name` is who is thought to answer."""
    words, policy = read_words().steps, policy_of(vendor, one)
    id, other = f"{step_id}-{units[0].id}", BESIDE.get(step_id, "")
    mine = posted if posted and posted.at == id and posted.step in (step_id, other) else None
    return Offer(
        id=id, step=step_id, button=words[step_id].own,
        hint=words[step_id].hint if set(STEPS[step_id].needs) <= {"said"} else "",
        beside=other, other=words[other].own if other else "", units=tuple(units),
        chosen=posted.chosen if mine else tuple(unit.id for unit in units),
        form=_shown(need_form(step_id, units, vendor, policy, settings.desk(vendor.slug)), id, mine, name),
        carriers=tuple(names_in("carriers", policy.facts.carriers)),
        folded=step_id in LAST, posted=bool(mine),
    )  # fmt: skip


def read_posted(one, vendor, settings):
    """The Posted step, or None where it is none of the customer's or was not made by these pages."""
    step, seen, ids = (request.form.get("do", ""), request.form.get("seen", ""), request.form.getlist("units"))
    if step not in OWN or not all(is_id(id) for id in (seen, *ids)):
        return None
    chosen = tuple(dict.fromkeys(int(id) for id in ids))
    units = [unit for unit in one.units if unit.id in chosen] or one.units
    policy, desk = policy_of(vendor, one), settings.desk(vendor.slug)
    form = need_form(step, units, vendor, policy, desk)
    said = read_needs(form, step, units, vendor, policy, desk)
    return Posted(step, request.form.get("at", ""), chosen, int(seen), form, said)


def looked_again(one, posted):
    """(the request as it is now, what was posted as if that had been seen), for a page that tells what has changed."""
    fresh = request_by_id(get_store(), one.id)
    return fresh, posted._replace(seen=fresh.seen)


def _shown(form, id, posted, name):
    """The form with ids of its own, empty unless it is the one that was posted."""
    if posted is None:
        form.process(None)
    for field in form:
        if posted and field.name in posted.form:
            field.errors = posted.form[field.name].errors
        field.id = f"{id}-{field.name}"
    if posted is None and "name" in form:
        form["name"].data = name
    return form


def faults_on_page(posted, shown):
    """[(field id, sentence)] for the summary: at the fields of the form that was posted, where it still stands."""
    it = next((offer for offer in shown if offer.posted), None)
    if posted.form.csrf_token.errors:
        return [(it.id if it else "lots", f"{STALE} Press the button again.")]
    return [(f"{it.id}-{id}" if it else "lots", sentence) for id, sentence in posted.faults]
