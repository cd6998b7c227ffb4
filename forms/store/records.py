"""The plain values that go into the store and come out of it; fields are named as the columns are."""

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
    their_ticket: str = ""


@dataclass(frozen=True, kw_only=True)
class NewRequest(Asked):
    batches: tuple = ()
    events: tuple = ()
    mails: tuple = ()
    due: str = ""  # when support's answer is promised; empty where nobody promised a time


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
class Consent:
    id: int
    event: int
    name: str
    order_number: str


@dataclass(frozen=True, kw_only=True)
class Parcel:
    event: int
    way: str
    carrier: str
    tracking: str


@dataclass(frozen=True, kw_only=True)
class Note:
    event: int
    kind: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Kin:
    """A serial that stands on another request too."""

    serial: str
    ticket: str
    vendor: str
    created: str
    state: str


@dataclass(frozen=True, kw_only=True)
class Story:
    """All that happened to a request, oldest first, with what was typed along the way."""

    events: tuple
    consents: tuple = ()
    parcels: tuple = ()
    notes: tuple = ()

    def event(self, id):
        return next((event for event in self.events if event.id == id), None)

    def consent(self, id):
        return next((consent for consent in self.consents if consent.id == id), None)

    def notes_of(self, event):
        return [note for note in self.notes if note.event == event.id]

    def parcel_of(self, event):
        return next((parcel for parcel in self.parcels if parcel.event == event.id), None)


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


@dataclass(frozen=True, kw_only=True)
class Staff:
    id: int
    login: str
    name: str
    disabled: str | None
    created: str


@dataclass(frozen=True, kw_only=True)
class Session:
    token: str  # hashed
    staff: Staff
    created: str
    used: str


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Who has a request in hand, until when it is put aside, whether something in it is unread."""

    request: int
    owner: int | None
    owner_name: str | None
    owner_since: str | None
    snoozed: str | None  # this may be over by now
    unread: bool
    seen: int  # the newest event that moved the request, for whoever is shown this


@dataclass(frozen=True, kw_only=True)
class Line:
    """A request as one line of a worklist."""

    id: int
    ticket: str
    vendor: str
    name: str
    company: str
    created: str
    owner: int | None
    owner_name: str | None
    unread: bool
    models: tuple  # (model, count)
    states: tuple  # (state, result, count)


def columns_of(record, *json_columns):
    """Give a record's fields as columns, the named ones written as JSON."""
    written = {name: json.dumps(getattr(record, name), ensure_ascii=False) for name in json_columns}
    return vars(record) | written


def fields_of(row, *json_columns):
    """Give a row's columns as fields, the named ones read from JSON."""
    return row | {name: json.loads(row[name]) for name in json_columns}
