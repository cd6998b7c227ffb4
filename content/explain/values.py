"""The value of a fact in words: what it says, who pays for it and how much, with the condition that the text sets."""

from typing import NamedTuple

from msgspec import UNSET

from content.explain.events import clock_words
from content.money import sum_in_words
from content.schema.facts import Clock, Fee, FormLimit, Freight, Remedy, Span
from content.schema.word_entries import Value
from content.wording.catalog import fill, read_words
from content.wording.joining import joined


def span_words(span, words):
    """'20 to 30 business days from the day it arrives there'."""
    figure = f"{span.least} to {span.most}" if span.least else str(span.most)
    unit = words.unit[span.unit] if span.most == 1 else words.units[span.unit]
    return f"{figure} {unit} {words.after[span.after]}"


def fee_words(fee, words):
    """'12.5 % of the price', 'EUR 1,234.50' or 'JPY 12,000 plus shipping'."""
    share = fee.percent is not None
    if fee.percent == 0:
        return "the shipping alone" if fee.is_owed else "nothing"
    told = f"{fee.percent} % of {words.of[fee.of]}" if share else sum_in_words(fee.amount, fee.currency)
    return f"{told} plus shipping" if fee.plus_shipping else told


def fee_parts(fee, sentence, words):
    """What a fee fills: `fee`, and as `whole` its sentence, which ends in what sets the fee off."""
    trigger = _trigger(fee, words)
    return {"fee": fee_words(fee, words), "whole": f"{sentence.rstrip('.')} {trigger}." if trigger else sentence}


def fee_cost(fee, words):
    """How much it costs: 'EUR 99.00', or 'EUR 99.00, if no fault is found'."""
    return ", ".join(filter(None, (fee_words(fee, words), _trigger(fee, words))))


def _trigger(fee, words):
    return words.triggers.get(fee.trigger, fee.trigger)  # a tag of an old text may have lost its words


class Cost(NamedTuple):
    """Who pays ("you", "vendor", "nobody", or "" where the text names none), and how much in words."""

    payer: str = ""
    amount: str = ""


def _parts(value, wording, words):
    """The placeholders a fact's value fills: text, whole, list, either, items, fee, span, count, start."""
    if isinstance(value, Fee):
        return fee_parts(value, wording.sentence or _worded("priced", wording).text, words)
    if isinstance(value, Span):
        return {"span": span_words(value, words), "text": _worded("span", wording).text}
    if isinstance(value, Clock):
        return {"start": clock_words(value, words)}
    if isinstance(value, Freight):
        return {"text": _freight_text(value, wording)}
    if isinstance(value, FormLimit):
        rule, limit = (_worded(tag, wording).text for tag in (value.rule, "at-most"))
        return {"text": f"{rule} {fill(limit, **{'at-most': str(value.at_most)})}"}
    if isinstance(value, int):
        return {"count": str(value)}
    if isinstance(value, list):
        return _list_parts([_worded(tag, wording) for tag in value])
    if isinstance(value, Remedy):
        tags = [value.does, "kept"] if value.kept else [value.does]
        return {"text": " ".join(_worded(tag, wording).text for tag in tags)}
    return {"text": _worded(value, wording).text}


def _list_parts(tags):
    if whole := next((tag.text for tag in tags if tag.alone), None):
        return {"text": whole, "whole": whole}
    items = [tag.text for tag in tags]
    return {"list": joined(items), "either": joined(items, "or"), "items": tuple(items)}


def _worded(tag, wording):
    """A tag as a Value; of several, one of which will do, their words joined."""
    if isinstance(tag, list):
        return Value(text=joined((_worded(one, wording).text for one in tag), "or"))
    return wording.value(tag) or Value(text=tag)  # a tag of an old text may have lost its words


def _freight_text(freight, wording):
    """Who pays and who books, a sentence each where the text says it."""
    return " ".join(_worded(tag, wording).text for tag in freight_tags(freight))


def freight_tags(freight):
    """The tags that a shipment is told by: who pays it and who books it, each where the text says so."""
    payer = [_freight_tag(freight)] if freight.payer else []
    return [*payer, f"booked-by-{freight.booker}"] if freight.booker else payer


def _freight_tag(freight):
    return "quoted" if freight.quoted else freight.payer


def _cost(value, wording, words):
    """What a value costs whom: of a fee, a shipment or a remedy; of any other an empty Cost."""
    if isinstance(value, Fee):
        return Cost("you" if value.is_owed else "nobody", fee_cost(value, words))
    if isinstance(value, Freight) and value.payer:
        return Cost(value.payer, _worded(_freight_tag(value), wording).amount)
    if isinstance(value, Remedy) and value.payer:
        return Cost(value.payer, _worded(value.does, wording).amount or wording.amounts.get(value.payer, ""))
    return Cost()


def listed_names(key, fact):
    """The names that a fact lists, as people know them; none where it is silent or no name is given."""
    tags = read_words().facts[key]
    return [] if fact.value is UNSET else [name for name in fact.value if not tags.value(name)]


def fact_words(key, fact, vendor_name, words=None):
    """A fact in words: {text, items, payer, amount}, or its silence with an empty text."""
    if fact.value is UNSET:
        return {"text": "", "items": (), "payer": "", "amount": ""}
    words = words or read_words()
    wording = words.facts[key]
    parts, cost = _parts(fact.value, wording, words) | {"vendor": vendor_name}, _cost(fact.value, wording, words)
    text = parts.get("whole") or wording.sentence or parts.get("text", "")
    return {
        "text": _with_condition(fill(text, **parts), fact.only_if),
        "items": tuple(fill(item, **parts) for item in parts.get("items", ())),
        "payer": cost.payer,
        "amount": _with_condition(fill(cost.amount, **parts), fact.only_if),
    }


def _with_condition(text, only_if):
    """A value in words with the condition that the text sets: told wherever the value is."""
    if not (text and only_if):
        return text
    return f"{text.removesuffix('.')}, {only_if}{'.' if text.endswith('.') else ''}"
