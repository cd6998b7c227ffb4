"""Checks the questions of a revision: told apart, with the answers their kind gives, in words without figures."""

import re

from msgspec import UNSET

from content.errors import Fault
from content.loading.checks.prose import prose_faults
from content.schema.facts import field_of
from content.schema.policy import ANSWERED_BY_FACT, CLOSED_QUESTIONS, WINDOW

ANSWER = re.compile(r"[a-z]+(-[a-z]+)*")


def question_faults(vendor, policy):
    """The Faults of the questions."""
    ids = [question.id for question in policy.questions]
    for question in policy.questions:
        where = f"questions.{question.id}"
        if ids.count(question.id) > 1:
            yield Fault(where, "two questions have this id; rename one")
        yield from _answers(where, question, policy)
        texts = question.ask, question.hint, *question.answers.values(), *question.hints.values()
        yield from prose_faults(where, vendor, policy, texts)


def answer_faults(where, given, asked):
    """A Fault for each answer there is not: `given` is {question: answer or answers}, `asked` has all there are."""
    for question, answers in given.items():
        if question not in asked:
            yield Fault(f"{where}.{question}", f"no question has this id; write one of {', '.join(asked)}")
            continue
        for answer in [answers] if isinstance(answers, str) else answers:
            if answer not in asked[question]:
                known = ", ".join(asked[question])
                yield Fault(f"{where}.{question}", f"{answer!r} is not one of its answers: {known}")


def _answers(where, question, policy):
    closed = CLOSED_QUESTIONS.get(question.id) or (WINDOW if question.id in policy.windows else None)
    if not question.answers:
        yield Fault(where, "write at least one answer")
    if closed and set(question.answers) != set(closed):
        yield Fault(f"{where}.answers", f"this question has exactly these answers: {', '.join(closed)}")
    if question.assume not in question.answers and (question.assume or not closed):
        yield Fault(f"{where}.assume", _unassumed(question))
    if closed and question.in_form:
        yield Fault(f"{where}.in-form", "the form answers this one by itself; leave `in-form` out")
    fact = ANSWERED_BY_FACT.get(question.id)
    if fact and getattr(policy.facts, field_of(fact)).value is UNSET:
        write = f"this question is answered by the fact {fact}, which is silent; state it, or remove the question"
        yield Fault(where, write)
    for answer in question.answers:
        if not ANSWER.fullmatch(answer):
            write = "an answer is part of an address: small letters and single hyphens"
            yield Fault(f"{where}.answers.{answer}", write)
    for answer in question.hints:
        if answer not in question.answers:
            yield Fault(f"{where}.hints.{answer}", f"is not one of its answers: {', '.join(question.answers)}")


def _unassumed(question):
    if set(question.answers) == set(WINDOW) and not question.assume:
        return f"no [windows] {question.id} for this question; write it, or say in `assume` which answer the form takes"
    return "say which answer the form takes when the checker was not asked"
