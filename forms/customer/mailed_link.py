"""Opens a request by the key in a mailed link; what fits no request is as good as not there."""

from flask import abort, current_app

from forms.store.requests import link_turn, request_by_ticket
from forms.web.request_context import get_store
from forms.web.signed_links import read_key


def request_or_404(key, fits):
    """The request this key speaks of, where it is one of those that `fits` knows; nothing else of it is read before."""
    store, ticket = get_store(), read_key(key) or ""
    turn = link_turn(store, ticket)
    if not fits(current_app.secret_key, key, ticket, turn or 0) or turn is None:
        abort(404)
    return request_by_ticket(store, ticket)
