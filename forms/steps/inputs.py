"""What a step needs to be typed: its form, what was read from it, and the sentence where something will not do."""

import re
from decimal import ROUND_HALF_UP, Decimal

from flask_wtf import FlaskForm
from msgspec import UNSET

from content.eligibility.catalogue import serial_form
from content.schema.facts import Fee
from content.wording.catalog import read_words
from forms.records.limits import LINE, TEXT
from forms.records.text import clean
from forms.rma.lifecycle import STEPS
from forms.serials.pattern import fits
from forms.serials.serial_box import read_serials
from forms.steps.fields import CURRENCIES, FIELDS, WAYS

AMOUNT = re.compile(r"([0-9]{1,3}(?:([ .,’'])[0-9]{3})(?:\2[0-9]{3})*|[0-9]+)(?:[.,]([0-9]{2}))?")
MOST_CENTS = 10**9  # a camera that costs more was mistyped
DIGITS = re.compile(r"[0-9]{3,12}")  # of a maker's own number; a ticket has no digit, so none can be taken for one


def need_form(step_id, units, vendor, policy, desk):
    """The form of a step for these units: a field or two for each of its needs, empty or as posted."""
    fields = {}
    for need in STEPS[step_id].needs:
        fields |= FIELDS[need](step_id, units, vendor, policy, desk)
    form = type("StepForm", (FlaskForm,), fields)()
    for field in form:
        field.data = clean(field.data) if isinstance(field.data, str) else field.data
    return form


def read_needs(form, step_id, units, vendor, policy, desk):
    """What was typed, by need, ready to be worked out; None where a field will not do and says so."""
    form.validate()
    said = {}
    for need in STEPS[step_id].needs:
        said |= READ[need](form, step_id, units, vendor, policy, desk)
    return None if any(field.errors for field in form) else said


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


def _text(name, missing="", longest=TEXT):
    def read(form, *_):
        text = (form[name].data or "").strip()
        if missing and not text:
            return wrong(form[name], missing)
        if len(text) > longest:
            return wrong(form[name], f"This is {len(text):,} characters long; {longest:,} fit here. Shorten it.")
        return {name: text}

    return read


def _one_of(name, allowed, missing):
    def read(form, *_):
        return {name: form[name].data} if form[name].data in allowed() else wrong(form[name], missing)

    return read


def _read_said(form, step_id, *_):
    missing = "Write what support should know." if step_id == "tell" else ""
    return _text("said", missing)(form)


def _read_order(form, step_id, *_):
    missing = "Write the number of the purchase order." if step_id == "give-order" else ""
    return _text("order", missing, LINE)(form)


def _read_number(form, step_id, units, vendor, policy, desk):
    if desk.rma_source != "entered":
        return {}
    number = re.sub(r"[\s-]", "", form.number.data or "")
    if not DIGITS.fullmatch(number):
        return wrong(
            form.number, "Write the RMA number as the vendor's system gave it: three to twelve digits, no letters."
        )
    return {"number": number}


def _read_money(form, name):
    cents = read_cents(form[name].data)
    if cents is None:
        return wrong(form[name], "Write the sum in figures, such as 1234.50.")
    if form.currency.data not in CURRENCIES:
        return wrong(form.currency, "Choose the currency.")
    return {"price": cents, "currency": form.currency.data}


def _read_price(form, *_):
    return _read_money(form, "price")


def _read_paid(form, step_id, units, vendor, policy, desk):
    told = _read_money(form, "paid")
    if not told:
        return {}
    flat = policy.facts.restocking.value
    if isinstance(flat, Fee) and flat.cents is not None and flat.currency != told["currency"]:
        told = f"The fee the vendor keeps is in {flat.currency}. Write the price in {flat.currency}."
        return wrong(form.currency, told)
    fee = min(fee_of(policy, told["price"]) or 0, told["price"])
    return told | {"fee": fee, "amount": told["price"] - fee}


def _read_new_serial(form, step_id, units, vendor, *_):
    lines = [line.strip() for line in (form.new_serial.data or "").splitlines() if line.strip()]
    if len(lines) != len(units):
        several = f"Write {len(units)} serial numbers, one a line; there are {len(lines)}."
        return wrong(form.new_serial, several if len(units) > 1 else "Write the new serial number.")
    if any(len(line) > 60 for line in lines):
        return wrong(form.new_serial, "A serial number has at most 60 characters here. Shorten it.")
    return {"new_serial": {unit.id: _serial(line, vendor) for unit, line in zip(units, lines, strict=True)}}


def _serial(line, vendor):
    """One serial as the intake would store it; what it would not read is kept as it was typed."""
    form = serial_form(vendor)
    read = read_serials(line, form, limit=1).serials
    serial = read[0].serial if len(read) == 1 else line
    bare = re.sub(r"[\W_]", "", serial)
    return bare if not fits(serial, form) and fits(bare, form) else serial


def _read_remarks(form, *_):
    return {"remarks": [key for key in form.remarks.data or [] if key in read_words().remarks]}


READ = {
    "way": _one_of("way", lambda: WAYS, "Choose what applies."),
    "words": _text("words", "Write what the customer is to read."),
    "more": _text("more"),
    "said": _read_said,
    "name": _text("name", "Write the name of whoever decides this.", LINE),
    "order": _read_order,
    "number": _read_number,
    "reason": _one_of("reason", lambda: read_words().reasons, "Choose the reason."),
    "carrier": _text("carrier", "Write which carrier has it.", LINE),
    "tracking": _text("tracking", "", LINE),
    "price": _read_price,
    "paid": _read_paid,
    "new_serial": _read_new_serial,
    "remarks": _read_remarks,
}
