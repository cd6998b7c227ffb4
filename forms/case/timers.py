"""The calendar: reminds of what waits for the customer, and ends only what an earlier mail has named a day for.

How many days is settled for each vendor in instance/kiosk.toml; the last day of an RMA number stands in its mail.
"""

from datetime import timedelta

from content.dates import judging_day, now
from forms.case.move import Refused
from forms.case.take import take
from forms.store import later

DAY = 24 * 3600


def run_timers(store, vendors, settings, stamp):
    """Take every step the calendar asks for at this time, and say how many."""
    return sum(_run_vendor(store, vendor, settings, stamp) for vendor in vendors.values())


def _run_vendor(store, vendor, settings, stamp):
    desk, slug, today = settings.desk(vendor.slug), vendor.slug, judging_day(vendor.file.zone, now())
    closes = (today + timedelta(days=desk.advice_close_days)).isoformat() if desk.advice_close_days else ""
    soon = (today + timedelta(days=desk.rma_reminder_days)).isoformat()
    over, waited = (today - timedelta(days=1)).isoformat(), later(stamp, -desk.rma_reminder_days * DAY)
    due = [
        ("close-unanswered", {}, store.announced(slug, today.isoformat())),
        ("expire", {}, store.ending(over, slug, "expire")),
        ("remind-advice", {"closes": closes}, _unreminded(store, "advised", desk.advice_reminder_days, vendor, stamp)),
        ("remind-quote", {}, _unreminded(store, "quoted", desk.quote_reminder_days, vendor, stamp)),
        ("remind-parcel", {}, store.ending(soon, slug, "remind-parcel")),
        ("remind-parcel", {}, store.endless(waited, slug, "remind-parcel")),
    ]
    return sum(
        _take(store, vendor, settings, stamp, step, said, *case) for step, said, cases in due for case in cases.items()
    )


def _unreminded(store, state, days, vendor, stamp):
    reminder = {"advised": "remind-advice", "quoted": "remind-quote"}[state]
    return store.unreminded(state, later(stamp, -days * DAY), vendor.slug, reminder)


def _take(store, vendor, settings, stamp, step, said, request_id, units):
    request = store.request_by_id(request_id)
    try:
        take(store, request, step, units, said, "clock", vendor, settings, None, stamp)
    except Refused:  # it moved on between the look and the lock
        return 0
    return 1
