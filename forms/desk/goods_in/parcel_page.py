"""The page of an opened parcel: what was in it is ticked off, and the customer gets a mail about what came."""

from typing import NamedTuple

from flask import Blueprint, abort, flash, redirect, render_template, request

from content.explain.facts import fact_line
from forms.desk.case.opened_case import digest_of, mail_of, seen_event, take_step
from forms.desk.case.timeline import overtaken_at_desk
from forms.desk.goods_in.parcel_check import arrival_inputs, check_parcel, known_by
from forms.desk.goods_in.scan import GOODS_IN, by_number, request_at
from forms.records.errors import Overtaken, Refused
from forms.records.rma_number import shown_in
from forms.records.ticket import show_ticket
from forms.records.typed_number import digits_of
from forms.rma.lifecycle import camera_is
from forms.rma.status import written_moment
from forms.steps.inputs import StepContext, context_of, input_form, read_inputs
from forms.store.requests import read_history, request_by_id
from forms.web.messages import STALE_PAGE
from forms.web.page_again import NotDone, PageError, errors_of, field_errors, page_again
from forms.web.request_context import get_store

pages = Blueprint("parcel", __name__)
EMPTY = "Tick what was in the box, or scan it; then note the arrival."
LOOK_AGAIN = "What is ticked or written has changed, and the mail with it. Read it, then press the button again."


class ParcelPage(NamedTuple):
    """What the page of a parcel shows: its request, its RMA number, what was scanned and ticked, and what is noted.

    `numbers` are all RMA numbers of the request, `rma` is None where the parcel has none, `elsewhere` holds Hits of
    other parcels whose number was scanned among the serials.
    """

    request: object
    context: StepContext
    numbers: list
    rma: object
    form: object
    scanned: str
    elsewhere: list
    check: object
    inputs: dict
    seen: int

    @property
    def number(self):
        return self.rma.number if self.rma else ""

    @property
    def name(self):
        ticket = f"ticket {show_ticket(self.request.ticket)}"
        return f"RMA number {shown_in(self.request, self.number)}" if self.rma else ticket

    @property
    def digest(self):
        """The hash of the cameras ticked and all that is typed."""
        return digest_of(self, self.inputs)


@pages.route("/goods-in/<number>/", methods=["GET", "POST"])
def parcel(number):
    page = open_parcel(request_at(number), number)
    return show_parcel(page) if request.method == "GET" else _note(page)


def _parcel_again(fault, page):
    field = "units" if isinstance(fault, NotDone | Refused) else "note"
    if not isinstance(fault, Overtaken):
        return show_parcel(page, errors_of(fault, field))
    fresh = request_by_id(get_store(), page.request.id)
    page = open_parcel(fresh, page.number)._replace(seen=fresh.seen)
    return show_parcel(page, [PageError("units", overtaken_at_desk(fault))])


@page_again(_parcel_again)
def _note(page):
    """Note the arrival and go back for the next scan; or show the mail first, where it has not been read."""
    if errors := _errors(page):
        raise NotDone(errors=errors)
    # A scan ends with Enter too, and is looked at before anything is noted.
    pressed = request.form.get("do") == "note" and not request.form.get("scan", "").strip()
    if pressed and not page.context.units:
        raise NotDone(EMPTY)
    if not pressed or request.form.get("shown") != page.digest:
        return show_parcel(page, notice=LOOK_AGAIN if pressed else "")
    take_step(page, page.inputs)
    flash(noted_words(page))
    return redirect(f"{GOODS_IN}?after={page.number or page.request.ticket}", 303)


def noted_words(page):
    """What was noted, in a sentence."""
    came, missing = len(page.context.units), len(page.check.missing)
    what = f"{came} camera{'' if came == 1 else 's'} of {page.name} arrived"
    return f"Noted: {what}{f', {missing} missing' if missing else ''}. The mail to the customer is on its way."


def open_parcel(return_request, number):
    """The ParcelPage of a request and the number in the address; 404 where there is no request."""
    context = context_of(return_request or abort(404), "arrive", ())
    numbers = list(dict.fromkeys(unit.rma for unit in return_request.units if unit.rma))
    rma = return_request.rma(number) or (return_request.rma(numbers[0]) if len(numbers) == 1 else None)
    form, posted = input_form(context), request.method == "POST"
    scanned, elsewhere = _scanned(return_request, rma)
    ticks = request.form.getlist("u") if posted else None
    compared = request.form.get("compared") == "1"
    check = check_parcel(return_request, context.vendor, rma and rma.number, scanned, ticks, compared)
    context = context._replace(units=tuple(check.ticked))
    inputs = read_inputs(form, context) if posted else None
    inputs = arrival_inputs(check, inputs or {"remarks": [], "more": ""})
    seen = seen_event(return_request)
    return ParcelPage(return_request, context, numbers, rma, form, scanned, elsewhere, check, inputs, seen)


def _scanned(return_request, rma):
    """The serials scanned so far, a line each; and the Hits of other parcels where the last scan was their number."""
    before, scan = (request.values.get(name, "").replace("\r\n", "\n").strip() for name in ("scanned", "scan"))
    own = known_by(return_request.units)
    named = [] if digits_of(scan) in own else by_number(scan)
    this = {f"{GOODS_IN}{name}/" for name in (rma and rma.number, return_request.ticket)}
    text = "\n".join(filter(None, (before, "" if named else scan)))
    return text, [hit for hit in named if hit.path not in this]


def _errors(page):
    errors = [PageError("note", STALE_PAGE)] if page.form.csrf_token.errors else field_errors(page.form)
    return errors + [PageError("scanned", sentence) for sentence in page.check.read.errors]


def show_parcel(page, errors=(), notice=""):
    """The page of a parcel; `notice` says why it is shown again."""
    return render_template(
        "parcel.html", page=page, errors=errors, notice=notice, mail=mail_of(page, page.inputs), home=GOODS_IN,
        not_to_come=camera_is("never"), models={batch.id: batch.model for batch in page.request.batches},
        parcel=shipment_words(page, read_history(get_store(), page.request.id)),
        one_box=fact_line(page.context.vendor, page.context.policy, "one-box"),
    )  # fmt: skip


def shipment_words(page, history):
    """'DHL, 00340…, told on 3 April 2026': what the customer last wrote of the parcel's shipping; empty for nothing."""
    ids = {unit.id for unit in page.request.units if not page.number or unit.rma == page.number}
    for parcel in reversed(history.parcels):
        event = history.event(parcel.event)
        if parcel.way == "there" and ids & {*event.detail["units"]}:
            return ", ".join(filter(None, (parcel.carrier, parcel.tracking, f"told on {written_moment(event.at)}")))
    return ""
