"""The operator's command for the export: `flask --app forms export`."""

import shutil
import sys

import click
from flask.cli import with_appcontext

from forms.desk.reports.export_page import read_since, written_out
from forms.desk.reports.formats import FORMATS
from forms.records.private_files import written_whole
from forms.web.request_context import get_store


@click.command("export")
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="csv", help="A table, or JSON lines.")
@click.option("--since", default="", help="Only requests made since that day, such as 2026-04-03.")
@click.option("--out", type=click.Path(dir_okay=False), help="The file to write; else it goes to the output.")
@with_appcontext
def export(kind, since, out):
    """Write a row for every camera, with its request."""
    since, fault = read_since(since)
    if fault:
        raise click.ClickException(fault)
    file, count = written_out(get_store(), kind, since)
    with file:
        if out:
            _put(file, out)
        else:
            shutil.copyfileobj(file, sys.stdout.buffer)
    click.echo(f"{count} camera{'' if count == 1 else 's'} written.", err=True)


def _put(file, path):
    # People's addresses stand in it.
    try:
        with written_whole(path) as whole:
            shutil.copyfileobj(file, whole)
    except OSError as fault:
        raise click.ClickException(f"{path} cannot be written: {fault.strerror}.") from None
