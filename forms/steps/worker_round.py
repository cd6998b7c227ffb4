"""A round of the mail worker: what ran out is swept, the calendar's steps are taken, then what is due is sent."""

import logging
from functools import partial
from pathlib import Path

from forms.mail.layout import OTHER_LINKS
from forms.mail.receipt_mails import gathered_mail
from forms.mail.transport import FolderTransport, SmtpTransport, deliver_due
from forms.records.errors import Unavailable
from forms.steps.reminders import take_due_steps
from forms.store.attempts import sweep_attempts
from forms.store.database.connection import open_store
from forms.store.desk.sessions import sweep_sessions
from forms.store.drafts import sweep_drafts
from forms.store.mail.gathering import gather_mails, mailboxes_with_room
from forms.store.requests import link_turns
from forms.web.request_context import timestamp
from forms.web.signed_links import make_key, make_quote_key

log = logging.getLogger(__name__)


def run_round(app):
    """Send what is due, after the calendar's steps and the sweeping of what ran out; counts of sent, later, failed."""
    store = open_store(app.config["DATABASE"])
    try:
        for sweep in (sweep_drafts, sweep_sessions, sweep_attempts):
            sweep(store, timestamp())
        take_due_steps(store, app.vendors, app.settings, timestamp())
        _gather(app, store)
        fill = partial(all_links, app, store)
        return deliver_due(store, transport(app), app.settings.mail, fill, timestamp)
    finally:
        store.close()


def transport(app):
    """Where mail goes: the server the settings name, else a folder of .eml files."""
    smtp = app.settings.mail.smtp
    return SmtpTransport(smtp) if smtp else FolderTransport(Path(app.config["MAIL_FOLDER"]))


def links_of(app, row):
    """What a mail's body leaves open until it is delivered: the customer's own link, and the one to the quote alone."""
    url, who = f"{app.settings.url}/rma", (app.secret_key, row.ticket, row.link_turn)
    return {"link": f"{url}/ticket/{make_key(*who)}/", "quote": f"{url}/quote/{make_quote_key(*who)}/"}


def all_links(app, store, row):
    """The same, with the links to other tickets: of each that still belongs to the address the mail goes to."""
    url, tickets = f"{app.settings.url}/rma", OTHER_LINKS.findall(row.body)
    turns = link_turns(store, tickets, row.to_address) if tickets else {}
    keys = {ticket: make_key(app.secret_key, ticket, turn) for ticket, turn in turns.items()}
    paths = {ticket: f"ticket/{keys[ticket]}/" if ticket in keys else "status/" for ticket in tickets}
    return links_of(app, row) | {f"link:{ticket}": f"{url}/{path}" for ticket, path in paths.items()}


def _gather(app, store):
    for due in mailboxes_with_room(store, timestamp()):
        try:
            gather_mails(store, due, lambda requests: gathered_mail(requests, app.vendors, app.settings), timestamp())
        except Unavailable:
            raise
        except Exception:  # One of our own: it must not hold up the mails behind these.
            log.exception("Held mails of one address wait")
