"""Keeps the mails to be sent: a mail waits while it has a next try, and one postman at a time has it in hand."""

from forms.records.history import Event
from forms.records.mail import Mail
from forms.records.timestamps import later
from forms.store.database.signs_of_life import BEAT
from forms.store.events import add_event
from forms.store.mail.first_mails import is_anybodys, mailbox_of

MAIL_WORKER = "mail worker"
MAILS = "SELECT outbox.*, ticket, link_turn FROM outbox JOIN request ON request.id = outbox.request "
CLAIM = """
UPDATE outbox SET claimed = :now, attempts = attempts + 1
WHERE id = (
    SELECT id FROM outbox WHERE next_try <= :now AND (claimed IS NULL OR claimed <= :lease_over)
    ORDER BY next_try, id LIMIT 1
)
RETURNING id
"""
# Only a mail that still waits can be put off or given up: one withdrawn meanwhile stays withdrawn.
PUT_OFF = "UPDATE outbox SET next_try = ?, claimed = NULL, error = ? WHERE id = ? AND next_try IS NOT NULL"
# Those that a mail about many tickets has taken in are not sent either.
GIVE_UP = """
UPDATE outbox SET next_try = NULL, claimed = NULL, error = :why WHERE (id = :mail OR told_in = :mail)
AND (SELECT next_try FROM outbox WHERE id = :mail) IS NOT NULL RETURNING request
"""
TO_SUPPORT = "INSERT INTO lane (request, lane, due) VALUES (?, 'support', ?) ON CONFLICT DO NOTHING"
MOVES = """
SELECT NOT EXISTS (SELECT 1 FROM outbox WHERE held <= :since) AND (EXISTS (SELECT 1 FROM outbox WHERE sent > :since)
    OR NOT EXISTS (
        SELECT 1 FROM outbox JOIN event ON event.id = outbox.event
        WHERE next_try IS NOT NULL AND coalesce(released, event.at) <= :since
    )
)
"""


def add_mail(store, request_id, event_id, mail, now):
    """Add a mail to be sent at once, inside the writing block that stores what it tells of; gives its id."""
    mailbox = mailbox_of(mail.to_address) if mail.unasked and is_anybodys(store, mail.to_address) else ""
    place = {"request": request_id, "event": event_id, "next_try": now, "mailbox": mailbox}
    return store.insert("outbox", vars(mail) | place, "unasked")


def mails_of(store, request_id):
    """Give a request's mails, oldest first, sent or not."""
    return [Mail(**row) for row in store.rows(MAILS + "WHERE outbox.request = ? ORDER BY outbox.id", [request_id])]


def claim_mail(store, now, lease_seconds):
    """Take the next due mail in hand for so long, counting the attempt; None when nothing is due.

    Whoever looks for mail is seen to be alive.
    """
    with store.writing() as db:
        db.execute(BEAT, [MAIL_WORKER, now])
        claimed = list(db.execute(CLAIM, {"now": now, "lease_over": later(now, -lease_seconds)}))
        return Mail(**store.first(MAILS + "WHERE outbox.id = ?", claimed[0])) if claimed else None


def worker_seen(store):
    """When the mail worker looked for mail last; None where it never did."""
    return store.value("SELECT at FROM pulse WHERE who = ?", [MAIL_WORKER])


def note_mail_sent(store, mail_id, now):
    """Mark a mail as accepted by the next mail server."""
    with store.writing() as db:
        db["outbox"].update(mail_id, {"sent": now, "next_try": None, "claimed": None, "error": None})


def put_off_mail(store, mail_id, next_try, why):
    """Put a mail back to be tried again at a time, keeping the answer it got."""
    store.write(PUT_OFF, [next_try, why, mail_id])


def give_up_mail(store, mail_id, why, now):
    """Give a mail up for good, keeping the reason; its request is new to support from then on."""
    with store.writing() as db:
        for (request,) in {*db.execute(GIVE_UP, {"why": why, "mail": mail_id})}:
            add_event(store, request, Event(kind="mail-failed", actor="post", detail={"mail": mail_id}), now)
            db["desk"].update(request, {"unread": 1, "snoozed": None})
            db.execute(TO_SUPPORT, [request, now])


def is_mail_moving(store, since):
    """Whether no mail has waited since that time, or one has left after it; and none is held past its time."""
    return bool(store.value(MOVES, {"since": since}))
