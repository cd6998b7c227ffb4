"""The plain values of a request, as they go into the store and come out of it; fields are named as the columns are."""

import json
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Draft:
    key: str
    vendor: str
    locale: str
    shared_device: bool
    answers: dict
    digest: str
    created: str
    expires: str
    confirmed: str | None = None
    network: str = ""  # where it was begun, by a name that tells nobody which network that is


@dataclass(frozen=True, kw_only=True)
class NewUnit:
    line: int
    typed: str = ""
    serial: str = ""
    no_serial: str = ""
    state: str = "received"


@dataclass(frozen=True, kw_only=True)
class NewBatch:
    line: int
    model: str
    family: str = ""
    symptom: str = ""
    problem: str = ""
    error_text: str = ""
    tried: list = field(default_factory=list)
    dates: dict = field(default_factory=dict)
    bought_from: str = "unknown"
    warranty_said: str = ""
    verdict: dict = field(default_factory=dict)
    units: tuple = ()


@dataclass(frozen=True, kw_only=True)
class NewEvent:
    kind: str
    actor: str
    detail: dict = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class NewMail:
    message_id: str
    to_address: str
    subject: str
    body: str
    thread: str = ""
    event: int = 0  # which of the request's new events it tells of, counted from none
    automatic: bool = True  # whether a machine wrote it: no person at the desk, and for no other desk
    unasked: bool = False  # whether anybody can cause it, to an address that need not be theirs


@dataclass(frozen=True, kw_only=True)
class Asked:
    ticket: str
    vendor: str
    locale: str
    purpose: str
    revision: str
    revision_hash: str
    name: str
    email: str
    company: str = ""
    phone: str = ""
    address: str = ""
    country: str = ""
    own_reference: str = ""
    role: str = ""
    dealer: str = ""
    anyway: bool = False
    intake: str = "kiosk"  # "mailbox": from here on by mail
    their_ticket: str = ""
    their_rma: str = ""


@dataclass(frozen=True, kw_only=True)
class NewRequest(Asked):
    batches: tuple = ()
    events: tuple = ()
    mails: tuple = ()
    lanes: dict = field(default_factory=dict)  # lane -> due; in none where it goes on by mail


@dataclass(frozen=True, kw_only=True)
class Unit(NewUnit):
    id: int
    batch: int
    decision: str | None = None
    reason: str | None = None
    result: str | None = None
    rma: str | None = None
    since: str = ""
    quote: int | None = None
    consent: int | None = None
    new_serial: str | None = None


@dataclass(frozen=True, kw_only=True)
class Batch(NewBatch):
    id: int
    request: int


@dataclass(frozen=True, kw_only=True)
class Request(Asked):
    id: int
    draft: str
    part: int
    email_proved: str | None
    link_turn: int
    created: str
    batches: tuple = ()
    rmas: tuple = ()
    seen: int = 0  # the newest event that moved it, when it was read: what a page that shows it rests on

    @property
    def units(self):
        return tuple(unit for batch in self.batches for unit in batch.units)

    def rma(self, number):
        """The Rma of that number, or None."""
        return next((rma for rma in self.rmas if rma.number == number), None)


@dataclass(frozen=True, kw_only=True)
class Rma:
    number: str
    source: str
    issued: str
    expires: str | None = None


@dataclass(frozen=True, kw_only=True)
class NewMove:
    """A step worked out whole: its event, what it changes of each unit, and all it brings along."""

    event: NewEvent
    units: dict = field(default_factory=dict)  # unit id -> {column: value}
    rma: Rma | None = None
    consent: tuple = ()  # name, order number
    parcel: tuple = ()  # way, carrier, tracking
    notes: tuple = ()  # (kind, text)
    mails: tuple = ()
    lanes: dict = field(default_factory=dict)  # lane -> due
    unread: bool | None = None  # whether support has something new to read; None leaves it
    wakes: bool = True  # whether it ends a putting aside
    proves: bool = False  # whether it was taken by the mailed link, which proves the address


@dataclass(frozen=True, kw_only=True)
class Event:
    id: int
    request: int
    at: str
    actor: str
    kind: str
    detail: dict


@dataclass(frozen=True, kw_only=True)
class Mail:
    id: int
    request: int
    event: int
    message_id: str
    thread: str
    to_address: str
    subject: str
    body: str
    attempts: int
    next_try: str | None
    claimed: str | None
    error: str | None
    sent: str | None
    ticket: str
    link_turn: int
    automatic: bool = True
    mailbox: str = ""  # of a first mail: whose, in one spelling
    held: str | None = None  # until when it waits for that mailbox to have room
    told_in: int | None = None  # the mail about many tickets that has taken it in
    released: str | None = None  # when it was held no longer


def columns_of(record, *json_columns):
    """Give a record's fields as columns, the named ones written as JSON."""
    written = {name: json.dumps(getattr(record, name), ensure_ascii=False) for name in json_columns}
    return vars(record) | written


def fields_of(row, *json_columns):
    """Give a row's columns as fields, the named ones read from JSON."""
    return row | {name: json.loads(row[name]) for name in json_columns}
