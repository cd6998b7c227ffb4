"""How long an RMA number is good, and who said so: the vendor's text, else the operator's settings."""

from datetime import date, timedelta
from typing import NamedTuple

from msgspec import UNSET

from content.dates import span_dates


class Validity(NamedTuple):
    """The last day a number is good, or None where nobody set one; `stated` by "vendor", "operator" or nobody."""

    last: date | None
    stated: str


def validity(policy, desk, issued):
    """The Validity of an RMA number issued on that day."""
    span = policy.facts.rma_validity.value
    if span is not UNSET:
        return Validity(span_dates(span, issued)[1], "vendor")
    if desk.rma_days:
        return Validity(issued + timedelta(days=desk.rma_days), "operator")
    return Validity(None, "")


def last_day(policy, desk, issued):
    """The last day an RMA number issued on that day is good, or None; the day itself is still in."""
    return validity(policy, desk, issued).last
