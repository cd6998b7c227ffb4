"""Lets held first mails go once there is room for them: several to one address as one mail that tells of all."""

from forms.store.first_mails import AT_MOST, of_mailbox, room_again
from forms.store.outbox import add_mail
from forms.store.requests import request_by_id

HELD = """
SELECT id, request, event, mailbox, lower(to_address) AS address FROM outbox
WHERE held IS NOT NULL AND mailbox IN (SELECT mailbox FROM outbox WHERE held <= ?) ORDER BY id
"""
RELEASE = "UPDATE outbox SET held = NULL, next_try = ? WHERE id = ?"
TAKE_IN = "UPDATE outbox SET held = NULL, error = 'gathered' WHERE id = ?"
POSTPONE = "UPDATE outbox SET held = ? WHERE held IS NOT NULL AND mailbox = ?"
OF_DRAFT = """
SELECT max(held) AS held FROM outbox JOIN request ON request.id = outbox.request WHERE request.draft = ? AND held > ?
"""


def gather(store, make_mail, now):
    """Let the held mails go whose time has come: one as it is, several as the one that `make_mail(requests)` makes."""
    if not store.rows("SELECT 1 FROM outbox WHERE held <= ? LIMIT 1", [now]):
        return
    with store.writing() as db:
        for (mailbox, _), rows in _due(store, now).items():
            waiting, gone, _ = of_mailbox(store, mailbox, now)
            if len(waiting) + len(gone) >= AT_MOST:
                db.execute(POSTPONE, [room_again(gone, now), mailbox])
            elif len(rows) == 1:
                db.execute(RELEASE, [now, rows[0]["id"]])
            else:
                _gather(store, db, rows, make_mail, now)


def held_until(store, draft_key, now):
    """Until when a mail about what a draft became is held; None where none is."""
    return store.rows(OF_DRAFT, [draft_key, now])[0]["held"]


def _gather(store, db, rows, make_mail, now):
    for row in rows:
        db.execute(TAKE_IN, [row["id"]])
    requests = [request_by_id(store, id) for id in dict.fromkeys(row["request"] for row in rows)]
    add_mail(store, db, requests[0].id, rows[0]["event"], make_mail(requests), now, may_wait=False)


def _due(store, now):
    """{(mailbox, address): its held mails}, oldest first, of every mailbox that one of them is due for."""
    found = {}
    for row in store.rows(HELD, [now]):
        found.setdefault((row["mailbox"], row["address"]), []).append(row)
    return found
