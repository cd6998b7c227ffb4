"""What happened to a request, and what was typed along the way."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class NewEvent:
    kind: str
    actor: str
    detail: dict = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Event:
    id: int
    request: int
    at: str
    actor: str
    kind: str
    detail: dict


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

    def consent_of(self, event):
        return next((consent for consent in self.consents if consent.event == event.id), None)

    def parcel_of(self, event):
        return next((parcel for parcel in self.parcels if parcel.event == event.id), None)
