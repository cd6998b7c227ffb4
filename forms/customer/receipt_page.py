"""The receipt: the tickets, once sent, and the way to correct a mistyped address, for the browser that sent."""

from flask import Blueprint, current_app, redirect, render_template, request
from flask_wtf import FlaskForm
from wtforms import StringField

from forms.mail.link_mail import link_letter
from forms.mail.receipt_mails import letters, no_longer_used
from forms.records.errors import CannotWrite
from forms.records.ticket import show_ticket, spell_ticket
from forms.rma.groups import groups_of, has_begun
from forms.rma.status import moment, reception
from forms.store.addresses import correct_address
from forms.store.mail.gathering import mails_held_until
from forms.store.requests import requests_of_draft
from forms.web.dealer_names import dealer_name, sees_words
from forms.web.email_field import correct_email, wrong
from forms.web.messages import STALE
from forms.web.own_drafts import is_own
from forms.web.request_context import draft_or_404, expired, get_store, stamp, today_of, vendor_or_404
from forms.web.unavailable import unstored, wait

pages = Blueprint("receipt", __name__, url_prefix="/rma")
REFUSED = {
    "proved": "You have said that the address is yours, so it stays. Ask support to change it.",
    "too-often": "The address was corrected three times already. Ask support to change it.",
    "over": "This page is too old to change the address. Ask support to change it.",
    "gone": "These tickets are not here any more. Ask support to change the address.",
}


class AddressForm(FlaskForm):
    """The right address, where a wrong one was typed."""

    email = StringField("Your e-mail address")


@pages.route("/sent/<key>/", methods=["GET", "POST"])
def sent(key):
    draft = draft_or_404(key)
    if not draft.confirmed:
        return redirect(f"/rma/review/{key}/", 303)
    if not is_own(key):
        return show_tickets(draft), 403 if request.method == "POST" else 200
    form = AddressForm()
    if request.method == "GET":
        return show_sent(draft, form)
    try:
        return _correct(draft, form)
    except CannotWrite as fault:
        wrong(form.email, unstored(fault))
        return show_sent(draft, form, [(form.email.id, unstored(fault))], unsent=True), 503, wait(fault)


def _correct(draft, form):
    if not form.validate():
        wrong(form.email, STALE)
    elif correct_email(form.email):
        result = "over" if expired(draft) else correct(draft, form.email.data)
        if result == "corrected":
            return redirect(f"/rma/sent/{draft.key}/", 303)
        wrong(form.email, REFUSED[result])
    return show_sent(draft, form, [(form.email.id, sentence) for sentence in form.email.errors]), 422


def correct(draft, email):
    """Send the tickets to the right address; the link in the first mail is void from now on."""
    store, vendor, settings = get_store(), vendor_or_404(draft.vendor), current_app.settings
    tickets = [one.ticket for one in requests_of_draft(store, draft.key)]

    def mails(one):
        first, *copies = letters(one, tickets, vendor, settings, sees_words(one))
        return [link_letter(one, vendor, settings) if has_begun(one) else first, *copies]

    return correct_address(store, draft.key, email, mails, lambda some: no_longer_used(some, vendor, settings), stamp())


def show_tickets(draft):
    """The tickets alone, for every browser but the one that sent."""
    requests = requests_of_draft(get_store(), draft.key)
    tickets = [(show_ticket(one.ticket), spell_ticket(one.ticket)) for one in requests]
    return render_template("tickets.html", vendor=vendor_or_404(draft.vendor), tickets=tickets)


def show_sent(draft, form, errors=(), unsent=False):
    """Tickets alone once the draft's time is over: whoever finds the address later learns and changes nothing."""
    vendor, requests, over = vendor_or_404(draft.vendor), requests_of_draft(get_store(), draft.key), expired(draft)
    numbers = [(show_ticket(one.ticket), spell_ticket(one.ticket), reception(vendor, one)) for one in requests]
    now = [groups_of(vendor, one, today_of(vendor)) if has_begun(one) else [] for one in requests]
    tickets = [(one, *shown, lots) for one, shown, lots in zip(requests, numbers, now, strict=True)]
    held = mails_held_until(get_store(), draft.key, stamp())
    told = {"vendor": vendor, "tickets": tickets, "email": requests[0].email, "sees": dealer_name(requests[0])}
    told |= {"over": over, "held": held and moment(held), "unsent": unsent}
    return render_template("sent.html", form=form, errors=errors, **told)
