"""The operator's command for a copy of the database: `flask --app forms backup PLACE`."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from forms.here import get_store, stamp
from forms.store.backup import NoCopy, back_up


@click.command("backup")
@click.argument("place", type=click.Path(path_type=Path))
@with_appcontext
def backup(place):
    """Copy the running database to PLACE: a new file, or a folder, where the copy is named by this moment."""
    path = place / f"rma-{stamp().replace(':', '')}.db" if place.is_dir() else place
    try:
        back_up(get_store(), path)
    except NoCopy as fault:
        raise click.ClickException(str(fault)) from None
    click.echo(
        f"{path} holds all of it, and was looked through. Only you may read it; keep {path.name}.series with it."
    )
