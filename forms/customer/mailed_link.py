"""Opens a request by the key in a mailed link; a key that fits no request is answered by 404."""

from flask import abort, current_app

from forms.store.requests import link_turn, request_by_ticket
from forms.web.request_context import get_store
from forms.web.signed_links import key_fits, read_key


def request_or_404(key, make):
    """The request named in a key; the key, one of `make` (make_key or make_quote_key), is checked first."""
    store, ticket = get_store(), read_key(key) or ""
    turn = link_turn(store, ticket)
    if not key_fits(make, current_app.secret_key, key, ticket, turn or 0) or turn is None:
        abort(404)
    return request_by_ticket(store, ticket)
