"""Checks the facts of a revision: each stated or silent, with a source we know and words for its value."""

from itertools import chain

from msgspec import UNSET

from content.eligibility.catalogue import families_named
from content.errors import Fault
from content.explain.values import freight_tags
from content.loading.checks.fees import fee_faults
from content.loading.checks.known import source_faults, tag_faults, unknown_faults
from content.loading.checks.policy import clock_faults
from content.loading.checks.prose import DOUBTFUL, figure_faults
from content.loading.checks.rows import row_faults
from content.schema.facts import KEYS, Clock, Fee, FormLimit, Freight, Remedy, Span
from content.schema.words import section_of
from content.wording.catalog import read_words

EMPTY = "an empty list says nothing; write `{ silent = true }`"


def fact_faults(vendor, policy):
    """The Faults of the facts."""
    for key in KEYS:
        rows, where = policy.rows(key), f"facts.{key}"
        for number, row in enumerate(rows, 1):
            at = f"{where}[{number}]" if len(rows) > 1 else where
            for fault in (*_stated(row, vendor), *_value(row.value, key)):
                yield Fault(f"{at}{fault.key}", fault.write)
        yield from row_faults(where, rows, vendor, policy) if rows else [Fault(where, EMPTY)]
    yield from _never(vendor, policy)


def _never(vendor, policy):
    """Where the policy judges by families, each name has to be that of one."""
    stated = [row.value for row in policy.rows("refund-never") if not row.silent]
    never = [name for names in stated for name in names]
    if "excluded" in policy.answers:
        known = [name for name in never if families_named(vendor, name)]
        write = "no family in products.toml is called {!r} or begins with it; write its name or its slug,"
        write += " and what is no family into refund-limits or a question of its own"
        yield from unknown_faults("facts.refund-never", never, known, write)


def _stated(fact, vendor):
    if fact.silent != (fact.value is UNSET):
        yield Fault("", "write either `value = …` or `silent = true`")
    yield from source_faults(".source", fact.source, vendor) if fact.source else ()
    if fact.silent and fact.doubt:
        yield Fault(".doubt", "a silent fact has nothing to doubt; remove the doubt or state a value")
    if fact.silent and fact.only_if:
        yield Fault(".only-if", "what is not stated holds under no condition; remove this or state a value")
    yield from figure_faults(".doubt", vendor, fact.doubt, DOUBTFUL)


def _value(value, key):
    if isinstance(value, Fee):
        return fee_faults(value)
    if isinstance(value, Span):
        return _span(value, key)
    if value is UNSET:
        return ()
    if isinstance(value, Clock):
        return clock_faults("", value)
    if isinstance(value, Freight):
        return (*_freight(value), *_tags(freight_tags(value), key))
    if isinstance(value, int):
        return () if value > 0 else [Fault("", "write a number above zero")]
    if isinstance(value, Remedy) and value.kept and key != "replacement":
        return [Fault(".kept", "only what is replaced can be kept; write it in the fact replacement")]
    value = value.does if isinstance(value, Remedy) else value.rule if isinstance(value, FormLimit) else value
    return _tags([value] if isinstance(value, str) else value, key)


def _freight(freight):
    if not freight_tags(freight):
        yield Fault("", 'write who pays, `payer = "you"` or "vendor", or who books it (`booker`), or both')
    if freight.quoted and freight.payer != "you":
        yield Fault(".quoted", 'what is added to a quote is paid by the customer; write payer = "you" beside it')


def _span(span, key):
    yield from tag_faults(".after", span.after, "after")
    if not 0 <= span.least <= span.most or span.most == 0:
        yield Fault(".most", "write a number above zero and not under `least`")
    if key == "rma-validity" and span.after != "issue":
        yield Fault(".after", 'write "issue": a number is good from the day it is issued')


def _tags(tags, key):
    words = read_words().facts[key]
    if not tags:
        yield Fault("", "an empty list says nothing; write `silent = true`")
    for tag in chain.from_iterable([tag] if isinstance(tag, str) else tag for tag in tags):
        value = words.value(tag)
        if not value and not words.holds_names:
            yield Fault("", f"{tag!r} has no words; write one of {', '.join(words.values)}, or {_new(tag, key, words)}")
        if value and value.alone and len(tags) > 1:
            yield Fault("", f"{tag!r} stands alone; take the others away, or this one")


def _new(tag, key, words):
    """Where the words of a new value go."""
    return f"its sentence under {section_of(f'facts.{key}.values')}"
