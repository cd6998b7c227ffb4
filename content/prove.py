"""Walks every combination of answers and proves: no gap, no overlap, no dead rule, no silence told as a value."""

from typing import NamedTuple

from msgspec import UNSET

from content.facts import field_of
from content.walk import combinations, walk
from content.words import joined


class Proof(NamedTuple):
    """What was walked for one revision, and the faults found as sentences for an editor."""

    vendor: str
    policy: str
    combinations: int
    rules: int
    states: int
    faults: tuple


def prove(vendor):
    """A Proof for each revision of the vendor, archived ones too."""
    return [prove_policy(vendor, policy) for policy in vendor.policies]


def prove_policy(vendor, policy):
    cases = [(answers, [rule for rule in policy.rules if _matches(rule, answers)]) for answers in combinations(policy)]
    faults = [*_gaps(policy, cases), *_overlaps(policy, cases), *_unreached(policy, cases), *_silences(policy), *_dead_ends(policy)]
    states = sum(1 for _ in walk(policy)) if not faults else 0
    return Proof(vendor.slug, policy.name, len(cases), len(policy.rules), states, tuple(faults))


def _matches(rule, answers):
    return all(rule.allows(question, answers[question]) for question in rule.when)


def _gaps(policy, cases):
    gaps = [answers for answers, rules in cases if not rules]
    if gaps:
        smallest = min((_shrunk(policy, answers, gaps, cases) for answers in gaps), key=len)
        yield f"No rule says what happens when {in_words(policy, smallest)}. Write a [[rules]] for it, or widen the `when` of one."


def _shrunk(policy, answers, gaps, cases):
    """`answers` less those that do not matter: without them it is a gap all the same."""
    kept = dict(answers)
    for question in list(answers):
        fewer = {key: value for key, value in kept.items() if key != question}
        if all(other in gaps for other, _ in cases if fewer.items() <= other.items()):
            kept = fewer
    return kept


def _overlaps(policy, cases):
    pairs = {}
    for answers, rules in cases:
        for first, second in zip(rules, rules[1:], strict=False):
            looked_at = {key: value for key, value in answers.items() if first.looks_at(key) or second.looks_at(key)}
            pairs.setdefault((first.id, second.id), looked_at)
    for (first, second), answers in pairs.items():
        yield f"The rules {first!r} and {second!r} both hold when {in_words(policy, answers)}. Narrow the `when` of one of them."


def _unreached(policy, cases):
    reached = {rule.id for _, rules in cases for rule in rules}
    for rule in policy.rules:
        if rule.id not in reached:
            yield f"No answers ever lead to the rule {rule.id!r}. Correct its `when`, or remove it."


def _silences(policy):
    for rule in policy.rules:
        for key in rule.outcome.facts:
            if getattr(policy.facts, field_of(key)).value is UNSET:
                yield f"The rule {rule.id!r} cites {key!r}, which is silent. Remove it from `facts`; the page tells the silence by itself."


def _dead_ends(policy):
    for rule in policy.rules:
        if rule.outcome.instead:
            around = {key: value for key, value in rule.when.items() if isinstance(value, str)} | rule.outcome.instead
            if not any(other.id != rule.id and all(other.allows(key, value) for key, value in around.items()) for other in policy.rules):
                yield f"The way on of {rule.id!r} leads nowhere else. Correct its `instead`."


def in_words(policy, answers):
    """'“What is it about?” is answered “I want my money back”' for each answer, joined."""
    asked = {question.id: question for question in policy.questions}
    told = [f"“{asked[key].ask}” is answered “{asked[key].answers[value]}” ({key} = {value})" for key, value in answers.items()]
    return joined(told) if told else "anything at all is answered"
