"""Sample drafts and requests, and a process of its own that stores them, for tests to start at once and to kill."""

import os
import signal
import sys
from contextlib import closing, contextmanager

from forms.store import Draft, NewBatch, NewEvent, NewMail, NewRequest, NewUnit, Store, migrate, open_store

NOW = "2026-11-22T10:00:00Z"
TOMORROW = "2026-11-23T10:00:00Z"
TWO_UNITS = (NewUnit(line=1, typed="16048501", serial="16048501"), NewUnit(line=2, no_serial="unreadable"))


def sample_draft(key="draft-1", **changes):
    return Draft(
        **{
            "key": key,
            "vendor": "acme",
            "locale": "en",
            "shared_device": False,
            "answers": {"name": "Ann", "batches": [{"model": "BFS-U3", "serials": "16048501\n16048502"}]},
            "digest": "digest-1",
            "created": NOW,
            "expires": TOMORROW,
        }
        | changes
    )


def sample_request(ticket="KXQTFRMWLH", **changes):
    message_id = f"<{ticket}.1@kiosk.example>"
    return NewRequest(
        **{
            "ticket": ticket,
            "vendor": "acme",
            "locale": "en",
            "purpose": "repair",
            "revision": "2026-01",
            "revision_hash": "abc",
            "name": "Ann",
            "email": "ann@mail.example",
            "batches": (
                NewBatch(line=1, model="BFS-U3", tried=["cable"], dates={"bought": "2026-01-02"}, units=TWO_UNITS),
                NewBatch(line=2, model="PL-D7", verdict={"rule": "warranty"}, units=(NewUnit(line=1),)),
            ),
            "events": (
                NewEvent(kind="received", actor="customer"),
                NewEvent(kind="judged", actor="kiosk", detail={"rules": ["warranty"]}),
            ),
            "mails": (NewMail(message_id=message_id, to_address="ann@mail.example", subject="Yours", body="{link}"),),
        }
        | changes
    )


def two_requests(key):
    return [sample_request(key + "-a"), sample_request(key + "-b")]


def confirm_drafts(path, name, count):
    """Store and confirm drafts one after the other, telling each on its own line once it is acknowledged."""
    with closing(open_store(path)) as store:
        for number in range(int(count)):
            key = f"{name}-{number}"
            store.save_draft(sample_draft(key))
            assert store.confirm(key, "digest-1", two_requests(key), NOW) == "confirmed"
            print(key, flush=True)


def die_halfway(path):
    """Die between the two requests of a draft."""
    with closing(open_store(path)) as store:
        store.confirm("draft-1", "digest-1", _request_and_death(), NOW)


def die_halfway_without_transaction(path):
    """Die at the same place, with the one transaction taken away."""
    with closing(PiecemealStore(path)) as store:
        store.db.conn.isolation_level = None
        store.confirm("draft-1", "digest-1", _request_and_death(), NOW)


class PiecemealStore(Store):
    @contextmanager
    def writing(self):
        yield self.db


def _request_and_death():
    yield sample_request()
    os.kill(os.getpid(), signal.SIGKILL)


VERBS = {verb.__name__: verb for verb in (migrate, confirm_drafts, die_halfway, die_halfway_without_transaction)}

if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    VERBS[sys.argv[1]](*sys.argv[2:])
