"""What was settled for cameras that share a fate: decision, price, consent, refund, result, parcels, what was amiss."""

from operator import attrgetter
from typing import NamedTuple

from content.money import money
from content.wording.catalog import read_words
from content.wording.joining import joined
from content.wording.possessive import possessive
from forms.records.rma_number import shown_in
from forms.rma.lifecycle import STATES, STEPS
from forms.rma.status import units_words, written_moment
from forms.rma.ways import grouped, way_of

BEGIN_ANEW = ("reopen", "reconsider")  # what was settled before no longer counts
SPEAK = [id for id, step in STEPS.items() if {"words", "more"} & {*step.needs}]
SENT = {"there": "Sent there", "back": "Sent back to you"}

VOID = "It holds no longer. Do not send anything with it."
NOT_FOR_THESE = "It holds no longer for these. Leave them out of the box."


class Detail(NamedTuple):
    """One thing that was settled: its label, what it is, and in small print since when or why."""

    label: str
    text: str
    small: str = ""


class Words(NamedTuple):
    """Support's own words that brought a group of units into its state."""

    text: str
    serials: str  # in words, where they were not for all of the group


def details_of(vendor, request, status, history):
    """The Details of the units of one Status."""
    units, events = status.units, own_events(history, status.units)
    yield from _prices(units, history)
    yield from _consents(units, history)
    yield from _decided(vendor, request, units)
    for event in events:
        yield from _refund(status, event) if event.kind == "refund" else ()
        yield from _parcel(history, event)
        yield from _remarks(units, event) if event.kind == "arrive" else ()
    yield from _result(status)
    yield from _old_number(request, status)


def own_events(history, units):
    """What happened to these units since they were last taken up anew, oldest first."""
    ids = {unit.id for unit in units}
    own = [event for event in history.events if ids & touched(event)]
    begun = max((at for at, event in enumerate(own) if event.kind in BEGIN_ANEW), default=0)
    return own[begun:]


def touched(event):
    """The ids of the units an event speaks of."""
    named = (event.detail.get(name) for name in ("units", "missing"))
    return {id for ids in named if isinstance(ids, list) for id in ids}


def words_that_led_here(status, history):
    """The Words of the steps that brought each of these units into its state."""

    def step(unit):
        events = [event for event in own_events(history, (unit,)) if event.kind in SPEAK]
        return next((event.id for event in reversed(events) if STEPS[event.kind].to == status.state), None)

    for id, units in grouped(status.units, step).items():
        texts = [note.text for note in history.notes if note.event == id and note.kind == "told"]
        which = units_words(units) if len(units) < len(status.units) else ""
        yield from (Words(text, which) for text in texts)


def each_and_all(cents, currency, count):
    """'EUR 10.00', or 'EUR 10.00 each, EUR 20.00 for 2'."""
    each = money(cents, currency)
    return f"{each} each, {money(cents * count, currency)} for {count}" if count > 1 else each


def agreed(consent):
    """'Ada Example, purchase order PO-1'."""
    return f"{consent.name}, purchase order {consent.order_number}" if consent.order_number else consent.name


def shared(units, name):
    """Each value of that field with the units that share it, less those without one."""
    return [(value, some) for value, some in grouped(units, attrgetter(name)).items() if value is not None]


def _which(some, units):
    return f" ({units_words(some)})" if len(some) < len(units) else ""


def _decided(vendor, request, units):
    first = units[0]
    if first.decision:
        batches = [batch for batch in request.batches if any(unit in units for unit in batch.units)]
        titles = joined(dict.fromkeys(batch.verdict["title"] for batch in batches))
        name = read_words().kinds[way_of(request, first)].name
        text = f"From what you wrote, {possessive(vendor.name)} text says: {titles}."
        yield Detail("What applies", f"Support decided: {name[:1].lower()}{name[1:]}", text)


def _prices(units, history):
    for quote, some in shared(units, "quote"):
        detail = history.event(quote).detail
        price = each_and_all(detail["price"], detail["currency"], len(some))
        yield Detail("Price of the repair", price + _which(some, units))


def _consents(units, history):
    for id, some in shared(units, "consent"):
        consent = history.consent(id)
        label = "Agreed by" if some[0].quote else "Ordered by"
        yield Detail(label, agreed(consent) + _which(some, units), written_moment(history.event(consent.event).at))


def _refund(status, event):
    detail, count = event.detail, len([unit for unit in status.units if unit.id in event.detail["units"]])
    if "amount" in detail:
        back = "Paid back to you" if status.state == "closed" else "You get back"
        for name, label in {"price": "Price paid", "fee": "Kept as a fee", "amount": back}.items():
            if detail.get(name):
                yield Detail(label, each_and_all(detail[name], detail["currency"], count))


def _parcel(history, event):
    if parcel := history.parcel_of(event):
        text = ", ".join(filter(None, (parcel.carrier, parcel.tracking)))
        yield Detail(SENT[parcel.way], text, written_moment(event.at))


def _remarks(units, event):
    missing, when = event.detail.get("missing") or [], written_moment(event.at)
    gone = [unit for unit in units if unit.id in missing]
    if gone:
        yield Detail("Missing", _not_in_it(gone, when.partition(",")[0]))
    if event.detail.get("remarks") and any(unit.id in event.detail["units"] for unit in units):
        words = read_words().remarks
        remarks = joined(words.get(remark, remark) for remark in event.detail["remarks"])
        yield Detail("Noted on arrival", remarks[:1].upper() + remarks[1:], when)


def _not_in_it(gone, day):
    them, were = ("it", "was") if len(gone) == 1 else ("them", "were")
    sentence = f"{units_words(gone)} {were} missing from the parcel that arrived on {day}."
    return f"{sentence} Did you pack {them}? Write to support." if STATES[gone[0].state].packed else sentence


def _result(status):
    if status.state == "closed" and status.units[0].result:
        yield Detail("What was done", read_words().results[status.units[0].result])
    new = [(unit.new_serial, unit.serial or "the old one") for unit in status.units if unit.new_serial]
    if new:
        pairs = ", ".join(f"{serial} in place of {old}" for serial, old in new)
        yield Detail(f"New serial number{'s' if len(new) > 1 else ''}", pairs)


def _old_number(request, status):
    rma = request.rma(status.rma)
    if rma and STATES[status.state].void:
        others = any(unit.rma == status.rma and STATES[unit.state].packed for unit in request.units)
        yield Detail("Old RMA number", shown_in(request, status.rma), NOT_FOR_THESE if others else VOID)
