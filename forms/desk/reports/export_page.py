"""The export page: every camera as a row, to download as a CSV table or as JSON lines."""

from tempfile import TemporaryFile
from typing import NamedTuple

from flask import Blueprint, Response, current_app, g, render_template
from flask_wtf import FlaskForm
from wtforms import StringField

from content.dates import latest_day, now, read_day
from forms.desk.reports.formats import FORMATS, MIMETYPES
from forms.store.desk.export import COLUMNS, export_units
from forms.web.page_again import NotDone, check_token, errors_of, mark_fields, page_again
from forms.web.request_context import get_store

pages = Blueprint("export", __name__)
NO_DAY = "Write the day as 3 April 2026, with the month as a word, or leave it empty for all requests."
NOT_YET = "This day has not come yet. Write an earlier one, or leave it empty for all requests."


class ExportForm(FlaskForm):
    """Which requests."""

    since = StringField("Requests made since")


@pages.get("/export/")
def export(errors=()):
    form = ExportForm()
    mark_fields(form, errors)
    return render_template("export.html", form=form, errors=errors, columns=COLUMNS)


@pages.post("/export.<any(csv, jsonl):kind>")
@page_again(lambda fault, kind: export(errors_of(fault, "since")))
def download(kind):
    form = ExportForm()
    since = read_since(form.since.data)
    check_token(form)
    file, count = export_file(get_store(), kind, since)
    # Who took how much is for the operator to know; above the lowest level, so that it is kept without being asked for.
    current_app.logger.warning("staff %s exported %s cameras as %s", g.staff.id, count, kind)
    answer = Response(_portions(file), mimetype=MIMETYPES[kind])
    answer.headers.set("Content-Disposition", "attachment", filename=f"returns-{now():%Y-%m-%d}.{kind}")
    return answer


def read_since(text):
    """The day as it is stored, or an empty text where none was typed; raises NotDone where it will not do."""
    if not (text or "").strip():
        return ""
    day = read_day(text)
    if day is None or day > latest_day(now()):
        raise NotDone(NOT_YET if day else NO_DAY)
    return day.isoformat()


class ExportFile(NamedTuple):
    """A temporary file with a whole export, and how many cameras it holds."""

    file: object
    count: int


def export_file(store, kind, since):
    """The ExportFile of a format; once it is written, a slow download keeps no query open and cannot end half-way."""
    file, count = TemporaryFile(), -(kind == "csv")  # its first line names the columns
    for line in FORMATS[kind](export_units(store, since)):
        file.write(line)
        count += 1
    file.seek(0)
    return ExportFile(file, count)


def _portions(file):
    with file:
        while portion := file.read(64 * 1024):
            yield portion
