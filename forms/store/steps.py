"""Takes one step with a request: everything it changes and brings, in one transaction, or nothing."""

from forms.records.errors import NumberTaken, Overtaken
from forms.records.transition import THIS
from forms.store.addresses import note_proof
from forms.store.database.series import give_number, next_rma_number
from forms.store.events import add_event, newer_events
from forms.store.mail.outbox import add_mail
from forms.store.requests import request_by_id

# A maker's own number may cover more cameras of its request later on; one of the series is drawn once.
ADD_RMA = """
INSERT INTO rma (number, request, source, issued, expires) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (number) DO UPDATE SET issued = max(issued, excluded.issued), expires = excluded.expires
WHERE request = excluded.request AND source = 'entered' AND excluded.source = 'entered'
"""
DESK = """
SELECT unread, snoozed, due FROM desk LEFT JOIN lane ON lane.request = desk.request AND lane = 'support'
WHERE desk.request = ?
"""


def store_step(store, request_id, seen, make_transition, now):
    """Store the Transition that `make_transition(request, next_number)` works out under the lock; gives its event's id.

    `seen` is the last event the one who asks has seen (None: they need not have looked). Raises Overtaken, NumberTaken,
    and whatever make_transition raises.
    """
    with store.writing() as db:
        newer = newer_events(store, request_id, seen)
        if newer:
            raise Overtaken(newer)
        request = request_by_id(store, request_id)
        transition = make_transition(request, next_rma_number(store))
        event = _put(store, request, transition, now)
        if transition.rma and transition.rma.source == "series":
            give_number(db, transition.rma.number)  # last: a step that fails above leaves no gap
        return event


def _put(store, request, transition, now):
    event = add_event(store, request.id, transition.event, now)
    place = {"request": request.id, "event": event}
    consent = store.insert("consent", vars(transition.consent) | place, "id") if transition.consent else None
    if transition.rma:
        _add_rma(store, request, transition.rma)
    own = {"quote": event, "consent": consent}
    for unit, changes in transition.units.items():
        store.db["unit"].update(unit, {name: own[name] if value is THIS else value for name, value in changes.items()})
    if transition.parcel:
        store.insert("parcel", vars(transition.parcel) | place)
    for note in transition.notes:
        store.insert("note", vars(note) | place)
    for mail in transition.mails:
        add_mail(store, request.id, event, mail, now)
    put_lanes(store, request.id, transition, now)
    if transition.proves:
        note_proof(store, request.id, now)
    return event


def _add_rma(store, request, rma):
    if not store.db.execute(ADD_RMA, [rma.number, request.id, rma.source, rma.issued, rma.expires]).rowcount:
        raise NumberTaken(rma.number)


def put_lanes(store, request_id, transition, now):
    """Put a request into the worklists it belongs to now; what is unread stands in support's, since it came."""
    desk = store.first(DESK, [request_id])
    unread = desk["unread"] if transition.unread is None else int(transition.unread)
    snoozed = None if transition.wakes else desk["snoozed"]
    since = (desk["unread"] and desk["due"]) or now
    store.db["desk"].update(request_id, {"unread": unread, "snoozed": snoozed})
    stand_in(store, request_id, ({"support": since} if unread else {}) | transition.lanes)


def stand_in(store, request_id, lanes):
    """Put a request into these worklists, {lane: due}, and into no other."""
    store.db.execute("DELETE FROM lane WHERE request = ?", [request_id])
    store.db["lane"].insert_all({"request": request_id, "lane": lane, "due": due} for lane, due in lanes.items())
