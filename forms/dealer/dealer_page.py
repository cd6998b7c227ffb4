"""The page of a dealer's own link: the requests whose customers agreed, without a word about the person."""

from typing import NamedTuple

from flask import Blueprint, abort, current_app, render_template

from forms.mail.layout import camera_lines
from forms.records.ticket import show_ticket
from forms.rma.groups import groups_of
from forms.rma.status import written_moment
from forms.store.dealers import dealer_requests, read_dealer_turn
from forms.web.request_context import get_store, today_of
from forms.web.signed_links import key_fits, make_dealer_key, read_dealer_key

pages = Blueprint("dealer", __name__, url_prefix="/rma")
MOST = 200


class Row(NamedTuple):
    """One request as its dealer sees it: numbers, cameras in the catalogue's words, and how each group stands."""

    ticket: str
    vendor: str
    asked: str
    cameras: tuple
    reference: str
    groups: tuple


@pages.get("/dealer/<key>/")
def dealer(key):
    dealer, store = current_app.dealers.get(read_dealer_key(key)) or abort(404), get_store()
    turn = read_dealer_turn(store, dealer.code)
    if not key_fits(make_dealer_key, current_app.secret_key, key, dealer.code, turn):
        abort(404)
    known = [slug for slug in dealer.vendors if slug in current_app.vendors]
    found = dealer_requests(store, dealer.code, known, MOST + 1)
    rows = [row_of(request) for request in found[:MOST]]
    return render_template("dealer.html", dealer=dealer, rows=rows, most=MOST if len(found) > MOST else 0)


def row_of(request):
    """What a dealer may see of a request; the own reference is all of it that somebody typed."""
    vendor = current_app.vendors[request.vendor]
    return Row(
        ticket=show_ticket(request.ticket), vendor=vendor.name, asked=written_moment(request.created),
        cameras=tuple(camera_lines(request, vendor)), reference=request.own_reference,
        groups=tuple(groups_of(vendor, request, today_of(vendor))),
    )  # fmt: skip
