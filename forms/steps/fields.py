"""The fields a step asks to be filled in, by its needs."""

from wtforms import RadioField, SelectChoice, SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from content.wording.catalog import fill, read_words

WAYS = ("warranty", "paid", "refund")
CURRENCIES = {code: code for code in ("EUR", "USD", "CAD", "GBP", "CHF", "CNY")}  # each has a hundred cents


def fields_of(need, vendor, desk):
    """{name: field} of one need of a step; a number is asked for only where the vendor's own system gives it."""
    if need == "number" and desk.rma_source != "entered":
        return {}
    money = {"currency": lambda vendor: _radio("Currency", CURRENCIES, "EUR")} if need in ("price", "paid") else {}
    return {name: field(vendor) for name, field in ({need: FIELDS[need]} | money).items()}


def _radio(label, texts, default=None):
    return RadioField(label, choices=_choices(texts), default=default, validate_choice=False)


def _ticks(label, texts):
    look = {"widget": ListWidget(prefix_label=False), "option_widget": CheckboxInput()}
    return SelectMultipleField(label, choices=_choices(texts), validate_choice=False, **look)


def _choices(texts):
    return [SelectChoice(key, text) for key, text in texts.items()]


def _reasons(vendor):
    return {key: fill(text, vendor=vendor.name) for key, text in read_words().reasons.items()}


def _remarks():
    return {key: text[:1].upper() + text[1:] for key, text in read_words().remarks.items() if key != "missing"}


FIELDS = {  # need -> what makes its field for a vendor; they stand on the page in the order in which they are made
    "way": lambda vendor: _radio("What applies?", {way: read_words().kinds[way].name for way in WAYS}),
    "words": lambda vendor: TextAreaField("Your words to the customer"),
    "more": lambda vendor: TextAreaField("Anything to add in your own words"),
    "said": lambda vendor: TextAreaField("In your own words"),
    "name": lambda vendor: StringField("Name"),
    "order": lambda vendor: StringField("Purchase order number"),
    "number": lambda vendor: StringField(f"The RMA number {vendor.name}'s own system gave"),
    "reason": lambda vendor: _radio("Why?", _reasons(vendor)),
    "carrier": lambda vendor: StringField("Carrier"),
    "tracking": lambda vendor: StringField("Tracking number"),
    "price": lambda vendor: StringField("Price of the repair, for each camera"),
    "paid": lambda vendor: StringField("Price paid, for each camera"),
    "new_serial": lambda vendor: TextAreaField("Serial number of each new camera, one a line, in the order above"),
    "remarks": lambda vendor: _ticks("What was wrong?", _remarks()),
}
