"""The plain values the desk reads besides requests: who works there, what stands where, the counts."""

from typing import NamedTuple


class Staff(NamedTuple):
    id: int
    login: str
    name: str
    disabled: str | None


class Session(NamedTuple):
    token: str  # hashed
    staff: Staff
    used: str


class FoundUnit(NamedTuple):
    """Where a camera of some serial stands, or stood, and on which request."""

    ticket: str
    vendor: str
    created: str
    model: str
    serial: str
    state: str
    rma: str | None
    source: str | None


class Counts(NamedTuple):
    """Rows as they were counted: (name, place, requests), a request's seconds, and cameras solved and shipped."""

    open: int
    ages: list
    vendors: list
    symptoms: list
    times: list
    shares: list


class DueUnits(NamedTuple):
    """Units of a request, under one RMA number if any, that a step is due for; `seen` was its newest event then."""

    request: int
    seen: int
    units: tuple
