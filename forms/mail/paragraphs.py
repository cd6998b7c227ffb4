"""The paragraphs of a step's own mail: how to ship, what it costs, what was in the parcel, what comes next."""

from urllib.parse import quote as in_address

from content.explain.contacts import return_address
from content.explain.outcome import outcome_in_words
from content.schema.outcome_kinds import ALTERNATIVE_FIRST
from content.wording.catalog import fill, read_words
from content.wording.joining import joined
from forms.mail.layout import BULLETS, INDENTED, camera_lines, section, without_placeholders, wrapped
from forms.mail.mail_context import only
from forms.mail.sums import price_lines, refund_lines
from forms.rma.status import on_day
from forms.rma.ways import situation_of, way_of

SHIPPING = ("freight-in", "carriers", "rma-on-parcel", "packing", "papers", "one-box", "without-rma")
FACTS_ONCE_THERE = {  # what the text may say of a camera once it is there, by the way it is on
    "warranty": ("in-warranty", "found-out-on-arrival", "freight-back"),
    "replacement": ("replacement", "freight-back"),
    "paid": ("quote-time", "freight-back", "freight-back-as-is"),
    "agreed": ("repair-time", "freight-back"),
    "refund": ("restocking",),
}
MAYBE = ("warranty", "ask")  # what a request is judged as while the warranty may still cover it
TITLED_BY = {"dealer": "dealer-first", "elsewhere": "not-ours"}  # {kind: the reason that says what its titles say}
QUOTED = ("freight-back", "freight-back-as-is", "repair-time")
BACK = dict.fromkeys(("warranty", "replacement", "paid"), "freight-back") | {"as-is": "freight-back-as-is"}
NO_ADDRESS = "The address is not in this mail. Answer it, and support tells you. Do not ship before you have it."
SHEET_COMES = "The link to the packing sheet comes with the number."
SHEET = "Print the packing sheet, one page, and put it into the box, on top:"
PACKED = "Did you pack {it}? Answer this mail, or write to support on the ticket's page."
FIX = "The fix stands in an earlier mail of ours with this ticket."
FIXES = f"{FIX} If we sent more than one fix, each mail names the cameras it is for."
NOTHING_LOST = "Nothing is lost by that: one click opens it again, with the same ticket."
ON_ITS_WAY = "If it is on its way already, answer this mail with the carrier and the tracking number."
PURCHASING = "If somebody else decides about the money, send them this link. It opens the quote and nothing else:"


# Before it travels


def order(context):
    why = section("Why", context.fact_lines(["out-of-warranty"]))
    return [why, "Do you need the price before you can order? Answer this mail."]


def rma(context):
    """That vendor's own instructions, how long the number is good, where to, and the sheet for the box."""
    ahead = _ahead(context)
    return [
        *remind_parcel(context),
        section("How to send it", context.fact_lines(SHIPPING), BULLETS),
        _sheet(context),
        section("Once it is there", context.fact_lines(ahead), BULLETS),
        context.silence([*SHIPPING, *([] if _all_end(context) else ["rma-validity"]), *ahead]),
    ]


def refusal(context):
    """The reason, and the way that is open instead."""
    reasons = dict.fromkeys(unit.reason for unit in context.units if unit.reason)
    why = [fill(read_words().reasons[reason], vendor=context.vendor.name) for reason in reasons]
    return [section("Why", why), section("The way on", dict.fromkeys(_ways_on(context, reasons)))]


def remind_advice(context):
    closes, count = context.inputs.get("closes"), len(context.units)
    ends = f"Without an answer {context.request_is} closed once {on_day(closes)} is over." if closes else ""
    return [wrapped(FIXES if count > 1 else FIX), wrapped(f"{ends} {NOTHING_LOST}") if ends else ""]


def remind_parcel(context):
    region = situation_of(context.whole, context.units).region
    lines = return_address(context.vendor, context.vendor_settings, region)
    address = [without_placeholders(line) for line in lines]
    return [section("How long it is good", _good(context)), section("Send it to", address or [NO_ADDRESS])]


# There, and back


def arrival(context):
    """What was wrong with the parcel, whether the customer packed what was not in it, and what comes next."""
    gone = only(context.whole, set(context.inputs.get("missing") or ()))
    remarks = dict.fromkeys([*(context.inputs.get("remarks") or ()), *(["missing"] if gone.units else [])])
    lines = {remark: read_words().remarks[remark] for remark in remarks}
    if gone.units:
        lines["missing"] += f": {joined(camera_lines(gone, context.vendor))}"
    asked = fill(PACKED, it="them" if len(gone.units) > 1 else "it") if "missing" in remarks else ""
    wrong = section("What was wrong", lines.values(), BULLETS)
    return [wrong, wrapped(asked), *_facts(context, "What comes next", _ahead(context), BULLETS)]


