"""Keeps what a customer has typed until it is confirmed or runs out."""

import json

from forms.records.errors import TooLarge
from forms.records.limits import MOST_DRAFT_BYTES
from forms.records.request import Draft
from forms.records.timestamps import DAY, later
from forms.store.database.connection import fields_of
from forms.store.quota import USUAL, refuse_flood

FORGET_NETWORK = "UPDATE draft SET network = '' WHERE network <> '' AND created <= ?"
OF_KEY = """
SELECT key, vendor, shared_device, answers, digest, created, expires, confirmed, network
FROM draft WHERE key = ?
"""


def save_draft(store, draft, limits=USUAL):
    """Store a draft or its newer answers; False, and nothing changed, when it is already confirmed.

    Raises TooLarge, or TooMany where more was begun from one network, or in all, than can be kept.
    """
    answers = json.dumps(draft.answers, ensure_ascii=False)
    size = len(answers.encode())
    if size > MOST_DRAFT_BYTES:
        raise TooLarge
    with store.writing() as db:
        begun = store.first("SELECT created, network, held, confirmed FROM draft WHERE key = ?", [draft.key])
        if begun and begun["confirmed"]:
            return False
        columns = vars(draft) | {"answers": answers, "size": size}
        if begun:  # who goes on with a form begins none
            db["draft"].update(draft.key, columns | begun)
        else:
            store.insert("draft", columns | {"held": refuse_flood(store, draft, size, limits)})
        return True


def read_draft(store, key):
    """Give the draft of this key, or None."""
    row = store.first(OF_KEY, [key])
    return row and Draft(**fields_of(row, "answers"))


def sweep_drafts(store, now):
    """Delete the drafts that ran out unconfirmed, and say how many; of the others forget where they were begun."""
    with store.writing() as db:
        db.execute(FORGET_NETWORK, [later(now, -DAY)])
        return db.execute("DELETE FROM draft WHERE confirmed IS NULL AND expires <= ?", [now]).rowcount
