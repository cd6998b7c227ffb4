"""Goods-in: a scan finds the parcel, what was in it is ticked off, and the customer is told what came."""

import hashlib
import json
from datetime import date
from types import SimpleNamespace

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request

from content.dates import written
from content.explain.facts import line_of
from forms.desk.case.case_page import actor, case_path, seen_by
from forms.desk.case.timeline import meanwhile
from forms.desk.goods_in.parcel_check import bench_of, known_by, told_of
from forms.desk.goods_in.scan import GOODS_IN, by_number, digits_of, hits, nothing_found, request_at
from forms.records.errors import CannotWrite, Overtaken, Refused
from forms.records.rma_number import shown_in, shown_rma
from forms.records.ticket import show_ticket
from forms.rma.lifecycle import camera_is
from forms.rma.status import moment, policy_of
from forms.rma.transition import Intent
from forms.shipping.customs import country_name
from forms.steps.inputs import faults_of, need_form, read_needs
from forms.steps.take import take, work_out
from forms.store.desk.goods_in import parcels_coming
from forms.store.requests import read_story
from forms.web.messages import STALE
from forms.web.request_context import get_store, stamp, vendor_or_404
from forms.web.unavailable import unstored, wait

pages = Blueprint("goods_in", __name__)
MOST = 20  # of what is expected, on the first page
EMPTY = "Tick what was in the box, or scan it; then note the arrival."
LOOK_AGAIN = "What is ticked or written has changed, and the mail with it. Read it, then press the button again."


@pages.get("/goods-in/")
def goods_in():
    scanned = request.args.get("q", "").strip()
    found = hits(scanned) if scanned else []
    if len(found) == 1:
        return redirect(found[0].path, 303)
    count, coming = parcels_coming(get_store(), MOST)
    return render_template(
        "goodsin.html", scanned=scanned, found=found, nothing="" if found or not scanned else nothing_found(scanned),
        count=count, coming=coming, vendors=current_app.vendors, one_box=_one_box_after(), moment=moment,
        shown=shown_rma, show_ticket=show_ticket, country_name=country_name, most=MOST,
    )  # fmt: skip


def _one_box_after():
    """What the vendor of the parcel just noted says on several numbers in one box; nothing where none was."""
    one, _ = request_at(request.args.get("after", ""))
    if not one or one.vendor not in current_app.vendors:
        return None
    vendor = current_app.vendors[one.vendor]
    return line_of(vendor, policy_of(vendor, one), "one-box")


@pages.route("/goods-in/<number>/", methods=["GET", "POST"])
def parcel(number):
    at = place(number)
    if request.method == "GET":
        return show_parcel(at)
    if at.faults:
        return show_parcel(at, at.faults), 422
    # A scan ends with Enter too, and is looked at before anything is noted.
    asked = request.form.get("do") == "note" and not request.form.get("scan", "").strip()
    if asked and not at.ids:
        return show_parcel(at, [("units", EMPTY)]), 422
    if not asked or request.form.get("shown") != at.seal:
        return show_parcel(at, told=LOOK_AGAIN if asked else "")
    return note(at)


def note(at):
    """Note the arrival and go back to the box for the next scan; or say why it was not noted."""
    try:
        take(
            get_store(),
            Intent(at.one, "arrive", at.ids, at.said, actor(), at.vendor, current_app.settings, stamp(), at.seen),
        )
    except Overtaken as fault:
        at = place(at.number or at.one.ticket)
        at.seen = at.one.seen
        return show_parcel(at, [("units", meanwhile(fault))]), 409
    except Refused as fault:
        return show_parcel(at, [("units", str(fault))]), 422
    except CannotWrite as fault:
        return show_parcel(at, [("note", unstored(fault))]), 503, wait(fault)
    flash(noted_words(at))
    return redirect(f"{GOODS_IN}?after={at.number or at.one.ticket}", 303)


def noted_words(at):
    """What was noted, in a sentence."""
    came, missing = len(at.ids), len(at.bench.missing)
    what = f"{came} camera{'' if came == 1 else 's'} of {at.name} arrived"
    return f"Noted: {what}{f', {missing} missing' if missing else ''}. The mail to the customer is on its way."


