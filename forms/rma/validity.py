"""How long an RMA number is good: as the vendor's text says, else as the operator's settings do."""

from datetime import timedelta

from msgspec import UNSET

from content.dates import span_dates


def last_day(policy, settings, issued):
    """The last day an RMA number issued on that day is good, or None; the day itself is still in."""
    span = policy.facts.rma_validity.value
    if span is not UNSET:
        return span_dates(span, issued)[1]
    return issued + timedelta(days=settings.rma_days) if settings.rma_days else None
