"""A request, and the draft it was: plain values of the store; fields are named as the columns are.

Whoever makes a new unit or batch leaves out its `id` and what it belongs to: the store gives them.
"""

from dataclasses import dataclass, field

from forms.records.person import Person


@dataclass(frozen=True, kw_only=True)
class Unit:
    line: int
    typed: str = ""
    serial: str = ""
    no_serial: str = ""
    state: str = "received"
    id: int | None = None
    batch: int | None = None
    decision: str | None = None
    reason: str | None = None
    result: str | None = None
    rma: str | None = None
    since: str = ""
    quote: int | None = None
    consent: int | None = None
    new_serial: str | None = None


@dataclass(frozen=True, kw_only=True)
class Batch:
    line: int
    model: str
    family: str = ""
    symptom: str = ""
    problem: str = ""
    error_text: str = ""
    answers: dict = field(default_factory=dict)  # to the policy's own questions
    dates: dict = field(default_factory=dict)
    bought_from: str = "unknown"
    warranty_said: str = ""
    verdict: dict = field(default_factory=dict)
    units: tuple = ()
    id: int | None = None
    request: int | None = None


@dataclass(frozen=True, kw_only=True)
class RequestFields(Person):
    ticket: str
    vendor: str
    purpose: str
    revision: str
    revision_hash: str
    role: str = ""
    dealer: str = ""
    anyway: bool = False
    intake: str = "kiosk"  # "mailbox": from here on by mail
    their_ticket: str = ""
    their_rma: str = ""


@dataclass(frozen=True, kw_only=True)
class NewRequest(RequestFields):
    batches: tuple = ()
    events: tuple = ()
    mails: tuple = ()
    lanes: dict = field(default_factory=dict)  # lane -> due; in none where it goes on by mail


@dataclass(frozen=True, kw_only=True)
class Request(RequestFields):
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
class Draft:
    key: str
    vendor: str
    shared_device: bool
    answers: dict
    digest: str
    created: str
    expires: str
    confirmed: str | None = None
    network: str = ""  # where it was begun, by a name that tells nobody which network that is
