"""What a step asks to be typed: one field or two for each need, and the sentence where it will not do."""

import re
from decimal import ROUND_HALF_UP, Decimal

from flask_wtf import FlaskForm
from msgspec import UNSET
from wtforms import RadioField, SelectChoice, SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from content.words import fill, read_words
from forms.life import STEPS
from forms.text import clean

LINE, TEXT = 200, 4000
WAYS = ("warranty", "paid", "refund")
CURRENCIES = ("EUR", "USD", "CAD", "GBP", "CHF", "JPY", "CNY")
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


def read_needs(form, step_id, units, policy, desk):
    """What was typed, by need, ready to be worked out; None where a field will not do and says so."""
    form.validate()
    said = {}
    for need in STEPS[step_id].needs:
        said |= READ[need](form, step_id, units, policy, desk)
    return None if any(field.errors for field in form) else said


def faults_of(form):
    """[(field id, sentence)] for the summary on top."""
    first = {"RadioField": "-0", "SelectMultipleField": "-0"}
    return [(field.id + first.get(field.type, ""), sentence) for field in form for sentence in field.errors]


def read_cents(text):
    """Cents from '1,234.50', '1.234,50', '1 234' or '1234.5'; None where it is no sum."""
    told = (text or "").strip()
    if re.fullmatch("[0-9]+[.,][0-9]", told):
        told += "0"
    read = AMOUNT.fullmatch(told)
    cents = int(re.sub(r"\D", "", read[1])) * 100 + int(read[3] or 0) if read else None
    return cents if cents and cents <= MOST_CENTS else None


def fee_of(policy, cents):
    """The restocking fee in cents on a price, rounded half up; None where the policy states none as a share."""
    fee = policy.facts.restocking.value
    if fee is UNSET or fee.percent is None:
        return None if fee is UNSET else fee.cents
    return int((Decimal(cents) * fee.percent / 100).quantize(Decimal(1), ROUND_HALF_UP))


def wrong(field, sentence):
    field.errors = [*field.errors, sentence]
    return {}


# The fields


def _choices(pairs):
    return [SelectChoice(key, text) for key, text in pairs]


def _way(*_):
    kinds = read_words().kinds
    return {
        "way": RadioField(
            "What applies?", choices=_choices((way, kinds[way].name) for way in WAYS), validate_choice=False
        )
    }


def _words(*_):
    return {"words": TextAreaField("Your words to the customer")}


def _more(*_):
    return {"more": TextAreaField("Anything to add in your own words")}


def _said(*_):
    return {"said": TextAreaField("In your own words")}


def _name(*_):
    return {"name": StringField("Name")}


def _order(step_id, *_):
    return {"order": StringField("Purchase order number")}


def _number(step_id, units, vendor, policy, desk):
    return (
        {"number": StringField(f"The RMA number {vendor.name}'s own system gave")}
        if desk.rma_source == "entered"
        else {}
    )


def _reason(step_id, units, vendor, *_):
    pairs = ((key, fill(text, vendor=vendor.name)) for key, text in read_words().reasons.items())
    return {"reason": RadioField("Why?", choices=_choices(pairs), validate_choice=False)}


def _carrier(*_):
    return {"carrier": StringField("Carrier")}


def _tracking(*_):
    return {"tracking": StringField("Tracking number")}


def _price(*_):
    pairs = _choices((code, code) for code in CURRENCIES)
    return {
        "price": StringField("Price of the repair, for each camera"),
        "currency": RadioField("Currency", choices=pairs, default=CURRENCIES[0], validate_choice=False),
    }


def _paid(*_):
    pairs = _choices((code, code) for code in CURRENCIES)
    return {
        "paid": StringField("Price paid, for each camera"),
        "currency": RadioField("Currency", choices=pairs, default=CURRENCIES[0], validate_choice=False),
    }


def _new_serial(*_):
    return {"new_serial": TextAreaField("Serial number of each new camera, one a line, in the order above")}


def _remarks(*_):
    pairs = _choices(
        (key, text[:1].upper() + text[1:]) for key, text in read_words().remarks.items() if key != "missing"
    )
    return {
        "remarks": SelectMultipleField(
            "What was not as it should be?", choices=pairs, validate_choice=False,
            widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(),
        )
    }  # fmt: skip


FIELDS = {
    "way": _way, "words": _words, "more": _more, "said": _said, "name": _name, "order": _order, "number": _number,
    "reason": _reason, "carrier": _carrier, "tracking": _tracking, "price": _price, "paid": _paid,
    "new_serial": _new_serial, "remarks": _remarks,
}  # fmt: skip


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


def _read_number(form, step_id, units, policy, desk):
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


def _read_paid(form, step_id, units, policy, desk):
    told = _read_money(form, "paid")
    if not told:
        return {}
    fee = fee_of(policy, told["price"]) or 0
    return told | {"fee": fee, "amount": told["price"] - fee}


def _read_new_serial(form, step_id, units, *_):
    lines = [line.strip() for line in (form.new_serial.data or "").splitlines() if line.strip()]
    if len(lines) != len(units):
        told = f"Write {len(units)} serial number{'s' if len(units) > 1 else ''}, one a line; there are {len(lines)}."
        return wrong(form.new_serial, told)
    if any(len(line) > 60 for line in lines):
        return wrong(form.new_serial, "A serial number has at most 60 characters here. Shorten it.")
    return {"new_serial": {unit.id: line for unit, line in zip(units, lines, strict=True)}}


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
