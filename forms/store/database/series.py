"""The series of RMA numbers: it never goes back, whatever is put in the place of the database.

How far it has come is known twice: in the database, and in a mark beside it, which is written before the step that
gives a number is stored. A database put back from a copy is behind the mark; a mark that is lost, or behind the
database, came from elsewhere. Either way the series goes on ahead of all it may have given: gaps are fine.
"""

import errno
from pathlib import Path

from forms.records.errors import CannotWrite
from forms.records.private_files import written_whole
from forms.records.rma_number import read_rma, rma_number, rma_position

SKIP = 10_000  # a day's numbers of a busy kiosk: more than are given between two nightly copies
FILE = "SELECT file FROM pragma_database_list WHERE name = 'main'"
CAUSES = {errno.ENOSPC: "full", errno.EROFS: "read-only", errno.EACCES: "shut"}
TAKEN = "SELECT 1 FROM rma WHERE number = ?"


def next_rma_number(store):
    """The next RMA number of the series that nothing else has; a maker's own number may have come upon it."""
    position = _reached(store.db) + 1
    while store.rows(TAKEN, [rma_number(position)]):
        position += 1
    return rma_number(position)


def give_number(db, number):
    """Note inside a writing block that this number is given; raises CannotWrite."""
    _move(db, rma_position(number))


def skip_series_ahead(store):
    """Go on well ahead of all numbers that this copy of the database, or its mark, knows of; raises CannotWrite."""
    with store.writing() as db:
        _move(db, _reached(db) + SKIP)


def begin_series(db, position):
    """Begin the table and the mark of a database that has given numbers up to this position."""
    position = max(position, read_mark(mark_of(db)) or 0)  # the mark of a database that was lost goes on
    db.execute("INSERT INTO series (id, position) VALUES (1, ?)", [position])
    write_mark(mark_of(db), position)


def mark_of(db):
    """The path of the mark beside a database, by an open connection to it."""
    [(file,)] = db.execute(FILE)
    return mark_beside(file)


def mark_beside(path):
    """The path of the mark that belongs to the database at `path`."""
    return Path(f"{path}.series")


def read_mark(path):
    """The position a mark stands at; None where it is lost or cannot be read."""
    try:
        free = read_rma(path.read_text(encoding="ascii")).number
    except (OSError, UnicodeDecodeError):
        return None
    return free and rma_position(free) - 1


def write_mark(path, position):
    """Put a mark at this position: it holds the first number that is still free, whose check digit guards it."""
    try:
        with written_whole(path) as file:
            file.write(f"{rma_number(position + 1)}\n".encode())
    except OSError as fault:
        raise CannotWrite(CAUSES.get(fault.errno, "failing"), f"{path} cannot be written: {fault.strerror}") from fault


def _reached(db):
    [(position,)] = db.execute("SELECT position FROM series")
    mark = read_mark(mark_of(db))
    return position + SKIP if mark is None or mark < position else mark


def _move(db, position):
    # The mark first: a crash between the two leaves a gap, never a number that is given again.
    write_mark(mark_of(db), position)
    db.execute("UPDATE series SET position = ?", [position])
