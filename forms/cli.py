"""The operator's commands: `flask --app forms migrate`, `deliver` and `headers`."""

import time
from pathlib import Path

import click

from forms.case.picture import picture
from forms.case.timers import run_timers
from forms.guard import HEADERS
from forms.here import stamp
from forms.keys import make_key, make_quote_key
from forms.mail.post import FolderTransport, SmtpTransport, deliver_due
from forms.store import CannotWrite, migrate, open_store


def init(app):
    """Give the app its commands."""

    @app.cli.command("migrate")
    def migrate_database():
        """Bring the database to today's tables, making it if need be."""
        migrate(app.config["DATABASE"])
        click.echo(f"{app.config['DATABASE']} is ready.")

    @app.cli.command("headers")
    def headers():
        """Print the header table for the web server of the static half, as nginx reads it."""
        for name, value in HEADERS.items():
            click.echo(f'add_header {name} "{value}" always;')

    @app.cli.command("life")
    def life():
        """Print the table of life as an SVG picture; docs/life.svg is this."""
        click.echo(picture(), nl=False)

    @app.cli.command("deliver")
    @click.option("--every", type=float, default=0, help="Go on, looking again after so many seconds.")
    def deliver(every):
        """Send the mails that are due."""
        while True:
            try:
                click.echo(", ".join(f"{count} {what}" for what, count in deliver_once(app).items()))
            except CannotWrite as fault:  # a locked or full database now is no reason to stop for good
                click.echo(f"Mail waits: {fault}", err=True)
            if not every:
                return
            time.sleep(every)


def deliver_once(app):
    """Send what is due, after the calendar's steps and the sweeping of what ran out; counts of sent, later, failed."""
    mail, store = app.settings.mail, open_store(app.config["DATABASE"])
    try:
        for sweep in (store.sweep_drafts, store.sweep_sessions, store.sweep_guesses):
            sweep(stamp())
        run_timers(store, app.vendors, app.settings, stamp())
        return deliver_due(store, transport(app), mail.sender, mail.reply_to, lambda row: filling(app, row), stamp)
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
