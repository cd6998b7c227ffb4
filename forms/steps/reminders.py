"""The calendar: reminds of what waits for the customer, and ends only what an earlier mail has named a day for.

How many days is settled for each vendor in instance/kiosk.toml; the last day of an RMA number stands in its mail.
"""

import logging
from datetime import datetime, timedelta

from content.dates import judging_day, latest_day
from forms.records.errors import Overtaken, Refused, Unavailable
from forms.records.timestamps import DAY, later
from forms.rma.transition import Intent
from forms.steps.take import take
from forms.store.reminders_due import units_announced, units_run_out, units_unanswered, units_unsent
from forms.store.requests import request_by_id

log = logging.getLogger(__name__)


def take_due_steps(store, vendors, settings, timestamp):
    """Take every step the calendar asks for at this time, and say how many; raises CannotWrite."""
    return sum(
        _take(store, vendor, settings, timestamp, step, inputs, due)
        for vendor in vendors.values()
        for step, inputs, found in _due_steps(store, vendor, settings.of_vendor(vendor.slug), timestamp)
        for due in found
    )


def _due_steps(store, vendor, settings, timestamp):
    """Each step of a vendor, what its mail says besides, and the DueUnits, looked up once the step before is done."""
    slug, moment = vendor.slug, datetime.fromisoformat(timestamp)
    today = judging_day(vendor.file.zone, moment).isoformat()
    waited = settings.advice_reminder_days, settings.quote_reminder_days
    advised, quoted = (later(timestamp, -days * DAY) for days in waited)
    if settings.advice_close_days:
        yield "close-unanswered", {}, units_announced(store, slug, today)
    yield "expire", {}, units_run_out(store, slug, today)
    reminders = ("advised", "advise", "remind-advice", advised), ("quoted", "quote", "remind-quote", quoted)
    for state, asked, step, before in (*reminders, ("order-awaited", "ask-order", "remind-order", quoted)):
        inputs = _closing(settings, moment) if state == "advised" else {}
        yield step, inputs, units_unanswered(store, slug, state, asked, step, before)
    yield "remind-parcel", {}, units_unsent(store, slug, settings.rma_reminder_days, today, timestamp)


def _closing(settings, moment):
    # Counted from where the day begins first, judged where it ends last: nobody has less than the whole of it.
    days = settings.advice_close_days
    return {"closes": (latest_day(moment) + timedelta(days=days)).isoformat()} if days else {}


def _take(store, vendor, settings, timestamp, step, inputs, due):
    try:
        request = request_by_id(store, due.request)
        take(store, Intent(request, step, due.units, inputs, "clock", vendor, settings, timestamp, due.seen))
    except (Refused, Overtaken):  # something happened between the look and the lock; the next pass looks again
        return 0
    except Unavailable:
        raise
    except Exception as fault:  # One of our own: it must not hold up the requests behind this one.
        log.error("%s waits for request %s: %s: %s", step, due.request, type(fault).__name__, fault)
        return 0
    return 1
