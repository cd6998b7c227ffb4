"""Claiming a case: claim it, release it, snooze and wake it, mark it as read."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from flask import Blueprint, abort, flash, g, redirect, render_template, request
from flask_wtf import FlaskForm

from content.dates import now, read_day, written
from forms.desk.auth.session import local_path
from forms.desk.case.opened_case import case_or_404
from forms.records.text import is_id
from forms.rma.status import written_moment
from forms.rma.transition import lanes_of
from forms.store.desk.claims import claim_case, mark_case_read, read_claim, release_case, snooze_case, wake_case
from forms.web.page_again import NotDone, PageError, check_token, errors_of, page_again
from forms.web.request_context import get_store, timestamp, vendor_or_404

pages = Blueprint("claim", __name__)
FARTHEST = 366  # days
NEWER = "Something new came since you looked. Nothing was changed; look at the case first."
A_DAY = "Write a day after today, such as {}."
TOO_FAR = "A year ahead is the farthest. Write an earlier day."


@pages.app_template_test("ahead")
def ahead(time):
    """Whether a stored time is still to come."""
    return bool(time) and time > timestamp()


def _hold_again(fault, ticket):
    """The page that says why not, with the same buttons; only what it tells counts as seen."""
    return_request, [error] = case_or_404(ticket), errors_of(fault, "hold")
    seen = return_request.seen if error.sentence == NEWER else _number("seen")
    return render_template(
        "claim.html", return_request=replace(return_request, seen=seen), errors=[error], form=FlaskForm(),
        claim=read_claim(get_store(), return_request.id), back=local_path(request.form.get("back", "")),
    )  # fmt: skip


@pages.post("/case/<ticket>/hold/")
@page_again(_hold_again)
def hold(ticket):
    return_request, act = case_or_404(ticket), BUTTONS.get(request.form.get("do", "")) or abort(400)
    check_token()
    flash(act(return_request))
    return redirect(local_path(request.form.get("back", "")), 303)


def _claim(return_request):
    if claim_case(get_store(), return_request.id, g.staff.id, timestamp(), _number("owner")):
        return "You have it now."
    claim = read_claim(get_store(), return_request.id)
    held = f"has had it since {written_moment(claim['owner_since'])}" if claim["owner_since"] else "has it"
    raise _fault("take-over", f"{claim['owner_name']} {held}. Take it over, or leave it there.", 409)


def _release(return_request):
    if release_case(get_store(), return_request.id, g.staff.id, timestamp()):
        return "You have let go of it."
    owner = read_claim(get_store(), return_request.id)["owner_name"]
    return f"{owner or 'Nobody'} has it. Nothing was changed."


def _snooze(return_request):
    today = now().date()
    days = {"tomorrow": 1, "three-days": 3, "monday": 7 - today.weekday()}.get(request.form["do"])
    day = today + timedelta(days=days) if days else _day_after(today)
    until = f"{day.isoformat()}T00:00:00Z"
    if not snooze_case(get_store(), return_request.id, g.staff.id, until, _number("seen"), timestamp()):
        raise NotDone(NEWER, status=409)
    return f"Put aside until {written(day)}."


def _day_after(today):
    day = read_day(request.form.get("day", ""))
    if not day or day <= today:
        raise _fault("hold-day", A_DAY.format(written(today + timedelta(days=7))))
    if day > today + timedelta(days=FARTHEST):
        raise _fault("hold-day", TOO_FAR)
    return day


def _wake(return_request):
    wake_case(get_store(), return_request.id, g.staff.id, timestamp())
    return "It is back in its worklist."


def _read(return_request):
    lanes = partial(lanes_of, vendor=vendor_or_404(return_request.vendor))
    if not mark_case_read(get_store(), return_request.id, g.staff.id, _number("seen"), lanes, timestamp()):
        raise NotDone(NEWER, status=409)
    return "Marked as read."


def _fault(field, sentence, status=422):
    return NotDone(errors=[PageError(field, sentence)], status=status)


def _number(name):
    posted = request.form.get(name, "")
    return int(posted) if is_id(posted) else 0


# What each button does; the functions give the sentence to show, or raise NotDone.
BUTTONS = {
    "claim": _claim, "take-over": _claim, "release": _release, "wake": _wake, "read": _read,
    "tomorrow": _snooze, "three-days": _snooze, "monday": _snooze, "until": _snooze,
}  # fmt: skip
