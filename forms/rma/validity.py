"""How long an RMA number is good: as the vendor's text says, else as the operator's settings do."""

from datetime import timedelta

from msgspec import UNSET

from content.dates import span_dates


def last_day(policy, desk, issued):
    """The last day an RMA number issued on that day is good, or None; the day itself is still in."""
    span = policy.facts.rma_validity.value
    if span is not UNSET:
        return span_dates(span, issued)[1]
    return issued + timedelta(days=desk.rma_days) if desk.rma_days else None
