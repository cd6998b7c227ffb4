"""The operator's command once a copy was put back: `flask --app forms restored`."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from forms.records.errors import CannotWrite
from forms.records.rma_number import show_rma
from forms.store.database.migrations import migrate
from forms.store.database.series import next_rma_number, skip_series_ahead
from forms.web.request_context import get_store


@click.command("restored")
@with_appcontext
def restored():
    """Say that a copy of the database was put back: RMA numbers go on well ahead of all it may have missed."""
    database = Path(current_app.config["DATABASE"])
    if not database.exists():
        raise click.ClickException(f"There is no {database}. Put the copy there first.")
    migrate(database)  # the copy may be one of an earlier version
    try:
        skip_series_ahead(get_store())
    except CannotWrite as fault:
        raise click.ClickException(f"Nothing was changed: {fault} Stop the kiosk, then try again.") from None
    click.echo(f"The next RMA number is {show_rma(next_rma_number(get_store()))}.")
