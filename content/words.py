"""Reads words.toml: the sentence each tag and each fact stands for."""

from functools import cache
from pathlib import Path

import msgspec
from msgspec import UNSET

from content.errors import ContentError
from content.facts import KEYS, Fee, Shape, Span

WORDS = Path(__file__).with_name("words.toml")


class Value(Shape):
    """A tag in words; with `payer` and `amount` it is a cost line too, with `event` and `plus` a day to count from."""

    text: str
    payer: str = ""
    amount: str = ""
    event: str = ""
    plus: int = 0


class EventWords(Shape):
    """An event whose day the form asks, in words: after "from", at its field, and where it is told back."""

    day: str
    label: str
    hint: str
    told: str
    change: str


class FactWords(Shape):
    """A fact in words: its label, its group, how it is told, and how its silence is told and asked."""

    label: str
    group: str
    silent: str
    question: str
    sentence: str = ""
    values: dict[str, str | Value] = {}
    payer: str = ""
    amount: str = ""

    def value(self, tag):
        """The words of `tag`, or None where words.toml holds none."""
        words = self.values.get(tag)
        return Value(text=words) if isinstance(words, str) else words


class KindWords(Shape):
    """A kind of outcome in words, and the facts whose silence matters to it."""

    name: str
    sentence: str
    next: str
    button: str
    gets: str
    matters: list[str]


class StateWords(Shape):
    """A state in words: its name, whose turn, by when where nobody published a time, and what not to do yet."""

    name: str
    who: str
    by: str
    keep: str = ""


class StepWords(Shape):
    """A step in words: support's button, the customer's (where it is theirs too), and what is told of it afterwards.

    `desk` is that for the desk, where `told` speaks to the customer.
    """

    button: str
    told: str
    desk: str = ""
    own: str = ""
    hint: str = ""


class MailWords(Shape):
    """A mail in words: its subject, what happened, which cameras it speaks of, and what to do next (a link follows).

    `some` and `some-subject` say what happened where it was to some of the request's cameras only, by their count.
    """

    subject: str
    first: str
    some: str = ""
    some_subject: str = ""
    next: str = "See where it stands, at any time:"
    about: str = "This mail is about"


class StopWords(Shape):
    """A stop of the return in words."""

    title: str
    text: str


class Words(Shape):
    """The whole of words.toml."""

    kinds: dict[str, KindWords]
    groups: dict[str, str]
    units: dict[str, str]
    unit: dict[str, str]
    after: dict[str, str]
    events_asked: dict[str, EventWords]
    scopes: dict[str, str]
    of: dict[str, str]
    purposes: dict[str, str]
    bought_from: dict[str, str]
    warranty: dict[str, str]
    channels: dict[str, str]
    symptoms: dict[str, str]
    facts: dict[str, FactWords]
    places: dict[str, str]
    voids: dict[str, str]
    events: dict[str, str]
    stops: dict[str, StopWords]
    states: dict[str, StateWords]
    steps: dict[str, StepWords]
    reasons: dict[str, str]
    results: dict[str, str]
    remarks: dict[str, str]
    mails: dict[str, MailWords]
    desk: dict[str, str]


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
    told = said.value(value)
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
