"""How much may be begun and sent within an hour, from one network and in all.

What is more is not refused but held: it is stored, and its first mails wait. Only a multiple of it is put off, and
whatever there is no room for; the form then keeps what was typed.
"""

from forms.store.times import later, seconds_until

HOUR = 3600
A_NETWORK, IN_ALL, MEGABYTES = 20, 600, 500  # forms begun, forms sent, and what all open drafts may take
MULTIPLE = 10
LARGEST = 64 * 1024  # bytes of one draft
BEGUN = "SELECT count(*) AS drafts, min(created) AS first FROM draft WHERE network = ? AND created > ? AND key <> ?"
OPEN = """
SELECT coalesce(sum(size), 0) - (SELECT coalesce(sum(size), 0) FROM draft WHERE key = ? AND confirmed IS NULL) AS bytes
FROM draft WHERE confirmed IS NULL
"""
# What is held already fills nobody else's share.
SENT = "SELECT count(*) AS forms FROM draft WHERE confirmed > ? AND NOT held"
HELD_BACK = "SELECT count(*) AS drafts FROM draft WHERE network = ? AND created > ? AND held"


class TooMany(Exception):
    """More was begun than can be kept; nothing was stored. `seconds` is how long to wait."""

    def __init__(self, seconds):
        super().__init__(seconds)
        self.seconds = seconds


class TooLarge(Exception):
    """One form holds more than is kept of one."""


def refuse_flood(store, draft, size, a_network, megabytes, now):
    """Say whether a draft is to be held; raises TooLarge, or TooMany where even holding is too much."""
    if size > LARGEST:
        raise TooLarge
    if store.rows(OPEN, [draft.key])[0]["bytes"] + size > megabytes * 10**6:
        raise TooMany(HOUR)
    if not draft.network:
        return False
    [begun] = store.rows(BEGUN, [draft.network, later(now, -HOUR), draft.key])
    if begun["drafts"] >= a_network * MULTIPLE:
        raise TooMany(max(1, seconds_until(later(begun["first"], HOUR), now)))
    return begun["drafts"] >= a_network


def hold_of(store, draft, in_all, now):
    """Until when the first mails of a draft's requests are held; None where nothing is unusual."""
    hour_ago = later(now, -HOUR)
    if draft["held"]:
        [others] = store.rows(HELD_BACK, [draft["network"], hour_ago])
        return later(now, HOUR * (1 + others["drafts"] // A_NETWORK))
    sent = store.rows(SENT, [hour_ago])[0]["forms"]
    return later(now, HOUR * (sent // in_all)) if sent >= in_all else None
