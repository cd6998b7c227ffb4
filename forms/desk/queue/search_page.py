"""The search: one box for whatever support hears on the telephone; exact matches come first."""

import re
import unicodedata
from typing import NamedTuple

from flask import Blueprint, current_app, redirect, render_template, request

from forms.desk.queue.rows import Lead, Line
from forms.records.text import clean
from forms.records.ticket import near_tickets, read_ticket, show_ticket
from forms.records.typed_number import digits_of
from forms.rma.status import on_day
from forms.serials.pattern import normal, tidy
from forms.serials.serial_box import ANY_TEXT
from forms.store.desk.queue import queue_rows
from forms.store.desk.search import find_requests
from forms.web.page_again import PageError
from forms.web.request_context import get_store

pages = Blueprint("search", __name__)
MOST, LONGEST = 50, 200
LEAST_OF_A_SERIAL, LEAST_OF_AN_ADDRESS, LEAST_OF_A_WORD = 4, 3, 2
TOO_LONG = f"Type less: nothing here is longer than {LONGEST} characters."
GOES_STRAIGHT = {"ticket", "rma"}
OF_ONE = GOES_STRAIGHT | {"their-rma", "their-ticket", "serial"}  # what another request may be meant by just as well
EXACT = {"ticket", "rma", "their-rma", "their-ticket", "serial", "new-serial", "email"}


class Group(NamedTuple):
    """What was found in one way, such as by company: Lines, newest first; `more` if not all."""

    way: str
    rows: list
    more: bool


@pages.get("/search/")
def search():
    typed = clean(request.args.get("q", "")).strip()
    if len(typed) > LONGEST:
        return _show(typed[:LONGEST], errors=[PageError("q", TOO_LONG)]), 422
    read = read_ticket(typed)
    found = found_by(typed, read)
    exact = {id for way in OF_ONE for id in found.get(way, [])}
    if len(exact) == 1 and GOES_STRAIGHT & set(found) and not read.note:
        [line] = queue_rows(get_store(), exact)
        return redirect(f"/rma/desk/case/{line['ticket']}/", 303)
    return _show(typed, [group_of(way, hits) for way, hits in found.items()], read.note if "ticket" in found else "")


def _show(typed, groups=(), note="", errors=()):
    return render_template("search.html", typed=typed, groups=groups, note=note, errors=errors, most=MOST)


def found_by(typed, read):
    """{way: {request id: what matched}}; once something matches exactly, nothing is looked for that begins like it."""
    found = {}
    for way, text in ways(typed, read):
        if way not in EXACT and EXACT & found.keys():
            break
        if hits := find_requests(get_store(), {"near": "ticket"}.get(way, way), text):
            found[way] = found.get(way, {}) | dict(hits)
    return found


def ways(typed, read):
    """Yield (way, text to look for) for every meaning of what was typed, the exact ones first."""
    plain = unicodedata.normalize("NFC", typed)
    serial = normal(tidy(plain), ANY_TEXT)
    if read.ticket:
        yield "ticket", [read.ticket]
    if digits := digits_of(plain):
        yield "rma", digits
    own = " ".join(plain.split())
    yield from (("their-rma", own), ("their-ticket", own))
    # A label may print marks and blanks into a serial that is stored without them.
    for spelling in dict.fromkeys((serial, re.sub(r"[\W_]", "", serial))):
        yield from (("serial", spelling), ("new-serial", spelling))
    yield "email", plain
    if near := near_tickets(plain):
        yield "near", near
    if len(serial) >= LEAST_OF_A_SERIAL:
        yield "serial-start", serial
    yield from _of_an_address(plain)
    if codes := _dealers(plain):
        yield "dealer", codes
    if _is_a_word(plain):
        for way in ("company", "name", "reference"):
            yield way, plain


def _dealers(typed):
    # A code is asked for as it is: a dealer no longer listed may still stand on a request.
    dealers = current_app.dealers.values()
    named = [dealer.code for dealer in dealers if typed.casefold() in dealer.name.casefold()]
    return [typed.upper(), *(named if _is_a_word(typed) else [])] if typed else []


def _is_a_word(typed):
    # 李 is a name, and 山 one half of one.
    return len(typed) >= LEAST_OF_A_WORD or bool(typed) and unicodedata.east_asian_width(typed) == "W"


def _of_an_address(typed):
    before, sign, domain = typed.rpartition("@")
    if " " in typed or len(typed) < LEAST_OF_AN_ADDRESS:
        return
    if "." in domain and not before:
        yield "domain", domain
    if before or not sign:
        yield "email-start", typed


def group_of(way, hits):
    """The Group of what was found in one way, as {request id: what matched}."""
    shown = show_ticket if way in ("ticket", "near") else str
    found = queue_rows(get_store(), list(hits)[:MOST])
    rows = [Line(row, Lead(shown(hits[row["id"]]), f"asked {on_day(row['created'])}")) for row in found]
    return Group(way, rows, len(hits) > MOST)
