"""Sends a customer their link once more, to the address the request has; not more often than a mailbox can bear."""

from forms.store.history import add_event
from forms.store.outbox import add_mail
from forms.store.records import NewEvent
from forms.store.times import later

ASKED = NewEvent(kind="link-sent", actor="customer")
DAY = 24 * 3600


def send_link(store, request_id, mail, now, at_most=3):
    """Add the mail and its event in one transaction; False where the day's share is used up."""
    with store.writing() as db:
        sql = "SELECT count(*) AS times FROM event WHERE request = ? AND kind = ? AND at > ?"
        if store.rows(sql, [request_id, ASKED.kind, later(now, -DAY)])[0]["times"] >= at_most:
            return False
        add_mail(store, db, request_id, add_event(db, request_id, ASKED, now), mail, now)
        return True
