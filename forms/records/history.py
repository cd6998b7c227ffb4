"""What happened to a request, and what was typed along the way."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class NewEvent:
    kind: str
    actor: str
    detail: dict = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Event(NewEvent):
    id: int
    request: int
    at: str


@dataclass(frozen=True, kw_only=True)
class NewConsent:
    name: str
    order_number: str = ""


@dataclass(frozen=True, kw_only=True)
class Consent(NewConsent):
    id: int
    event: int


@dataclass(frozen=True, kw_only=True)
class NewParcel:
    way: str  # "there" or "back"
    carrier: str
    tracking: str


@dataclass(frozen=True, kw_only=True)
class Parcel(NewParcel):
    event: int


@dataclass(frozen=True, kw_only=True)
class NewNote:
    kind: str  # told by support, said by the customer, or internal: for the desk alone
    text: str


@dataclass(frozen=True, kw_only=True)
class Note(NewNote):
    event: int


@dataclass(frozen=True, kw_only=True)
class History:
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

    def consent_of(self, event):
        return next((consent for consent in self.consents if consent.event == event.id), None)

    def parcel_of(self, event):
        return next((parcel for parcel in self.parcels if parcel.event == event.id), None)
