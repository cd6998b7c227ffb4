"""A request brought to any state there is."""

from forms.rma.lifecycle import FIRST
from forms.store.requests import request_by_id, requests_of_draft
from tests.support.days import settle
from tests.support.steps import draft_key, send
from tests.support.walks import bring_to

PIXELINK = {"model": "PL-D725", "serials": "725001234\n725001235"}
ON_PAID = ("order-awaited", "ordered", "quoted", "approved", "quote-refused")
MAILBOX = {"intake": "mailbox", "mailbox": "rma@flir.example"}
AT_PIXELINK = ("quoted", "approved", "quote-refused")


def in_state(app, client, store, state, *batches, way=None, **person):
    """A request of two cameras brought to a state, as stored."""
    slug = "pixelink" if state in AT_PIXELINK or PIXELINK in batches else "flir"
    if state == "by-mail":
        settle(app, flir=MAILBOX)
    batches = batches or ([PIXELINK] if slug == "pixelink" else [{}])
    [one] = requests_of_draft(store, draft_key(send(client, *batches, at=f"/rma/{slug}/", **person)))
    if state not in FIRST.values():
        assert bring_to(app, store, one, state, way or ("paid" if state in ON_PAID else "warranty"))
    return request_by_id(store, one.id)
