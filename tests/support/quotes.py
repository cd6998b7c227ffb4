"""Requests that a price was told for, and the page where it is answered."""

from forms.store.requests import request_by_id, requests_of_draft
from forms.web.signed_links import make_quote_key
from tests.support.steps import draft_key, send
from tests.support.walks import take_as

TO_QUOTE = ("authorise", "ship", "arrive", "quote")


def bring(app, client, store, *batches, **person):
    [one] = requests_of_draft(store, draft_key(send(client, *batches, at="/rma/pixelink/", **person)))
    go(app, store, one, "decide", *TO_QUOTE)
    return request_by_id(store, one.id)


def go(app, store, one, *steps):
    for step in steps:
        take_as(app, store, request_by_id(store, one.id), step, [unit.id for unit in one.units], way="paid")


def quote_path(app, one):
    return f"/rma/quote/{make_quote_key(app.secret_key, one.ticket, one.link_turn)}/"
