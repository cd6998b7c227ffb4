"""The quote alone, for whoever decides about the money: the price and two answers, nothing else of the request."""

from typing import NamedTuple

from flask import Blueprint, abort, redirect, render_template, request

from content.explain.facts import fact_lines
from content.money import money
from content.wording.catalog import read_words
from forms.customer.actions import input_errors, offer, read_posted
from forms.customer.mailed_link import request_or_404
from forms.mail.layout import safe_model
from forms.records.errors import Overtaken, Refused
from forms.rma.details import shared
from forms.rma.status import policy_of
from forms.rma.ways import situations_of
from forms.store.requests import read_history
from forms.web.page_again import NotDone, page_again, sentence_of
from forms.web.request_context import get_store, vendor_or_404
from forms.web.signed_links import make_quote_key

pages = Blueprint("quote", __name__, url_prefix="/rma")
ANSWERS = ("approve", "refuse-quote")
FACTS = {"yes": ("freight-back", "repair-time"), "no": ("freight-back-as-is",)}
MEANWHILE = "Something was changed since you opened this page. Nothing of yours was done; look again, then decide."


class Price(NamedTuple):
    """What a quote asks for cameras with one answer: their models, each and in all; its Offer, or the answer's step."""

    models: list
    count: int
    each: str
    total: str
    offer: object
    answered: str


@pages.route("/quote/<key>/", methods=["GET", "POST"])
def quote(key):
    return_request = request_or_404(key, make_quote_key)
    if request.method == "GET":
        return show_quote(return_request)
    posted = read_posted(return_request)
    return answer(posted) if posted and posted.step in ANSWERS else abort(400)


def _quote_again(fault, posted):
    if isinstance(fault, Overtaken | Refused):
        posted = posted.with_fresh_request()
        return show_quote(posted.request, posted, MEANWHILE)
    return show_quote(posted.request, posted, sentence_of(fault))


@page_again(_quote_again)
def answer(posted):
    """Approve or decline the quote."""
    if posted.inputs is None:
        raise NotDone
    posted.take("purchasing")
    return redirect(request.path, 303)


def show_quote(return_request, posted=None, notice=""):
    """The page: every quote of the request; where none was made there is no page."""
    vendor, history = vendor_or_404(return_request.vendor), read_history(get_store(), return_request.id)
    quotes = [(history.event(id).detail, units) for id, units in _answered_apart(return_request)]
    prices = [_price(return_request, vendor, detail, units, posted) for detail, units in quotes]
    return render_template(
        "quote.html", vendor=vendor, prices=prices or abort(404), seen=(posted or return_request).seen, notice=notice,
        answer=answer_lines(vendor, return_request), words=read_words().steps,
        errors=input_errors(posted, [price.offer for price in prices if price.offer]),
    )  # fmt: skip


def answer_lines(vendor, return_request):
    """{"yes" or "no": the lines of facts of the vendor's text about that answer to a quote}."""
    quoted = [unit for unit in return_request.units if unit.quote] or return_request.units
    held = [known._replace(kind="paid") for known in situations_of(return_request, quoted)]
    policy = policy_of(vendor, return_request)
    return {answer: fact_lines(vendor, policy, keys, *held) for answer, keys in FACTS.items()}


def _answered_apart(return_request):
    """(id of the quote's event, units) pairs: the cameras of each quote, apart by what was answered for them."""
    apart = {}
    for id, units in shared(return_request.units, "quote"):
        for unit in units:
            apart.setdefault((id, unit.state == "quoted", unit.consent is None), []).append(unit)
    return [(id, units) for (id, *_), units in apart.items()]


def _price(return_request, vendor, detail, units, posted):
    waiting, answered = units[0].state == "quoted", "approve" if units[0].consent else "refuse-quote"
    counts = [(len({*batch.units} & {*units}), batch) for batch in return_request.batches]
    return Price(
        models=[f"{count} × {safe_model(batch, vendor)}" for count, batch in counts if count], count=len(units),
        each=money(detail["price"], detail["currency"]),
        total=money(detail["price"] * len(units), detail["currency"]) if len(units) > 1 else "",
        offer=offer(return_request, "approve", units, posted) if waiting else None,
        answered="" if waiting else answered,
    )  # fmt: skip
