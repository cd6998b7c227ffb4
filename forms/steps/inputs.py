"""What a step needs to be typed: its form, what was read from it, and the sentence where something will not do."""

from typing import NamedTuple

from flask import current_app
from flask_wtf import FlaskForm

from content.schema.policy import Policy
from content.schema.vendor import Vendor
from content.schema.when import Situation
from content.settings.kiosk_toml import VendorSettings
from forms.records.text import clean
from forms.rma.lifecycle import STEPS
from forms.rma.status import policy_of
from forms.rma.ways import situation_of
from forms.steps.needs import NEEDS
from forms.steps.prices import fields_beside
from forms.web.request_context import vendor_or_404


class StepContext(NamedTuple):
    """What the inputs of a step depend on: the step, the units chosen, their situation, and whose rules hold."""

    step: str
    units: tuple
    vendor: Vendor
    policy: Policy
    situation: Situation
    settings: VendorSettings

    @property
    def needs(self):
        """What is to be typed; a number only where the vendor's own system gives it."""
        return [need for need in STEPS[self.step].needs if need != "number" or self.settings.rma_source == "entered"]


def context_of(request, step, units):
    """The StepContext of a step with these units of a request."""
    vendor = vendor_or_404(request.vendor)
    settings = current_app.settings.of_vendor(vendor.slug)
    return StepContext(step, tuple(units), vendor, policy_of(vendor, request), situation_of(request, units), settings)


def input_form(context):
    """The form of a step: a field or two for each of its needs, empty or as posted, in their order."""
    fields = {}
    for need in context.needs:
        fields[need] = NEEDS[need].field(context.vendor)
        if need in ("price", "paid"):
            fields |= fields_beside(need, context)
    form = type("StepForm", (FlaskForm,), fields)()
    for field in form:
        field.data = clean(field.data) if isinstance(field.data, str) else field.data
    return form


def read_inputs(form, context):
    """What was typed, by need, ready to be worked out; None where a field will not do and says so."""
    form.validate()
    inputs = {}
    for need in context.needs:
        inputs |= NEEDS[need].read(form, context)
    return None if any(field.errors for field in form) else inputs
