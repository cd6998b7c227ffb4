"""The checker as a walk: which rules still stand, what is asked next, and every state there is."""

from itertools import product
from typing import NamedTuple

from content.schema.policy import Question, Rule


class Step(NamedTuple):
    """A state of the checker: the answers given in order, and the question asked there or the rule reached."""

    answers: dict
    question: Question | None
    rule: Rule | None


def live(policy, answers):
    """The rules that no answer has ruled out."""
    return [rule for rule in policy.rules if all(rule.allows(question, answer) for question, answer in answers.items())]


def next_question(policy, answers):
    """The first unanswered question that a live rule looks at, or None."""
    standing = live(policy, answers)
    for question in policy.questions:
        if question.id not in answers and any(rule.looks_at(question.id) for rule in standing):
            return question
    return None


def step(policy, answers):
    """The Step that `answers` lead to; its rule is None while something is to be asked."""
    question = next_question(policy, answers)
    standing = live(policy, answers)
    return Step(answers, question, None if question or len(standing) != 1 else standing[0])


def ways(policy, answers, question):
    """The answers to `question` that can be true beside `answers`."""
    return [answer for answer in question.answers if possible(policy, answers | {question.id: answer})]


def walk(policy, answers=None):
    """Every Step from the first question to every rule, in the order the pages are linked."""
    here = step(policy, answers or {})
    yield here
    for answer in ways(policy, here.answers, here.question) if here.question else ():
        yield from walk(policy, here.answers | {here.question.id: answer})


def combinations(policy):
    """Every full set of answers that can be true."""
    ids = [question.id for question in policy.questions]
    for answers in product(*(question.answers for question in policy.questions)):
        whole = dict(zip(ids, answers, strict=True))
        if possible(policy, whole):
            yield whole


def possible(policy, answers):
    """Whether windows agree: inside one that ends sooner is inside every later one of the same event."""
    windows = [(window, answers.get(name)) for name, window in policy.windows.items()]
    return not any(_at_odds(one, other) for one, other in product(windows, repeat=2))


def _at_odds(one, other):
    (short, first), (long, second) = one, other
    sooner = short.after == long.after and short.plus + short.days <= long.plus + long.days
    return sooner and (first, second) == ("in", "out")


def at_most(policy, answers):
    """The greatest number of questions still to come after `answers`."""
    here = step(policy, answers)
    if not here.question:
        return 0
    on = [answers | {here.question.id: answer} for answer in ways(policy, answers, here.question)]
    return 1 + max(at_most(policy, further) for further in on)


def follow(policy, path):
    """The Step at the end of a path of answers ('machine-vision/repair'), or None where it leads nowhere."""
    answers = {}
    for answer in filter(None, path.split("/")):
        question = next_question(policy, answers)
        if question is None or answer not in ways(policy, answers, question):
            return None
        answers[question.id] = answer
    return step(policy, answers)


def reach(policy, answers):
    """The Step that the checker reaches as far as `answers` lead; of several answers to a question the first stands."""
    here = step(policy, {})
    while here.question and here.question.id in answers:
        answer = answers[here.question.id]
        here = step(policy, here.answers | {here.question.id: answer if isinstance(answer, str) else answer[0]})
    return here


def path(policy, answers):
    """The checker's path as far as `answers` lead: 'machine-vision/repair'."""
    return "/".join(reach(policy, answers).answers.values())
