"""The export page: every camera as a row, to take along as a table or as JSON lines."""

from tempfile import TemporaryFile

from flask import Blueprint, Response, current_app, g, render_template
from flask_wtf import FlaskForm
from wtforms import StringField

from content.dates import latest_day, now, read_day
from forms.desk.reports.formats import FORMATS
from forms.store.desk.export import COLUMNS, export_units
from forms.web.messages import STALE
from forms.web.request_context import get_store

pages = Blueprint("export", __name__)
NO_DAY = "Write the day as 3 April 2026, with the month as a word, or leave it empty for all requests."
NOT_YET = "This day has not come yet. Write an earlier one, or leave it empty for all requests."
PORTION = 64 * 1024  # bytes


class ExportForm(FlaskForm):
    """Which requests."""

    since = StringField("Requests made since")


@pages.get("/export/")
def export():
    return _page(ExportForm())


@pages.post("/export.<any(csv, jsonl):kind>")
def download(kind):
    form = ExportForm()
    since, fault = read_since(form.since.data)
    if fault or not form.validate():
        form.since.errors = [fault or f"{STALE} Press the button again."]
        return _page(form), 422
    file, count = written_out(get_store(), kind, since)
    # Who took how much is for the operator to know; above the lowest level, so that it is kept without being asked for.
    current_app.logger.warning("staff %s exported %s cameras as %s", g.staff.id, count, kind)
    return _handed_over(file, kind)


def read_since(text):
    """(the day as it is stored, what is wrong with it): one of the two is empty; both are where no day was named."""
    day = read_day(text)
    if not (text or "").strip():
        return "", ""
    if day is None:
        return "", NO_DAY
    return ("", NOT_YET) if day > latest_day(now()) else (day.isoformat(), "")


def written_out(store, kind, since):
    """(a file with the whole export, how many rows): a slow taker holds no cursor open, and gets all or an error."""
    file, count = TemporaryFile(), -(kind == "csv")  # its first line names the columns
    for line in FORMATS[kind][0](export_units(store, since)):
        file.write(line)
        count += 1
    file.seek(0)
    return file, count


def _handed_over(file, kind):
    answer = Response(_portions(file), mimetype=FORMATS[kind][1])
    answer.headers.set("Content-Disposition", "attachment", filename=f"returns-{now():%Y-%m-%d}.{kind}")
    return answer


def _portions(file):
    with file:
        while portion := file.read(PORTION):
            yield portion


def _page(form):
    errors = [(form.since.id, told) for told in form.since.errors]
    return render_template("export.html", form=form, errors=errors, columns=COLUMNS)
