"""The calendar: reminds of what waits for the customer, and ends only what an earlier mail has named a day for.

How many days is settled for each vendor in instance/kiosk.toml; the last day of an RMA number stands in its mail.
"""

import logging
from datetime import datetime, timedelta

from content.dates import judging_day, latest_day
from forms.records.errors import Overtaken, Refused, Unavailable
from forms.records.timestamps import later
from forms.rma.transition import Intent
from forms.steps.take import take
from forms.store.reminders_due import units_announced, units_run_out, units_unanswered, units_unsent
from forms.store.requests import request_by_id

DAY = 24 * 3600
log = logging.getLogger(__name__)


def run_timers(store, vendors, settings, stamp):
    """Take every step the calendar asks for at this time, and say how many; raises CannotWrite."""
    return sum(
        _take(store, vendor, settings, stamp, step, said, due)
        for vendor in vendors.values()
        for step, said, lots in _asked_for(store, vendor, settings.desk(vendor.slug), stamp)
        for due in lots
    )


def _asked_for(store, vendor, desk, stamp):
    """(step, what it says, the lots it is due for); each is looked up once the one before is done."""
    slug, moment = vendor.slug, datetime.fromisoformat(stamp)
    today = judging_day(vendor.file.zone, moment).isoformat()
    advised, quoted = (later(stamp, -days * DAY) for days in (desk.advice_reminder_days, desk.quote_reminder_days))
    if desk.advice_close_days:
        yield "close-unanswered", {}, units_announced(store, slug, today)
    yield "expire", {}, units_run_out(store, slug, today)
    yield (
        "remind-advice",
        _closing(desk, moment),
        units_unanswered(store, slug, "advised", "advise", "remind-advice", advised),
    )
    yield "remind-quote", {}, units_unanswered(store, slug, "quoted", "quote", "remind-quote", quoted)
    yield "remind-order", {}, units_unanswered(store, slug, "order-awaited", "ask-order", "remind-order", quoted)
    yield "remind-parcel", {}, units_unsent(store, slug, desk.rma_reminder_days, today, stamp)


def _closing(desk, moment):
    # Counted from where the day begins first, judged where it ends last: nobody has less than the whole of it.
    days = desk.advice_close_days
    return {"closes": (latest_day(moment) + timedelta(days=days)).isoformat()} if days else {}


def _take(store, vendor, settings, stamp, step, said, due):
    try:
        request = request_by_id(store, due.request)
        take(store, Intent(request, step, due.units, said, "clock", vendor, settings, stamp, due.seen))
    except (Refused, Overtaken):  # something happened between the look and the lock; the next pass looks again
        return 0
    except Unavailable:
        raise
    except Exception as fault:  # One of our own: it must not hold up the requests behind this one.
        log.error("%s waits for request %s: %s: %s", step, due.request, type(fault).__name__, fault)
        return 0
    return 1
