"""The operator's command for the export: `flask --app forms export`."""

import shutil
import sys

import click
from flask.cli import with_appcontext

from forms.desk.reports.export_page import export_file, read_since
from forms.desk.reports.formats import FORMATS
from forms.records.private_files import written_whole
from forms.web.page_again import NotDone
from forms.web.request_context import get_store


@click.command("export")
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="csv", help="A table, or JSON lines.")
@click.option("--since", default="", help="Only requests made since that day, such as 2026-04-03.")
@click.option("--out", type=click.Path(dir_okay=False), help="The file to write; else it goes to the output.")
@with_appcontext
def export(kind, since, out):
    """Write a row for every camera, with its request."""
    try:
        day = read_since(since)
    except NotDone as fault:
        raise click.ClickException(str(fault)) from None
    file, count = export_file(get_store(), kind, day)
    with file:
        if out:
            _save(file, out)
        else:
            shutil.copyfileobj(file, sys.stdout.buffer)
    click.echo(f"{count} camera{'' if count == 1 else 's'} written.", err=True)


def _save(file, path):
    # It holds people's addresses, so only the operator may read it.
    try:
        with written_whole(path) as whole:
            shutil.copyfileobj(file, whole)
    except OSError as fault:
        raise click.ClickException(f"{path} cannot be written: {fault.strerror}.") from None
