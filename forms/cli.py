"""The operator's commands: `flask --app forms migrate`, `deliver` and `headers`."""

import time

import click

from forms.case.picture import picture
from forms.guard import HEADERS
from forms.mail.rounds import deliver_once
from forms.store import CannotWrite, migrate


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
