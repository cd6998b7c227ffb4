"""A round of the mail worker: what ran out is swept, the calendar's steps are taken, then what is due is sent."""

from functools import partial
from pathlib import Path

from forms.case.timers import run_timers
from forms.here import stamp
from forms.keys import make_key, make_quote_key
from forms.mail.post import FolderTransport, SmtpTransport, deliver_due
from forms.store import open_store


def deliver_once(app):
    """Send what is due, after the calendar's steps and the sweeping of what ran out; counts of sent, later, failed."""
    mail, store = app.settings.mail, open_store(app.config["DATABASE"])
    try:
        for sweep in (store.sweep_drafts, store.sweep_sessions, store.sweep_guesses):
            sweep(stamp())
        run_timers(store, app.vendors, app.settings, stamp())
        fill = partial(filling, app)
        return deliver_due(store, transport(app), mail.sender, mail.reply_to, fill, stamp, bounces=mail.bounces)
    finally:
        store.close()


def transport(app):
    """Where mail goes: the server the settings name, else a folder of .eml files."""
    smtp = app.settings.mail.smtp
    return SmtpTransport(smtp) if smtp else FolderTransport(Path(app.config["MAIL_FOLDER"]))


def filling(app, row):
    """What a mail's body leaves open until it is delivered: the customer's own link, and the one to the quote alone."""
    url, who = f"{app.settings.url}/rma", (app.secret_key, row.ticket, row.link_turn)
    return {"link": f"{url}/ticket/{make_key(*who)}/", "quote": f"{url}/quote/{make_quote_key(*who)}/"}
