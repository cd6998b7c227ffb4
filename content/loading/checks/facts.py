"""Checks the facts of a revision: each stated or silent, with a source we know and words for its value."""

import re

from msgspec import UNSET

from content.eligibility.catalogue import families_named
from content.eligibility.events import warranty_start
from content.errors import Fault
from content.loading.checks.known import source_faults, tag_faults, unknown_faults
from content.loading.checks.policy import unasked
from content.loading.checks.prose import DOUBTFUL, figure_faults
from content.schema.facts import KEYS, Fee, Span
from content.schema.words import section_of
from content.wording.catalog import read_words


def fact_faults(vendor, policy):
    """The Faults of the facts."""
    for key in KEYS:
        fact = policy.fact(key)
        for fault in (*_stated(fact, vendor), *_value(fact.value, key)):
            yield Fault(f"facts.{key}{fault.key}", fault.write)
    if warranty_start(policy).event not in read_words().events_asked:
        yield Fault("facts.warranty-clock", unasked(warranty_start(policy).event))
    yield from _never(vendor, policy)


def _never(vendor, policy):
    """Where the policy judges by families, each name has to be that of one."""
    never = policy.facts.refund_never
    if "excluded" in policy.answers and not never.silent:
        known = [name for name in never.value if families_named(vendor, name)]
        write = "no family in products.toml is called {!r} or begins with it; write its name or its slug,"
        write += " and what is no family into refund-limits or a question of its own"
        yield from unknown_faults("facts.refund-never", never.value, known, write)


def _stated(fact, vendor):
    if fact.silent != (fact.value is UNSET):
        yield Fault("", "write either `value = …` or `silent = true`")
    yield from source_faults(".source", fact.source, vendor) if fact.source else ()
    if fact.silent and fact.doubt:
        yield Fault(".doubt", "a silent fact has nothing to doubt; remove the doubt or state a value")
    yield from figure_faults(".doubt", vendor, fact.doubt, DOUBTFUL)


def _value(value, key):
    if isinstance(value, Fee):
        return _fee(value)
    if isinstance(value, Span):
        return _span(value, key)
    if value is UNSET:
        return ()
    if isinstance(value, int):
        return () if value > 0 else [Fault("", "write a number above zero")]
    return _tags([value] if isinstance(value, str) else value, key)


def _fee(fee):
    if (fee.percent is None) == (fee.cents is None):
        yield Fault("", "write either `percent` and `of`, or `cents` and `currency`")
    yield from tag_faults(".of", fee.of, "of") if fee.percent else ()
    if fee.cents and not re.fullmatch("[A-Z]{3}", fee.currency):
        yield Fault(".currency", "write three capital letters, such as EUR")


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
    for tag in tags:
        value = words.value(tag)
        if not value and not words.holds_names:
            yield Fault("", f"{tag!r} has no words; write one of {', '.join(words.values)}, or {_new(tag, key, words)}")
        if value and value.alone and len(tags) > 1:
            yield Fault("", f"{tag!r} stands alone; take the others away, or this one")


def _new(tag, key, words):
    """Where the words of a new value go, and which it needs."""
    if words.group == "cost":
        return f"its text, payer (you or vendor) and amount under {section_of(f'facts.{key}.values.{tag}')}"
    return f"its sentence under {section_of(f'facts.{key}.values')}"
