"""The operator's commands for a copy of the database, `flask --app forms backup PLACE`, and once it was put back."""

from pathlib import Path

import click
from flask import Blueprint, current_app

from forms.records.errors import CannotWrite, NoCopy
from forms.records.private_files import private_folder
from forms.records.rma_number import show_rma
from forms.store.database.backup import back_up
from forms.store.database.migrations import migrate
from forms.store.database.series import next_rma_number, skip_series_ahead
from forms.web.request_context import get_store, timestamp

commands = Blueprint("copies", __name__, cli_group=None)


@commands.cli.command("backup")
@click.argument("place", type=click.Path())
def backup(place):
    """Copy the running database to PLACE: a new file, or a folder, where the copy is named by this moment.

    A PLACE that ends in a slash is a folder, which is made where it is not there yet.
    """
    try:
        path = _named(place)
        back_up(get_store(), path)
    except (NoCopy, OSError) as fault:
        raise click.ClickException(str(fault)) from None
    click.echo(
        f"{path} holds all of it, and was looked through. Only you may read it; keep {path.name}.series with it."
    )


def _named(place):
    if place.endswith("/") and not Path(place).exists():
        private_folder(Path(place))
    folder = Path(place)
    return folder / f"rma-{timestamp().replace(':', '')}.db" if folder.is_dir() else folder


@commands.cli.command("restored")
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
