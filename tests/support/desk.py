"""Two pairs of hands: support at the desk, and a customer behind the mailed links, both by plain requests."""

import csv
import re
from contextlib import closing
from pathlib import Path

from forms.desk.reports.csv_escape import BEGINNING
from forms.desk.reports.export_page import export_file
from forms.steps.worker_round import run_round
from forms.store.database.connection import open_store
from tests.support.steps import Fields, hidden, mails_in, text_of

FIVE = "16048501\n16048502\n16048503\n16048504\n16048505"


def case_path(one, step=""):
    """The address of a case, or of a step with it."""
    return f"/rma/desk/case/{one.ticket}/{step + '/' if step else ''}"


def at_desk(desk, one, step, do="send", **typed):
    """Open a step's page, type, see the mail, and press a button; `u` are unit ids, else those ticked by default."""
    page = desk.get(case_path(one, step)).text
    ticked = re.findall(r'name="u" value="(\d+)"[^>]*checked', page)
    known = {"csrf_token": hidden(page, "csrf_token"), "seen": hidden(page, "seen"), "u": ticked} | typed
    shown = desk.post(case_path(one, step), data=known | {"do": "show"})
    return shown if do == "show" else desk.post(case_path(one, step), data=known | {"do": do} | seal_on(shown))


def seal_on(answer):
    """The seal of the mail a step's page shows; none where it shows none."""
    return {"shown": hidden(answer.text, "shown")} if answer.status_code == 200 else {}


def by_customer(client, path, do, **typed):
    """Press a button on a page behind a mailed link, with all cameras its form has ticked, and what is typed."""
    page = client.get(path).text
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.S) if f'value="{do}"' in form)
    ticked = re.findall(r'name="units" value="(\d+)"', form)
    known = {name: value for name, value in Fields(form).values.items() if value is not None}
    return client.post(path, data=known | {"units": ticked, "do": do} | typed)


class Mailbox:
    """The mails the kiosk delivers into a folder, read in the order they come."""

    def __init__(self, app):
        self.app, self.read = app, 0

    def new(self):
        """The mails that came since the last look."""
        run_round(self.app)
        mails = mails_in(Path(self.app.config["MAIL_FOLDER"]))
        fresh, self.read = mails[self.read :], len(mails)
        return fresh

    def one(self):
        """(subject, text) of the one mail that came since the last look."""
        [mail] = self.new()
        return mail["Subject"], text_of(mail)


def exported(app, kind="csv", since=""):
    """The bytes of an export, as they are downloaded."""
    with closing(open_store(app.config["DATABASE"])) as store, export_file(store, kind, since)[0] as file:
        return file.read()


def read_back(path):
    """The rows of an exported CSV file, every text as it was stored; what was not there is an empty text."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: unescape_cell(cell) for name, cell in row.items()}


def unescape_cell(cell):
    """The text that a cell was made of."""
    return re.sub(f"{BEGINNING}'", "", cell)
