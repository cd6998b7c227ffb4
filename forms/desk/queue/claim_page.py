"""Having a case in hand: claim it, let go of it, put it aside, bring it back, mark it as read."""

from dataclasses import replace
from datetime import date, timedelta

from flask import Blueprint, abort, flash, g, redirect, render_template, request
from flask_wtf import FlaskForm

from content.dates import now, read_day, written
from forms.desk.auth.session import local_path
from forms.desk.case.case_page import case_or_404, case_path
from forms.records.errors import CannotWrite
from forms.records.ticket import show_ticket
from forms.rma.status import moment
from forms.rma.transition import lanes_of
from forms.store.desk.claims import claim_case, mark_case_read, read_desk, release_case, snooze_case, wake_case
from forms.web.messages import STALE
from forms.web.request_context import get_store, stamp, vendor_or_404
from forms.web.unavailable import unstored, wait

pages = Blueprint("claim", __name__)
FARTHEST = 366  # days
NEWER = "Something new came since you looked. Nothing was changed; look at the case first."
A_DAY = "Write a day after today, such as {}."
TOO_FAR = "A year ahead is the farthest. Write an earlier day."


@pages.app_template_test("ahead")
def ahead(time):
    """Whether a stored time is still to come."""
    return bool(time) and time > stamp()


@pages.app_template_filter("on_day")
def on_day(time):
    """'3 April 2026', of a stored time."""
    return written(date.fromisoformat(time[:10]))


@pages.post("/case/<ticket>/hold/")
def hold(ticket):
    one, do = case_or_404(ticket), request.form.get("do", "")
    if do not in DO:
        abort(400)
    if not FlaskForm().validate():
        return show_hold(one, ("hold", f"{STALE} Press the button again.")), 422
    try:
        told, fault, code = DO[do](one)
    except CannotWrite as fault:
        return show_hold(one, ("hold", unstored(fault))), 503, wait(fault)
    if fault:
        return show_hold(one, fault), code
    flash(told)
    return redirect(local_path(request.form.get("back", "")), 303)


def show_hold(one, fault):
    """The page that says why not, with the same buttons again; what it does not tell of is not seen by it."""
    seen = one.seen if fault[1] == NEWER else _number("seen")
    return render_template(
        "hold.html", one=replace(one, seen=seen), shown=show_ticket(one.ticket),
        path=case_path(one), desk=read_desk(get_store(), one.id), form=FlaskForm(), errors=[fault],
        back=local_path(request.form.get("back", "")),
    )  # fmt: skip


def _claim(one, instead_of=None):
    if claim_case(get_store(), one.id, g.staff.id, stamp(), instead_of):
        return "You have it now.", None, 303
    desk = read_desk(get_store(), one.id)
    held = f"has had it since {moment(desk.owner_since)}" if desk.owner_since else "has it"
    return "", ("take-over", f"{desk.owner_name} {held}. Take it over, or leave it there."), 409


def _take_over(one):
    return _claim(one, _number("owner"))


def _release(one):
    if release_case(get_store(), one.id, g.staff.id, stamp()):
        return "You have let go of it.", None, 303
    owner = read_desk(get_store(), one.id).owner_name
    return f"{owner or 'Nobody'} has it. Nothing was changed.", None, 303


def _snooze(one, day):
    until = f"{day.isoformat()}T00:00:00Z"
    if not snooze_case(get_store(), one.id, g.staff.id, until, _number("seen"), stamp()):
        return "", ("hold", NEWER), 409
    return f"Put aside until {written(day)}.", None, 303


def _until(one):
    day, today = read_day(request.form.get("day", "")), now().date()
    if not day or day <= today:
        return "", ("hold-day", A_DAY.format(written(today + timedelta(days=7)))), 422
    return ("", ("hold-day", TOO_FAR), 422) if day > today + timedelta(days=FARTHEST) else _snooze(one, day)


def _in_days(count):
    return lambda one: _snooze(one, now().date() + timedelta(days=count))


def _monday(one):
    today = now().date()
    return _snooze(one, today + timedelta(days=7 - today.weekday()))


def _wake(one):
    wake_case(get_store(), one.id, g.staff.id, stamp())
    return "It is back in its worklist.", None, 303


def _read(one):
    vendor = vendor_or_404(one.vendor)
    if mark_case_read(get_store(), one.id, g.staff.id, _number("seen"), lambda fresh: lanes_of(fresh, vendor), stamp()):
        return "Marked as read.", None, 303
    return "", ("hold", NEWER), 409


def _number(name):
    posted = request.form.get(name, "")
    return int(posted) if posted.isascii() and posted.isdecimal() and len(posted) < 16 else 0


# Each gives what to say, or else (field, why not) and the answer's code.
DO = {
    "claim": _claim, "take-over": _take_over, "release": _release, "wake": _wake, "read": _read,
    "tomorrow": _in_days(1), "three-days": _in_days(3), "monday": _monday, "until": _until,
}  # fmt: skip