def found_out(context):
    """That support decided against the warranty, where the request was judged to be in it or perhaps in it."""
    maybe = {unit.id for batch in context.request.batches if batch.verdict["kind"] in MAYBE for unit in batch.units}
    count = len([unit for unit in context.units if unit.id in maybe and unit.decision == "paid"])
    which = "this" if count == len(context.units) else f"{count} of these"
    return [f"Support found that the warranty does not cover {which}."] if count else []


def quote(context):
    return [section("The price", price_lines(context)), *_facts(context, "What goes with it", QUOTED, BULLETS)]


def refund(context):
    each = f", for each of {len(context.units)}" if len(context.units) > 1 else ""
    return [section(f"The sum{each}", refund_lines(context)), context.silence(["restocking"])]


def back(context):
    """The parcel, who pays its way, and the warranty it comes with."""
    typed = [("Carrier", context.inputs.get("carrier")), ("Tracking number", context.inputs.get("tracking"))]
    parcel = section("The parcel", [f"{label}: {text}" for label, text in typed if text])
    ways = ["as-is" if unit.result == "as-is" else way_of(context.request, unit) for unit in context.units]
    done = zip(context.units, ways, strict=True)  # what the text says of a repair is not said of a replacement
    mended = any(unit.result in ("repaired", "replaced") and way != "replacement" for unit, way in done)
    facts = [*(BACK[way] for way in ways if way in BACK), *(["repaired-warranty"] if mended else [])]
    return [parcel, *_facts(context, "What goes with it", facts, BULLETS)]


# The lines


def _facts(context, heading, keys, margins=INDENTED):
    return [section(heading, context.fact_lines(keys), margins), context.silence(keys)]


def _ahead(context):
    """The facts about what happens there, by the ways of the units."""
    ways = ["agreed" if unit.consent else way_of(context.request, unit) for unit in context.units]
    return [key for way in dict.fromkeys(ways) for key in FACTS_ONCE_THERE.get(way, ())]


def _good(context):
    by = context.vendor.name if context.fact_lines(["rma-validity"]) else context.settings.operator.name
    for number in context.numbers:
        rma = context.request.rma(number)
        named = f"RMA number {context.shown(number)}: " if len(context.numbers) > 1 else ""
        ends = f"Until {on_day(rma.expires)}, that day included. {by} has set this day." if rma and rma.expires else ""
        yield without_placeholders(named + (ends or "Nobody has set a last day."))


def _all_end(context):
    rmas = [context.request.rma(number) for number in context.numbers]
    return all(rma and rma.expires for rma in rmas)


def _sheet(context):
    [number] = context.numbers[:1]
    return f"{wrapped(SHEET)}\n{{link}}sheet/{in_address(number, safe='')}/" if number else SHEET_COMES


def _ways_on(context, reasons):
    """What is open instead, by the rules that judged the request and by the reasons of support.

    Where a reason says what a rule's title says, the rule's text stands alone. That follows from what both are: their
    words are never compared.
    """
    vendor, policy, closed = context.vendor, context.policy, {window: "out" for window in context.policy.windows}
    judged = {batch.verdict["rule"] for batch in context.request.batches}
    for rule in policy.rules:
        kind = rule.outcome.kind
        over = "window-over" in reasons and kind == "no" and closed.items() & rule.when.items()
        if over or (rule.id in judged and kind in ALTERNATIVE_FIRST):
            outcome = outcome_in_words(vendor, policy, rule)
            yield outcome.text if over or TITLED_BY.get(kind) in reasons else f"{outcome.title}. {outcome.text}"
    yield from context.fact_lines(["dealer-purchase"]) if "dealer-first" in reasons else ()
    yield from [vendor.file.elsewhere] if "not-ours" in reasons else ()


# By the kind of mail: what stands in its midst.
PARAGRAPHS = {
    "order": order, "remind-order": order, "rma": rma, "refusal": refusal, "remind-advice": remind_advice,
    "remind-parcel": remind_parcel, "arrival": arrival, "quote": quote, "refund": refund, "back": back,
    "expired": lambda context: [wrapped(ON_ITS_WAY)],
    "approved": lambda context: _facts(context, "What comes next", ["repair-time"]),
    "quote-refused": lambda context: _facts(context, "The way back", ["freight-back-as-is"]),
}  # fmt: skip
