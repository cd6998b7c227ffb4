"""A step at the desk: what it needs, the mail it will send to be read beforehand, and the button that does both."""

from typing import NamedTuple

from flask import Blueprint, flash, g, redirect, render_template, request

from content.explain.fixes import fix_text
from content.explain.values import listed_names
from content.wording.catalog import read_words
from forms.desk.case.case_details import known_fixes
from forms.desk.case.opened_case import case_or_404, case_path, digest_of, mail_of, seen_event, take_step
from forms.desk.case.timeline import event_words, overtaken_at_desk
from forms.records.errors import NumberTaken, Overtaken
from forms.rma.lifecycle import STATES, STEPS
from forms.rma.transition import why_not
from forms.steps.inputs import StepContext, context_of, input_form, read_inputs
from forms.steps.take import NUMBER_TAKEN
from forms.store.desk.queue import next_case
from forms.store.events import last_event
from forms.store.requests import request_by_id
from forms.web.messages import STALE_PAGE
from forms.web.page_again import NotDone, PageError, errors_of, field_errors, page_again
from forms.web.request_context import get_store, timestamp, vendor_or_404

pages = Blueprint("step", __name__)


class StepPage(NamedTuple):
    """What a step's page shows: its StepContext with the chosen units, which fit, its form, and the last event seen.

    `reasons` tells by unit id why the step does not fit it; the reason is empty where it does.
    """

    request: object
    context: StepContext
    reasons: dict
    fits: list
    seen: int
    form: object

    @property
    def step(self):
        return STEPS[self.context.step]

    @property
    def digest(self):
        """The hash of the units chosen and all that is typed."""
        typed = {field.name: field.data or "" for field in self.form if field.name != "csrf_token"}
        return digest_of(self, typed)


@pages.route("/case/<ticket>/<any(" + ",".join(f"'{id}'" for id in STEPS) + "):step_id>/", methods=["GET", "POST"])
def step(ticket, step_id):
    page = open_step(case_or_404(ticket), step_id)
    if request.method == "GET":
        return show_step(page, preview(page, {}))
    return _send(page, read_inputs(page.form, page.context))


def _step_again(fault, page, inputs):
    errors = [PageError("number", NUMBER_TAKEN)] if isinstance(fault, NumberTaken) else errors_of(fault, "send")
    if isinstance(fault, Overtaken):
        fresh, errors = request_by_id(get_store(), page.request.id), [PageError("send", overtaken_at_desk(fault))]
        page = open_step(fresh, page.context.step)._replace(seen=fresh.seen)
    return show_step(page, preview(page, inputs or {}), errors)


@page_again(_step_again)
def _send(page, inputs):
    """Take the step, or first show its mail where that was asked for or is not the one that was read."""
    if inputs is None:
        stale = page.form.csrf_token.errors
        raise NotDone(errors=[PageError("send", STALE_PAGE)] if stale else field_errors(page.form))
    if request.form.get("do") == "show":
        return show_step(page, preview(page, inputs))
    unread = request.form.get("shown") != page.digest and page.seen == last_event(get_store(), page.request.id)
    if mail := preview(page, inputs) if unread else None:
        return show_step(page, mail, notice="This is the mail as it stands now. Read it, then press the button again.")
    take_step(page, inputs)
    flash(f"{event_words(page.context.step)}{' The mail is on its way.' if page.step.mail else ''}")
    return redirect(_onward(page) if request.form.get("do") == "next" else case_path(page.request), 303)


def _onward(page):
    ticket = next_case(get_store(), g.staff.id, page.request.id, timestamp())
    return f"/rma/desk/case/{ticket}/" if ticket else "/rma/desk/"


def open_step(return_request, step_id):
    """The StepPage of a step, with its form as posted, or on a first look with what is known already."""
    units, vendor = return_request.units, vendor_or_404(return_request.vendor)
    reasons = {unit.id: why_not(step_id, return_request, unit, "support", vendor) for unit in units}
    fits = [unit for unit in units if not reasons[unit.id]]
    context = context_of(return_request, step_id, _chosen(return_request, step_id, fits))
    form = input_form(context)
    if request.method == "GET":
        _prefill(form, vendor, return_request)
    return StepPage(return_request, context, reasons, fits, seen_event(return_request), form)


def _chosen(return_request, step_id, fits):
    """The units ticked; on a first look those of them that fit, and for a parcel those that are expected in it."""
    ticked = [unit for unit in return_request.units if str(unit.id) in request.values.getlist("u")]
    if request.method == "POST":
        return ticked
    if step_id == "arrive" and len(ticked) in (0, len(return_request.units)):
        return [unit for unit in fits if STATES[unit.state].packed] or fits
    if ticked or "chosen" in request.args:
        return [unit for unit in fits if unit in ticked]
    return fits


def _prefill(form, vendor, return_request):
    """Fill in a known fix that was asked for, and the customer's name where they answered by telephone."""
    fix = known_fixes(vendor, return_request).get(request.args.get("fix"))
    if fix and "words" in form:
        form.words.data = fix_text(fix)
    if "name" in form:
        form.name.data = return_request.name


def preview(page, inputs):
    """The mail this would send, by what is typed so far; None where it sends none or cannot be taken."""
    if not page.step.mail or not page.context.units or ("currency" in page.form and "price" not in inputs):
        return None
    # What was posted as a choice and is none cannot be worked out.
    strange = {field.name for field in page.form if field.type in ("RadioField", "SelectField") and field.errors}
    fields = [field for field in page.form if isinstance(field.data, str | None) and field.name not in strange]
    return mail_of(page, {field.name: field.data or "" for field in fields} | inputs)


def show_step(page, mail, errors=(), notice=""):
    """The page of a step, with the mail it sends; `notice` says why it is shown again."""
    carriers = listed_names("carriers", page.context.policy.fact("carriers"))
    return render_template(
        "step.html", page=page, return_request=page.request, form=page.form, mail=mail, errors=errors, notice=notice,
        words=read_words().steps[page.context.step], carriers=carriers,
    )  # fmt: skip
