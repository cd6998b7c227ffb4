"""A case as the desk opened it: by its ticket, at its address, who acts, and how much of it they have seen."""

from flask import abort, g, request

from forms.records.text import is_id
from forms.store.requests import request_by_ticket
from forms.web.request_context import get_store


def case_or_404(ticket):
    """The request of this ticket."""
    return request_by_ticket(get_store(), ticket.upper()) or abort(404)


def case_path(return_request):
    """The address of a request's case."""
    return f"/rma/desk/case/{return_request.ticket}/"


def actor():
    """Who acts, as events store it: staff:ID."""
    return f"staff:{g.staff.id}"


def seen_event(return_request):
    """The id of the newest event that was shown: as posted, and on a first look the request's newest."""
    if request.method == "GET":
        return return_request.seen
    posted = request.form.get("seen", "")
    return int(posted) if is_id(posted) else abort(400)
