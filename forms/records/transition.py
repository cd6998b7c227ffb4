"""A step worked out whole: all it changes, and all it brings along."""

from dataclasses import dataclass, field

from forms.records.history import Consent, Event, Parcel
from forms.records.request import Rma

THIS = object()  # stands for the id of the step's own event or consent, which is known only once it is stored


@dataclass(frozen=True, kw_only=True)
class Transition:
    """Its event, what it changes of each unit, and all it brings along; each is stored, or nothing is."""

    event: Event
    units: dict = field(default_factory=dict)  # unit id -> {column: value}
    rma: Rma | None = None
    consent: Consent | None = None
    parcel: Parcel | None = None
    notes: tuple = ()  # of Note
    mails: tuple = ()
    lanes: dict = field(default_factory=dict)  # lane -> due
    unread: bool | None = None  # whether support has something new to read; None leaves it
    wakes: bool = True  # whether it ends a putting aside
    proves: bool = False  # whether it was taken by the mailed link, which proves the address
