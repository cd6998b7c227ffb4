"""The signs of life: who wrote last and when, and whether every table can still be read."""

from forms.records.errors import CannotRead
from forms.store.database.faults import raised_as

BEAT = "INSERT INTO pulse (who, at) VALUES (?, ?) ON CONFLICT (who) DO UPDATE SET at = excluded.at"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"


def note_sign_of_life(store, who, now):
    """Write one row, as any request would: who is alive, and since when."""
    store.write(BEAT, [who, now])


def read_every_table(store):
    """Read the newest row of every table; raises CannotRead where one is damaged."""
    with raised_as(CannotRead):
        for table in store.rows(TABLES):
            list(store.db[table["name"]].rows_where(order_by="rowid desc", limit=1))
