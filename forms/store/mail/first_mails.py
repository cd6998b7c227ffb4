"""First mails: those that anybody can cause, to an address that need not have asked for them.

One mailbox gets at most so many an hour. What is more is held, seen by the desk and by whoever sent, and gathered into
one mail once there is room for it; nothing is dropped. An address that has proved itself is anybody's no longer.
"""

from typing import NamedTuple

from forms.records.timestamps import HOUR, later

AT_MOST = 3  # an hour
PROVED = "SELECT 1 FROM request WHERE email = ? COLLATE NOCASE AND email_proved IS NOT NULL LIMIT 1"
OF_MAILBOX = """
SELECT id, sent, held FROM outbox
WHERE mailbox = :mailbox AND mailbox <> '' AND (sent > :hour_ago OR next_try IS NOT NULL OR held IS NOT NULL)
ORDER BY id
"""


def mailbox_of(address):
    """One name for all spellings of an address that reach one mailbox at most providers."""
    local, _, host = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{host}"


def is_anybodys(store, address):
    """Whether nobody has yet shown that an address is theirs."""
    return not store.rows(PROVED, [address])


def hold_back(store, address, new, now, until=None):
    """Inside a writing block: hold what is too much of these new first mails (ids) to an address, or all until a time.

    Where there is room for some, the last of it is for the one mail that tells of all the rest.
    """
    if not is_anybodys(store, address):
        return
    if not until:
        mails = of_mailbox(store, mailbox_of(address), now)
        room = AT_MOST - len({row["id"] for row in mails.waiting} - {*new}) - len(mails.gone) - bool(mails.held)
        if len(new) <= room:
            return
        new, until = (new[room - 1 :], now) if room > 0 else (new, room_again(mails.gone, now))
    for id in new:
        store.db["outbox"].update(id, {"held": until, "next_try": None})


class MailsOfMailbox(NamedTuple):
    """First mails to a mailbox, oldest first: those that wait, those that left within the hour, those held."""

    waiting: list
    gone: list
    held: list


def of_mailbox(store, mailbox, now):
    """The MailsOfMailbox of a mailbox."""
    rows = store.rows(OF_MAILBOX, {"mailbox": mailbox, "hour_ago": later(now, -HOUR)})
    gone, held = [row for row in rows if row["sent"]], [row for row in rows if row["held"]]
    return MailsOfMailbox([row for row in rows if not (row["sent"] or row["held"])], gone, held)


def room_again(gone, now):
    """When a mailbox that has had enough may get the next first mail."""
    return later(min(row["sent"] for row in gone), HOUR) if gone else later(now, HOUR)
