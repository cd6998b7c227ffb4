"""Where is my return: asked with a number and an address, told without a word about the person or the camera."""

from flask import Blueprint, current_app, flash, redirect, render_template, request
from flask_wtf import FlaskForm
from wtforms import StringField

from forms.mail.receipt_mails import link_mail
from forms.records.rma_number import read_number
from forms.records.typed_number import digits_of
from forms.rma.groups import groups_of
from forms.rma.timeline import bare_timeline
from forms.store.mail.link_mails import send_link
from forms.store.requests import read_history, request_of_caller
from forms.web.email_field import correct_email
from forms.web.messages import STALE
from forms.web.network import counted_name, counted_name_everywhere
from forms.web.page_again import NotDone, PageError, errors_of, mark_fields, page_again
from forms.web.request_context import get_store, timestamp, today_of, vendor_or_404
from forms.web.throttle import count_attempt_where_possible, take_back_attempt

pages = Blueprint("status", __name__, url_prefix="/rma")
FREE_ATTEMPTS, FREE_ATTEMPTS_AT_ADDRESS = 10, 60  # from one network, and at one e-mail address from wherever
UNKNOWN = "No request has this number and this address together. Compare both with the mail that brought your ticket."
LINK_SENT = "A mail with your link is on its way."
LINK_OFTEN = (
    "Links were mailed to this address three times within a day. Look for them in your mailbox, and in the spam folder."
)
TOO_OFTEN = "Too many numbers were tried that fit no request. Wait {wait}, then press the button again."
AN_ADDRESS = "That is an e-mail address; it goes into the next field. Here goes your ticket or your RMA number."


class StatusForm(FlaskForm):
    """A number, of either kind, and the address the ticket went to."""

    number = StringField("Your ticket (letters) or RMA number (digits)")
    email = StringField("Your e-mail address")


@pages.route("/status/", methods=["GET", "POST"])
def status():
    form = StatusForm()
    return render_template("status.html", form=form, errors=[]) if request.method == "GET" else _look_up(form)


def _status_again(fault, form):
    errors = errors_of(fault, "number")
    mark_fields(form, errors)
    return render_template("status.html", form=form, errors=errors)


@page_again(_status_again)
def _look_up(form):
    typed = form.number.data or ""
    read, digits = read_number(typed), digits_of(typed)
    unread = [PageError("number", AN_ADDRESS if "@" in typed else read.error)] if read.error else []
    form.validate()
    correct_email(form.email)
    errors = [PageError("email", error) for error in form.email.errors]
    errors += [PageError("csrf_token", STALE) for _ in form.csrf_token.errors]
    if errors or not (read.ticket or digits):
        raise NotDone(UNKNOWN, unread + errors)
    free = {counted_name("status"): FREE_ATTEMPTS}
    if not read.ticket:  # of tickets there are too many to be guessed from many networks
        free[counted_name_everywhere(f"status of {form.email.data.casefold()}")] = FREE_ATTEMPTS_AT_ADDRESS
    count_attempt_where_possible(free, TOO_OFTEN)
    # The vendor's own numbers have no check digit: whether one is right, only the store can say.
    found = request_of_caller(get_store(), read.ticket or "", digits, form.email.data)
    if found is None or found.vendor not in current_app.vendors:
        raise NotDone(UNKNOWN, unread)
    take_back_attempt(free)
    return _show_status(form, found, read)


def _show_status(form, found, read):
    vendor = vendor_or_404(found.vendor)
    if request.form.get("do") == "link":
        mail = link_mail(found, vendor, current_app.settings)
        flash(LINK_SENT if send_link(get_store(), found.id, mail, timestamp()) else LINK_OFTEN)
        return redirect("/rma/status/", 303)
    return render_template(
        "status_found.html", found=found, vendor=vendor, groups=groups_of(vendor, found, today_of(vendor)),
        note=read.note, history=bare_timeline(read_history(get_store(), found.id), vendor), form=form,
    )  # fmt: skip
