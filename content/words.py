"""Reads words.toml: the sentence each tag and each fact stands for."""

from functools import cache
from pathlib import Path

import msgspec
from msgspec import UNSET

from content.errors import ContentError
from content.facts import KEYS, Fee, Span
from content.wording import Value, Words

WORDS = Path(__file__).with_name("words.toml")


@cache
def read_words(path=WORDS):
    """All words, or a ContentError naming the file and the key that is missing."""
    try:
        words = msgspec.toml.decode(path.read_bytes(), type=Words)
    except msgspec.MsgspecError as fault:
        raise ContentError(path.name, "-", str(fault)) from None
    missing = [key for key in KEYS if key not in words.facts]
    if missing:
        raise ContentError(path.name, f"facts.{missing[0]}", "give this fact a label, a group, a silent and a question")
    return words


def joined(parts, last="and"):
    """'a, b and c' from a list of texts."""
    parts = list(parts)
    return f" {last} ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def fee_words(fee, words):
    """'25 % of the price' or 'EUR 99.00'."""
    if fee.percent is not None:
        return f"{fee.percent} % of {words.of[fee.of]}"
    return f"{fee.currency} {fee.cents / 100:.2f}"


def money(cents, currency):
    """'EUR 1,234.50'."""
    return f"{currency} {cents / 100:,.2f}"


def span_words(span, words):
    """'20 to 30 business days from the day it arrives there'."""
    figure = f"{span.least} to {span.most}" if span.least else str(span.most)
    unit = words.unit[span.unit] if span.most == 1 else words.units[span.unit]
    return f"{figure} {unit} {words.after[span.after]}"


def _parts(value, said, words):
    """The placeholders a fact's value fills: text, list, fee, span, count, payer, amount."""
    if isinstance(value, Fee):
        return {"fee": fee_words(value, words), "payer": said.payer, "amount": said.amount}
    if isinstance(value, Span):
        return {"span": span_words(value, words)}
    if isinstance(value, int):
        return {"count": str(value)}
    if isinstance(value, list):
        items = [told.text if (told := said.value(tag)) else tag for tag in value]
        return {"list": joined(items), "either": joined(items, "or"), "items": tuple(items)}
    told = said.value(value) or Value(text=value)  # a tag of an old text may have lost its words
    return {"text": told.text, "payer": told.payer, "amount": told.amount}


def fill(text, /, **parts):
    """`text` with each {name} replaced; braces that name nothing stay as they are."""
    for name, part in parts.items():
        text = text.replace("{" + name + "}", part) if isinstance(part, str) else text
    return text


def tell(key, fact, vendor_name, words=None):
    """A fact in words: {text, items, payer, amount}, or its silence with an empty text."""
    words = words or read_words()
    said = words.facts[key]
    if fact.value is UNSET:
        return {"text": "", "items": (), "payer": "", "amount": ""}
    parts = _parts(fact.value, said, words) | {"vendor": vendor_name}
    text = fill(said.sentence or parts.get("text", ""), **parts)
    items = tuple(fill(item, **parts) for item in parts.get("items", ()))
    return {
        "text": text,
        "items": items,
        "payer": parts.get("payer", ""),
        "amount": fill(parts.get("amount", ""), **parts),
    }
