"""The customer's buttons: every step a customer may take now, each as a small form of its own."""

from typing import NamedTuple

from flask import current_app, request

from content.explain.values import listed_names
from content.wording.catalog import read_words
from forms.records.text import is_id
from forms.rma.lifecycle import STEPS
from forms.rma.transition import Intent, why_not
from forms.steps.inputs import context_of, input_form, read_inputs
from forms.steps.take import take
from forms.store.requests import request_by_id
from forms.web.messages import STALE_PAGE
from forms.web.page_again import PageError, field_errors
from forms.web.request_context import get_store, timestamp, vendor_or_404

OWN = [id for id, step in STEPS.items() if "customer" in step.by]
OTHER_ANSWER = {"approve": "refuse-quote"}  # two answers to one question share its fields
LAST = ("tell", "withdraw")  # possible nearly always, so they stand at the end of the page
BESIDE = [id for id in OWN if id not in (*LAST, *OTHER_ANSWER.values())]  # a group of cameras


class Offer(NamedTuple):
    """A step to take: it and the other answer, the cameras it fits, its fields as empty or as posted."""

    id: str
    step: str
    other: str
    hint: str
    units: tuple
    chosen: tuple
    form: object
    carriers: tuple
    posted: bool


class Posted(NamedTuple):
    """A step as it was posted: by which Offer's form, for the units of which ids, and the last event that was seen."""

    request: object
    step: str
    offer_id: str
    chosen: tuple
    seen: int
    form: object
    inputs: dict | None  # None where a field will not do

    def take(self, actor):
        """Take the step; raises Refused or Overtaken."""
        rests_on = vendor_or_404(self.request.vendor), current_app.settings, timestamp(), self.seen
        take(get_store(), Intent(self.request, self.step, self.chosen, self.inputs, actor, *rests_on))

    def with_fresh_request(self):
        """The same, with the request as it is now, as if that had been seen: for a page that tells what changed."""
        fresh = request_by_id(get_store(), self.request.id)
        return self._replace(request=fresh, seen=fresh.seen)


def offers_of(return_request, vendor, units, posted=None, steps=BESIDE):
    """The Offers of these steps, each for those of the units it fits."""
    for step in steps:
        fits = [unit for unit in units if not why_not(step, return_request, unit, "customer", vendor)]
        if fits:
            yield offer(return_request, step, fits, posted, return_request.name)


def offer(return_request, step_id, units, posted=None, name=""):
    """The Offer of a step for these units, as posted where it was; `name` fills the field of who answers."""
    context, id = context_of(return_request, step_id, units), f"{step_id}-{units[0].id}"
    other = OTHER_ANSWER.get(step_id, "")
    own = posted if posted and posted.offer_id == id and posted.step in (step_id, other) else None
    return Offer(
        id=id, step=step_id, other=other, units=tuple(units),
        hint=read_words().steps[step_id].hint if set(STEPS[step_id].needs) <= {"said"} else "",
        chosen=own.chosen if own else tuple(unit.id for unit in units),
        form=_shown(input_form(context), id, own, name),
        carriers=tuple(listed_names("carriers", context.policy.fact("carriers"))), posted=bool(own),
    )  # fmt: skip


def read_posted(return_request):
    """The Posted step, or None where it is none of the customer's or was not made by these pages."""
    step, seen, ids = (request.form.get("do", ""), request.form.get("seen", ""), request.form.getlist("units"))
    if step not in OWN or not all(is_id(id) for id in (seen, *ids)):
        return None
    chosen = tuple(dict.fromkeys(int(id) for id in ids))
    units = [unit for unit in return_request.units if unit.id in chosen] or return_request.units
    context = context_of(return_request, step, units)
    form, offer_id = input_form(context), request.form.get("at", "")
    return Posted(return_request, step, offer_id, chosen, int(seen), form, read_inputs(form, context))


def _shown(form, id, posted, name):
    """The form with field ids of its own, empty unless it is the one that was posted."""
    if posted is None:
        form.process(None, data={"name": name})
    for field in form:
        if posted and field.name in posted.form:
            field.errors = posted.form[field.name].errors
        field.id = f"{id}-{field.name}"
    return form


def input_errors(posted, offers):
    """The PageErrors of a posted step: at the fields of the Offer it came from, where that is still offered."""
    if posted is None or posted.inputs is not None:
        return []
    id = next((offer.id for offer in offers if offer.posted), "")
    if posted.form.csrf_token.errors:
        return [PageError(id or "lots", STALE_PAGE)]
    return [PageError(f"{id}-{error.field}" if id else "lots", error.sentence) for error in field_errors(posted.form)]
