"""What each real answer to a don't-know would lead to."""

from typing import NamedTuple

from content.eligibility.decision_tree import possible_answers, reach
from content.explain.outcome import OutcomeInWords, outcome_in_words
from content.explain.texts import question_text
from content.schema.policy import ELSEWHERE


class Future(NamedTuple):
    """What an answer leads to: the answer in words, its outcome (None where more is asked), the address of its page."""

    answer: str
    outcome: OutcomeInWords | None
    address: str


def step_address(vendor, policy, step):
    """The page of a Step: its question's or its outcome's; where regions have texts, they are asked for first."""
    if step.rule:
        return f"/{vendor.slug}/outcome/{step.rule.id}/"
    regional = any(other.region and not other.archived for other in vendor.policies)
    first = policy.region or (ELSEWHERE if regional and not step.path else "")
    return "/".join(filter(None, (f"/{vendor.slug}/check", first, step.path))) + "/"


def futures_in_words(vendor, policy, rule):
    """For a rule reached by 'unknown', the Future of each real answer to that question; else none."""
    known = {id: answer if isinstance(answer, str) else answer[0] for id, answer in rule.when.items()}
    question = next((question for question in policy.questions if known.get(question.id) == "unknown"), None)
    answers = possible_answers(policy, known, question) if question else ()
    return [_future(vendor, policy, question, known, answer) for answer in answers if answer != "unknown"]


def _future(vendor, policy, question, known, answer):
    step = reach(policy, known | {question.id: answer})
    outcome = outcome_in_words(vendor, policy, step.rule) if step.rule else None
    return Future(question_text(policy, question.id).answers[answer], outcome, step_address(vendor, policy, step))
