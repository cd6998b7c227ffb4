"""Keeps what a customer has typed until it is confirmed or runs out."""

import json

from forms.records.errors import TooLarge
from forms.records.limits import DRAFT_MEGABYTES, DRAFTS_AN_HOUR, MOST_DRAFT_BYTES
from forms.records.request import Draft
from forms.records.timestamps import DAY, later
from forms.store.columns import fields_of
from forms.store.quota import refuse_flood

FORGET_NETWORK = "UPDATE draft SET network = '' WHERE network <> '' AND created <= ?"
SAVE = """
INSERT INTO draft (key, vendor, shared_device, answers, digest, created, expires, network, held, size)
VALUES (:key, :vendor, :shared_device, :answers, :digest, :created, :expires, :network, :held, :size)
ON CONFLICT (key) DO UPDATE SET
    vendor = excluded.vendor, shared_device = excluded.shared_device,
    answers = excluded.answers, digest = excluded.digest, expires = excluded.expires, size = excluded.size
WHERE draft.confirmed IS NULL
"""
OF_KEY = """
SELECT key, vendor, shared_device, answers, digest, created, expires, confirmed, network
FROM draft WHERE key = ?
"""


def save_draft(store, draft, a_network=DRAFTS_AN_HOUR, megabytes=DRAFT_MEGABYTES):
    """Store a draft or its newer answers; False, and nothing changed, when it is already confirmed.

    Raises TooLarge, or TooMany where more was begun from one network, or in all, than can be kept.
    """
    columns = vars(draft) | {"answers": json.dumps(draft.answers, ensure_ascii=False)}
    size = len(columns["answers"].encode())
    if size > MOST_DRAFT_BYTES:
        raise TooLarge
    with store.writing() as db:
        # Who goes on with a form begins none.
        begun = store.rows("SELECT held FROM draft WHERE key = ?", [draft.key])
        held = begun[0]["held"] if begun else refuse_flood(store, draft, size, a_network, megabytes)
        return db.execute(SAVE, columns | {"size": size, "held": int(held)}).rowcount == 1


def read_draft(store, key):
    """Give the draft of this key, or None."""
    rows = store.rows(OF_KEY, [key])
    return _draft(rows[0]) if rows else None


def sweep_drafts(store, now):
    """Delete the drafts that ran out unconfirmed, and say how many; of the others forget where they were begun."""
    with store.writing() as db:
        db.execute(FORGET_NETWORK, [later(now, -DAY)])
        return db.execute("DELETE FROM draft WHERE confirmed IS NULL AND expires <= ?", [now]).rowcount


def _draft(row):
    fields = fields_of(row, "answers")
    return Draft(**fields | {"shared_device": bool(row["shared_device"])})
