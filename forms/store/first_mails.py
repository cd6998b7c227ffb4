"""First mails: those that anybody can cause, to an address that need not have asked for them.

One mailbox gets at most so many an hour. What is more is held, seen by the desk and by whoever sent, and gathered into
one mail once there is room for it; nothing is dropped. An address that has proved itself is anybody's no longer.
"""

from forms.store.times import later

HOUR = 3600
AT_MOST = 3  # an hour
PROVED = "SELECT 1 FROM request WHERE email = ? COLLATE NOCASE AND email_proved IS NOT NULL LIMIT 1"
OF_MAILBOX = """
SELECT id, sent, held, claimed FROM outbox
WHERE mailbox = :mailbox AND (sent > :hour_ago OR next_try IS NOT NULL OR held IS NOT NULL) ORDER BY id
"""
HOLD = "UPDATE outbox SET held = ?, next_try = NULL WHERE id = ?"


def mailbox_of(address):
    """One name for all spellings of an address that reach one mailbox at most providers."""
    local, _, host = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{host}"


def is_anybodys(store, address):
    """Whether nobody has yet shown that an address is theirs."""
    return not store.rows(PROVED, [address])


def make_room(store, db, mail_id, mailbox, now):
    """Inside a writing block: hold this new first mail where its mailbox has had enough, and others to go with it."""
    waiting, gone, held = of_mailbox(store, mailbox, now)
    others = [row for row in waiting if row["id"] != mail_id]
    if len(gone) + len(others) + 1 + bool(held) <= AT_MOST:
        return
    if not held and len(gone) + len(others) == AT_MOST and others and not others[-1]["claimed"]:
        # One that still waits joins it, so that the one mail that tells of all of them can leave at once.
        _hold(db, [others.pop()["id"]], now)
    _hold(db, [mail_id], now if len(gone) + len(others) < AT_MOST else room_again(gone, now))


def hold_until(db, mail_id, until):
    """Inside a writing block: hold a new first mail until a time, whatever its mailbox has had."""
    _hold(db, [mail_id], until)


def of_mailbox(store, mailbox, now):
    """(the mails that wait, those that left within the hour, those held) of a mailbox, oldest first."""
    rows = store.rows(OF_MAILBOX, {"mailbox": mailbox, "hour_ago": later(now, -HOUR)})
    gone, held = [row for row in rows if row["sent"]], [row for row in rows if row["held"]]
    return [row for row in rows if not (row["sent"] or row["held"])], gone, held


def _hold(db, ids, until):
    for id in ids:
        db.execute(HOLD, [until, id])


def room_again(gone, now):
    """When a mailbox that has had enough may get the next first mail."""
    return later(min(row["sent"] for row in gone), HOUR) if gone else later(now, HOUR)
