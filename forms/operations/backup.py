"""The operator's command for a copy of the database: `flask --app forms backup PLACE`."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from forms.records.errors import NoCopy
from forms.records.private_files import private_folder
from forms.store.database.backup import back_up
from forms.web.request_context import get_store, timestamp


@click.command("backup")
@click.argument("place", type=click.Path())
@with_appcontext
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
