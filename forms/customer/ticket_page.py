"""The page behind the mailed link: where every camera stands, what was said, and the customer's own buttons."""

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request
from flask_wtf import FlaskForm

from content.wording.catalog import read_words
from forms.customer.actions import faults_on_page, last_offers, looked_again, offers_of, read_posted
from forms.customer.mailed_link import request_or_404
from forms.customer.packing_sheet_page import show_sheet
from forms.customer.preferences import (
    bar_dealer,
    dealer_barred,
    kept_words,
    let_dealer,
    read_theirs,
    sees_row,
    theirs_form,
)
from forms.customer.quote_page import told_of_answers
from forms.records.errors import CannotWrite, Overtaken, Refused
from forms.records.ticket import show_ticket, spell_ticket
from forms.rma.groups import whole_groups
from forms.rma.lifecycle import STEPS
from forms.rma.request_summary import open_questions, person_rows, stored_batch_rows
from forms.rma.status import units_words
from forms.rma.timeline import timeline, who_of
from forms.rma.transition import Intent
from forms.steps.take import overtaken_words, take
from forms.store.addresses import prove_address
from forms.store.dealers import keep_vendor_numbers
from forms.store.requests import read_story, requests_of_draft
from forms.web.dealer_names import dealer_name
from forms.web.messages import STALE
from forms.web.request_context import get_store, stamp, today_of, vendor_or_404
from forms.web.signed_links import key_fits, make_quote_key
from forms.web.unavailable import unstored, wait

pages = Blueprint("ticket", __name__, url_prefix="/rma")
MAILED = "A mail confirms it."
OF_DEALERS = {"bar-dealer": bar_dealer, "let-dealer": let_dealer}


@pages.route("/ticket/<key>/", methods=["GET", "POST"])
def ticket(key):
    one = request_or_404(key, key_fits)
    if request.method == "GET":
        return show_ticket_page(one)
    asked = request.form.get("do")
    if asked in OF_DEALERS:
        return _pressed(one, "dealer", OF_DEALERS[asked])
    if asked == "theirs":
        return _keep_theirs(one)
    return _act(one) if asked else _pressed(one, "mine", _prove)


@pages.get("/ticket/<key>/sheet/<number>/")
def sheet(key, number):
    one = request_or_404(key, key_fits)
    return show_sheet(one, one.rma(number), vendor_or_404(one.vendor), current_app.settings, f"/rma/ticket/{key}/")


def _prove(one):
    prove_address(get_store(), one.id, stamp())


def _pressed(one, at, act):
    """A button with nothing to type, in the form with the id `at`."""
    if not FlaskForm().validate():
        return show_ticket_page(one, errors=[(at, f"{STALE} Press the button again.")]), 422
    try:
        act(one)
    except CannotWrite as fault:
        return show_ticket_page(one, errors=[(at, unstored(fault))], unsent=True), 503, wait(fault)
    return redirect(request.path, 303)


def _keep_theirs(one):
    form = theirs_form(one, posted=True) or abort(400)
    read = read_theirs(form)
    if read is None:
        errors = [(field.id, sentence) for field in form for sentence in field.errors]
        return show_ticket_page(one, errors=errors, theirs=form), 422
    try:
        keep_vendor_numbers(get_store(), one.id, *read, stamp())
    except CannotWrite as fault:
        errors = [(form.their_ticket.id, unstored(fault))]
        return show_ticket_page(one, errors=errors, unsent=True, theirs=form), 503, wait(fault)
    flash(kept_words(read))
    return redirect(request.path, 303)


def _act(one):
    vendor, settings, store = vendor_or_404(one.vendor), current_app.settings, get_store()
    posted = read_posted(one, vendor, settings) or abort(400)
    if posted.said is None:
        return show_ticket_page(one, posted), 422
    if posted.step == "withdraw" and posted.chosen and "sure" not in request.form:
        return _ask(one, vendor, posted)
    try:
        take(
            store,
            Intent(one, posted.step, posted.chosen, posted.said, "customer", vendor, settings, stamp(), posted.seen),
        )
    except Overtaken as fault:
        return show_ticket_page(*looked_again(one, posted), meanwhile=overtaken_words(fault, who_of)), 409
    except Refused as fault:
        return show_ticket_page(*looked_again(one, posted), [("lots", str(fault))]), 422
    except CannotWrite as fault:
        if "sure" in request.form:
            return _ask(one, vendor, posted, unstored(fault)), 503, wait(fault)
        return show_ticket_page(one, posted, [(posted.at, unstored(fault))], unsent=True), 503, wait(fault)
    flash(f"{read_words().steps[posted.step].told} {MAILED if STEPS[posted.step].mail else ''}".strip())
    return redirect(request.path, 303)


def _ask(one, vendor, posted, told=""):
    units = [unit for unit in one.units if unit.id in posted.chosen]
    numbers = any(unit.rma for unit in units)
    which = units_words(units) if len(units) < len(one.units) else ""
    return render_template(
        "ask.html", one=one, vendor=vendor, posted=posted, which=which, numbers=numbers, form=posted.form, told=told
    )


def show_ticket_page(one, posted=None, errors=(), meanwhile="", theirs=None, unsent=False):
    """The whole page, with what was posted kept: in its form where that still stands, else told beside."""
    vendor, settings, store = vendor_or_404(one.vendor), current_app.settings, get_store()
    story, form = read_story(store, one.id), posted.form if posted else FlaskForm(formdata=None)
    barred = dealer_barred(one, story)
    lots = [
        (lot, offers_of(one, vendor, settings, lot.stand.units, posted))
        for lot in whole_groups(vendor, one, story, today_of(vendor))
    ]
    last = last_offers(one, vendor, settings, posted)
    shown = [offer for _, offers in lots for offer in offers] + last
    return render_template(
        "ticket.html", one=one, vendor=vendor, lots=lots, last=last, meanwhile=meanwhile, token=form.csrf_token,
        ticket=show_ticket(one.ticket), spelled=spell_ticket(one.ticket), seen=(posted or one).seen,
        errors=list(errors) or (faults_on_page(posted, shown) if posted and posted.said is None else []),
        kept=[] if posted is None or any(offer.posted for offer in shown) else typed(posted.form),
        purchasing=f"{settings.url}/rma/quote/{make_quote_key(current_app.secret_key, one.ticket, one.link_turn)}/",
        answer=told_of_answers(vendor, one), entries=timeline(one, story, vendor),
        person=person_rows(vars(one)) + sees_row(one, barred), sees=dealer_name(one), barred=barred,
        theirs=theirs or theirs_form(one), unsent=unsent,
        cards=[(batch, stored_batch_rows(vendor, one, batch)) for batch in one.batches],
        siblings=[show_ticket(other.ticket) for other in requests_of_draft(store, one.draft) if other.id != one.id],
        questions=open_questions(vendor, one.batches),
    )  # fmt: skip


def typed(form):
    """Rows of what was typed into a form, to be read back."""
    return [(field.label.text, field.data, "", "") for field in form if field.name != "csrf_token" and field.data]
