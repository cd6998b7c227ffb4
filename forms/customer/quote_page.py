"""The quote alone, for whoever decides about the money: the price and two answers, nothing else of the request."""

from typing import NamedTuple

from flask import Blueprint, abort, current_app, redirect, render_template, request

from content.explain.facts import line_of, money
from content.wording.catalog import read_words
from forms.customer.actions import faults_on_page, looked_again, offer, read_posted
from forms.customer.mailed_link import request_or_404
from forms.mail.layout import safe_model
from forms.records.errors import CannotWrite, Overtaken, Refused
from forms.rma.details import shared
from forms.rma.status import policy_of
from forms.rma.transition import Intent
from forms.steps.take import take
from forms.store.requests import read_story
from forms.web.request_context import get_store, stamp, vendor_or_404
from forms.web.signed_links import quote_key_fits
from forms.web.unavailable import unstored, wait

pages = Blueprint("quote", __name__, url_prefix="/rma")
ANSWERS = ("approve", "refuse-quote")
TOLD = {"yes": ("freight-back-paid", "repair-time"), "no": ("freight-back-as-is",)}
MEANWHILE = "Something was changed since you opened this page. Nothing of yours was done; look again, then decide."


class Price(NamedTuple):
    """What one quote asks of cameras with one answer: which models, each and in all; its form, or what was answered."""

    models: tuple
    count: int
    each: str
    total: str
    offer: object
    answered: str


@pages.route("/quote/<key>/", methods=["GET", "POST"])
def quote(key):
    one = request_or_404(key, quote_key_fits)
    if request.method == "GET":
        return show_quote(one)
    vendor, settings, store = vendor_or_404(one.vendor), current_app.settings, get_store()
    posted = read_posted(one, vendor, settings) or abort(400)
    if posted.step not in ANSWERS:
        abort(400)
    if posted.said is None:
        return show_quote(one, posted), 422
    try:
        take(
            store,
            Intent(one, posted.step, posted.chosen, posted.said, "purchasing", vendor, settings, stamp(), posted.seen),
        )
    except Overtaken:
        return show_quote(*looked_again(one, posted), MEANWHILE), 409
    except Refused:
        return show_quote(*looked_again(one, posted), MEANWHILE), 422
    except CannotWrite as fault:
        return show_quote(one, posted, unstored(fault)), 503, wait(fault)
    return redirect(request.path, 303)


def show_quote(one, posted=None, meanwhile=""):
    """The page: every quote of the request; where none was made there is no page."""
    vendor, store = vendor_or_404(one.vendor), get_store()
    story = read_story(store, one.id)
    prices = [_price(one, vendor, story, id, units, posted) for id, units in _answered_apart(one)]
    open_offers = [price.offer for price in prices if price.offer]
    return render_template(
        "quote.html", vendor=vendor, prices=prices or abort(404), seen=(posted or one).seen, meanwhile=meanwhile,
        answer=told_of_answers(vendor, one),
        errors=faults_on_page(posted, open_offers) if posted and posted.said is None else [],
    )  # fmt: skip


def told_of_answers(vendor, one):
    """{yes, no}: [(text, doubt)] of what the vendor's text says of either answer to a quote, its silences too."""
    policy = policy_of(vendor, one)
    lines = {answer: [line_of(vendor, policy, key) for key in keys] for answer, keys in TOLD.items()}
    return {answer: [(line.text or line.silent, line.doubt) for line in some] for answer, some in lines.items()}


def _answered_apart(one):
    """[(quote, units)] of a request: every quote, and apart what it was answered for the cameras it is for."""
    return [(id, some) for id, units in shared(one.units, "quote") for some in _by_answer(units)]


def _by_answer(units):
    found = {}
    for unit in units:
        found.setdefault((unit.state == "quoted", unit.consent is None), []).append(unit)
    return found.values()


def _price(one, vendor, story, id, units, posted):
    detail, words, waiting = story.event(id).detail, read_words().steps, units[0].state == "quoted"
    told = words["approve" if units[0].consent else "refuse-quote"].told
    return Price(
        models=tuple(_models(one, vendor, units)), count=len(units),
        each=money(detail["price"], detail["currency"]),
        total=money(detail["price"] * len(units), detail["currency"]) if len(units) > 1 else "",
        offer=offer(one, vendor, current_app.settings, "approve", units, posted) if waiting else None,
        answered="" if waiting else told,
    )  # fmt: skip


def _models(one, vendor, units):
    for batch in one.batches:
        count = len([unit for unit in batch.units if unit in units])
        if count:
            yield f"{count} × {safe_model(batch, vendor)}"
