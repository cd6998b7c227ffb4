"""The checker as one tree: every question, every answer, and every end as often as it is reached."""

from typing import NamedTuple

from content.eligibility.decision_tree import step_after, steps_below
from content.explain.futures import step_address
from content.explain.texts import outcome_text, question_text
from content.pages.diagrams.across import across
from content.pages.diagrams.downward import downward

FEW, MANY = 24, 60  # ends: with more than a few it is drawn once, with more than many it is a list alone


class Node(NamedTuple):
    """A question or, with a kind, an end: the answer that leads to it, its words, its page, and what comes of it."""

    answer: str
    title: str
    address: str
    kind: str
    branches: tuple

    @property
    def ends(self):
        """How many ways end here or beyond."""
        return sum(branch.ends for branch in self.branches) or 1

    @property
    def depth(self):
        """The greatest number of answers still to give."""
        return max((branch.depth + 1 for branch in self.branches), default=0)


def decision(vendor, policy, answers=None, answer=""):
    """The Node that `answers` lead to, the last of them by the words `answer`; without any, the whole tree."""
    step = step_after(policy, answers or {})
    address = step_address(vendor, policy, step)
    if step.rule:
        return Node(answer, outcome_text(policy, step.rule.id).title, address, step.rule.outcome.kind, ())
    words = question_text(policy, step.question.id)
    branches = (
        decision(vendor, policy, below.answers, words.answers[below.answers[step.question.id]])
        for below in steps_below(policy, step)
    )
    return Node(answer, words.ask, address, "", tuple(branches))


def drawings(tree):
    """(narrow, broad): a tree drawn for a phone and for a sheet, each None where it has too many ends to be read so."""
    return downward(tree) if tree.ends <= MANY else None, across(tree) if tree.ends <= FEW else None
