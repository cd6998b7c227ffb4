"""A step at the desk: what it needs, the mail it will send to be read beforehand, and the button that does both."""

import hashlib
import json
from types import SimpleNamespace

from flask import Blueprint, current_app, flash, g, redirect, render_template, request

from content.explain.facts import names_in
from content.explain.fixes import as_text
from content.wording.catalog import read_words
from forms.desk.case.case_page import actor, case_or_404, case_path, known_fixes, seen_by
from forms.desk.case.timeline import meanwhile, said_of
from forms.records.errors import CannotWrite, NumberTaken, Overtaken, Refused
from forms.rma.lifecycle import STATES, STEPS
from forms.rma.status import policy_of
from forms.rma.transition import Intent, why_not
from forms.steps.inputs import faults_of, need_form, read_needs
from forms.steps.take import TAKEN, take, work_out
from forms.store.desk.queue import next_case
from forms.store.events import last_event
from forms.store.requests import request_by_id
from forms.web.messages import STALE
from forms.web.request_context import get_store, stamp, vendor_or_404
from forms.web.unavailable import unstored, wait

pages = Blueprint("step", __name__)
READ_IT = "This is the mail as it stands now. Read it, then press the button again."


@pages.route("/case/<ticket>/<any(" + ",".join(f"'{id}'" for id in STEPS) + "):step_id>/", methods=["GET", "POST"])
def step(ticket, step_id):
    one = case_or_404(ticket)
    at = place(one, step_id)
    if request.method == "GET":
        return show_step(at, at.preview({}))
    said = read_needs(at.form, step_id, at.chosen, at.vendor, at.policy, at.desk)
    faults = [("send", f"{STALE} Press the button again.")] if at.form.csrf_token.errors else faults_of(at.form)
    if said is None:
        return show_step(at, at.preview({}), faults), 422
    if request.form.get("do") == "show":
        return show_step(at, at.preview(said))
    unread = request.form.get("shown") != seal(at) and at.seen == last_event(get_store(), one.id)
    mail = at.preview(said) if unread else None
    return show_step(at, mail, told=READ_IT) if mail else _send(at, said)


def _send(at, said):
    try:
        take(
            get_store(),
            Intent(at.one, at.step_id, at.ids, said, actor(), at.vendor, current_app.settings, stamp(), at.seen),
        )
    except Overtaken as fault:
        at = place(request_by_id(get_store(), at.one.id), at.step_id)
        at.seen = at.one.seen
        return show_step(at, at.preview(said), [("send", meanwhile(fault))]), 409
    except NumberTaken:
        return show_step(at, at.preview(said), [("number", TAKEN)]), 422
    except Refused as fault:
        return show_step(at, None, [("send", str(fault))]), 422
    except CannotWrite as fault:
        return show_step(at, at.preview(said), [("send", unstored(fault))]), 503, wait(fault)
    flash(f"{said_of(at.step_id)}{' The mail is on its way.' if STEPS[at.step_id].mail else ''}")
    return redirect(_onward(at) if request.form.get("do") == "next" else case_path(at.one), 303)


def _onward(at):
    ticket = next_case(get_store(), g.staff.id, at.one.id, stamp())
    return f"/rma/desk/case/{ticket}/" if ticket else "/rma/desk/"


def place(one, step_id):
    """What a step page stands on: the request, the units chosen (else all it fits), its form, what was seen."""
    vendor = vendor_or_404(one.vendor)
    policy, desk = policy_of(vendor, one), current_app.settings.desk(vendor.slug)
    reasons = {unit.id: why_not(step_id, one, unit, "support", vendor) for unit in one.units}
    fits = [unit for unit in one.units if not reasons[unit.id]]
    chosen = _chosen(one, step_id, fits)
    at = SimpleNamespace(
        one=one, step_id=step_id, step=STEPS[step_id], vendor=vendor, policy=policy, desk=desk, reasons=reasons,
        fits=fits, chosen=chosen, ids=[unit.id for unit in chosen], seen=seen_by(one),
        form=need_form(step_id, chosen or fits, vendor, policy, desk),
    )  # fmt: skip
    if request.method == "GET":
        _begin(at)
    at.preview = lambda said: preview(at, said)
    return at


def _chosen(one, step_id, fits):
    """The units ticked; on the way here those that fit, and of a parcel those that are expected in it."""
    ticked = [unit for unit in one.units if str(unit.id) in request.values.getlist("u")]
    if request.method == "POST":
        return ticked
    if step_id == "arrive" and len(ticked) in (0, len(one.units)):
        return [unit for unit in fits if STATES[unit.state].packed] or fits
    if ticked or "chosen" in request.args:
        return [unit for unit in fits if unit in ticked]
    return fits


def seal(at):
    """What the mail beside the form was worked out from: whoever typed something since has not read it."""
    typed = {field.name: field.data or "" for field in at.form if field.name != "csrf_token"}
    return hashlib.sha256(json.dumps([at.ids, typed], sort_keys=True).encode()).hexdigest()[:16]


def _begin(at):
    """Fill in what is known already: a known fix, the customer's name where they answered by telephone."""
    wanted = request.args.get("fix")
    fix = next((fix for fix in known_fixes(at.vendor, at.one) if fix.id == wanted), None)
    if fix and "words" in at.form:
        at.form.words.data = as_text(fix)
    if "name" in at.form:
        at.form.name.data = at.one.name


def preview(at, said):
    """The mail this would send, by what is typed so far; None where it sends none or cannot be taken."""
    if not at.step.mail or not at.chosen or ("currency" in at.form and "price" not in said):
        return None
    # What was posted as a choice and is none cannot be worked out.
    strange = {field.name for field in at.form if field.type == "RadioField" and field.errors}
    fields = [field for field in at.form if isinstance(field.data, str | None) and field.name not in strange]
    typed = {field.name: field.data or "" for field in fields}
    try:
        planned = work_out(
            Intent(at.one, at.step_id, at.ids, typed | said, actor(), at.vendor, current_app.settings, stamp())
        )
    except Refused:
        return None
    return planned.mails[0]


def show_step(at, mail, errors=(), told=""):
    """The page of a step, with the mail it sends; `told` says why it is shown again."""
    words = read_words().steps[at.step_id]
    return render_template(
        "step.html", at=at, one=at.one, vendor=at.vendor, form=at.form, mail=mail, errors=errors, words=words,
        path=case_path(at.one), carriers=names_in("carriers", at.policy.facts.carriers), all_words=read_words(),
        shown=seal(at) if mail else "", told=told,
    )  # fmt: skip
