"""Who has a request in hand, until when it is put aside, and whether what came is read: each change is an event."""

from forms.records.history import Event
from forms.store.events import add_event, last_event
from forms.store.requests import request_by_id
from forms.store.steps import stand_in

OF_REQUEST = """
SELECT owner, staff.name AS owner_name, snoozed, unread,
    (SELECT max(at) FROM event WHERE event.request = desk.request AND kind = 'claimed') AS owner_since
FROM desk LEFT JOIN staff ON staff.id = owner WHERE request = ?
"""


def read_claim(store, request_id):
    """The row of a request: who has it and since when, until when it is put aside, whether something is unread.

    The time until which it is put aside may be over by now.
    """
    return store.first(OF_REQUEST, [request_id])


def claim_case(store, request_id, staff_id, now, instead_of=None):
    """Take a request on; False, and nothing changed, where somebody has it by now who is not `instead_of`."""
    with store.writing() as db:
        owner = store.value("SELECT owner FROM desk WHERE request = ?", [request_id])
        if owner == staff_id:
            return True
        if owner not in (None, instead_of):
            return False
        db["desk"].update(request_id, {"owner": staff_id})
        _note(store, request_id, staff_id, "claimed", now, {"from": owner} if owner else {})
        return True


def release_case(store, request_id, staff_id, now):
    """Let go of a request one has; False, and nothing changed, where one has it not."""
    with store.writing() as db:
        sql = "UPDATE desk SET owner = NULL WHERE request = ? AND owner = ?"
        if not db.execute(sql, [request_id, staff_id]).rowcount:
            return False
        _note(store, request_id, staff_id, "released", now)
        return True


def snooze_case(store, request_id, staff_id, until, seen, now):
    """Put a request aside; False, and nothing changed, where something came after the event `seen`."""
    with store.writing() as db:
        if last_event(store, request_id) > seen:
            return False
        db["desk"].update(request_id, {"snoozed": until})
        _note(store, request_id, staff_id, "snoozed", now, {"until": until})
        return True


def wake_case(store, request_id, staff_id, now):
    """Bring a request back that is put aside."""
    with store.writing() as db:
        sql = "UPDATE desk SET snoozed = NULL WHERE request = ? AND snoozed > ?"
        if db.execute(sql, [request_id, now]).rowcount:
            _note(store, request_id, staff_id, "woken", now)


def mark_case_read(store, request_id, staff_id, seen, make_lanes, now):
    """Note that what came is read; False, and nothing changed, where something came after the event `seen`.

    `make_lanes(request)` gives {lane: due}: where nothing but the unread kept it in support's worklist, it leaves.
    """
    with store.writing() as db:
        if last_event(store, request_id) > seen:
            return False
        if db.execute("UPDATE desk SET unread = 0 WHERE request = ? AND unread = 1", [request_id]).rowcount:
            stand_in(store, request_id, make_lanes(request_by_id(store, request_id)))
            _note(store, request_id, staff_id, "read", now)
        return True


def _note(store, request_id, staff_id, kind, now, detail=None):
    add_event(store, request_id, Event(kind=kind, actor=f"staff:{staff_id}", detail=detail or {}), now)
