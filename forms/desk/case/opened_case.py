"""A case as the desk opened it: by its ticket, at its address, how much of it was seen, and a step meant with it."""

import hashlib
import json

from flask import abort, current_app, g, request

from content.wording.catalog import fill, read_words
from forms.records.errors import Refused
from forms.records.text import is_id
from forms.rma.transition import Intent
from forms.steps.take import work_out
from forms.store.requests import request_by_ticket
from forms.web.request_context import get_store, timestamp


def case_or_404(ticket):
    """The request of this ticket."""
    return request_by_ticket(get_store(), ticket.upper()) or abort(404)


def case_path(return_request):
    """The address of a request's case."""
    return f"/rma/desk/case/{return_request.ticket}/"


def state_name(state, result=None):
    """The name of a state in words."""
    words = read_words()
    return fill(words.states[state].name, result=words.results.get(result, "Done"))


def actor():
    """Who acts, as events store it: staff:ID."""
    return f"staff:{g.staff.id}"


def seen_event(return_request):
    """The id of the newest event that was shown: as posted, and on a first look the request's newest."""
    if request.method == "GET":
        return return_request.seen
    posted = request.form.get("seen", "")
    return int(posted) if is_id(posted) else abort(400)


def intent_of(page, step_id, inputs):
    """The Intent of whoever is signed in to take a step, with the request, vendor, units and last event of a page."""
    rests_on = page.vendor, current_app.settings, timestamp(), page.seen
    return Intent(page.request, step_id, page.ids, inputs, actor(), *rests_on)


def mail_of(intent):
    """The mail that a step would send now, or None where it cannot be taken."""
    try:
        return work_out(intent).mails[0]
    except Refused:
        return None


def digest_of(*values):
    """A hash of all that a mail shown beside a form is made of: with another one that mail has not been read."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]
