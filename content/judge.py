"""The one judgement: dates, model and today become answers, and answers become exactly one rule.

`judge(vendor, case, today)` serves the pages, the form and policy.json alike. Windows count whole days, the last day
included; warranties count months from the purchase (or the event the policy names). A case's answer "unknown" is its
own value and never counts as "in".
"""

from datetime import date
from typing import NamedTuple

from msgspec import UNSET

from content.catalogue import family_of, warranty_rows
from content.dates import add_months, written
from content.load import in_force
from content.model import Policy, Rule
from content.tell import line_of
from content.walk import reach

AHEAD = 2  # days a customer's calendar can be ahead of the day we judge on


class Case(NamedTuple):
    """What is known of one batch: purpose, family slug, event → date, where bought, and what the customer said."""

    purpose: str = "other"
    family: str = ""
    dates: dict = {}
    bought_from: str = "unknown"
    warranty_said: str = "unknown"
    said: dict = {}
    region: str = ""
    part: str = ""


class Verdict(NamedTuple):
    """The rule that holds, the answers that led to it, and the notes a reader must see."""

    policy: Policy
    rule: Rule
    answers: dict
    notes: tuple = ()


def judge(vendor, case, today, policy=None):
    """The Verdict on `case` by the revision in force on `today`, or by `policy` for another revision."""
    policy = policy or in_force(vendor, today)
    answers = classify(vendor, policy, case, today)
    return Verdict(policy, decide(policy, answers), answers, tuple(_notes(vendor, policy, case, answers, today)))


def classify(vendor, policy, case, today):
    """Question id → answer for every question of the policy."""
    return {question.id: _answer(vendor, policy, case, question, today) for question in policy.questions}


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
    if question.id in policy.windows:
        window = policy.windows[question.id]
        # Without a date nobody is inside: a link that says so proves nothing. That it is over, anyone may say.
        return in_window(window, case.dates.get(window.after), today) or ("out" if said == "out" else "unknown")
    return said or question.assume


def in_window(window, day, today):
    """'in' or 'out' for a date; None where no date, or one that lies ahead, can tell."""
    if day is None or _lies_ahead(day, today):
        return None
    return "in" if (today - day).days <= window.days else "out"


def _lies_ahead(day, today):
    return (day - today).days > AHEAD


def warranty(vendor, policy, case, today):
    """'in', 'out' or 'unknown': what the rows prove, else what the customer said."""
    row, until = warranty_until(vendor, policy, case, today)
    if until and today <= until:
        return "in"
    if until and row.doubt:
        return "out" if case.warranty_said == "out" else "unknown"
    return "out" if until else case.warranty_said


def warranty_until(vendor, policy, case, today):
    """(row, last day) of the warranty that the catalogue gives this case, or (None, None)."""
    start = case.dates.get(clock(policy))
    if start is None or _lies_ahead(start, today):
        return None, None
    rows = warranty_rows(vendor, family_of(vendor, case.family), case.region, case.part)
    rows = [row for row in rows if (not row.from_ or row.from_ <= start) and (not row.to or start <= row.to)]
    return max(((row, add_months(start, row.months)) for row in rows), key=lambda held: held[1], default=(None, None))


def clock(policy):
    """The event a warranty is counted from; purchase where the policy is silent."""
    start = policy.facts.warranty_clock.value
    return "purchase" if start is UNSET else start


def _notes(vendor, policy, case, answers, today):
    """Sentences about dates: until when it holds, and what had to be assumed."""
    start: date | None = case.dates.get(clock(policy))
    row, until = warranty_until(vendor, policy, case, today)
    if "warranty" in answers and case.purpose == "repair" and until:
        source = vendor.file.sources[row.source].title
        ended = "runs until" if today <= until else "ran until"
        yield f"By the months printed in its manual the warranty {ended} {written(until)} ({source})."
        if row.doubt:
            yield row.doubt
        if policy.facts.warranty_clock.silent:
            yield _unsaid(vendor, policy, "warranty-clock", "we counted from the day you bought it")
    if case.bought_from == "dealer" and policy.facts.dealer_purchase.silent:
        yield _unsaid(vendor, policy, "dealer-purchase", "ask the dealer too")
    if start and start < policy.day and policy.facts.revision_binds.silent:
        yield _unsaid(vendor, policy, "revision-binds", "we judged by today's")


def _unsaid(vendor, policy, key, so):
    return f"{vendor.name} does not say {line_of(vendor, policy, key).unsaid}; {so}."
