"""What happened to a request, and what was typed along the way.

Whoever makes one of these leaves out its `id`, `request`, `event` and `at`: the store gives them.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Event:
    kind: str
    actor: str
    detail: dict = field(default_factory=dict)
    id: int | None = None
    request: int | None = None
    at: str = ""


@dataclass(frozen=True, kw_only=True)
class Consent:
    name: str
    order_number: str = ""
    id: int | None = None
    event: int | None = None


@dataclass(frozen=True, kw_only=True)
class Parcel:
    way: str  # "there" or "back"
    carrier: str
    tracking: str
    event: int | None = None


@dataclass(frozen=True, kw_only=True)
class Note:
    kind: str  # told by support, said by the customer, or internal: for the desk alone
    text: str
    event: int | None = None


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
