"""The facts of a policy in words: what each states, who pays, its doubt and its silence."""

from typing import NamedTuple

from msgspec import UNSET

from content.dates import month_written, written
from content.explain.source_letters import origin
from content.schema.facts import KEYS, Fee, Span, field_of
from content.schema.words import Value
from content.wording.catalog import fill, read_words
from content.wording.joining import joined


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


class Line(NamedTuple):
    """One fact in words. A silent one has an empty text and says so in `silent` (a sentence) and `unsaid`."""

    key: str
    label: str
    group: str
    text: str
    items: tuple
    who: str
    amount: str
    doubt: str
    source: str
    silent: str
    unsaid: str
    question: str


def line_of(vendor, policy, key):
    """One fact of a policy as a Line."""
    words, fact = read_words(), getattr(policy.facts, field_of(key))
    said, told = words.facts[key], tell(key, fact, vendor.name)
    who = {"you": "You", "vendor": vendor.name}.get(told["payer"], "")
    unsaid = fill(said.silent, vendor=vendor.name) if fact.value is UNSET else ""
    silent = f"{vendor.name} does not say {unsaid}." if unsaid else ""
    return Line(
        key, said.label, said.group, told["text"], told["items"], who, told["amount"],
        fact.doubt, fact.source or policy.source, silent, unsaid, fill(said.question, vendor=vendor.name),
    )  # fmt: skip


def all_lines(vendor, policy):
    """Every fact of a policy, stated or silent, in the order of the closed list."""
    return [line_of(vendor, policy, key) for key in KEYS]


def source_line(vendor, policy):
    """(whose text, its date in words, the day it was last checked in words, address)."""
    source = vendor.file.sources[policy.source]
    dated = f"text of {month_written(policy.dated)}" if policy.dated else "a text without a date"
    return source.title, dated, written(source.read), source.address


def sources_of(vendor, policy, keys):
    """[Origin] of these facts, each source once, the revision's own first."""
    lines = [line for line in (line_of(vendor, policy, key) for key in keys) if not line.silent]
    read_there = {policy.source: []}
    for line in lines:
        read_there.setdefault(line.source, []).append(line.label)
    return [origin(vendor, id, labels) for id, labels in read_there.items()]


def with_sources(vendor, found, ids):
    """These [Origin] and after them those of more sources, in the order of vendor.toml; each once."""
    more = [id for id in vendor.file.sources if id in ids and id not in [one.id for one in found]]
    return [*found, *(origin(vendor, id) for id in more)]
