"""A case as the desk opened it: by its ticket, at its address, how much of it was seen, and a step meant with it."""

import hashlib
import json

from flask import abort, current_app, g, request

from forms.records.errors import Refused
from forms.records.text import is_id
from forms.rma.transition import Intent
from forms.steps.take import take, work_out
from forms.store.requests import request_by_ticket
from forms.web.request_context import get_store, timestamp


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


def vendor_name(slug):
    """The name of a vendor; its slug where it is no longer known."""
    return current_app.vendors[slug].name if slug in current_app.vendors else slug


def take_step(page, inputs):
    """Take the step of a page, of its request and context, unless something came after the event that it shows."""
    take(get_store(), _intent(page, inputs))


def mail_of(page, inputs):
    """The mail that the step of a page would send now, or None where it cannot be taken."""
    try:
        return work_out(_intent(page, inputs)).mails[0]
    except Refused:
        return None


def digest_of(page, typed):
    """A hash of all that the mail of a page is made of: with another one that mail has not been read."""
    made_of = json.dumps([_chosen(page), typed], sort_keys=True)
    return hashlib.sha256(made_of.encode()).hexdigest()[:16]


def _intent(page, inputs):
    rests_on = page.context.vendor, current_app.settings, timestamp(), page.seen
    return Intent(page.request, page.context.step, _chosen(page), inputs, actor(), *rests_on)


def _chosen(page):
    return [unit.id for unit in page.context.units]
