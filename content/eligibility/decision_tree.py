"""The checker as a tree: which rules the answers leave, what is asked next, and every step there is."""

from itertools import product
from typing import NamedTuple

from content.schema.policy import Question, Rule

LEAST_DAYS = {
    "hours": lambda count: count // 24, "days": int, "business-days": int, "months": lambda count: 365 * count // 12 - 2
}  # fmt: skip
MOST_DAYS = {
    "hours": lambda count: count // 24 + 1, "days": int,
    "business-days": lambda count: 7 * (count // 5 + 1) + 2, "months": lambda count: 367 * count // 12 + 1,
}  # fmt: skip


class Step(NamedTuple):
    """A step of the tree: the answers given in order, and the question asked there or the rule reached."""

    answers: dict
    question: Question | None
    rule: Rule | None

    @property
    def path(self):
        """The answers as an address has them: 'machine-vision/repair'."""
        return "/".join(self.answers.values())

    def with_answer(self, answer):
        """The answers given, and this one to the question asked here."""
        return self.answers | {self.question.id: answer}


def live_rules(policy, answers):
    """The rules that no answer has ruled out."""
    given = answers.items()
    return [rule for rule in policy.rules if all(rule.allows(question, answer) for question, answer in given)]


def step_after(policy, answers):
    """The Step that `answers` lead to: the first question open that a live rule looks at, else the one rule left."""
    rules = live_rules(policy, answers)
    ids = {id for rule in rules for id in rule.when if id not in answers}
    question = next((question for question in policy.questions if question.id in ids), None)
    return Step(answers, question, None if question or len(rules) != 1 else rules[0])


def possible_answers(policy, answers, question):
    """The answers to `question` that can be true beside `answers`."""
    return [answer for answer in question.answers if is_possible(policy, answers | {question.id: answer})]


def steps_below(policy, step):
    """The Steps that the answers to a step's question lead to, in their order; none where a rule is reached."""
    given = possible_answers(policy, step.answers, step.question) if step.question else ()
    return [step_after(policy, step.with_answer(answer)) for answer in given]


def walk_tree(policy, step=None):
    """Every Step from `step` (by default the first question) to every rule, in the order the pages are linked."""
    step = step or step_after(policy, {})
    yield step
    for below in steps_below(policy, step):
        yield from walk_tree(policy, below)


def ends(policy, step=None):
    """(answers, live rules) of every end of the tree: where no question is left that one of these rules looks at.

    Whatever the answers to all other questions are, exactly these rules hold.
    """
    step = step or step_after(policy, {})
    rules = live_rules(policy, step.answers)
    if not (step.question and rules):
        yield step.answers, rules
        return
    for below in steps_below(policy, step):
        yield from ends(policy, below)


def is_possible(policy, answers):
    """Whether windows agree: inside one that ends sooner is inside every later one of the same event."""
    inside, outside = ([name for name in policy.windows if answers.get(name) == answer] for answer in ("in", "out"))
    return not any(_ends_sooner(policy, short, long) for short, long in product(inside, outside))


def _ends_sooner(policy, short, long):
    """Whether a window surely ends no later than another of the same event, whichever of their rows hold."""
    pairs = product(policy.window(short), policy.window(long))
    return all(_ends_first(*pair) for pair in pairs)


def _ends_first(short, long):
    """Whether a row of a window ends no later than one of another on every day that both may count from."""
    told = short.after == long.after and not (short.silent or long.silent)
    return told and most_days(short) <= least_days(long)


def most_days(window):
    """The most days after its event that a window may last: of seven months most may be long ones."""
    return window.plus + MOST_DAYS[window.length.unit](window.length.count)


def least_days(window):
    """The fewest days after its event that a window may last: February may be in it."""
    return window.plus + LEAST_DAYS[window.length.unit](window.length.count)


def most_questions(policy, step):
    """The greatest number of questions still to come at a step, its own included."""
    return max((1 + most_questions(policy, below) for below in steps_below(policy, step)), default=0)


def reach(policy, answers):
    """The Step that the checker reaches as far as `answers` lead; of several answers to a question the first stands."""
    step = step_after(policy, {})
    while step.question and step.question.id in answers:
        answer = answers[step.question.id]
        step = step_after(policy, step.with_answer(answer if isinstance(answer, str) else answer[0]))
    return step
