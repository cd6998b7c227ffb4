"""Every need of a step in one table: how its field asks for it, and what will do."""

import re
from collections.abc import Callable
from typing import NamedTuple

from wtforms import RadioField, SelectChoice, SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from content.eligibility.catalogue import serial_form
from content.wording.catalog import fill, read_words
from content.wording.possessive import possessive
from forms.records.limits import LINE, TEXT
from forms.serials.pattern import fits
from forms.serials.serial_box import read_serials
from forms.steps.prices import read_paid, read_price
from forms.steps.wrong import wrong

WAYS = ("warranty", "replacement", "paid", "refund")
NEW_SERIALS = "Serial number of each new camera, one a line, in the order above"
DIGITS = re.compile(r"[0-9]{3,12}")  # of a maker's own number; a ticket has no digit, so none can be taken for one


class Need(NamedTuple):
    """What a step may need to be typed: what makes its field for a vendor, and what reads it in a form and context."""

    name: str
    field: Callable
    read: Callable


def _radio(label, texts, default=None):
    return RadioField(label, choices=_choices(texts), default=default, validate_choice=False)


def _choices(texts):
    return [SelectChoice(key, text) for key, text in texts.items()]


def _text(name, label, missing="", longest=TEXT, steps=None):
    """A text; where it is `missing` a sentence says so, of some `steps` only where they are named."""

    def read(form, context):
        text = (form[name].data or "").strip()
        if missing and not text and (steps is None or context.step in steps):
            return wrong(form[name], missing)
        if len(text) > longest:
            return wrong(form[name], f"This is {len(text):,} characters long; {longest:,} fit here. Shorten it.")
        return {name: text}

    return Need(name, lambda vendor: (TextAreaField if longest == TEXT else StringField)(label), read)


def _one_of(name, label, texts_of, missing):
    """One of the {key: text} that a function gives for a vendor."""

    def read(form, context):
        known = form[name].data in texts_of(context.vendor)
        return {name: form[name].data} if known else wrong(form[name], missing)

    return Need(name, lambda vendor: _radio(label, texts_of(vendor)), read)


def _ways(vendor):
    return {way: read_words().kinds[way].name for way in WAYS}


def _reasons(vendor):
    return {key: fill(text, vendor=vendor.name) for key, text in read_words().reasons.items()}


def _remarks(vendor):
    texts = {key: text[:1].upper() + text[1:] for key, text in read_words().remarks.items() if key != "missing"}
    look = {"widget": ListWidget(prefix_label=False), "option_widget": CheckboxInput()}
    return SelectMultipleField("What was wrong?", choices=_choices(texts), validate_choice=False, **look)


def _read_number(form, context):
    number = re.sub(r"[\s-]", "", form.number.data or "")
    if not DIGITS.fullmatch(number):
        write = "Write the RMA number as the vendor's system gave it: three to twelve digits, no letters."
        return wrong(form.number, write)
    return {"number": number}


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


NEEDS = {need.name: need for need in (
    _one_of("way", "What applies?", _ways, "Choose what applies."),
    _text("words", "Your words to the customer", "Write what the customer is to read."),
    _text("more", "Anything to add in your own words"),
    _text("said", "In your own words", "Write what support should know.", steps=("tell",)),
    _text("name", "Name", "Write the name of whoever decides this.", LINE),
    _text("order", "Purchase order number", "Write the number of the purchase order.", LINE, ("give-order",)),
    Need(
        "number", lambda vendor: StringField(f"The RMA number {possessive(vendor.name)} own system gave"), _read_number
    ),
    _one_of("reason", "Why?", _reasons, "Choose the reason."),
    _text("carrier", "Carrier", "Write which carrier has it.", LINE),
    _text("tracking", "Tracking number", longest=LINE),
    Need("price", lambda vendor: StringField("Price of the repair, for each camera"), read_price),
    Need("paid", lambda vendor: StringField("Price paid, for each camera"), read_paid),
    Need("new_serial", lambda vendor: TextAreaField(NEW_SERIALS), _read_new_serial),
    Need("remarks", _remarks, _read_remarks),
)}  # fmt: skip
