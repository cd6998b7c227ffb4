"""Lets held first mails go once there is room for them: several to one address as one mail that tells of all."""

from forms.store.mail.first_mails import AT_MOST, of_mailbox, room_again
from forms.store.mail.outbox import add_mail
from forms.store.requests import request_by_id

DUE = "SELECT DISTINCT mailbox, lower(to_address) AS address FROM outbox WHERE held <= ? ORDER BY held"
HELD = """
SELECT id, request, event FROM outbox
WHERE mailbox = :mailbox AND mailbox <> '' AND lower(to_address) = :address AND held IS NOT NULL ORDER BY id
"""
POSTPONE = "UPDATE outbox SET held = ? WHERE held IS NOT NULL AND mailbox = ? AND mailbox <> ''"
OF_DRAFT = """
SELECT max(held) FROM outbox JOIN request ON request.id = outbox.request WHERE draft = ? AND held > ?
"""


def mailboxes_with_room(store, now):
    """Give [{mailbox, address}] of those whose held mails may go, as far as their time is concerned."""
    return store.rows(DUE, [now])


def gather_mails(store, due, make_mail, now):
    """Let what is held for a due address go: one mail as it is, several as the one that `make_mail(requests)` makes."""
    with store.writing() as db:
        rows = store.rows(HELD, due)
        mails = of_mailbox(store, due["mailbox"], now)
        if len(mails.waiting) + len(mails.gone) >= AT_MOST:
            db.execute(POSTPONE, [room_again(mails.gone, now), due["mailbox"]])
        elif len(rows) == 1:
            db["outbox"].update(rows[0]["id"], {"held": None, "next_try": now, "released": now})
        elif rows:
            _gather(store, rows, make_mail, now)


def mails_held_until(store, draft_key, now):
    """Until when a mail about what a draft became is held; None where none is."""
    return store.value(OF_DRAFT, [draft_key, now])


def _gather(store, rows, make_mail, now):
    requests = [request_by_id(store, id) for id in dict.fromkeys(row["request"] for row in rows)]
    carrier = add_mail(store, requests[0].id, rows[0]["event"], make_mail(requests), now)
    store.db["outbox"].update(carrier, {"released": now})
    for row in rows:
        store.db["outbox"].update(row["id"], {"held": None, "error": "gathered", "told_in": carrier})
