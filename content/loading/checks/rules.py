"""Checks the rules of a revision: a name for a page, answers that can be given, facts that exist, a way on."""

import re

from content.loading.checks.prose import prose_faults
from content.schema.facts import KEYS

NAME = re.compile(r"[a-z]+(-[a-z]+)*")


def rule_faults(vendor, policy):
    """(key, what to write) for each fault of the rules."""
    ids = [rule.id for rule in policy.rules]
    for rule in policy.rules:
        at = f"rules.{rule.id}"
        if ids.count(rule.id) > 1:
            yield at, "two rules have this id; rename one"
        if not NAME.fullmatch(rule.id):
            yield at, "the id is the page's name: small letters and single hyphens, no figure"
        yield from _answers(f"{at}.when", rule.when, policy)
        yield from _outcome(f"{at}.outcome", rule.outcome, vendor, policy)


def _answers(at, given, policy):
    asked = {question.id: question.answers for question in policy.questions}
    for question, answers in given.items():
        if question not in asked:
            yield f"{at}.{question}", f"no question has this id; write one of {', '.join(asked)}"
            continue
        for answer in [answers] if isinstance(answers, str) else answers:
            if answer not in asked[question]:
                yield f"{at}.{question}", f"{answer!r} is not one of its answers: {', '.join(asked[question])}"


def _outcome(at, outcome, vendor, policy):
    for key in outcome.facts:
        if key not in KEYS:
            yield f"{at}.facts", f"there is no fact {key!r}; correct its spelling"
    if outcome.kind == "no" and not outcome.instead:
        yield f"{at}.instead", 'a `no` must lead on; name the answers of another way, such as { purpose = "repair" }'
    yield from _answers(f"{at}.instead", outcome.instead, policy)
    yield from prose_faults(at.removesuffix(".outcome"), vendor, policy, (outcome.title, outcome.text))
