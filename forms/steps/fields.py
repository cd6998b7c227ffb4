"""The fields a step asks to be filled in: one or two for each of its needs."""

from wtforms import RadioField, SelectChoice, SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from content.wording.catalog import fill, read_words

WAYS = ("warranty", "paid", "refund")
CURRENCIES = ("EUR", "USD", "CAD", "GBP", "CHF", "CNY")  # each has a hundred cents


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
            "What was wrong?", choices=pairs, validate_choice=False,
            widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(),
        )
    }  # fmt: skip


FIELDS = {
    "way": _way, "words": _words, "more": _more, "said": _said, "name": _name, "order": _order, "number": _number,
    "reason": _reason, "carrier": _carrier, "tracking": _tracking, "price": _price, "paid": _paid,
    "new_serial": _new_serial, "remarks": _remarks,
}  # fmt: skip
