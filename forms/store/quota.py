"""How much may be begun and sent within an hour, from one network and in all.

What is more is not refused but held: it is stored, and its first mails wait. Only a multiple of it is put off, and
whatever there is no room for; the form then keeps what was typed.
"""

from content.settings.kiosk_toml import Limits
from forms.records.errors import TooMany
from forms.records.timestamps import HOUR, later, seconds_until

MULTIPLE = 10
USUAL = Limits()  # where kiosk.toml says nothing else
BEGUN = """
SELECT count(*) AS drafts, min(created) AS first FROM draft WHERE network = ? AND network <> '' AND created > ?
"""
OPEN = "SELECT coalesce(sum(size), 0) FROM draft WHERE confirmed IS NULL"
# What is held already fills nobody else's share.
SENT = "SELECT count(*) FROM draft WHERE confirmed > ? AND NOT held"
SENT_FROM = "SELECT count(*) FROM draft WHERE confirmed > ? AND network = ? AND network <> ''"


def refuse_flood(store, draft, size, limits):
    """Say whether a new draft is to be held; raises TooMany where even holding is too much."""
    if store.value(OPEN) + size > limits.draft_megabytes * 10**6:
        raise TooMany(HOUR)
    [begun] = store.rows(BEGUN, [draft.network, later(draft.created, -HOUR)])
    if begun["drafts"] >= limits.drafts_an_hour * MULTIPLE:
        raise TooMany(max(1, seconds_until(later(begun["first"], HOUR), draft.created)))
    return begun["drafts"] >= limits.drafts_an_hour


def hold_of(store, draft, limits, now):
    """Until when the first mails of a draft's requests are held; None where nothing is unusual."""
    hour_ago = later(now, -HOUR)
    theirs = store.value(SENT_FROM, [hour_ago, draft["network"]])
    if draft["held"] or theirs >= limits.drafts_an_hour:
        return later(now, HOUR * max(1, theirs // limits.drafts_an_hour))
    sent = store.value(SENT, [hour_ago])
    return later(now, HOUR * (sent // limits.sent_an_hour)) if sent >= limits.sent_an_hour else None
