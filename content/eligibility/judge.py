"""The one judgement: dates, model and today become answers, and answers become exactly one rule.

The checker's pages walk the same tree, and policy.json hands out the same rules. Windows count whole days, the last day
included; warranties count months from the purchase (or the event the policy names). A case's answer "unknown" is its
own value and never counts as "in".
"""

from datetime import date
from typing import NamedTuple

from content.dates import later
from content.eligibility.catalogue import families_named, family_of
from content.eligibility.decision_tree import reach
from content.eligibility.events import counted_from, lies_ahead
from content.eligibility.revision_in_force import in_force
from content.eligibility.warranty import warranty
from content.schema.policy import NAMED, SELLER, Policy, Rule
from content.schema.when import PLACES, Situation


class Case(NamedTuple):
    """What is known of one batch: purpose, family slug, event → date, where bought, and what the customer said.

    `count` is how many items are asked for in all; 0 where nobody counted. `region` is where it is sent from, `sold`
    where it was bought; both are empty where unknown.
    """

    purpose: str = "other"
    family: str = ""
    dates: dict = {}
    bought_from: str = "unknown"
    warranty_said: str = "unknown"
    said: dict = {}
    region: str = ""
    sold: str = ""
    count: int = 0

    @property
    def situation(self):
        """What rows are chosen by before a rule is reached."""
        return Situation(self.purpose, "", self.family, self.region, self.sold, self.said)


class Verdict(NamedTuple):
    """The rule that holds, the answers that led to it, and the day it was judged on."""

    policy: Policy
    rule: Rule
    answers: dict
    day: date | None = None


def judge(vendor, case, today, policy=None):
    """The Verdict on `case` by the revision in force on `today`, or by `policy` for another revision."""
    policy = policy or in_force(vendor, today, case.region)
    answers = classify(vendor, policy, case, today)
    return Verdict(policy, reach(policy, answers).rule, answers, today)


def classify(vendor, policy, case, today):
    """Question id → answer for every question of the policy."""
    case = as_said(policy, case)
    return {question.id: _answer(vendor, policy, case, question, today) for question in policy.questions}


def as_said(policy, case):
    """The case with the regions that were said, and each question that customers answer with the answer that counts."""
    known = dict.fromkeys(PLACES, tuple(case.said.values())) | policy.answers  # the form alone may ask for a place
    said = {id: answer for id, answer in case.said.items() if answer in known.get(id, ())}
    assumed = {id: policy.question(id).assume for id in policy.said if id != SELLER}
    named = {id: "" if said[id] == "unknown" else said[id] for id in PLACES if said.get(id)}
    named["family"] = case.family or said.get("family", "").replace("unknown", "")
    return case._replace(**named, said=assumed | said | {SELLER: case.bought_from})


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
    if question.id in NAMED and getattr(case, question.id) in question.answers:
        return getattr(case, question.id)
    if question.id == "family":
        return "unknown"
    if question.id in policy.windows:
        # Without a date nobody is inside: a link that says so proves nothing. That it is over, anyone may say.
        return in_windows(policy, question.id, case, today) or ("out" if said == "out" else "unknown")
    return said or question.assume


def in_windows(policy, name, case, today):
    """'in' or 'out' where every row of the window that may hold says so; None where they differ, or no day can tell."""
    found = {in_window(window, case.dates, today) for window in policy.window(name, case.situation)}
    return found.pop() if len(found) == 1 else None


def in_window(window, dates, today):
    """'in' or 'out' for the day of a window's event; None where that day, a silence or a doubt cannot tell."""
    day, last = dates.get(window.after), last_day(window, dates)
    if last is None or lies_ahead(day, today) or window.doubt:  # a doubt names no other reading
        return None
    return "in" if today <= last else "out"


def last_day(window, dates):
    """The last day of a window, or None where it is silent or the day of its event is not known."""
    first = counted_from(window.start, dates)
    return None if first is None or window.silent else later(first, *window.length)


def _too_many(policy, question, case, answer):
    """'yes' or 'no' by the number of items; by the `answer` given (or None) where nobody counted."""
    most = policy.fact("refund-at-most", case.situation)
    if case.count and not most.silent:
        return "yes" if case.count > most.value else "no"
    return answer or question.assume or "no"


def _excluded(vendor, policy, question, case, answer):
    """'yes' for a family that is never refunded; the `answer` given is believed where the catalogue proves nothing.

    `assume` answers for a family that the fact does not name: "no" where it is empty, or "unknown".
    """
    never = policy.fact("refund-never", case.situation)
    family = family_of(vendor, case.family)
    if family and not never.silent and any(family in families_named(vendor, name) for name in never.value):
        return "yes"
    return answer or (question.assume or "no" if family else "unknown")
