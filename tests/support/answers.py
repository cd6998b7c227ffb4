"""Every full set of answers that can be true, whichever of them a rule looks at."""

from itertools import product

from content.eligibility.decision_tree import is_possible


def answer_combinations(policy):
    for given in product(*policy.answers.values()):
        answers = dict(zip(policy.answers, given, strict=True))
        if is_possible(policy, answers):
            yield answers
