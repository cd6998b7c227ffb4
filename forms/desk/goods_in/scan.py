"""Reads what is scanned or typed at goods-in: an RMA number, a ticket, a serial, or the address on a packing sheet."""

import re
from typing import NamedTuple
from urllib.parse import quote, unquote

from flask import current_app

from content.eligibility.catalogue import serial_form
from content.wording.joining import joined
from forms.records.rma_number import read_number, shown_in, shown_rma
from forms.records.ticket import read_ticket
from forms.records.typed_number import digits_of
from forms.rma.lifecycle import STATES
from forms.rma.status import state_name
from forms.serials.serial_box import read_serials
from forms.store.desk.goods_in import units_by_serial
from forms.store.requests import request_by_rma, request_by_ticket
from forms.web.request_context import get_store

LONGEST = 300
MOST = 50  # serials that one scan may stand for
GOODS_IN = "/rma/desk/goods-in/"
ADDRESS = re.compile(r"/rma/desk/goods-in/([^/?#\s]+)/?\s*$")


class Hit(NamedTuple):
    """A parcel that a scan may mean: its address, the request or camera found, its RMA number, models and states."""

    path: str
    found: object
    number: str
    model: str
    state: str
    open: bool


def hits(text):
    """The Hits of a scan, each once, those that are open first."""
    text = text.strip()[:LONGEST]
    found = {}
    for hit in (*by_number(text), *_by_serial(text)):
        found.setdefault(hit.path.partition("?")[0], hit)
    return sorted(found.values(), key=lambda hit: not hit.open)


def by_serials(serials):
    """{serial: its Hits}: the requests that cameras of these serials are or were on, those that are open first."""
    found = {}
    for unit in units_by_serial(get_store(), serials):
        found.setdefault(unit.serial, []).append(_hit_of(unit))
    return {serial: sorted(dict.fromkeys(some), key=lambda hit: not hit.open) for serial, some in found.items()}


def nothing_found(text):
    """What to do with a scan that finds nothing, in a sentence."""
    read = read_number(text[:LONGEST])
    letters = not any(sign.isdecimal() for sign in text)
    more = read.error if letters and read.error else "Scan it once more, or scan the serial on the camera."
    return f"Nothing here goes by “{text[:60]}”. {more}"


def request_at(number):
    """The request of an RMA number or a ticket, as in an address of goods-in; None where there is none."""
    if number.isascii() and number.isdecimal():
        return request_by_rma(get_store(), number)
    ticket = read_ticket(number).ticket
    return request_by_ticket(get_store(), ticket) if ticket else None


def by_number(text):
    """The Hits, none or one, of an RMA number or a ticket, as written or as the address on a packing sheet."""
    if sheet := ADDRESS.search(text):
        text = unquote(sheet[1])
    digits = digits_of(text)
    request = request_at(digits or text)
    return [_hit(request, digits or None)] if request else []


def _by_serial(text):
    """By each maker's own way of writing serials, so that a hexadecimal one is found by its number."""
    forms = [serial_form(vendor) for vendor in current_app.vendors.values()]
    read = [found.serial for form in forms for found in read_serials(text, form, MOST).serials]
    return [_hit_of(unit) for unit in units_by_serial(get_store(), dict.fromkeys(read))]


def _hit(request, number):
    models = joined(dict.fromkeys(batch.model for batch in request.batches))
    states = joined(dict.fromkeys(state_name(unit.state) for unit in request.units))
    still = any(STATES[unit.state].lane for unit in request.units)
    path = f"{GOODS_IN}{number or request.ticket}/"
    return Hit(path, request, number and shown_in(request, number), models, states, still)


def _hit_of(unit):
    path = f"{GOODS_IN}{unit.rma or unit.ticket}/?scanned={quote(unit.serial, safe='')}"
    number = unit.rma and shown_rma(unit.rma, unit.source)
    return Hit(path, unit, number, unit.model, state_name(unit.state), bool(STATES[unit.state].lane))
