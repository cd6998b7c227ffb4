"""Where is my return: the page behind the mailed link, and the one that asks for a number and an address."""

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request
from flask_wtf import FlaskForm
from wtforms import StringField

from content.numbers import read_number, show_ticket, spell_ticket
from content.standing import moment, reception
from content.told import open_questions, person_rows, stored_batch_rows
from content.words import read_words
from forms.checks import correct_email
from forms.form import STALE
from forms.here import get_store, stamp, vendor_or_404
from forms.keys import key_fits, read_key
from forms.life import STATES
from forms.mail.letters import acknowledgement
from forms.store import later

pages = Blueprint("status", __name__, url_prefix="/rma")
UNKNOWN = "No request has this number and this address together. Compare both with the mail that brought your ticket."
LINK_SENT = "A mail with your link is on its way."
LINK_OFTEN = "Your link was mailed three times today. Look for it in your mailbox, and among the spam."
AN_ADDRESS = "That is an e-mail address; it goes into the next field. Here goes your ticket or your RMA number."
STUCK = 3600  # seconds without any mail leaving, while one waits, before the kiosk calls itself ill


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
    faults = [("number", AN_ADDRESS if "@" in (form.number.data or "") else read.error)] if read.error else []
    faults += [("email", error) for error in form.email.errors]
    faults += [("csrf_token", STALE)] if form.csrf_token.errors else []
    found = None if faults else _found(read, form.email.data)
    return _show_status(form, found, read) if found else (_again(form, faults or [("number", UNKNOWN)]), 422)


def _found(read, email):
    """The request of that ticket and address; a wrong address is answered like an unknown ticket."""
    one = get_store().request_by_ticket(read.ticket) if read.ticket else None
    return one if one and one.email.lower() == email.lower() and one.vendor in current_app.vendors else None


def _again(form, faults):
    for field, error in faults:
        form[field].errors = [error]
    return render_template("status.html", form=form, errors=faults)


def _show_status(form, found, read):
    vendor = vendor_or_404(found.vendor)
    if request.form.get("do") == "link":
        tickets = [one.ticket for one in get_store().requests_of(found.draft)]
        mail = acknowledgement(found, tickets, vendor, current_app.settings)
        flash(LINK_SENT if get_store().send_link(found.id, mail, stamp()) else LINK_OFTEN)
        return redirect("/rma/status/", 303)
    return render_template(
        "where.html", ticket=show_ticket(found.ticket), vendor=vendor, stand=reception(vendor, found, STATES), note=read.note,
        form=form,
    )  # fmt: skip


@pages.route("/ticket/<key>/", methods=["GET", "POST"])
def ticket(key):
    one = get_store().request_by_ticket(read_key(key) or "") or abort(404)
    if not key_fits(current_app.secret_key, key, one.ticket, one.link_turn):
        abort(404)
    form = FlaskForm()
    if request.method == "POST" and form.validate():
        get_store().prove_address(one.id, stamp())
        return redirect(f"/rma/ticket/{key}/", 303)
    return show_ticket_page(one, form, [("mine", f"{STALE} Press the button again.")] if form.errors else [])


def show_ticket_page(one, form, errors):
    vendor, words = vendor_or_404(one.vendor), read_words()
    siblings = [show_ticket(other.ticket) for other in get_store().requests_of(one.draft) if other.id != one.id]
    return render_template(
        "ticket.html", one=one, vendor=vendor, ticket=show_ticket(one.ticket), spelled=spell_ticket(one.ticket),
        stand=reception(vendor, one, STATES), siblings=siblings, form=form, errors=errors, words=words,
        cards=[(batch, [row[:2] for row in stored_batch_rows(vendor, one, batch)]) for batch in one.batches],
        questions=open_questions(vendor, one.batches),
        history=[(moment(event.at), words.events.get(event.kind) or words.steps[event.kind].told) for event in reversed(get_store().events(one.id))],
        person=person_rows(vars(one)),
    ), 422 if errors else 200  # fmt: skip


@pages.get("/healthz")
def healthz():
    """200 only if the database can be written and the mail queue moves."""
    store = get_store()
    if not store.mail_moves(later(stamp(), -STUCK)):
        return "ill: mail waits\n", 503
    return ("well\n", 200) if store.can_write() else ("ill: the database cannot be written\n", 503)
