"""Writes exported rows as CSV or as JSON lines."""

import csv
import json
from codecs import BOM_UTF8

from forms.desk.reports.csv_escape import escape_cell
from forms.records.person import PERSON
from forms.store.desk.export import COLUMNS

# Numbers and codes of other people's making, in which a spreadsheet would drop zeros or see a date.
CODES = {"revision", "revision_hash", "typed", "serial", "rma", "new_serial", "order_number"}
ALWAYS_TEXT = CODES | {field.name for field in PERSON.values() if field.code}


class _Line:
    def write(self, text):
        return text


def as_csv(rows):
    """The lines of a CSV file of these rows, as bytes; every field is quoted, and no cell is a formula."""
    writer = csv.writer(_Line(), quoting=csv.QUOTE_ALL)
    # Without this mark Excel reads the file in the letters of the machine's country.
    yield BOM_UTF8 + writer.writerow(COLUMNS).encode()
    for row in rows:
        yield writer.writerow([_cell(name, row[name]) for name in COLUMNS]).encode()


def _cell(name, value):
    return "" if value is None else escape_cell(str(value), name in ALWAYS_TEXT)


def as_json_lines(rows):
    """The lines of a file of these rows, an object a line, as bytes; values stand as they are stored."""
    for row in rows:
        # In plain ASCII no letter of a text can pass for a line end, whatever reads it.
        yield json.dumps(row).encode() + b"\n"


FORMATS = {"csv": as_csv, "jsonl": as_json_lines}
MIMETYPES = {"csv": "text/csv", "jsonl": "application/jsonl"}
