"""Copies the running database whole, looks the copy through, and only then gives it its name."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from forms.records.errors import CannotWrite, NoCopy
from forms.records.private_files import private_part, sync_folder
from forms.store.database.series import SKIP, mark_beside, mark_of, read_mark, write_mark

COPY = "VACUUM INTO ?"
STEPS = "SELECT name FROM _sqlite_migrations ORDER BY name"
WHOLE = {"PRAGMA integrity_check": [("ok",)], "PRAGMA foreign_key_check": []}


def back_up(store, path):
    """Copy the database to `path`, where nothing may stand yet, with a mark of the series beside it; raises NoCopy."""
    for taken in (path, mark_beside(path)):
        if os.path.lexists(taken):
            raise NoCopy(f"{taken} is there already. Name another file; a copy never takes the place of an older one.")
    try:
        with private_part(path) as part:
            # One look at the file as it stands now: whoever writes meanwhile does not wait.
            store.db.execute(COPY, [os.path.abspath(part)])
            _look_through(store, part)
            _give_name(part, path)
    except (OSError, sqlite3.Error) as fault:
        raise NoCopy(f"{path} cannot be written: {getattr(fault, 'strerror', None) or fault}.") from fault
    try:
        _set_mark(store, path)
    except CannotWrite as fault:
        path.unlink()  # ours from the moment it had its name
        raise NoCopy(f"{fault}.") from fault


def _look_through(store, part):
    # As a file that nobody changes: no journal of its own is made beside it.
    address = f"{Path(part).absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as copy:
        faults = [sql for sql, sound in WHOLE.items() if copy.execute(sql).fetchall() != sound]
        same = copy.execute(STEPS).fetchall() == [tuple(row.values()) for row in store.rows(STEPS)]
    if faults or not same:
        raise NoCopy("The copy is not sound, so it was thrown away: " + ", ".join(faults or ["other tables"]) + ".")


def _give_name(part, path):
    with part.open("rb") as file:
        os.fsync(file.fileno())  # VACUUM leaves that to us
    os.link(part, path)  # unlike a renaming, it never takes the place of a file that came meanwhile
    sync_folder(part.parent)


def _set_mark(store, path):
    # Ahead of all that is given until the copy is put back: then nobody need remember to say that it was.
    reached = read_mark(mark_of(store.db))
    if reached is not None:  # a copy without a mark skips ahead too
        write_mark(mark_beside(path), reached + SKIP)
