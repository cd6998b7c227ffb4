"""Checks the questions of a revision: told apart, with the answers their kind gives, in words without figures."""

import re

from msgspec import UNSET

from content.loading.checks.prose import prose_faults
from content.schema.facts import field_of
from content.schema.policy import CLOSED, RESTS_ON, WINDOW

ANSWER = re.compile(r"[a-z]+(-[a-z]+)*")


def question_faults(vendor, policy):
    """(key, what to write) for each fault of the questions."""
    ids = [question.id for question in policy.questions]
    for question in policy.questions:
        at = f"questions.{question.id}"
        if ids.count(question.id) > 1:
            yield at, "two questions have this id; rename one"
        yield from _answers(at, question, policy)
        texts = question.ask, question.hint, *question.answers.values(), *question.hints.values()
        yield from prose_faults(at, vendor, policy, texts)


def _answers(at, question, policy):
    closed = CLOSED.get(question.id) or (WINDOW if question.id in policy.windows else None)
    if not question.answers:
        yield at, "write at least one answer"
    if closed and set(question.answers) != set(closed):
        yield f"{at}.answers", f"this question has exactly these answers: {', '.join(closed)}"
    if question.assume not in question.answers and (question.assume or not closed):
        yield f"{at}.assume", _unassumed(question)
    if closed and question.in_form:
        yield f"{at}.in-form", "the form answers this one by itself; leave `in-form` out"
    fact = RESTS_ON.get(question.id)
    if fact and getattr(policy.facts, field_of(fact)).value is UNSET:
        yield at, f"this question is answered by the fact {fact}, which is silent; state it, or remove the question"
    for answer in question.answers:
        if not ANSWER.fullmatch(answer):
            yield f"{at}.answers.{answer}", "an answer is part of an address: small letters and single hyphens"
    for answer in question.hints:
        if answer not in question.answers:
            yield f"{at}.hints.{answer}", f"is not one of its answers: {', '.join(question.answers)}"


def _unassumed(question):
    if set(question.answers) == set(WINDOW) and not question.assume:
        return f"no [windows] {question.id} for this question; write it, or say in `assume` which answer the form takes"
    return "say which answer the form takes when the checker was not asked"
