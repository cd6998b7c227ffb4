"""The drafts and receipts this browser may open: their keys stand in its cookie, and an address alone opens none."""

from flask import abort, redirect, session
from werkzeug.exceptions import NotFound

from forms.web.request_context import draft_or_404

MOST = 20  # keys in the cookie; the oldest goes first


class BegunElsewhere(NotFound):
    """A form that this browser has not begun, or no longer knows of."""

    title = "This form is open in another browser"
    sentence = (
        "This form can only be opened in the browser where it was begun. If it was sent, use the link in our mail;"
        " if it was not, begin a new one."
    )


def remember(key):
    """Put a draft's key into the cookie, so that this browser can open the draft and later its receipt."""
    session["own"] = [*(other for other in session.get("own", []) if other != key), key][-MOST:]


def is_own(key):
    """Whether this browser saved the draft of this key."""
    return key in session.get("own", [])


def own_draft(key):
    """This browser's draft of that key; raises BegunElsewhere, or redirects to the tickets of a draft that was sent."""
    draft = draft_or_404(key)
    if is_own(key):
        return draft
    if draft.confirmed:
        abort(redirect(f"/rma/sent/{key}/", 303))
    raise BegunElsewhere


def unsent_draft(key):
    """The same of a draft that may still be sent; redirects to the tickets of any other."""
    draft = own_draft(key)
    return abort(redirect(f"/rma/sent/{key}/", 303)) if draft.confirmed else draft
