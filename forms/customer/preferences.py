"""What a customer sets on the ticket page besides steps: what their dealer sees, and the vendor's own numbers."""

import re

from flask import abort, flash
from flask_wtf import FlaskForm
from wtforms import StringField

from forms.records.text import clean
from forms.rma.request_summary import SummaryRow
from forms.store.dealers import keep_vendor_numbers, settle_consent
from forms.store.requests import read_history, requests_of_draft
from forms.web.dealer_names import dealer_name, dealer_of, dealer_sees_words
from forms.web.messages import STALE_PAGE
from forms.web.page_again import NotDone, field_errors
from forms.web.request_context import get_store, timestamp

NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./#_:-]{0,39}")
NO_NUMBER = "Write it as it stands in the mail: at most forty letters, digits, blanks and the signs . / # _ : -"
# By how many of the two numbers there are.
KEPT = ("Neither number is kept any more.", "It is kept as you wrote it.", "Both are kept as you wrote them.")


class VendorNumbersForm(FlaskForm):
    """The vendor's own numbers, as its mails brought them."""

    their_ticket = StringField("Their ticket")
    their_rma = StringField("Their RMA number")


def dealer_barred(request, history):
    """The Dealer whom the customer was asked about and who sees nothing of a request; None where there is none."""
    asked = [event.detail["dealer"] for event in history.events if event.kind == "dealer-barred"]
    nobody_sees = asked and not request.dealer
    return dealer_of(asked[-1], request.vendor) if nobody_sees else None


def sees_row(request, barred):
    """The row of the summary about what their dealer sees, with its Change link; no row where none was asked about."""
    text = f"{barred.name} sees nothing of it" if barred else dealer_sees_words(request)
    return [SummaryRow("Your dealer", text, "#dealer", "what your dealer sees")] if text else []


def bar_dealer(request):
    """Take the customer's consent back: from now on their dealer finds nothing of what was sent together."""
    store = get_store()
    too = ", nor what was sent together with it" if len(requests_of_draft(store, request.draft)) > 1 else ""
    settle_consent(store, request, "", timestamp())
    flash(f"{dealer_name(request) or 'Your dealer'} no longer sees this{too}.")


def let_dealer(request):
    """Give the consent after all, for all that was sent together."""
    store = get_store()
    dealer = dealer_barred(request, read_history(store, request.id)) or abort(400)
    settle_consent(store, request, dealer.code, timestamp())
    flash(f"{dealer.name} may see where it stands.")


def vendor_numbers_form(request, posted=False):
    """The form for the vendor's own numbers, as stored or as posted; None unless the vendor answers by mail."""
    if not any(unit.state == "by-mail" for unit in request.units):
        return None
    return VendorNumbersForm() if posted else VendorNumbersForm(None, data=vars(request))


def keep_numbers(request, form):
    """Keep the vendor's numbers in a posted form; raises NotDone with an error at each field that will not do."""
    fields = (form.their_ticket, form.their_rma)
    if not form.validate():
        form.their_ticket.errors = [STALE_PAGE]
        raise NotDone(STALE_PAGE)
    texts = [" ".join(clean(field.data or "").split()) for field in fields]
    for field, text in zip(fields, texts, strict=True):
        field.errors = [NO_NUMBER] if text and not NUMBER.fullmatch(text) else []
    if errors := field_errors(fields):
        raise NotDone(errors=errors)
    keep_vendor_numbers(get_store(), request.id, *texts, timestamp())
    flash(KEPT[sum(map(bool, texts))])
