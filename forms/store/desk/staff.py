"""Keeps who may sign in at the desk: each person once, with the hash of a password and never the password."""

from forms.records.desk_rows import Staff

BY_LOGIN = "SELECT id, login, name, disabled FROM staff WHERE login = ?"
EVERYBODY = "SELECT id, login, name, disabled FROM staff ORDER BY login"
RENEW = "UPDATE staff SET password = ? WHERE id = ? AND password = ?"
ADD = """
INSERT INTO staff (login, name, password, created) VALUES (?, ?, ?, ?) ON CONFLICT (login) DO NOTHING
"""


def add_staff(store, login, name, password, now):
    """Make an account with the hash of its password; None, and nothing changed, where the login is taken."""
    return staff_by_login(store, login) if store.write(ADD, [login, name, password, now]) else None


def staff_by_login(store, login):
    """Give the account of this login, in large or small letters, or None."""
    row = store.first(BY_LOGIN, [login])
    return row and Staff(**row)


def all_staff(store):
    """Give every account, disabled or not, by login."""
    return [Staff(**row) for row in store.rows(EVERYBODY)]


def password_of(store, staff_id):
    """Give the hash of somebody's password; it stands in no record, so that no page can show it."""
    return store.value("SELECT password FROM staff WHERE id = ?", [staff_id])


def renew_hash(store, staff_id, old, new):
    """Store the same password under a newer hash; sessions stay as they are."""
    store.write(RENEW, [new, staff_id, old])


def change_password(store, staff_id, old, new, token, now):
    """Store a new password's hash and end all sessions but one, which goes on under a new token where one is given.

    False, and nothing changed, where the old hash is no longer the one that stands.
    """
    with store.writing() as db:
        if not db.execute(RENEW, [new, staff_id, old]).rowcount:
            return False
        db.execute("DELETE FROM session WHERE staff = ?", [staff_id])
        if token:
            store.insert("session", {"token": token, "staff": staff_id, "created": now, "used": now})
        return True


def disable_staff(store, staff_id, now):
    """Shut somebody out, and end their sessions with it."""
    with store.writing() as db:
        db.execute("UPDATE staff SET disabled = ? WHERE id = ? AND disabled IS NULL", [now, staff_id])
        db.execute("DELETE FROM session WHERE staff = ?", [staff_id])


def enable_staff(store, staff_id):
    """Let somebody sign in again."""
    store.write("UPDATE staff SET disabled = NULL WHERE id = ?", [staff_id])
