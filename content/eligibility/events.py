"""The events that days are counted from: where a policy's counting starts, and which days it judges by."""

from datetime import timedelta

from content.dates import add_months
from content.schema.facts import Clock
from content.schema.policy import ANY

LATER = ("shipment", "receipt", "activation")  # events that cannot come before the purchase
AHEAD = 2  # days a customer's calendar can be ahead of the day we judge on


def warranty_clock(policy, situation=ANY):
    """The Clock of a warranty where its row has none of its own; the purchase where the policy is silent."""
    clock = policy.fact("warranty-clock", situation)
    return Clock() if clock.silent else clock.value


def counted_from(start, dates):
    """The day that counting starts on, or None where the day of its event is not known."""
    day = dates.get(start.event)
    return day and add_months(day, start.plus_months) + timedelta(days=start.plus)


def lies_ahead(day, today):
    """Whether a day has not come yet in any calendar."""
    return (day - today).days > AHEAD


def events_judged(policy, products):
    """The events whose days a policy and its catalogue judge by, each once."""
    asked = [name for name in policy.windows if name in policy.answers]  # any other is only told
    events = {window.after for name in asked for window in policy.window(name)}
    if "warranty" in policy.answers:
        clocks = [fact.value for fact in policy.rows("warranty-clock") if not fact.silent]
        clocks += [row.clock for row in products.warranty if row.clock]
        starts = [start for clock in clocks or [Clock()] for start in clock.starts.values()]
        events |= {start.event for start in starts} | {row.of for row in products.warranty if row.of}
        # The assumption where the text is silent.
        events |= {"purchase"} if any(fact.silent for fact in policy.rows("warranty-clock")) else set()
    return events
