"""Checks the facts of a revision: each said or silent, with a source we know and words for its value."""

import re

from msgspec import UNSET

from content.eligibility.catalogue import families_named
from content.eligibility.events import clock
from content.loading.checks.policy import unasked
from content.loading.checks.prose import DOUBTFUL, figure_faults
from content.loading.checks.sources import source_faults
from content.schema.facts import KEYS, Fee, Span, field_of
from content.wording.catalog import read_words


def fact_faults(vendor, policy):
    """(key, what to write) for each fault of the facts."""
    for key in KEYS:
        fact = getattr(policy.facts, field_of(key))
        for leaf, write in (*_saying(fact, vendor), *_value(fact.value, key)):
            yield f"facts.{key}{leaf}", write
    if clock(policy).event not in read_words().events_asked:
        yield "facts.warranty-clock", unasked(clock(policy).event)
    yield from _never(vendor, policy)


def _never(vendor, policy):
    """Where the policy judges by families, each name has to be that of one."""
    if "excluded" in [question.id for question in policy.questions] and policy.facts.refund_never.value is not UNSET:
        for name in policy.facts.refund_never.value:
            if not families_named(vendor, name):
                write = (
                    f"no family in products.toml is called {name!r} or begins with it; write its name or its slug,"
                    " and what is no family into refund-limits or a question of its own"
                )
                yield "facts.refund-never", write


def _saying(fact, vendor):
    if fact.silent != (fact.value is UNSET):
        yield "", "write either `value = …` or `silent = true`"
    yield from source_faults(".source", fact.source, vendor) if fact.source else ()
    if fact.silent and fact.doubt:
        yield ".doubt", "a silent fact has nothing to doubt; remove the doubt or state a value"
    yield from figure_faults(".doubt", vendor, fact.doubt, DOUBTFUL)


def _value(value, key):
    if value is UNSET:
        return ()
    if isinstance(value, Fee):
        return _fee(value)
    if isinstance(value, Span):
        return (*_span(value), *_validity(value, key))
    if isinstance(value, int):
        return () if value > 0 else (("", "write a number above zero"),)
    return _tags([value] if isinstance(value, str) else value, key)


def _fee(fee):
    if (fee.percent is None) == (fee.cents is None):
        yield "", "write either `percent` and `of`, or `cents` and `currency`"
    if fee.percent is not None and not 0 < fee.percent <= 100:
        yield ".percent", "write a share between 1 and 100"
    if fee.percent is not None and fee.of not in read_words().of:
        yield ".of", f"{fee.of!r} has no words; write them under [of] in words.toml"
    if fee.cents is not None and fee.cents <= 0:
        yield ".cents", "write a sum in cents above zero"
    if fee.cents is not None and not re.fullmatch("[A-Z]{3}", fee.currency):
        yield ".currency", "write three capital letters, such as EUR"


def _span(span):
    if span.after not in read_words().after:
        yield ".after", f"{span.after!r} has no words; write them under [after] in words.toml"
    if not 0 <= span.least <= span.most or span.most == 0:
        yield ".most", "write a number above zero and not under `least`"


def _validity(span, key):
    if key == "rma-validity" and span.after != "issue":
        yield ".after", 'write "issue": a number is good from the day it is issued'


def _tags(tags, key):
    said = read_words().facts[key]
    if not tags:
        yield "", "an empty list says nothing; write `silent = true`"
    for tag in tags:
        told = said.value(tag)
        if not told and not said.holds_names:
            yield "", f"{tag!r} has no words; write one of {', '.join(said.values)}, or {_new(tag, key, said)}"
        if told and told.alone and len(tags) > 1:
            yield "", f"{tag!r} stands alone; take the others away, or this one"


def _new(tag, key, said):
    """Where the words of a new value go, and which it needs."""
    if said.group == "cost":
        return f"its text, payer (you or vendor) and amount under [facts.{key}.values.{tag}] in words.toml"
    return f"its sentence under [facts.{key}.values] in words.toml"
