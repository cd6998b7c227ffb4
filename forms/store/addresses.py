"""Corrects a mistyped e-mail address, while nobody has proved the one given; and proves it."""

from forms.records.history import Event
from forms.store.events import add_event
from forms.store.mail.first_mails import hold_back
from forms.store.mail.outbox import add_mail
from forms.store.requests import requests_of_draft

MOST_CORRECTIONS = 3
CORRECTED = Event(kind="address-corrected", actor="customer")
PROVED = Event(kind="address-proved", actor="customer")
CORRECTIONS = "SELECT count(*) FROM event WHERE request = ? AND kind = 'address-corrected'"
MAILED = """
SELECT 1 FROM outbox AS own LEFT JOIN outbox AS carrier ON carrier.id = own.told_in
WHERE own.request = ? AND own.to_address = ? AND coalesce(own.sent, own.claimed, carrier.sent, carrier.claimed) <> ''
LIMIT 1
"""
# The notice is the one mail of a correction that opens nothing.
TOLD = """
SELECT 1 FROM outbox JOIN event ON event.id = outbox.event
WHERE outbox.request = ? AND outbox.to_address = ? AND event.kind = 'address-corrected' AND instr(body, '{link') = 0
LIMIT 1
"""
# One that tells of other tickets too goes on; the link to this one is no longer filled in there.
WITHDRAW = """
UPDATE outbox SET next_try = NULL, held = NULL, error = 'withdrawn'
WHERE request = ? AND to_address = ? AND (next_try IS NOT NULL OR held IS NOT NULL) AND instr(body, '{link:') = 0
"""


def correct_address(store, draft_key, email, make_mails, make_notice, now):
    """Mail a draft's requests to another address: "corrected", or "proved", "too-often" or "gone".

    The address of before is told by `make_notice(requests)` alone, once, and only where it has had a mail about them.
    """
    with store.writing():
        requests = requests_of_draft(store, draft_key)
        if not requests:
            return "gone"
        if any(request.email_proved for request in requests):
            return "proved"
        if store.value(CORRECTIONS, [requests[0].id]) >= MOST_CORRECTIONS:
            return "too-often"
        known = _was_mailed(store, requests)
        events = {request.id: _move(store, request, email, now) for request in requests}
        if known and email != requests[0].email:
            add_mail(store, requests[0].id, events[requests[0].id], make_notice(requests), now)
        first = []
        for request in requests_of_draft(store, draft_key):
            for mail in make_mails(request):
                number = add_mail(store, request.id, events[request.id], mail, now)
                first += [number] if mail.unasked else []
        hold_back(store, email, first, now)
        return "corrected"


def prove_address(store, request_id, now):
    """Note that whoever has the mailed link says the address is theirs; once is enough."""
    with store.writing():
        note_proof(store, request_id, now)


def note_proof(store, request_id, now):
    """The same inside a writing block, together with what the mailed link was used for."""
    sql = "UPDATE request SET email_proved = ? WHERE id = ? AND email_proved IS NULL"
    if store.db.execute(sql, [now, request_id]).rowcount:
        add_event(store, request_id, PROVED, now)


def _was_mailed(store, requests):
    told = any(store.rows(TOLD, [request.id, request.email]) for request in requests)
    return not told and any(store.rows(MAILED, [request.id, request.email]) for request in requests)


def _move(store, request, email, now):
    store.db.execute(WITHDRAW, [request.id, request.email])
    # The next turn makes the link void that may lie in a stranger's mailbox.
    store.db.execute("UPDATE request SET email = ?, link_turn = link_turn + 1 WHERE id = ?", [email, request.id])
    return add_event(store, request.id, CORRECTED, now)