def place(number):
    """What a parcel's page stands on: the request, its number, the bench as posted, what is said, the mail's seal."""
    one, asked = request_at(number)
    vendor = vendor_or_404(one.vendor) if one else abort(404)
    numbers = list(dict.fromkeys(unit.rma for unit in one.units if unit.rma))
    rma = one.rma(asked or (numbers[0] if len(numbers) == 1 else None))
    policy, desk = policy_of(vendor, one), current_app.settings.desk(vendor.slug)
    at = SimpleNamespace(one=one, vendor=vendor, numbers=numbers, rma=rma, number=rma.number if rma else "")
    at.name = f"RMA number {shown_in(one, rma.number)}" if rma else f"ticket {show_ticket(one.ticket)}"
    at.form, at.policy = need_form("arrive", (), vendor, policy, desk), policy
    _set_out(at)
    posted = request.method == "POST"
    said = read_needs(at.form, "arrive", at.bench.ticked, vendor, policy, desk) if posted else None
    at.faults = _faults(at) if posted else []
    at.said = told_of(at.bench, said or {"remarks": [], "more": ""})
    at.seen = seen_by(one)
    at.seal = hashlib.sha256(json.dumps([at.ids, at.said]).encode()).hexdigest()
    return at


def _set_out(at):
    """Lay out what was scanned and ticked; a number scanned among the serials names another parcel."""
    scanned, scan = (request.values.get(name, "").replace("\r\n", "\n").strip() for name in ("scanned", "scan"))
    own = {serial for unit in at.one.units for serial in known_by(unit)}
    at.named = [] if digits_of(scan) in own else by_number(scan)
    at.scanned = "\n".join(filter(None, (scanned, "" if at.named else scan)))
    ticks = request.form.getlist("u") if request.method == "POST" else None
    at.bench = bench_of(at.one, at.vendor, at.number, at.scanned, ticks, request.form.get("compared") == "1")
    at.ids = [unit.id for unit in at.bench.ticked]
    here = {f"{GOODS_IN}{name}/" for name in (at.number, at.one.ticket)}
    at.named = [hit for hit in at.named if hit.path not in here]


def _faults(at):
    stale = [("note", f"{STALE} Press the button again.")] if at.form.csrf_token.errors else faults_of(at.form)
    return stale + [("scanned", sentence) for sentence in at.bench.errors]


def _mail(at):
    """The mail as it would go now, or None where nothing is ticked yet."""
    try:
        planned = work_out(Intent(at.one, "arrive", at.ids, at.said, actor(), at.vendor, current_app.settings, stamp()))
    except Refused:
        return None
    return planned.mails[0]


def show_parcel(at, errors=(), told=""):
    """The parcel on the bench."""
    one, story = at.one, read_story(get_store(), at.one.id)
    ends = at.rma and at.rma.expires
    return render_template(
        "parcel.html", at=at, one=one, bench=at.bench, form=at.form, errors=errors, told=told, vendor=at.vendor,
        mail=_mail(at), ticket=show_ticket(one.ticket), path=case_path(one),
        number=at.rma and shown_in(one, at.rma.number), expires=ends and written(date.fromisoformat(ends)),
        sender=sender_of(one), parcel=parcel_told(at, story), not_to_come=camera_is("never"),
        others=[(number, shown_in(one, number)) for number in at.numbers if number != at.number],
        one_box=line_of(at.vendor, at.policy, "one-box"), home=GOODS_IN, shown=shown_in,
    )  # fmt: skip


def sender_of(one):
    """Who sent it: company, name and country."""
    return ", ".join(filter(None, (one.company, one.name, country_name(one.country))))


def parcel_told(at, story):
    """'DHL, 00340…, told on 3 April 2026': what the customer last said of this parcel's way; empty where nothing."""
    ids = {unit.id for unit in at.one.units if not at.number or unit.rma == at.number}
    for parcel in reversed(story.parcels):
        event = story.event(parcel.event)
        if parcel.way == "there" and ids & {*event.detail["units"]}:
            return ", ".join(filter(None, (parcel.carrier, parcel.tracking, f"told on {moment(event.at)}")))
    return ""
