"""The signs of life: who wrote last and when, and whether every table can still be read."""

BEAT = "INSERT INTO pulse (who, at) VALUES (?, ?) ON CONFLICT (who) DO UPDATE SET at = excluded.at"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"


def note_sign_of_life(store, who, now):
    """Write one row, as any request would: who is alive, and since when."""
    with store.writing() as db:
        beat_in(db, who, now)


def beat_in(db, who, now):
    """The same inside a writing block."""
    db.execute(BEAT, [who, now])


def last_beat(store, who):
    """When somebody was last alive; None where they never were."""
    rows = store.rows("SELECT at FROM pulse WHERE who = ?", [who])
    return rows[0]["at"] if rows else None


def read_every_table(store):
    """Read the newest row of every table; raises CannotRead where one is damaged."""
    for table in store.rows(TABLES):
        store.newest(table["name"])
