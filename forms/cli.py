"""The operator's commands: `flask --app forms migrate`, `headers`, `life` and `deliver`."""

from contextlib import contextmanager
from copy import copy

import click
from flask import Blueprint, current_app

from forms.desk.case.diagram import diagram
from forms.records.errors import Unavailable
from forms.steps.worker import Worker
from forms.store.database.connection import open_store
from forms.store.database.migrations import migrate
from forms.web.cannot_start import CannotStart
from forms.web.page_again import NotDone
from forms.web.security import HEADERS

commands = Blueprint("operator", __name__, cli_group=None)


@commands.cli.command("migrate")
def migrate_database():
    """Bring the database to today's tables, making it if need be."""
    migrate(current_app.config["DATABASE"])
    click.echo(f"{current_app.config['DATABASE']} is ready.")


@commands.cli.command("headers")
def headers():
    """Print the header table for the web server of the static half, as nginx reads it."""
    for name, value in HEADERS.items():
        click.echo(f'add_header {name} "{value}" always;')


@commands.cli.command("life")
def life():
    """Print the lifecycle as an SVG picture; docs/life.svg is this."""
    click.echo(diagram(), nl=False)


@commands.cli.command("deliver")
@click.option("--every", type=float, default=0, help="Go on, looking again after so many seconds.")
def deliver(every):
    """Send the mails that are due."""
    refuse_other_tables(current_app)
    worker = Worker(current_app, click.echo, lambda line: click.echo(line, err=True))
    if every:
        worker.go_on(every)
    elif not worker.round():
        raise SystemExit(1)


def refuse_other_tables(app):
    """Raise CannotStart where the database is older or newer than this code; other faults may pass by themselves."""
    try:
        open_store(app.config["DATABASE"]).close()
    except Unavailable as fault:
        if fault.cause in ("behind", "ahead"):
            raise CannotStart(str(fault)) from None


def tell_plainly(app):
    """Let every command end with a sentence instead of a traceback where it cannot be carried out."""
    for name, command in app.cli.commands.items():
        app.cli.commands[name] = own = copy(command)  # some belong to every app of this process
        own.callback = _plainly()(command.callback)


@contextmanager
def _plainly():
    try:
        yield
    except (Unavailable, NotDone) as fault:
        raise click.ClickException(str(fault)) from None
