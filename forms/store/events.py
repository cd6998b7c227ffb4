"""Keeps what happened to a request, in order; it is only ever added to."""

SINCE = "SELECT id, at, actor, kind FROM event WHERE request = ? AND id > ? ORDER BY id"
# What moves nothing: a page that does not show it yet is no older for that.
QUIET = {
    "link-sent", "address-proved", "noted", "claimed", "released", "snoozed", "woken", "read", "answered", "unanswered",
    "mail-failed", "dealer-barred", "dealer-agreed", "their-numbers",
}  # fmt: skip


def last_event(store, request_id):
    """The id of the newest event that moved a request."""
    return max((event["id"] for event in newer_events(store, request_id, 0)), default=0)


def newer_events(store, request_id, seen):
    """What moved a request since the event `seen`, as {id, at, actor, kind}; nothing where that is None."""
    rows = [] if seen is None else store.rows(SINCE, [request_id, seen])
    return [row for row in rows if row["kind"] not in QUIET]


def add_event(store, request_id, event, now):
    """Add an event inside a writing block, and give its id."""
    return store.insert("event", vars(event) | {"request": request_id, "at": now}, "id")
