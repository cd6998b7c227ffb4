"""Reads words.toml: the sentence each tag and each fact stands for."""

from difflib import get_close_matches
from functools import cache

from msgspec import UNSET

from content.errors import ContentError
from content.places import WORDS
from content.schema.facts import KEYS, Fee, Span
from content.schema.words import Value, Words
from content.toml import decoded
from content.wording.joining import joined
from content.wording.placeholders import check_braces


@cache
def read_words(path=WORDS):
    """All words, or a ContentError naming the file and the key that is missing."""
    text = path.read_text(encoding="utf-8")
    _check_facts(decoded(text, path.name, dict).get("facts", {}), path.name)
    words = decoded(text, path.name, Words)
    check_braces(words, path.name)
    return words


def _check_facts(told, file):
    """Refuse words for a fact that there is not, and a fact without any."""
    missing = [key for key in KEYS if key not in told]
    for key in told:
        close = get_close_matches(key, KEYS, 1)
        if key not in KEYS and (close or not missing):
            mend = f"did you mean {close[0]}?" if close else "remove it"
            raise ContentError(file, f"facts.{key}", f"there is no fact of this name; {mend}")
    if missing:
        raise ContentError(file, f"facts.{missing[0]}", "give this fact a label, a group, a silent and a question")


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
        if alone := next(iter(whole_of(said, value)), None):
            return {"text": alone, "whole": alone}
        items = [told.text if (told := said.value(tag)) else tag for tag in value]
        return {"list": joined(items), "either": joined(items, "or"), "items": tuple(items)}
    told = said.value(value) or Value(text=value)  # a tag of an old text may have lost its words
    return {"text": told.text, "payer": told.payer, "amount": told.amount}


def whole_of(said, tags):
    """The sentences of tags that stand alone, in place of a list of names."""
    return [told.text for tag in tags if (told := said.value(tag)) and told.alone]


def names_in(key, fact):
    """The names that a fact lists, as people know them; none where it is silent or no name is given."""
    said = read_words().facts[key]
    return [] if fact.value is UNSET else [name for name in fact.value if not said.value(name)]


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
    text = fill(parts.get("whole") or said.sentence or parts.get("text", ""), **parts)
    items = tuple(fill(item, **parts) for item in parts.get("items", ()))
    return {
        "text": text,
        "items": items,
        "payer": parts.get("payer", ""),
        "amount": fill(parts.get("amount", ""), **parts),
    }
