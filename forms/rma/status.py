"""Where a request stands: for each group of units that share a fate the four answers, and the stops of their way."""

from datetime import date, datetime, time
from typing import NamedTuple

from msgspec import UNSET

from content.dates import span_dates, written
from content.explain.contacts import contact_lines
from content.explain.facts import fact_line
from content.explain.journey import journey
from content.schema.facts import NOT_SAID
from content.wording.catalog import fill, read_words
from content.wording.joining import joined
from forms.records.ticket import show_ticket
from forms.rma.lifecycle import STATES
from forms.rma.ways import grouped, situation_of, situations_of, way_of

UNREPAIRED = ("refund", "replacement")  # ways on which nothing is repaired


class Status(NamedTuple):
    """The four answers for units that share a fate, the stops of their way, and what not to do yet."""

    units: tuple
    state: str
    name: str
    who: str
    since: str
    by: str
    how: str
    stops: tuple
    caution: str
    rma: str | None


def statuses(vendor, request):
    """A Status for each group of units of a request for which one answer is true: one fate, since the same day."""

    def fate(unit):
        shared = (unit.state, way_of(request, unit), unit.rma, unit.result, unit.reason)
        # What is promised is counted from the day, and changes with a price and with a consent.
        return *shared, unit.since[:10], unit.quote is None, unit.consent is None, by_when(vendor, request, unit)

    return tuple(_status(vendor, request, tuple(units)) for units in grouped(request.units, fate).values())


def reception(vendor, request):
    """One Status for a request just received, on the way its batches share."""
    now = STATES[request.units[0].state].stops
    stops = first_stops(vendor, request, now) if now else ()
    return _status(vendor, request, request.units)._replace(stops=stops)


def first_stops(vendor, request, now):
    """The stops of a request just received; where its batches differ no one way can be told yet."""
    kinds = {batch.verdict["kind"] for batch in request.batches}
    kind = kinds.pop() if len(kinds) == 1 else "ask"
    known, *others = situations_of(request)
    return journey(
        vendor, policy_of(vendor, request), kind, now, intake=request.intake, known=known, others=others
    )



def state_name(state, result=None):
    """The name of a state in words."""
    words = read_words()
    return fill(words.states[state].name, result=words.results.get(result, "Done"))


def _status(vendor, request, units):
    first, words = units[0], read_words().states[units[0].state]
    parts = {"vendor": vendor.name, "result": read_words().results.get(first.result, "")}
    parts["reason"] = read_words().reasons.get(first.reason, "")
    return Status(
        units=units,
        state=first.state,
        name=fill(words.name, **parts),
        who=fill(words.who, **parts),
        since=since_words(units),
        by=by_when(vendor, request, first) or fill(words.by, **parts),
        how=how_to_ask(vendor, request),
        stops=way_stops(vendor, request, units, STATES[first.state].stops),
        caution=caution_of(vendor, request, first, words.keep),
        rma=first.rma,
    )


def caution_of(vendor, request, unit, keep):
    """What not to do yet; once the vendor's own RMA number has come by mail there is nothing left to wait for."""
    if not keep or (unit.state == "by-mail" and request.their_rma):
        return ""
    line = fact_line(vendor, policy_of(vendor, request), "without-rma", *situations_of(request, [unit]))
    return f"{keep} {line.told}".strip()


def since_words(units):
    """Since when they stand there: to the minute where it is the same for all, else the day they share."""
    stamps = {unit.since for unit in units}
    return written_moment(units[0].since) if len(stamps) == 1 else on_day(units[0].since)


def by_when(vendor, request, unit):
    """'between … and … (…)' where the vendor published a time for what comes next; else an empty text."""
    rma = request.rma(unit.rma) if unit.state == "authorised" else None
    if rma and rma.expires:
        return f"{on_day(rma.expires)}, the last day of the RMA number"
    fact = promise(vendor, request, unit)
    if fact.value is UNSET:
        return ""
    first, last = span_dates(fact.value, date.fromisoformat(unit.since[:10]))
    told = f"between {written(first)} and {written(last)}" if fact.value.least else f"by {written(last)}"
    weekdays = " (Monday to Friday; holidays not counted)" if fact.value.unit == "business-days" else ""
    return ". ".join(filter(None, (", ".join(filter(None, (told + weekdays, fact.only_if))), fact.doubt)))


def due_of(vendor, request, unit):
    """When what comes next is promised, else since when it is waited for: ISO text that sorts."""
    fact = promise(vendor, request, unit)
    if fact.value is UNSET:
        return unit.since
    last = span_dates(fact.value, date.fromisoformat(unit.since[:10]))[1]
    return f"{datetime.combine(last, time.max):%Y-%m-%dT%H:%M:%S}Z"


def promise(vendor, request, unit):
    """The Fact of how long what comes next with a unit takes; a silent one where the vendor published no time."""
    way = way_of(request, unit)
    unpriced = unit.state == "arrived" and way == "paid" and unit.consent is None
    key = "quote-time" if unpriced else STATES[unit.state].promise
    if not key or (key == "repair-time" and way in UNREPAIRED):
        return NOT_SAID
    return policy_of(vendor, request).fact(key, situation_of(request, [unit]))


def way_stops(vendor, request, units, now):
    """The stops of these units' way, with what they met by the way; none where it ended before they travelled."""
    unit, (known, *others) = units[0], situations_of(request, units)
    if not now and unit.result is None:
        return ()
    also = ("try",) if "try" in now else ("quote", "agree") if unit.quote else ()
    less = ("repair", "replace") if unit.state == "quote-refused" or unit.result == "as-is" else ()
    less += ("order",) if unit.quote else ()
    kind, policy = way_of(request, unit), policy_of(vendor, request)
    return journey(vendor, policy, kind, now, also, less, request.intake, known, others=others)


def how_to_ask(vendor, request):
    """How this vendor wants to be asked, with the request's own ticket; one that goes by mail is asked about there."""
    if request.intake == "mailbox":
        return f"Answer the mails that come from {vendor.name}."
    asking = fact_line(vendor, policy_of(vendor, request), "status-channel", *situations_of(request))
    told = asking.told.replace("[#TICKET]", f"[#{show_ticket(request.ticket)}]")
    found = _published(vendor, request)
    reached = [f"{vendor.name} is reached here: {joined(found, 'or')}."] if found else []
    return " ".join([told or f"Answer the mail that brought your ticket. {asking.silent}", *reached])


def _published(vendor, request):
    """The ways to reach a vendor that it publishes for where this request comes from."""
    return [line.text for line in contact_lines(vendor, situation_of(request).region)]


def policy_of(vendor, request):
    """The revision that judged a request; the newest where that one is no longer kept."""
    return next((policy for policy in vendor.policies if policy.name == request.revision), vendor.policies[0])


def units_words(units):
    """'16048501, 16048502 and one without a number'."""
    told = [unit.serial for unit in units if unit.serial]
    blind = len(units) - len(told)
    return joined(told + ([f"{blind} without a number"] if blind else []))


def written_moment(stamp):
    """'22 November 2026, 10:04 UTC'."""
    when = datetime.fromisoformat(stamp)
    return f"{written(when.date())}, {when:%H:%M} UTC"


def on_day(stamp):
    """'22 November 2026', of a stored time or day."""
    return written(date.fromisoformat(stamp[:10]))
