"""The only place that knows SQLite: every verb the endpoint may use, and the plain values that go in and out."""

from forms.store import addresses, confirm, drafts, history, links, outbox, requests
from forms.store.confirm import TicketTaken
from forms.store.connect import CannotWrite, Connection
from forms.store.migrations import migrate
from forms.store.records import (
    Batch,
    Draft,
    Event,
    Mail,
    NewBatch,
    NewEvent,
    NewMail,
    NewRequest,
    NewUnit,
    Request,
    Unit,
)
from forms.store.times import later

__all__ = [
    "Batch",
    "CannotWrite",
    "Draft",
    "Event",
    "Mail",
    "NewBatch",
    "NewEvent",
    "NewMail",
    "NewRequest",
    "NewUnit",
    "Request",
    "Store",
    "TicketTaken",
    "Unit",
    "later",
    "migrate",
    "open_store",
]


class Store(Connection):
    """One connection and its verbs; each write is one transaction, raises CannotWrite when it cannot be had."""

    save_draft = drafts.save_draft
    draft = drafts.draft
    sweep_drafts = drafts.sweep_drafts
    confirm = confirm.confirm
    requests_of = requests.requests_of
    request_by_ticket = requests.request_by_ticket
    events = history.events
    correct_address = addresses.correct_address
    prove_address = addresses.prove_address
    send_link = links.send_link
    mails_of = outbox.mails_of
    claim_mail = outbox.claim_mail
    mail_sent = outbox.mail_sent
    mail_later = outbox.mail_later
    mail_failed = outbox.mail_failed
    mail_moves = outbox.mail_moves


def open_store(path):
    """Open a migrated file for the calling thread, with every safeguard on."""
    return Store(path)
