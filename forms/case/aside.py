"""What the customer settles on a request's page besides steps: what their dealer sees, the vendor's own numbers."""

import re

from flask import current_app, flash, redirect, request
from flask_wtf import FlaskForm
from wtforms import StringField

from content.dealers import find_dealer
from forms.form import STALE
from forms.here import get_store, stamp
from forms.text import clean

SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./#_:-]{0,39}")
NOT_SANE = "Write it as it stands in the mail: at most forty letters, digits, blanks and the signs . / # _ : -"
KEPT = "Both are kept as you wrote them."


class TheirsForm(FlaskForm):
    """The vendor's own numbers, as its mails brought them."""

    their_ticket = StringField("Their ticket")
    their_rma = StringField("Their RMA number")


def dealer_name(one):
    """The name of the dealer who may see a request; of one no longer listed the code; empty where none may."""
    dealer = find_dealer(current_app.dealers, one.dealer, one.vendor)
    return dealer.name if dealer else one.dealer


def sees_row(one):
    """[the row of who asks that says which dealer may see it, with its Change]; empty where none may."""
    name = dealer_name(one)
    return [("Your dealer", f"{name} may see where it stands", "#dealer", "what your dealer sees")] if name else []


def bar_dealer(one):
    """Take the customer's consent back; their dealer no longer finds the request from this moment on."""
    if not FlaskForm().validate():
        flash(f"{STALE} Press the button again.")
        return redirect(f"{request.path}#dealer", 303)
    get_store().bar_dealer(one, stamp())
    flash(f"{dealer_name(one) or 'Your dealer'} no longer sees this.")
    return redirect(request.path, 303)


def theirs_form(one, posted=False):
    """The form for the vendor's own numbers, as kept or as posted; None where the request does not go by mail."""
    if one.intake != "mailbox":
        return None
    return TheirsForm() if posted else TheirsForm(None, data=vars(one))


def read_theirs(form):
    """(ticket, RMA number), or None where one will not do and says so."""
    if not form.validate():
        form.their_ticket.errors = [f"{STALE} Press the button again."]
        return None
    told = [" ".join(clean(field.data or "").split()) for field in (form.their_ticket, form.their_rma)]
    for field, text in zip((form.their_ticket, form.their_rma), told, strict=True):
        field.errors = [NOT_SANE] if text and not SANE.fullmatch(text) else []
    return None if form.their_ticket.errors or form.their_rma.errors else told
