"""The one judgement: dates, model and today become answers, and answers become exactly one rule.

`judge(vendor, case, today)` serves the pages, the form and policy.json alike. Windows count whole days, the last day
included; warranties count months from the purchase (or the event the policy names). A case's answer "unknown" is its
own value and never counts as "in".
"""

from datetime import date
from typing import NamedTuple

from content.dates import written
from content.eligibility.decision_tree import reach
from content.eligibility.events import clock, counted_from
from content.eligibility.refund_limits import excluded, too_many
from content.eligibility.revision_in_force import in_force
from content.eligibility.warranty import AHEAD, ends_of, lies_ahead, warranty
from content.explain.outcome import line_of
from content.schema.policy import Policy, Rule
from content.wording.catalog import read_words
from content.wording.joining import joined

__all__ = ["AHEAD", "Case", "Verdict", "clock", "classify", "decide", "in_window", "judge", "warranty"]


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
    """The rule that holds, the answers that led to it, the notes a reader must see, and the day it was judged on."""

    policy: Policy
    rule: Rule
    answers: dict
    notes: tuple = ()
    day: date | None = None


def judge(vendor, case, today, policy=None):
    """The Verdict on `case` by the revision in force on `today`, or by `policy` for another revision."""
    policy = policy or in_force(vendor, today)
    case = placed(policy, case)
    answers = classify(vendor, policy, case, today)
    notes = tuple(_notes(vendor, policy, case, answers, today))
    return Verdict(policy, decide(policy, answers), answers, notes, today)


def classify(vendor, policy, case, today):
    """Question id → answer for every question of the policy."""
    case = placed(policy, case)
    return {question.id: _answer(vendor, policy, case, question, today) for question in policy.questions}


def placed(policy, case):
    """The case with the region and the part that were said where the policy asks for them."""
    asked = {question.id: question.answers for question in policy.questions}
    said = {id: case.said[id] for id in ("region", "part") if case.said.get(id) in asked.get(id, ())}
    return case._replace(**{id: "" if answer == "unknown" else answer for id, answer in said.items()})


def decide(policy, answers):
    """The one rule that holds for `answers`; the proof says there is always exactly one."""
    return reach(policy, answers).rule


def _answer(vendor, policy, case, question, today):
    said = case.said.get(question.id)
    said = said if said in question.answers else None
    if question.id == "purpose":
        return case.purpose
    if question.id == "bought_from":
        return case.bought_from
    if question.id == "warranty":
        return warranty(vendor, policy, case, today)
    if question.id == "too-many":
        return too_many(policy, question, case)
    if question.id == "excluded":
        return excluded(vendor, policy, question, case)
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
    return "in" if (today - counted_from(window.start, {window.after: day})).days <= window.days else "out"


def _notes(vendor, policy, case, answers, today):
    """Sentences about dates: until when it holds, and what had to be assumed."""
    day = case.dates.get(clock(policy).event)
    ends = ends_of(vendor, policy, case, today)
    if "warranty" in answers and case.purpose == "repair" and ends.held:
        yield _until(vendor, case, ends, today)
        yield from dict.fromkeys(row.doubt for row, _ in ends.held if row.doubt)
        if policy.facts.warranty_clock.silent:
            yield _unsaid(vendor, policy, "warranty-clock", "we counted from the day you bought it")
    if case.bought_from == "dealer" and policy.facts.dealer_purchase.silent:
        yield _unsaid(vendor, policy, "dealer-purchase", "ask the dealer too")
    if day and day < policy.day and policy.facts.revision_binds.silent:
        yield _unsaid(vendor, policy, "revision-binds", "we judged by today's")


def _until(vendor, case, ends, today):
    row, until = ends.held[-1]
    source = vendor.file.sources[row.source].title
    if ends.settled:
        ended = "runs until" if today <= until else "ran until"
        return f"By the length stated for it the warranty {ended} {written(until)} ({source})."
    unknown = [text for id, text in read_words().scopes.items() if not getattr(case, id)]
    days = joined(dict.fromkeys(written(day) for _, day in ends.held), "or")
    least = "" if not ends.open else " For some no length is stated."
    return f"How long the warranty runs depends on {joined(unknown)}: until {days} ({source}).{least}"


def _unsaid(vendor, policy, key, so):
    return f"{vendor.name} does not say {line_of(vendor, policy, key).unsaid}; {so}."
