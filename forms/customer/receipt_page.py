"""The receipt: the tickets, once sent, and the way to correct a mistyped address, for the browser that sent."""

from functools import partial
from typing import NamedTuple

from flask import Blueprint, current_app, redirect, render_template, request
from flask_wtf import FlaskForm
from wtforms import StringField

from forms.mail.receipt_mails import dropped_address_mail, link_mail, receipt_mails
from forms.records.errors import CannotWrite
from forms.rma.deadlines import open_deadlines
from forms.rma.groups import groups_of, has_begun
from forms.rma.status import reception, written_moment
from forms.store.addresses import correct_address
from forms.store.mail.gathering import mails_held_until
from forms.store.requests import requests_of_draft
from forms.web.dealer_names import dealer_name, dealer_sees_words
from forms.web.email_field import correct_email
from forms.web.own_drafts import is_own
from forms.web.page_again import NotDone, check_token, field_errors, page_again, sentence_of
from forms.web.request_context import draft_or_404, expired, get_store, timestamp, today_of, vendor_or_404

pages = Blueprint("receipt", __name__, url_prefix="/rma")
REFUSED = {
    "proved": "You have said that the address is yours, so it stays. Ask support to change it.",
    "too-often": "The address was corrected three times already. Ask support to change it.",
    "over": "This page is too old to change the address. Ask support to change it.",
    "gone": "These tickets are not here any more. Ask support to change the address.",
}


class SentRequest(NamedTuple):
    """One request on the receipt; `groups` is empty until the first step was taken, and `reception` holds till then."""

    request: object
    reception: object
    groups: list
    deadlines: tuple


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
    return show_sent(draft, form) if request.method == "GET" else _correct(draft, form)


def _sent_again(fault, draft, form):
    form.email.errors = [*form.email.errors, *filter(None, [sentence_of(fault)])]
    return show_sent(draft, form, field_errors([form.email]), unsent=isinstance(fault, CannotWrite))


@page_again(_sent_again)
def _correct(draft, form):
    check_token(form)
    if not correct_email(form.email):
        raise NotDone
    result = "over" if expired(draft) else correct(draft, form.email.data)
    if result != "corrected":
        raise NotDone(REFUSED[result])
    return redirect(request.path, 303)


def correct(draft, email):
    """Send the tickets to the right address and void the link in the first mail; gives what became of it in a word."""
    store, vendor, settings = get_store(), vendor_or_404(draft.vendor), current_app.settings
    tickets = [each.ticket for each in requests_of_draft(store, draft.key)]

    def mails(return_request):
        first, *copies = receipt_mails(return_request, tickets, vendor, settings, dealer_sees_words(return_request))
        return [link_mail(return_request, vendor, settings) if has_begun(return_request) else first, *copies]

    notice = partial(dropped_address_mail, vendor=vendor, settings=settings)
    return correct_address(store, draft.key, email, mails, notice, timestamp())


def show_tickets(draft):
    """The tickets alone, for every browser but the one that sent."""
    tickets = [each.ticket for each in requests_of_draft(get_store(), draft.key)]
    return render_template("receipt_tickets.html", vendor=vendor_or_404(draft.vendor), tickets=tickets)


def show_sent(draft, form, errors=(), unsent=False):
    """The receipt; once the draft's time is over only its tickets, as others may find the address later."""
    store, vendor = get_store(), vendor_or_404(draft.vendor)
    requests, held = requests_of_draft(store, draft.key), mails_held_until(store, draft.key, timestamp())
    return render_template(
        "receipt.html", form=form, errors=errors, unsent=unsent, vendor=vendor, over=expired(draft),
        tickets=[_sent_request(vendor, each) for each in requests], email=requests[0].email,
        sees=dealer_name(requests[0]), held=held and written_moment(held),
    )  # fmt: skip


def _sent_request(vendor, return_request):
    groups = groups_of(vendor, return_request, today_of(vendor)) if has_begun(return_request) else []
    deadlines = open_deadlines(vendor, return_request)
    return SentRequest(return_request, reception(vendor, return_request), groups, deadlines)
