"""Sends a customer their link once more, to the address the request has; not more often than a mailbox can bear."""

from forms.records.history import Event
from forms.records.timestamps import DAY, later
from forms.store.events import add_event
from forms.store.mail.first_mails import mailbox_of
from forms.store.mail.outbox import add_mail

ASKED, MOST_A_DAY = Event(kind="link-sent", actor="customer"), 3
# Of an address that proved itself each request has its own share; one that is anybody's has one share for all.
TIMES = """
SELECT count(*) FROM event WHERE kind = :kind AND at > :day_ago AND (
    request = :request OR id IN (SELECT event FROM outbox WHERE mailbox = :mailbox AND mailbox <> '')
)
"""


def send_link(store, request_id, mail, now):
    """Add the mail and its event in one transaction; False where the day's share is used up."""
    asked = {"request": request_id, "mailbox": mailbox_of(mail.to_address), "kind": ASKED.kind}
    with store.writing():
        if store.value(TIMES, asked | {"day_ago": later(now, -DAY)}) >= MOST_A_DAY:
            return False
        add_mail(store, request_id, add_event(store, request_id, ASKED, now), mail, now)
        return True
