"""The facts of a policy in words: what each states, who pays, its doubt and its silence."""

from typing import NamedTuple

from msgspec import UNSET

from content.explain.sources import source_line
from content.schema.facts import KEYS, Fee, Span
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


def _parts(value, wording, words):
    """The placeholders a fact's value fills: text, whole, list, either, items, fee, span, count, payer, amount."""
    if isinstance(value, Fee):
        return {"fee": fee_words(value, words), "payer": wording.payer, "amount": wording.amount}
    if isinstance(value, Span):
        return {"span": span_words(value, words)}
    if isinstance(value, int):
        return {"count": str(value)}
    if isinstance(value, list):
        tags = [wording.value(tag) or Value(text=tag) for tag in value]
        if whole := next((tag.text for tag in tags if tag.alone), None):
            return {"text": whole, "whole": whole}
        items = [tag.text for tag in tags]
        return {"list": joined(items), "either": joined(items, "or"), "items": tuple(items)}
    tag = wording.value(value) or Value(text=value)  # a tag of an old text may have lost its words
    return {"text": tag.text, "payer": tag.payer, "amount": tag.amount}


def listed_names(key, fact):
    """The names that a fact lists, as people know them; none where it is silent or no name is given."""
    tags = read_words().facts[key]
    return [] if fact.value is UNSET else [name for name in fact.value if not tags.value(name)]


def fact_words(key, fact, vendor_name, words=None):
    """A fact in words: {text, items, payer, amount}, or its silence with an empty text."""
    if fact.value is UNSET:
        return {"text": "", "items": (), "payer": "", "amount": ""}
    words = words or read_words()
    parts = _parts(fact.value, words.facts[key], words) | {"vendor": vendor_name}
    text = parts.get("whole") or words.facts[key].sentence or parts.get("text", "")
    return {
        "text": fill(text, **parts),
        "items": tuple(fill(item, **parts) for item in parts.get("items", ())),
        "payer": parts.get("payer", ""),
        "amount": fill(parts.get("amount", ""), **parts),
    }


class FactLine(NamedTuple):
    """One fact in words. A silent one has an empty text and says so in `silent` (a sentence) and `unsaid` (its object).

    `who` pays: 'You', the vendor's name or, where nobody is named, empty; a silent one has its sentence as `amount`.
    """

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

    @property
    def state(self):
        """stated, doubted or silent."""
        return "silent" if self.silent else "doubted" if self.doubt else "stated"


def fact_line(vendor, policy, key):
    """One fact of a policy as a FactLine."""
    words, fact = read_words().facts[key], policy.fact(key)
    stated = fact_words(key, fact, vendor.name)
    who = {"you": "You", "vendor": vendor.name}.get(stated["payer"], "")
    unsaid = fill(words.silent, vendor=vendor.name) if fact.value is UNSET else ""
    silent = f"{vendor.name} does not say {unsaid}." if unsaid else ""
    return FactLine(
        key, words.label, words.group, stated["text"], stated["items"], who, stated["amount"] or silent,
        fact.doubt, fact.source or policy.source, silent, unsaid, fill(words.question, vendor=vendor.name),
    )  # fmt: skip


def fact_lines(vendor, policy):
    """Every fact of a policy, stated or silent, in the order of the closed list."""
    return [fact_line(vendor, policy, key) for key in KEYS]


def sources_of(vendor, policy, keys, more=()):
    """The SourceLines of these facts, each once, the revision's own first; after them those of `more` ids."""
    labels = {policy.source: []}
    for line in (fact_line(vendor, policy, key) for key in keys):
        if not line.silent:
            labels.setdefault(line.source, []).append(line.label)
    labels |= {id: [] for id in vendor.file.sources if id in more and id not in labels}
    return [source_line(vendor, policy, id, there) for id, there in labels.items()]
