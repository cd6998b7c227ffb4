"""Keeps who is signed in: a hashed token a row; it runs out when nobody uses it, and in any case after half a day."""

from forms.records.desk import Session, Staff
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
SELECT session.token, session.created AS began, session.used, staff.id, staff.login, staff.name, staff.disabled,
    staff.created
FROM session JOIN staff ON staff.id = session.staff
WHERE session.token = ? AND session.used > ? AND session.created > ? AND staff.disabled IS NULL
"""


def open_session(store, token, staff_id, password, now):
    """Sign somebody in whose password has this hash; False where it is no longer theirs or they are disabled."""
    with store.writing() as db:
        return db.execute(OPEN, [token, now, now, staff_id, password]).rowcount == 1


def read_session(store, token, now):
    """Give the session of this hashed token, as long as it lasts, or None."""
    rows = store.rows(ALIVE, [token, later(now, -IDLE), later(now, -LONGEST)])
    if not rows:
        return None
    token, began, used = (rows[0].pop(name) for name in ("token", "began", "used"))
    return Session(token=token, created=began, used=used, staff=Staff(**rows[0]))


def keep_session(store, session, now):
    """Note that a session is in use, at most once a minute."""
    if session.used > later(now, -FRESH):
        return
    with store.writing() as db:
        db.execute("UPDATE session SET used = ? WHERE token = ?", [now, session.token])


def end_session(store, token):
    """Sign somebody out in one browser."""
    with store.writing() as db:
        db.execute("DELETE FROM session WHERE token = ?", [token])


def end_sessions(store, staff_id):
    """Sign somebody out everywhere."""
    with store.writing() as db:
        db.execute("DELETE FROM session WHERE staff = ?", [staff_id])


def sweep_sessions(store, now):
    """Delete the sessions that ran out, and say how many."""
    with store.writing() as db:
        sql = "DELETE FROM session WHERE used <= ? OR created <= ?"
        return db.execute(sql, [later(now, -IDLE), later(now, -LONGEST)]).rowcount
