"""What can be wrong with the database file, told apart by cause: what passes by itself, and what somebody must mend."""

import sqlite3
from contextlib import contextmanager

# By SQLite's names; PROTOCOL says that many opened the file in the same moment.
CAUSES = {
    "BUSY": "busy", "LOCKED": "busy", "PROTOCOL": "busy", "FULL": "full", "READONLY": "read-only",
    "PERM": "shut", "AUTH": "shut", "CANTOPEN": "shut", "IOERR": "failing", "NOMEM": "failing",
    "CORRUPT": "damaged", "NOTADB": "damaged",
}  # fmt: skip
# The first connection to a file makes room for what it shares with the others; where there is none the disk is full.
NO_ROOM = {"SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_SHMMAP"}


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
    name = getattr(fault, "sqlite_errorname", None) or "_"
    return "full" if name in NO_ROOM else CAUSES.get(name.split("_")[1], "")
