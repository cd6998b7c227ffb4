"""The page behind the mailed link: where every camera stands, what was said, and the customer's own buttons."""

from typing import NamedTuple

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request
from flask_wtf import FlaskForm

from content.wording.catalog import read_words
from forms.customer import preferences
from forms.customer.actions import LAST, input_errors, offers_of, read_posted
from forms.customer.mailed_link import request_or_404
from forms.customer.packing_sheet_page import show_sheet
from forms.customer.quote_page import answer_lines
from forms.records.errors import CannotWrite, Overtaken
from forms.rma.groups import whole_groups
from forms.rma.lifecycle import STEPS
from forms.rma.request_summary import SummaryRow, open_questions, person_rows, shared_rows, stored_batch_rows
from forms.rma.status import units_words
from forms.rma.timeline import timeline, who_of
from forms.steps.take import overtaken_words
from forms.store.addresses import prove_address
from forms.store.requests import read_history, requests_of_draft
from forms.web.dealer_names import dealer_name
from forms.web.page_again import NotDone, check_token, errors_of, page_again, sentence_of
from forms.web.request_context import get_store, timestamp, today_of, vendor_or_404
from forms.web.signed_links import make_key, make_quote_key

pages = Blueprint("ticket", __name__, url_prefix="/rma")
MAILED = "A mail confirms it."


class OfferedGroup(NamedTuple):
    """A Group of cameras, and the Offers beside it."""

    group: object
    offers: list


class SentBatch(NamedTuple):
    """A batch as it was sent in, and its SummaryRows."""

    batch: object
    rows: list


@pages.route("/ticket/<key>/", methods=["GET", "POST"])
def ticket(key):
    return_request = request_or_404(key, make_key)
    if request.method == "GET":
        return show_ticket_page(return_request)
    pressed = request.form.get("do", "")
    if pressed in BUTTONS:
        return _press(return_request, *BUTTONS[pressed])
    if pressed == "theirs":
        form = preferences.vendor_numbers_form(return_request, posted=True) or abort(400)
        return _press(return_request, form.their_ticket.id, preferences.keep_numbers, form)
    return _take_step(read_posted(return_request) or abort(400))


@pages.get("/ticket/<key>/sheet/<number>/")
def sheet(key, number):
    return_request = request_or_404(key, make_key)
    vendor, rma = vendor_or_404(return_request.vendor), return_request.rma(number)
    return show_sheet(return_request, rma, vendor, current_app.settings, f"/rma/ticket/{key}/")


def _prove(return_request):
    prove_address(get_store(), return_request.id, timestamp())


# By the value of a button beside which nothing is typed: the id of its form, and what it does.
BUTTONS = {
    "bar-dealer": ("dealer", preferences.bar_dealer),
    "let-dealer": ("dealer", preferences.let_dealer),
    "": ("mine", _prove),
}


def _press_again(fault, return_request, field, _, form=None):
    errors, unsent = errors_of(fault, field), isinstance(fault, CannotWrite)
    return show_ticket_page(return_request, errors=errors, unsent=unsent, numbers_form=form)


@page_again(_press_again)
def _press(return_request, field, act, *form):
    """Do what a button is for; a fault without a place of its own stands at that field."""
    if not form:
        check_token()
    act(return_request, *form)
    return redirect(request.path, 303)


def _step_again(fault, posted):
    if isinstance(fault, CannotWrite) and "sure" in request.form:
        return _ask(posted, sentence_of(fault))
    if isinstance(fault, CannotWrite):
        return show_ticket_page(posted.request, posted, errors_of(fault, posted.offer_id), unsent=True)
    if isinstance(fault, NotDone):
        return show_ticket_page(posted.request, posted)
    posted = posted.with_fresh_request()
    if isinstance(fault, Overtaken):
        return show_ticket_page(posted.request, posted, notice=overtaken_words(fault, who_of))
    return show_ticket_page(posted.request, posted, errors_of(fault, "lots"))


@page_again(_step_again)
def _take_step(posted):
    if posted.inputs is None:
        raise NotDone
    if posted.step == "withdraw" and posted.chosen and "sure" not in request.form:
        return _ask(posted)
    posted.take("customer")
    flash(f"{read_words().steps[posted.step].told} {MAILED if STEPS[posted.step].mail else ''}".strip())
    return redirect(request.path, 303)


def _ask(posted, notice=""):
    return_request, vendor = posted.request, vendor_or_404(posted.request.vendor)
    units = [unit for unit in return_request.units if unit.id in posted.chosen]
    which = units_words(units) if len(units) < len(return_request.units) else ""
    return render_template(
        "withdraw.html", return_request=return_request, vendor=vendor, posted=posted, which=which,
        numbers=any(unit.rma for unit in units), notice=notice,
    )  # fmt: skip


def show_ticket_page(return_request, posted=None, errors=(), notice="", numbers_form=None, unsent=False):
    """The whole page, with what was posted: in its form where that is still offered, else read back beside."""
    vendor, store = vendor_or_404(return_request.vendor), get_store()
    history, form = read_history(store, return_request.id), posted.form if posted else FlaskForm(formdata=None)
    barred = preferences.dealer_barred(return_request, history)
    groups = [
        OfferedGroup(group, list(offers_of(return_request, vendor, group.status.units, posted)))
        for group in whole_groups(vendor, return_request, history, today_of(vendor))
    ]
    last = list(offers_of(return_request, vendor, return_request.units, posted, LAST))
    offers = [offer for beside in groups for offer in beside.offers] + last
    quote_key = make_quote_key(current_app.secret_key, return_request.ticket, return_request.link_turn)
    together = requests_of_draft(store, return_request.draft)
    return render_template(
        "ticket.html", return_request=return_request, vendor=vendor, groups=groups, last=last, notice=notice,
        token=form.csrf_token, seen=(posted or return_request).seen, unsent=unsent, words=read_words().steps,
        errors=list(errors) or input_errors(posted, offers),
        kept=typed(posted.form) if posted and not any(offer.posted for offer in offers) else [],
        purchasing=f"{current_app.settings.url}/rma/quote/{quote_key}/",
        answer=answer_lines(vendor, return_request), entries=timeline(return_request, history, vendor),
        person=person_rows(vars(return_request)) + preferences.sees_row(return_request, barred),
        sees=dealer_name(return_request), barred=barred,
        numbers_form=numbers_form or preferences.vendor_numbers_form(return_request),
        cards=[SentBatch(batch, stored_batch_rows(vendor, return_request, batch)) for batch in return_request.batches],
        shared=shared_rows(vendor, return_request),
        siblings=[other.ticket for other in together if other.id != return_request.id],
        questions=open_questions(vendor, return_request.batches).values(),
    )  # fmt: skip


def typed(form):
    """Rows of a summary with what was typed into a form."""
    return [SummaryRow(field.label.text, field.data) for field in form if field.name != "csrf_token" and field.data]
