"""Whether the kiosk can store a request and its mail leaves; and if not, which part is at fault."""

import shutil
from pathlib import Path

from flask import Blueprint, current_app

from forms.records.errors import Unavailable
from forms.records.timestamps import later
from forms.store.database.signs_of_life import note_sign_of_life, read_every_table
from forms.store.mail.outbox import is_mail_moving, worker_seen
from forms.web.request_context import get_store, timestamp

pages = Blueprint("health", __name__, url_prefix="/rma")
STUCK = 3600  # seconds without any mail leaving, while one waits
SILENT = 300  # seconds without a look of the mail worker into the outbox
LEAST_FREE = 200  # megabytes on the disk of the database
CAUSES = {
    "busy": "another program holds its write lock",
    "full": "its disk is full",
    "read-only": "its file or its disk can only be read",
    "shut": "its file cannot be opened by this user",
    "failing": "its disk answers with errors",
    "damaged": "its file is damaged",
    "missing": "its file is not there",
    "behind": "its tables are older than this code",
    "ahead": "its tables are newer than this code",
}


@pages.get("/healthz")
def healthz():
    """200 and "well", or 503 and a line for each part that is ill; a real row is written to find out."""
    ills = [f"ill: {ill}\n" for ill in (*_database(), *_disk())]
    return ("".join(ills), 503) if ills else ("well\n", 200)


def _database():
    try:
        store = get_store()
        read_every_table(store)
        ills = list(_mail(store))
        note_sign_of_life(store, "web", timestamp())
    except Unavailable as fault:
        return [f"database: {CAUSES[fault.cause]}: {fault}"]
    return ills


def _mail(store):
    last, now = worker_seen(store), timestamp()
    if last is None:
        yield "mail worker: it has never looked for mail; start flask --app forms deliver --every 5"
    elif not later(now, -SILENT) <= last <= later(now, SILENT):
        yield f"mail worker: its last look for mail was at {last}, and now it is {now}"
    if not is_mail_moving(store, later(now, -STUCK)):
        yield "mail: some waits, and none has left for an hour"


def _disk():
    least = current_app.config["LEAST_FREE"]
    try:
        free = shutil.disk_usage(Path(current_app.config["DATABASE"]).parent).free // 10**6
    except OSError as fault:
        return [f"disk: its free space cannot be told: {fault.strerror}"]
    return [f"disk: {free} MB are free where the database lies, and {least} MB are needed"] if free < least else []
