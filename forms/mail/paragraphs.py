"""What the mail of a step tells besides: how to ship, what it costs, what was in the parcel, what comes next."""

from urllib.parse import quote as in_address

from content.explain.outcome import telling
from content.schema.outcome_kinds import WAY_ON_FIRST
from content.wording.catalog import fill, read_words
from content.wording.joining import joined
from forms.mail.layout import DOTTED, closed, contents, listed, wrapped
from forms.mail.mail_context import day_of, only
from forms.mail.money_lines import price_lines, sum_lines

SHIPPING = ("freight-in", "carriers", "rma-on-parcel", "packing", "one-box", "without-rma")
SAID_ONCE_THERE = {  # what the text may say of a camera once it is there, by the way it is on
    "warranty": ("in-warranty", "found-out-on-arrival", "freight-back-warranty"),
    "paid": ("quote-time", "freight-back-paid", "freight-back-as-is"),
    "agreed": ("repair-time", "freight-back-paid"),
    "refund": ("restocking",),
}
MAYBE = ("warranty", "ask")  # what a request is judged as while the warranty may still cover it
QUOTED = ("freight-back-paid", "freight-back-as-is", "repair-time")
BACK = {"warranty": "freight-back-warranty", "paid": "freight-back-paid"}
NO_ADDRESS = "The address is not in this mail. Answer it, and support tells you. Do not ship before you have it."
SHEET_COMES = "The link to the packing sheet comes with the number."
SHEET = "Print the packing sheet, one page, and put it into the box, on top:"
PACKED = "Did you pack {it}? Answer this mail, or write to support on the ticket's page."
PRICE_FIRST = "Do you need the price before you can order? Answer this mail."
FIX = "The fix stands in an earlier mail of ours with this ticket."
FIXES = "If we sent more than one fix, each mail names the cameras it is for."
NOTHING_LOST = "Nothing is lost by that: one click opens it again, with the same ticket."
ON_ITS_WAY = "If it is on its way already, answer this mail with the carrier and the tracking number."
PURCHASING = "If somebody else decides about the money, send them this link. It opens the quote and nothing else:"


# Before it travels


def order(matter):
    return [listed("Why", matter.stated("out-of-warranty")), PRICE_FIRST]


def rma(matter):
    """That vendor's own instructions, how long the number is good, where to, and the sheet for the box."""
    ahead = _ahead(matter)
    return [
        listed("How long it is good", _good(matter)),
        listed("Send it to", _address(matter)),
        listed("How to send it", matter.stated(*SHIPPING), DOTTED),
        _sheet(matter),
        listed("Once it is there", matter.stated(*ahead), DOTTED),
        matter.unsaid(*SHIPPING, *([] if _all_end(matter) else ["rma-validity"]), *ahead),
    ]


def refusal(matter):
    """The reason, and the way that is open instead."""
    reasons = {unit.reason: None for unit in matter.units if unit.reason}
    told = [fill(read_words().reasons[reason], vendor=matter.vendor.name) for reason in reasons]
    ways = [way.removeprefix(" ".join(told)).strip() for way in _ways_on(matter, reasons)]
    return [listed("Why", told), listed("The way on", dict.fromkeys(filter(None, ways)))]


def remind_advice(matter):
    closes = matter.said.get("closes")
    ends = f"Without an answer {matter.some} closed once {day_of(closes)} is over. {NOTHING_LOST}" if closes else ""
    return [wrapped(f"{FIX} {FIXES if len(matter.units) > 1 else ''}".strip()), wrapped(ends)]


def remind_parcel(matter):
    return [listed("How long it is good", _good(matter)), listed("Send it to", _address(matter))]


def expired(matter):
    return [wrapped(ON_ITS_WAY)]


# There, and back


def arrival(matter):
    ahead = _ahead(matter)
    return [
        listed("What was wrong", _remarks(matter), DOTTED),
        wrapped(_packed(matter)),
        listed("What comes next", matter.stated(*ahead), DOTTED),
        matter.unsaid(*ahead),
    ]


def found_out(matter):
    """That support decided against the warranty, where the request was judged to be in it or perhaps in it."""
    open_ = {unit.id for batch in matter.request.batches if batch.verdict["kind"] in MAYBE for unit in batch.units}
    count = len([unit for unit in matter.units if unit.id in open_ and unit.decision == "paid"])
    which = "this" if count == len(matter.units) else f"{count} of these"
    return [f"Support found that the warranty does not cover {which}."] if count else []


