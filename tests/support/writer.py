"""Sample drafts and requests, and a process of its own that stores them, for tests to start at once and to kill."""

import os
import signal
import sys
from contextlib import closing, contextmanager

from forms.records.history import Event
from forms.records.mail import NewMail
from forms.records.request import Batch, Draft, NewRequest, Rma, Unit
from forms.records.transition import Transition
from forms.store.confirmation import confirm_draft
from forms.store.database.connection import Store, open_store
from forms.store.database.migrations import migrate
from forms.store.drafts import save_draft
from forms.store.steps import store_step

NOW = "2026-11-22T10:00:00Z"
TOMORROW = "2026-11-23T10:00:00Z"
TWO_UNITS = (Unit(line=1, typed="16048501", serial="16048501"), Unit(line=2, no_serial="unreadable"))


def sample_draft(key="draft-1", **changes):
    return Draft(
        **{
            "key": key,
            "vendor": "acme",
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
            "purpose": "repair",
            "revision": "2026-01",
            "revision_hash": "abc",
            "name": "Ann",
            "email": "ann@mail.example",
            "batches": (
                Batch(line=1, model="BFS-U3", dates={"bought": "2026-01-02"}, units=TWO_UNITS),
                Batch(line=2, model="PL-D7", verdict={"rule": "warranty"}, units=(Unit(line=1),)),
            ),
            "events": (
                Event(kind="received", actor="customer"),
                Event(kind="judged", actor="kiosk", detail={"rules": ["warranty"]}),
            ),
            "lanes": {"support": NOW},
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
            save_draft(store, sample_draft(key))
            assert confirm_draft(store, key, "digest-1", two_requests(key), NOW) == "confirmed"
            print(key, flush=True)


def die_halfway(path):
    """Die between the two requests of a draft."""
    with closing(open_store(path)) as store:
        confirm_draft(store, "draft-1", "digest-1", _request_and_death(), NOW)


def die_halfway_without_transaction(path):
    """Die at the same place, with the one transaction taken away."""
    with closing(PiecemealStore(path)) as store:
        store.db.conn.isolation_level = None
        confirm_draft(store, "draft-1", "digest-1", _request_and_death(), NOW)


class PiecemealStore(Store):
    @contextmanager
    def writing(self):
        yield self.db


def _request_and_death():
    yield sample_request()
    os.kill(os.getpid(), signal.SIGKILL)


def give_number(store, request=1):
    """Give a request of the store the next RMA number of the series."""
    drawn = []

    def move(_, number):
        drawn.append(number)
        rma = Rma(number=number, source="series", issued=NOW)
        return Transition(event=Event(kind="authorise", actor="staff:1", detail={"rma": number}), rma=rma)

    store_step(store, request, None, move, NOW)
    return drawn[0]


def give_numbers(path, count):
    """Give RMA numbers one after the other, telling each on its own line once it is stored."""
    with closing(open_store(path)) as store:
        for _ in range(int(count)):
            print(give_number(store), flush=True)


def die_before_the_number_is_stored(path):
    """Die when all of a step that gives a number is done, and not yet stored."""
    with closing(DyingStore(path)) as store:
        give_number(store)


class DyingStore(Store):
    @contextmanager
    def writing(self):
        with super().writing() as db:
            yield db
            os.kill(os.getpid(), signal.SIGKILL)


VERBS = {
    verb.__name__: verb
    for verb in (
        migrate, confirm_drafts, die_halfway, die_halfway_without_transaction, give_numbers,
        die_before_the_number_is_stored,
    )
}  # fmt: skip

if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    VERBS[sys.argv[1]](*sys.argv[2:])
