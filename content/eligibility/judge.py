"""The one judgement: dates, model and today become answers, and answers become exactly one rule.

The checker's pages walk the same tree, and policy.json hands out the same rules. Windows count whole days, the last day
included; warranties count months from the purchase (or the event the policy names). A case's answer "unknown" is its
own value and never counts as "in".
"""

from datetime import date
from typing import NamedTuple

from content.eligibility.catalogue import families_named, family_of
from content.eligibility.decision_tree import reach
from content.eligibility.events import counted_from
from content.eligibility.revision_in_force import in_force
from content.eligibility.warranty import lies_ahead, warranty
from content.schema.policy import Policy, Rule


class Case(NamedTuple):
    """What is known of one batch: purpose, family slug, event → date, where bought, and what the customer said.

    `count` is how many items are asked for in all; 0 where nobody counted. `region` and `part` are empty where unknown.
    """

    purpose: str = "other"
    family: str = ""
    dates: dict = {}
    bought_from: str = "unknown"
    warranty_said: str = "unknown"
    said: dict = {}
    region: str = ""
    part: str = ""
    count: int = 0


class Verdict(NamedTuple):
    """The rule that holds, the answers that led to it, and the day it was judged on."""

    policy: Policy
    rule: Rule
    answers: dict
    day: date | None = None


def judge(vendor, case, today, policy=None):
    """The Verdict on `case` by the revision in force on `today`, or by `policy` for another revision."""
    policy = policy or in_force(vendor, today)
    answers = classify(vendor, policy, case, today)
    return Verdict(policy, reach(policy, answers).rule, answers, today)


def classify(vendor, policy, case, today):
    """Question id → answer for every question of the policy."""
    case = with_place(policy, case)
    return {question.id: _answer(vendor, policy, case, question, today) for question in policy.questions}


def with_place(policy, case):
    """The case with the region and the part that were said where the policy asks for them."""
    said = {id: case.said[id] for id in ("region", "part") if case.said.get(id) in policy.answers.get(id, ())}
    return case._replace(**{id: "" if answer == "unknown" else answer for id, answer in said.items()})


def _answer(vendor, policy, case, question, today):
    said = case.said.get(question.id)
    said = said if said in question.answers else None
    if question.id in ("purpose", "bought_from"):
        return getattr(case, question.id)
    if question.id == "warranty":
        return warranty(vendor, policy, case, today)
    if question.id == "too-many":
        return _too_many(policy, question, case, said)
    if question.id == "excluded":
        return _excluded(vendor, policy, question, case, said)
    if question.id == "region" and case.region in question.answers:
        return case.region
    if question.id in policy.windows:
        window = policy.windows[question.id]
        # Without a date nobody is inside: a link that says so proves nothing. That it is over, anyone may say.
        return in_window(window, case.dates.get(window.after), today) or ("out" if said == "out" else "unknown")
    return said or question.assume


def in_window(window, day, today):
    """'in' or 'out' for the day of a window's event; None where no day, or one that lies ahead, can tell."""
    if day is None or lies_ahead(day, today):
        return None
    first = counted_from(window.start, {window.after: day})
    return "in" if (today - first).days <= window.days else "out"


def _too_many(policy, question, case, answer):
    """'yes' or 'no' by the number of items; by the `answer` given (or None) where nobody counted."""
    most = policy.facts.refund_at_most
    if case.count and not most.silent:
        return "yes" if case.count > most.value else "no"
    return answer or question.assume or "no"


def _excluded(vendor, policy, question, case, answer):
    """'yes' for a family that is never refunded; the `answer` given is believed where the catalogue proves nothing.

    `assume` answers for a family that the fact does not name: "no" where it is empty, or "unknown".
    """
    never = policy.facts.refund_never
    family = family_of(vendor, case.family)
    if family and not never.silent and any(family in families_named(vendor, name) for name in never.value):
        return "yes"
    return answer or (question.assume or "no" if family else "unknown")
