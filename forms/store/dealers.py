"""Who else has to do with a request: the dealer who may see it by a link of their own; and the vendor's own numbers.

What the customer settles here was settled behind the mailed link, which proves their address.
"""

import json

from forms.records.history import Event
from forms.store.addresses import note_proof
from forms.store.events import add_event
from forms.store.requests import request_by_id

RENEW = """
INSERT INTO dealer_link (code, turn) VALUES (?, 1) ON CONFLICT (code) DO UPDATE SET turn = turn + 1 RETURNING turn
"""
AGREED = """
SELECT id FROM request WHERE dealer = :code AND dealer <> '' AND vendor IN (SELECT value FROM json_each(:vendors))
ORDER BY id DESC LIMIT :most
"""
# What was sent with a request goes the same way: consent was asked once for all of it.
SETTLE = "UPDATE request SET dealer = :code WHERE draft = :draft AND (dealer = '') = (:code <> '') RETURNING id"
THEIRS = """
UPDATE request SET their_ticket = :ticket, their_rma = :rma
WHERE id = :id AND (their_ticket <> :ticket OR their_rma <> :rma)
"""


def read_dealer_turn(store, code):
    """Give the turn of a dealer's link: how often it was renewed."""
    return store.value("SELECT turn FROM dealer_link WHERE code = ?", [code]) or 0


def renew_dealer_turn(store, code):
    """Make every link of a dealer void, and give the turn of the next."""
    with store.writing() as db:
        return list(db.execute(RENEW, [code]))[0][0]


def dealer_requests(store, code, vendors, most):
    """Give the requests whose customers let this dealer see them, newest first."""
    asked = {"code": code, "vendors": json.dumps(list(vendors)), "most": most}
    with store.reading():
        return [request_by_id(store, row["id"]) for row in store.rows(AGREED, asked)]


def settle_consent(store, request, code, now):
    """Let the dealer of a code see a request, and what was sent with it; with an empty code no dealer any more."""
    kind = "dealer-agreed" if code else "dealer-barred"
    event = Event(kind=kind, actor="customer", detail={"dealer": code or request.dealer})
    with store.writing() as db:
        for (id,) in list(db.execute(SETTLE, {"code": code, "draft": request.draft})):
            add_event(store, id, event, now)
        note_proof(store, request.id, now)


def keep_vendor_numbers(store, request_id, ticket, rma, now):
    """Keep the vendor's own ticket and RMA number, as the customer wrote them down."""
    with store.writing() as db:
        if db.execute(THEIRS, {"ticket": ticket, "rma": rma, "id": request_id}).rowcount:
            add_event(store, request_id, Event(kind="their-numbers", actor="customer"), now)
        note_proof(store, request_id, now)
