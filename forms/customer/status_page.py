"""Where is my return: asked with a number and an address, told without a word about the person or the camera."""

from flask import Blueprint, current_app, flash, redirect, render_template, request
from flask_wtf import FlaskForm
from wtforms import StringField

from forms.mail.link_mail import link_letter
from forms.records.rma_number import read_number
from forms.records.ticket import show_ticket
from forms.records.typed_number import digits_of
from forms.rma.groups import groups_of
from forms.rma.timeline import bare_timeline
from forms.store.mail.link_mails import send_link
from forms.store.requests import read_story, request_of_caller
from forms.web.email_field import correct_email
from forms.web.messages import STALE
from forms.web.network import in_words
from forms.web.request_context import get_store, stamp, today_of, vendor_or_404
from forms.web.throttle import knock, let_in

pages = Blueprint("status", __name__, url_prefix="/rma")
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
    if request.method == "GET":
        return render_template("status.html", form=form, errors=[])
    read = read_number(form.number.data or "")
    form.validate()
    correct_email(form.email)
    faults = [("email", error) for error in form.email.errors]
    faults += [("csrf_token", STALE)] if form.csrf_token.errors else []
    digits = digits_of(form.number.data or "")
    if faults or not (read.ticket or digits):
        return _again(form, _unread(form, read) + faults or [("number", UNKNOWN)]), 422
    guessable = "" if read.ticket else form.email.data
    if seconds := knock(guessable):
        told = TOO_OFTEN.format(wait=in_words(seconds))
        return _again(form, [("number", told)]), 429, {"Retry-After": str(seconds)}
    # The maker's own numbers follow no rule of ours: whether one is right, only the store can say.
    found = request_of_caller(get_store(), read.ticket or "", digits, form.email.data)
    if found is None or found.vendor not in current_app.vendors:
        return _again(form, _unread(form, read) or [("number", UNKNOWN)]), 422
    let_in(guessable)
    return _show_status(form, found, read)


def _unread(form, read):
    """What is wrong with the number as it is written, if anything is."""
    told = AN_ADDRESS if "@" in (form.number.data or "") else read.error
    return [("number", told)] if read.error else []


def _again(form, faults):
    for field, error in faults:
        form[field].errors = [error]
    return render_template("status.html", form=form, errors=faults)


def _show_status(form, found, read):
    vendor = vendor_or_404(found.vendor)
    if request.form.get("do") == "link":
        mail = link_letter(found, vendor, current_app.settings)
        flash(LINK_SENT if send_link(get_store(), found.id, mail, stamp()) else LINK_OFTEN)
        return redirect("/rma/status/", 303)
    return render_template(
        "where.html", ticket=show_ticket(found.ticket), vendor=vendor, note=read.note,
        lots=groups_of(vendor, found, today_of(vendor)),
        history=bare_timeline(read_story(get_store(), found.id), vendor), form=form,
    )  # fmt: skip
