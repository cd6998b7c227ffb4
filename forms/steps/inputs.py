"""What a step needs to be typed: its form, what was read from it, and the sentence where something will not do."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from flask_wtf import FlaskForm
from msgspec import UNSET

from content.eligibility.catalogue import serial_form
from content.schema.facts import Fee
from content.schema.policy import Policy
from content.schema.vendor import Vendor
from content.settings.kiosk import Desk
from content.wording.catalog import read_words
from forms.records.limits import LINE, TEXT
from forms.records.text import clean
from forms.rma.lifecycle import STEPS
from forms.rma.status import policy_of
from forms.serials.pattern import fits
from forms.serials.serial_box import read_serials
from forms.steps.fields import CURRENCIES, WAYS, fields_of

AMOUNT = re.compile(r"([0-9]{1,3}(?:([ .,’'])[0-9]{3})(?:\2[0-9]{3})*|[0-9]+)(?:[.,]([0-9]{2}))?")
MOST_CENTS = 10**9  # a camera that costs more was mistyped
DIGITS = re.compile(r"[0-9]{3,12}")  # of a maker's own number; a ticket has no digit, so none can be taken for one


class StepContext(NamedTuple):
    """What the inputs of a step depend on: the step, the units chosen, and whose rules hold."""

    step: str
    units: tuple
    vendor: Vendor
    policy: Policy
    desk: Desk

    @classmethod
    def of(cls, request, step, units, vendor, settings):
        """The context of a step with these units of a request."""
        return cls(step, tuple(units), vendor, policy_of(vendor, request), settings.desk(vendor.slug))

    @property
    def needs(self):
        return STEPS[self.step].needs


def input_form(context):
    """The form of a step: a field or two for each of its needs, empty or as posted."""
    fields = {}
    for need in context.needs:
        fields |= fields_of(need, context.vendor, context.desk)
    form = type("StepForm", (FlaskForm,), fields)()
    for field in form:
        field.data = clean(field.data) if isinstance(field.data, str) else field.data
    return form


def read_inputs(form, context):
    """What was typed, by need, ready to be worked out; None where a field will not do and says so."""
    form.validate()
    inputs = {}
    for need in context.needs:
        inputs |= READ[need](form, context)
    return None if any(field.errors for field in form) else inputs


def faults_of(form):
    """[(field id, sentence)] for the summary on top."""
    first = {"RadioField": "-0", "SelectMultipleField": "-0"}
    return [(field.id + first.get(field.type, ""), sentence) for field in form for sentence in field.errors]


def read_cents(text):
    """Cents from '1,234.50', '1.234,50', '1 234' or '1234.5'; None where it is no sum."""
    told = re.sub(r"\s", " ", (text or "").strip())
    if re.fullmatch("[0-9]+[.,][0-9]", told):
        told += "0"
    read = AMOUNT.fullmatch(told)
    cents = int(re.sub(r"\D", "", read[1])) * 100 + int(read[3] or 0) if read else None
    return cents if cents and cents <= MOST_CENTS else None


def fee_of(policy, cents):
    """The restocking fee in cents on a price, rounded half up, or the flat one; None where the policy states none."""
    fee = policy.facts.restocking.value
    if fee is UNSET:
        return None
    if fee.percent is None:
        return fee.cents
    return int((Decimal(cents) * fee.percent / 100).quantize(Decimal(1), ROUND_HALF_UP))


def wrong(field, sentence):
    """Say at a field why it will not do; gives what was read from it, which is nothing."""
    field.errors = [*field.errors, sentence]
    return {}


# What will do


def _text(name, missing="", longest=TEXT, steps=None):
    """Reads a text; where it is `missing` a sentence says so, of some `steps` only where they are named."""

    def read(form, context):
        text = (form[name].data or "").strip()
        if missing and not text and (steps is None or context.step in steps):
            return wrong(form[name], missing)
        if len(text) > longest:
            return wrong(form[name], f"This is {len(text):,} characters long; {longest:,} fit here. Shorten it.")
        return {name: text}

    return read


def _one_of(name, allowed, missing):
    def read(form, context):
        return {name: form[name].data} if form[name].data in allowed() else wrong(form[name], missing)

    return read


def _read_number(form, context):
    if context.desk.rma_source != "entered":
        return {}
    number = re.sub(r"[\s-]", "", form.number.data or "")
    if not DIGITS.fullmatch(number):
        write = "Write the RMA number as the vendor's system gave it: three to twelve digits, no letters."
        return wrong(form.number, write)
    return {"number": number}


def _read_price(form, context, name="price"):
    cents = read_cents(form[name].data)
    if cents is None:
        return wrong(form[name], "Write the sum in figures, such as 1234.50.")
    if form.currency.data not in CURRENCIES:
        return wrong(form.currency, "Choose the currency.")
    return {"price": cents, "currency": form.currency.data}


def _read_paid(form, context):
    paid = _read_price(form, context, "paid")
    if not paid:
        return {}
    flat = context.policy.facts.restocking.value
    if isinstance(flat, Fee) and flat.cents is not None and flat.currency != paid["currency"]:
        write = f"The fee the vendor keeps is in {flat.currency}. Write the price in {flat.currency}."
        return wrong(form.currency, write)
    fee = min(fee_of(context.policy, paid["price"]) or 0, paid["price"])
    return paid | {"fee": fee, "amount": paid["price"] - fee}


def _read_new_serial(form, context):
    lines, units = [line.strip() for line in (form.new_serial.data or "").splitlines() if line.strip()], context.units
    if len(lines) != len(units):
        several = f"Write {len(units)} serial numbers, one a line; there are {len(lines)}."
        return wrong(form.new_serial, several if len(units) > 1 else "Write the new serial number.")
    if any(len(line) > 60 for line in lines):
        return wrong(form.new_serial, "A serial number has at most 60 characters here. Shorten it.")
    return {"new_serial": {unit.id: _serial(line, context.vendor) for unit, line in zip(units, lines, strict=True)}}


def _serial(line, vendor):
    """One serial as the intake would store it; what it would not read is kept as it was typed."""
    form = serial_form(vendor)
    read = read_serials(line, form, limit=1).serials
    serial = read[0].serial if len(read) == 1 else line
    bare = re.sub(r"[\W_]", "", serial)
    return bare if not fits(serial, form) and fits(bare, form) else serial


def _read_remarks(form, context):
    return {"remarks": [key for key in form.remarks.data or [] if key in read_words().remarks]}


READ = {
    "way": _one_of("way", lambda: WAYS, "Choose what applies."),
    "words": _text("words", "Write what the customer is to read."),
    "more": _text("more"),
    "said": _text("said", "Write what support should know.", steps=("tell",)),
    "name": _text("name", "Write the name of whoever decides this.", LINE),
    "order": _text("order", "Write the number of the purchase order.", LINE, steps=("give-order",)),
    "number": _read_number,
    "reason": _one_of("reason", lambda: read_words().reasons, "Choose the reason."),
    "carrier": _text("carrier", "Write which carrier has it.", LINE),
    "tracking": _text("tracking", "", LINE),
    "price": _read_price,
    "paid": _read_paid,
    "new_serial": _read_new_serial,
    "remarks": _read_remarks,
}
