"""Opens the database file with every safeguard on, and lends out its write lock."""

import json
import sqlite3
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database

from forms.records.errors import CannotRead, CannotWrite
from forms.store.database.faults import raised_as, transaction
from forms.store.database.migrations import refuse_other_tables

PATIENCE = 5.0
MISSING = (
    "{path} is not there. Was it moved, or is its disk not mounted? Only on a new machine, run"
    " `flask --app forms migrate` once to make it."
)
NO_NEIGHBOURS = {"full", "read-only", "shut", "failing"}  # no file can be made beside the database


class Store:
    """One open, migrated file; it belongs to the thread that opened it. Raises CannotRead where it cannot be opened.

    On a disk that takes nothing more it still opens, for reading: `unwritable` then says why nothing can be stored.
    """

    def __init__(self, path):
        self.path, self.unwritable = Path(path), ""
        try:
            self.db = _ready(_connect(self.path, "mode=rw"))
        except CannotRead as fault:
            if fault.cause not in NO_NEIGHBOURS or not _whole(self.path):
                raise
            # SQLite need not make room beside a file that it is told nobody changes.
            self.db = _ready(_connect(self.path, "mode=ro&immutable=1"))
            self.unwritable = "read-only" if fault.cause == "shut" else fault.cause

    def close(self):
        """Let go of the file; what was not committed is dropped."""
        self.db.close()

    @contextmanager
    def writing(self):
        """Hold the write lock for a block: all of it is stored, or none."""
        if self.unwritable:
            raise CannotWrite(self.unwritable, f"{self.path} can only be read now: {self.unwritable}.")
        with raised_as(CannotWrite), transaction(self.db) as db:
            yield db

    @contextmanager
    def reading(self):
        """See everything in a block as it stood at one moment."""
        with raised_as(CannotRead), self.db.atomic():
            yield

    def rows(self, sql, values=()):
        """Read all rows at once as dictionaries, so that no cursor stays open on the file."""
        return list(self.each(sql, values))

    def first(self, sql, values=()):
        """Read the first row, or None."""
        return next(iter(self.rows(sql, values)), None)

    def value(self, sql, values=()):
        """Read what stands first in the first row; None where there is no row."""
        return next(iter((self.first(sql, values) or {}).values()), None)

    def write(self, sql, values=()):
        """Store what one statement changes, and say how many rows that are."""
        with self.writing() as db:
            return db.execute(sql, values).rowcount

    def insert(self, table, row, *apart):
        """Insert {column: value}, less the columns named, and give the row's id; lists and tables are kept as JSON."""
        return self.db[table].insert({name: value for name, value in row.items() if name not in apart}).last_pk

    def each(self, sql, values=()):
        """Read row by row what is too much at once; all rows are as they stood when the first was read."""
        with raised_as(CannotRead):
            yield from self.db.query(sql, values)


def fields_of(row, *json_columns):
    """Give a row's columns as fields, the named ones read from JSON."""
    return row | {name: json.loads(row[name]) for name in json_columns}


def _connect(path, way):
    try:
        with raised_as(CannotRead):
            return sqlite3.connect(f"{path.resolve().as_uri()}?{way}", uri=True, timeout=PATIENCE)
    except CannotRead:
        with suppress(OSError):  # in a folder that this user may not enter
            if not path.exists():
                # Mode rw: a mistyped path is a fault here, not a new and empty database.
                raise CannotRead("missing", MISSING.format(path=path)) from None
        raise


def _ready(connection):
    """The connection with its safeguards on, once its tables are those of this code."""
    # SQLite's own lower() knows plain letters only.
    connection.create_function("lowered", 1, str.lower, deterministic=True)
    try:
        with raised_as(CannotRead):
            db = Database(connection, execute_plugins=False)
            # Foreign keys are off in a fresh connection, and cannot be turned on inside a transaction.
            db.execute("PRAGMA foreign_keys = ON")
            # NORMAL loses acknowledged rows when the power fails; FULL does not.
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA secure_delete = ON")
            assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
            assert db.execute("PRAGMA synchronous").fetchone() == (2,)
            assert db.execute("PRAGMA busy_timeout").fetchone() == (PATIENCE * 1000,)
            refuse_other_tables(db)
    except BaseException:
        connection.close()
        raise
    return db


def _whole(path):
    """Whether all that was stored is in the file itself, and none of it in a journal beside it."""
    journal = path.with_name(f"{path.name}-wal")
    try:
        return path.exists() and not (journal.exists() and journal.stat().st_size)
    except OSError:
        return False


open_store = Store
