"""Counts attempts under a name, so that whoever guesses must wait longer each time; names come in hashed.

Its table is `guess`, its column for the name `door`.
"""

from forms.records.timestamps import later, seconds_until

WINDOW = 15 * 60  # seconds an attempt is remembered, and the longest wait
ONE_LESS = "DELETE FROM guess WHERE id = (SELECT max(id) FROM guess WHERE door = ?)"
SEEN = "SELECT count(*) AS times, max(at) AS last FROM guess WHERE door = ? AND at > ?"


def note_attempt(store, free, now):
    """Count an attempt under {name: how many are free} and give 0, or count none and give the seconds still to wait."""
    # Counted before it is checked, in one transaction: many at once would otherwise all be the first.
    with store.writing() as db:
        wait = max(_wait(store, name, count, now) for name, count in free.items())
        if not wait:
            db["guess"].insert_all({"door": name, "at": now} for name in free)
        return wait


def forget_attempts(store, own, shared):
    """After the right password: forget the attempts under one's own name, and one under the name shared with others."""
    with store.writing() as db:
        db.execute("DELETE FROM guess WHERE door = ?", [own])
        db.execute(ONE_LESS, [shared])


def take_attempt_back(store, names):
    """Forget one attempt under each of these names."""
    with store.writing() as db:
        for name in names:
            db.execute(ONE_LESS, [name])


def sweep_attempts(store, now):
    """Delete the attempts that no longer count, and say how many."""
    return store.write("DELETE FROM guess WHERE at <= ?", [later(now, -WINDOW)])


def _wait(store, name, free, now):
    """The seconds this name must wait: one after the free attempts, twice as long with each further one."""
    [seen] = store.rows(SEEN, [name, later(now, -WINDOW)])
    if seen["times"] < free:
        return 0
    wait = min(2 ** min(seen["times"] - free, 10), WINDOW)
    return max(0, seconds_until(later(seen["last"], wait), now))
