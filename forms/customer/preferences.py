"""What the customer settles on a request's page besides steps: what their dealer sees, the vendor's own numbers."""

import re

from flask import abort, current_app, flash
from flask_wtf import FlaskForm
from wtforms import StringField

from content.loading.dealers import find_dealer
from forms.records.text import clean
from forms.store.dealers import give_consent, withdraw_consent
from forms.store.requests import read_story, requests_of_draft
from forms.web.dealer_names import dealer_name, sees_words
from forms.web.messages import STALE
from forms.web.request_context import get_store, stamp

SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./#_:-]{0,39}")
NOT_SANE = "Write it as it stands in the mail: at most forty letters, digits, blanks and the signs . / # _ : -"
KEPT = ("Neither number is kept any more.", "It is kept as you wrote it.", "Both are kept as you wrote them.")


class TheirsForm(FlaskForm):
    """The vendor's own numbers, as its mails brought them."""

    their_ticket = StringField("Their ticket")
    their_rma = StringField("Their RMA number")


def dealer_barred(one, story):
    """The Dealer whom the customer was asked about, and who sees nothing of a request; None where there is none."""
    asked = [event.detail["dealer"] for event in story.events if event.kind == "dealer-barred"]
    return find_dealer(current_app.dealers, asked[-1], one.vendor) if asked and not one.dealer else None


def sees_row(one, barred=None):
    """[the row of who asks that says what their dealer sees, with its Change]; empty where none was asked about."""
    told = f"{barred.name} sees nothing of it" if barred else sees_words(one)
    return [("Your dealer", told, "#dealer", "what your dealer sees")] if told else []


def bar_dealer(one):
    """Take the customer's consent back; their dealer no longer finds what they sent from this moment on."""
    store = get_store()
    too = ", nor what was sent together with it" if len(requests_of_draft(store, one.draft)) > 1 else ""
    withdraw_consent(store, one, stamp())
    flash(f"{dealer_name(one) or 'Your dealer'} no longer sees this{too}.")


def let_dealer(one):
    """Agree after all, for all that was sent together."""
    store = get_store()
    dealer = dealer_barred(one, read_story(store, one.id)) or abort(400)
    give_consent(store, one, dealer.code, stamp())
    flash(f"{dealer.name} may see where it stands.")


def theirs_form(one, posted=False):
    """The form for the vendor's own numbers, as kept or as posted; None where the vendor answers nothing by mail."""
    if not any(unit.state == "by-mail" for unit in one.units):
        return None
    return TheirsForm() if posted else TheirsForm(None, data=vars(one))


def kept_words(told):
    """What is said once the vendor's own numbers are kept, by how many of the two there are."""
    return KEPT[sum(map(bool, told))]


def read_theirs(form):
    """(ticket, RMA number), or None where one will not do and says so."""
    if not form.validate():
        form.their_ticket.errors = [f"{STALE} Press the button again."]
        return None
    told = [" ".join(clean(field.data or "").split()) for field in (form.their_ticket, form.their_rma)]
    for field, text in zip((form.their_ticket, form.their_rma), told, strict=True):
        field.errors = [NOT_SANE] if text and not SANE.fullmatch(text) else []
    return None if form.their_ticket.errors or form.their_rma.errors else told
