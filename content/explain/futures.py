"""What each real answer to a don't-know would lead to."""

from typing import NamedTuple

from content.eligibility.decision_tree import Step, is_possible, reach
from content.explain.outcome import Telling, telling
from content.explain.windows import fill_windows
from content.schema.policy import Question


class Branch(NamedTuple):
    """An answer to a question, and the Step that it leads to."""

    question: Question
    answer: str
    step: Step


class Future(NamedTuple):
    """A Branch in words: the answer, its outcome (None where more is asked), and the address of its page."""

    answer: str
    outcome: Telling | None
    address: str


def step_address(vendor, step):
    """The page of a Step: its question's or its outcome's."""
    if step.rule:
        return f"/{vendor.slug}/outcome/{step.rule.id}/"
    return f"/{vendor.slug}/check/{step.path}/" if step.path else f"/{vendor.slug}/check/"


def futures(policy, rule):
    """For a rule reached by 'unknown', a Branch for each real answer to that question; else none."""
    known = {key: value if isinstance(value, str) else value[0] for key, value in rule.when.items()}
    question = next((question for question in policy.questions if known.get(question.id) == "unknown"), None)
    answers = [answer for answer in question.answers if answer != "unknown"] if question else ()
    given = {answer: known | {question.id: answer} for answer in answers}
    return [
        Branch(question, answer, reach(policy, then)) for answer, then in given.items() if is_possible(policy, then)
    ]


def futures_told(vendor, policy, rule):
    """The Future of each real answer to a don't-know."""
    return [_in_words(vendor, policy, branch) for branch in futures(policy, rule)]


def _in_words(vendor, policy, branch):
    outcome = telling(vendor, policy, branch.step.rule) if branch.step.rule else None
    answer = fill_windows(branch.question.answers[branch.answer], policy)
    return Future(answer, outcome, step_address(vendor, branch.step))
