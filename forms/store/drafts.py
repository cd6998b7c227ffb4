"""Keeps what a customer has typed until it is confirmed or runs out."""

from forms.store.records import Draft, columns_of, fields_of

SAVE = """
INSERT INTO draft (key, vendor, locale, shared_device, answers, digest, created, expires)
VALUES (:key, :vendor, :locale, :shared_device, :answers, :digest, :created, :expires)
ON CONFLICT (key) DO UPDATE SET
    vendor = excluded.vendor, locale = excluded.locale, shared_device = excluded.shared_device,
    answers = excluded.answers, digest = excluded.digest, expires = excluded.expires
WHERE draft.confirmed IS NULL
"""


def save_draft(store, draft):
    """Store a draft or its newer answers; False, and nothing changed, when it is already confirmed."""
    with store.writing() as db:
        return db.execute(SAVE, columns_of(draft, "answers")).rowcount == 1


def draft(store, key):
    """Give the draft of this key, or None."""
    rows = store.rows("SELECT * FROM draft WHERE key = ?", [key])
    return _draft(rows[0]) if rows else None


def sweep_drafts(store, now):
    """Delete the drafts that ran out unconfirmed, and say how many."""
    with store.writing() as db:
        return db.execute("DELETE FROM draft WHERE confirmed IS NULL AND expires <= ?", [now]).rowcount


def _draft(row):
    fields = fields_of(row, "answers")
    return Draft(**fields | {"shared_device": bool(row["shared_device"])})