def quote(matter):
    return [
        listed("The price", price_lines(matter)),
        listed("What goes with it", matter.stated(*QUOTED), DOTTED),
        matter.unsaid(*QUOTED),
    ]


def for_purchasing(matter):
    return [wrapped(PURCHASING) + "\n{quote}"]


def approved(matter):
    return [listed("What comes next", matter.stated("repair-time")), matter.unsaid("repair-time")]


def refused_quote(matter):
    return [listed("The way back", matter.stated("freight-back-as-is")), matter.unsaid("freight-back-as-is")]


def refund(matter):
    each = f", for each of {len(matter.units)}" if len(matter.units) > 1 else ""
    return [listed(f"The sum{each}", sum_lines(matter)), matter.unsaid("restocking")]


def back(matter):
    """The parcel, who pays its way, and the warranty it comes with."""
    parcel = {"Carrier": matter.said.get("carrier"), "Tracking number": matter.said.get("tracking")}
    ways = [BACK.get(matter.way(unit)) if unit.result != "as-is" else "freight-back-as-is" for unit in matter.units]
    mended = any(unit.result in ("repaired", "replaced") for unit in matter.units)
    facts = [*filter(None, ways), *(["repaired-warranty"] if mended else [])]
    return [
        listed("The parcel", [f"{label}: {told}" for label, told in parcel.items() if told]),
        listed("What goes with it", matter.stated(*facts), DOTTED),
        matter.unsaid(*facts),
    ]


# The lines


def _ahead(matter):
    """The facts about what happens there, by the ways of the units."""
    asked = ["agreed" if unit.consent else matter.way(unit) for unit in matter.units]
    return [key for way in dict.fromkeys(asked) for key in SAID_ONCE_THERE.get(way, ())]


def _good(matter):
    by = matter.vendor.name if matter.stated("rma-validity") else matter.settings.operator.name
    for number in matter.numbers:
        rma = matter.request.rma(number)
        named = f"RMA number {matter.shown(number)}: " if len(matter.numbers) > 1 else ""
        ends = f"Until {day_of(rma.expires)}, that day included. {by} has set this day." if rma and rma.expires else ""
        yield closed(named + (ends or "Nobody has set a last day."))


def _all_end(matter):
    rmas = [matter.request.rma(number) for number in matter.numbers]
    return all(rma and rma.expires for rma in rmas)


def _address(matter):
    return closed(matter.desk.return_address).strip().splitlines() or [NO_ADDRESS]


def _sheet(matter):
    [number] = matter.numbers[:1]
    return f"{wrapped(SHEET)}\n{{link}}sheet/{in_address(number, safe='')}/" if number else SHEET_COMES


def _ways_on(matter, reasons):
    vendor, policy, no_longer = matter.vendor, matter.policy, {window: "out" for window in matter.policy.windows}
    judged = {batch.verdict["rule"] for batch in matter.request.batches}
    for rule in policy.rules:
        over = "window-over" in reasons and rule.outcome.kind == "no" and no_longer.items() & rule.when.items()
        if over or (rule.id in judged and rule.outcome.kind in WAY_ON_FIRST):
            told = telling(vendor, policy, rule)
            yield f"{told.title}. {told.text}"
    yield from matter.stated("dealer-purchase") if "dealer-first" in reasons else ()
    yield from [vendor.file.elsewhere] if "not-ours" in reasons else ()


def _missing(matter):
    return only(matter.whole, set(matter.said.get("missing") or ()))


def _packed(matter):
    gone = _missing(matter).units
    missed = gone or "missing" in (matter.said.get("remarks") or ())
    return fill(PACKED, it="them" if len(gone) > 1 else "it") if missed else ""


def _remarks(matter):
    gone = _missing(matter)
    for remark in dict.fromkeys([*(matter.said.get("remarks") or ()), *(["missing"] if gone.units else [])]):
        named = f": {joined(contents(gone, matter.vendor))}" if remark == "missing" and gone.units else ""
        yield read_words().remarks[remark] + named


TELLINGS = {
    "order": order, "remind-order": order, "rma": rma, "refusal": refusal, "remind-advice": remind_advice,
    "remind-parcel": remind_parcel, "expired": expired, "arrival": arrival, "quote": quote, "approved": approved,
    "quote-refused": refused_quote, "refund": refund, "back": back,
}  # fmt: skip
OPENING, AFTER = {"quote": found_out}, {"quote": for_purchasing}
