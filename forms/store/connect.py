"""Opens the database file with every safeguard on, and lends out its write lock."""

import sqlite3
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

PATIENCE = 5.0
FULL = 2
OUTSIDE_CAUSES = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}


class CannotWrite(Exception):
    """The file is locked, full or failing: nothing was stored, and trying again later is right."""


class Connection:
    """One open file; it belongs to the thread that opened it."""

    def __init__(self, path):
        self.db = Database(_open(path), execute_plugins=False)
        # Foreign keys are off in a fresh connection, and cannot be turned on inside a transaction.
        self.db.execute("PRAGMA foreign_keys = ON")
        # NORMAL loses acknowledged rows when the power fails; FULL does not.
        self.db.execute("PRAGMA synchronous = FULL")
        self.db.execute("PRAGMA secure_delete = ON")
        assert _pragma(self.db, "PRAGMA foreign_keys") == 1
        assert _pragma(self.db, "PRAGMA synchronous") == FULL
        assert _pragma(self.db, "PRAGMA busy_timeout") == PATIENCE * 1000

    def close(self):
        """Let go of the file; what was not committed is dropped."""
        self.db.close()

    @contextmanager
    def writing(self):
        """Hold the write lock for a block: all of it is stored, or none."""
        try:
            # A plain BEGIN reads first, and then fails at once where another writes: no patience helps it.
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
                self.db.commit()
            except BaseException:
                self.db.rollback()
                raise
        except sqlite3.DatabaseError as fault:
            if _comes_from_outside(fault):
                raise CannotWrite(str(fault)) from fault
            raise

    def rows(self, sql, values=()):
        """Read all rows at once as dictionaries, so that no cursor stays open on the file."""
        return list(self.db.query(sql, values))

    def can_write(self):
        """Say whether the write lock can be had now; nothing is changed."""
        try:
            self.db.execute("BEGIN IMMEDIATE")
            self.db.rollback()
        except sqlite3.DatabaseError:
            return False
        return True


def insert(db, sql, values):
    """Insert one row by SQL that ends in RETURNING id, and give that id."""
    [(number,)] = db.execute(sql, values)
    return number


def _open(path):
    # Mode rw: a mistyped path is an error here, not a new and empty database.
    address = Path(path).resolve().as_uri() + "?mode=rw"
    try:
        db = sqlite3.connect(address, uri=True, timeout=PATIENCE)
    except sqlite3.OperationalError as fault:
        sentence = f"{path} cannot be opened. Run `flask --app forms migrate` once to make it."
        raise FileNotFoundError(sentence) from fault
    # SQLite's own lower() knows plain letters only.
    db.create_function("lowered", 1, str.lower, deterministic=True)
    return db


def _pragma(db, sql):
    [(value,)] = db.execute(sql)
    return value


def _comes_from_outside(fault):
    # The low byte of SQLite's code is the cause; a fault in our own SQL must not pass for a full disk.
    return (getattr(fault, "sqlite_errorcode", None) or 0) & 0xFF in OUTSIDE_CAUSES
