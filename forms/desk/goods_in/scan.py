"""Reads what is scanned or typed at goods-in: an RMA number, a ticket, a serial, or the address on a packing sheet."""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import quote, unquote

from flask import current_app

from content.eligibility.catalogue import serial_form
from content.wording.catalog import fill, read_words
from content.wording.joining import joined
from forms.records.rma_number import read_number, shown_in, shown_rma
from forms.records.ticket import read_ticket, show_ticket
from forms.rma.lifecycle import STATES
from forms.rma.status import moment
from forms.serials.serial_box import read_serials
from forms.store.desk.goods_in import units_by_serial
from forms.store.requests import request_by_rma, request_by_ticket
from forms.web.request_context import get_store

LONGEST = 300
MOST = 50  # serials that one scan may stand for
GOODS_IN = "/rma/desk/goods-in/"
ADDRESS = re.compile(r"/rma/desk/goods-in/([^/?#\s]+)/?\s*$")
LABEL = re.compile(r"\b(?:rma|number|nr|no)(?![^\W\d_])|[\W_]", re.IGNORECASE)


class Hit(NamedTuple):
    """One parcel that a scan may speak of, as it is offered to choose from."""

    path: str
    number: str
    ticket: str
    vendor: str
    model: str
    state: str
    asked: str
    open: bool


def hits(text):
    """Every parcel this may speak of, each once, those that are open first."""
    text = text.strip()[:LONGEST]
    found = {}
    for hit in (*by_number(text), *_by_serial(text)):
        found.setdefault(hit.path.partition("?")[0], hit)
    return sorted(found.values(), key=lambda hit: not hit.open)


def by_serials(serials):
    """{serial: [Hit]}: where cameras of these serials stand, or stood, those that are open first."""
    found = {}
    for stood in units_by_serial(get_store(), serials):
        found.setdefault(stood.serial, []).append(_hit_of(stood))
    return {serial: sorted(dict.fromkeys(some), key=lambda hit: not hit.open) for serial, some in found.items()}


def nothing_found(text):
    """What to do with a scan that nothing answers to."""
    read = read_number(text[:LONGEST])
    letters = not any(sign.isdecimal() for sign in text)
    more = read.error if letters and read.error else "Scan it once more, or scan the serial on the camera."
    return f"Nothing here goes by “{text[:60]}”. {more}"


def request_at(number):
    """(request, RMA number or none) that an address of goods-in speaks of; (None, None) where nothing does."""
    store = get_store()
    if number.isascii() and number.isdecimal():
        return request_by_rma(store, number), number
    read = read_ticket(number)
    return (request_by_ticket(store, read.ticket) if read.ticket else None), None


def by_number(text):
    """The Hit of an RMA number or a ticket, as written or as the address on a packing sheet; a list of none or one."""
    if sheet := ADDRESS.search(text):
        text = unquote(sheet[1])
    store, digits, ticket = get_store(), digits_of(text), read_ticket(text).ticket
    found = [(request_by_rma(store, digits), digits)] if digits else []
    found += [(request_by_ticket(store, ticket), None)] if ticket else []
    return [_hit(one, number) for one, number in found if one]


def digits_of(text):
    """The digits of an RMA number with its label, its tag and its blanks, or an empty text."""
    bare = LABEL.sub("", unicodedata.normalize("NFKC", text))
    return "".join(str(int(sign)) for sign in bare) if bare.isdecimal() else ""


def _by_serial(text):
    """By each maker's own way of writing serials, so that a hexadecimal one is found by its number."""
    read = [
        one.serial
        for vendor in current_app.vendors.values()
        for one in read_serials(text, serial_form(vendor), MOST).serials
    ]
    return [_hit_of(stood) for stood in units_by_serial(get_store(), dict.fromkeys(read))]


def _hit(one, number):
    path = number or one.ticket
    models = joined(dict.fromkeys(batch.model for batch in one.batches))
    states = joined(dict.fromkeys(state_name(unit.state) for unit in one.units))
    still = any(STATES[unit.state].lane for unit in one.units)
    number = number and shown_in(one, number)
    return _made(f"{path}/", number, one, models, states, still)


def _hit_of(stood):
    path = f"{stood.rma or stood.ticket}/?scanned={quote(stood.serial, safe='')}"
    number = stood.rma and shown_rma(stood.rma, stood.source)
    return _made(path, number, stood, stood.model, state_name(stood.state), bool(STATES[stood.state].lane))


def _made(path, number, one, model, state, still):
    vendor = current_app.vendors.get(one.vendor)
    return Hit(
        path=GOODS_IN + path, number=number, ticket=show_ticket(one.ticket),
        vendor=vendor.name if vendor else one.vendor, model=model, state=state,
        asked=moment(one.created).partition(",")[0], open=still,
    )  # fmt: skip


def state_name(state, result=None):
    """The name of a state in words."""
    words = read_words()
    return fill(words.states[state].name, result=words.results.get(result, "Done"))
