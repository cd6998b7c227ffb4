"""Keeps who is signed in: a hashed token a row; it runs out when nobody uses it, and in any case after half a day."""

from forms.records.desk_rows import Session, Staff
from forms.records.timestamps import later

IDLE = 30 * 60
LONGEST = 12 * 3600
FRESH = 60  # a read that follows another within so many seconds does not write

# The password is compared once more: it may have been changed while it was being checked.
OPEN = """
INSERT INTO session (token, staff, created, used)
SELECT ?, id, ?, ? FROM staff WHERE id = ? AND password = ? AND disabled IS NULL
"""
ALIVE = """
SELECT used, id, login, name, disabled FROM session JOIN staff ON staff.id = session.staff
WHERE token = ? AND used > ? AND session.created > ? AND disabled IS NULL
"""


def open_session(store, token, staff_id, password, now):
    """Sign somebody in whose password has this hash; False where it is no longer theirs or they are disabled."""
    return store.write(OPEN, [token, now, now, staff_id, password]) == 1


def read_session(store, token, now):
    """Give the session of this hashed token, as long as it lasts, or None."""
    row = store.first(ALIVE, [token, later(now, -IDLE), later(now, -LONGEST)])
    return row and Session(token=token, used=row.pop("used"), staff=Staff(**row))


def keep_session(store, session, now):
    """Note that a session is in use, at most once a minute."""
    if session.used <= later(now, -FRESH):
        store.write("UPDATE session SET used = ? WHERE token = ?", [now, session.token])


def end_session(store, token):
    """Sign somebody out in one browser."""
    store.write("DELETE FROM session WHERE token = ?", [token])


def end_sessions(store, staff_id):
    """Sign somebody out everywhere."""
    store.write("DELETE FROM session WHERE staff = ?", [staff_id])


def sweep_sessions(store, now):
    """Delete the sessions that ran out, and say how many."""
    ends = [later(now, -IDLE), later(now, -LONGEST)]
    return store.write("DELETE FROM session WHERE used <= ? OR created <= ?", ends)
