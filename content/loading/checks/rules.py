"""Checks the rules of a revision: a name for a page, answers that can be given, facts that exist, a way on."""

import re

from content.errors import Fault
from content.loading.checks.known import unknown_faults
from content.loading.checks.prose import prose_faults
from content.loading.checks.questions import answer_faults
from content.schema.facts import KEYS

NAME = re.compile(r"[a-z]+(-[a-z]+)*")


def rule_faults(vendor, policy):
    """The Faults of the rules."""
    asked = {question.id: question.answers for question in policy.questions}
    ids = [rule.id for rule in policy.rules]
    for rule in policy.rules:
        where = f"rules.{rule.id}"
        if ids.count(rule.id) > 1:
            yield Fault(where, "two rules have this id; rename one")
        if not NAME.fullmatch(rule.id):
            yield Fault(where, "the id is the page's name: small letters and single hyphens, no figure")
        yield from answer_faults(f"{where}.when", rule.when, asked)
        yield from _outcome(f"{where}.outcome", rule.outcome, vendor, policy, asked)


def _outcome(where, outcome, vendor, policy, asked):
    write = "there is no fact {!r}; correct its spelling"
    yield from unknown_faults(f"{where}.facts", outcome.facts, KEYS, write)
    if outcome.kind == "no" and not outcome.instead:
        write = 'a `no` must lead on; name the answers of another way, such as { purpose = "repair" }'
        yield Fault(f"{where}.instead", write)
    yield from answer_faults(f"{where}.instead", outcome.instead, asked)
    yield from prose_faults(where.removesuffix(".outcome"), vendor, policy, (outcome.title, outcome.text))
