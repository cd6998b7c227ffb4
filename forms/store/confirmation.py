"""Turns a draft into requests: all of them with everything they bring, once, or nothing at all."""

from forms.records.errors import TicketTaken
from forms.store.events import add_event
from forms.store.mail.first_mails import hold_back
from forms.store.mail.outbox import add_mail
from forms.store.quota import USUAL, hold_of
from forms.store.steps import stand_in


def confirm_draft(store, key, digest, requests, now, limits=USUAL):
    """Store a draft's requests once: "confirmed", or "already", "changed" (unseen answers) or "gone".

    Their first mails are held where more was sent than usual: from one network, or by all within an hour.
    """
    if not requests:
        raise ValueError("A draft is confirmed with at least one request.")
    with store.writing() as db:
        draft = store.first("SELECT * FROM draft WHERE key = ?", [key])
        if not draft:
            return "gone"
        if draft["confirmed"]:
            return "already"
        if draft["digest"] != digest:
            return "changed"
        until = hold_of(store, draft, limits, now)
        first = []
        for part, request in enumerate(requests, 1):
            first += _add_request(store, request, key, part, now)
        hold_back(store, request.email, first, now, until)
        db["draft"].update(key, {"confirmed": now})
        return "confirmed"


def _add_request(store, request, draft, part, now):
    """Add a request with all it brings, and give the ids of its first mails."""
    # Under the write lock nobody can take the ticket between this look and the insert.
    if store.rows("SELECT id FROM request WHERE ticket = ?", [request.ticket]):
        raise TicketTaken(request.ticket)
    place = {"draft": draft, "part": part, "created": now}
    number = store.insert("request", vars(request) | place, "batches", "events", "mails", "lanes")
    for batch in request.batches:
        added = store.insert("batch", vars(batch) | {"request": number}, "id", "units")
        store.db["unit"].insert_all(vars(unit) | {"batch": added, "since": now} for unit in batch.units)
    events = [add_event(store, number, event, now) for event in request.events]
    added = [(add_mail(store, number, events[mail.event], mail, now), mail.unasked) for mail in request.mails]
    # What goes on by mail waits for nobody at the desk.
    store.insert("desk", {"request": number, "unread": request.intake == "kiosk"})
    stand_in(store, number, request.lanes)
    return [id for id, unasked in added if unasked]
