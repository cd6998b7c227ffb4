"""Opens a request by the key in a mailed link; what fits no request is as good as not there."""

from flask import abort, current_app

from forms.here import get_store
from forms.keys import read_key


def request_or_404(key, fits):
    """The request this key speaks of, where it is one of those that `fits` knows."""
    one = get_store().request_by_ticket(read_key(key) or "") or abort(404)
    return one if fits(current_app.secret_key, key, one.ticket, one.link_turn) else abort(404)
