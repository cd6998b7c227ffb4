"""What can be wrong with the database file, told apart by cause: what passes by itself, and what somebody must mend."""

import sqlite3
from contextlib import contextmanager

CAUSES = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_PROTOCOL: "busy",  # many opened it in the same moment
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_PERM: "shut",
    sqlite3.SQLITE_AUTH: "shut",
    sqlite3.SQLITE_CANTOPEN: "shut",
    sqlite3.SQLITE_IOERR: "failing",
    sqlite3.SQLITE_NOMEM: "failing",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
}
# The first connection to a file makes room for what it shares with the others; where there is none the disk is full.
NO_ROOM = {sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMMAP}


@contextmanager
def raised_as(as_what):
    """Raise SQLite's faults that come from outside as Unavailable of this kind; those of our own SQL go through."""
    try:
        yield
    except sqlite3.DatabaseError as fault:
        cause = cause_of(fault)
        if not cause:
            raise
        raise as_what(cause, str(fault)) from fault


@contextmanager
def transaction(db):
    """Hold the write lock of an open database for a block: all of it is stored, or none."""
    # A plain BEGIN reads first, and then fails at once where another writes: no patience helps it.
    db.execute("BEGIN IMMEDIATE")
    try:
        yield db
        db.commit()
    except BaseException:
        db.rollback()
        raise


def cause_of(fault):
    """The cause of one of SQLite's faults in a word; empty where it is ours and must not pass for a full disk."""
    code = getattr(fault, "sqlite_errorcode", None) or 0
    return "full" if code in NO_ROOM else CAUSES.get(code & 0xFF, "")  # the low byte is the cause
