"""The checker as one tree: every question, every answer, and every end as often as it is reached."""

from typing import NamedTuple

from content.eligibility.decision_tree import step, ways
from content.explain.futures import address_of
from content.explain.windows import fill_windows
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

    def kinds(self):
        """The kinds of the ends from here on, each once, in the order they are met."""
        own = [self.kind] if self.kind else []
        return list(dict.fromkeys([*own, *(kind for branch in self.branches for kind in branch.kinds())]))


def decision(vendor, policy, answers=None, answer=""):
    """The Node that `answers` lead to; without any, the whole tree."""
    here = step(policy, answers or {})
    address = address_of(vendor, policy, here)
    if here.rule:
        return Node(answer, fill_windows(here.rule.outcome.title, policy), address, here.rule.outcome.kind, ())
    branches = (
        decision(
            vendor,
            policy,
            here.answers | {here.question.id: way},
            fill_windows(here.question.answers[way], policy),
        )
        for way in ways(policy, here.answers, here.question)
    )
    return Node(answer, fill_windows(here.question.ask, policy), address, "", tuple(branches))


def drawings(tree):
    """(for a phone, for a broad sheet): the tree drawn twice, once or, where it is too large to be read, not at all."""
    narrow = downward(tree) if tree.ends <= MANY else None
    return narrow, across(tree) if tree.ends <= FEW else None
