"""Counts tries at a door, so that whoever guesses must wait longer each time; the doors' names come in hashed."""

from forms.records.timestamps import later, seconds_until

WINDOW = 15 * 60  # seconds a try is remembered, and the longest wait
ONE_LESS = "DELETE FROM guess WHERE id = (SELECT max(id) FROM guess WHERE door = ?)"
SEEN = "SELECT count(*) AS times, max(at) AS last FROM guess WHERE door = ? AND at > ?"


def note_attempt(store, doors, now):
    """Count a try at {door: how many are free} and give 0, or count nothing and give the seconds still to wait."""
    # Counted before it is checked, in one transaction: many tries at once would otherwise all be the first.
    with store.writing() as db:
        wait = max(_wait(store, door, free, now) for door, free in doors.items())
        if not wait:
            db["guess"].insert_all({"door": door, "at": now} for door in doors)
        return wait


def forget_attempts(store, own, shared):
    """After the right password: forget the tries at one's own door, and one try at the door shared with others."""
    with store.writing() as db:
        db.execute("DELETE FROM guess WHERE door = ?", [own])
        db.execute(ONE_LESS, [shared])


def take_attempt_back(store, doors):
    """Forget one try at each of these doors."""
    with store.writing() as db:
        for door in doors:
            db.execute(ONE_LESS, [door])


def sweep_attempts(store, now):
    """Delete the tries that no longer count, and say how many."""
    return store.write("DELETE FROM guess WHERE at <= ?", [later(now, -WINDOW)])


def _wait(store, door, free, now):
    """The seconds this door stays shut: one after the free tries, twice as long with each further one."""
    [seen] = store.rows(SEEN, [door, later(now, -WINDOW)])
    if seen["times"] < free:
        return 0
    shut = min(2 ** min(seen["times"] - free, 10), WINDOW)
    return max(0, seconds_until(later(seen["last"], shut), now))
