"""Checks a revision: its source, day and windows, its questions with their answers, and its rules with a way on."""

import re

from content.errors import Fault
from content.loading.checks.known import repeated_faults, source_faults, unknown_faults
from content.loading.checks.prose import prose_faults
from content.schema.facts import KEYS
from content.schema.policy import ANSWERED_BY_FACT, CLOSED_QUESTIONS, NAME, WINDOW
from content.schema.words import section_of
from content.wording.catalog import read_words


def policy_faults(vendor, policy):
    """The Faults of a revision above its facts."""
    yield from source_faults("source", policy.source, vendor)
    yield from prose_faults("title", vendor, policy, [policy.title])
    rivals = [other.day for other in vendor.policies if not other.archived]
    if not policy.archived and rivals.count(policy.day) > 1:
        write = "two revisions in force bear this day; archive one with `archived = true`, or correct its day"
        yield Fault("dated", write)
    for name, window in policy.windows.items():
        yield from _window(f"windows.{name}", name, window, policy)


def _window(where, name, window, policy):
    if window.after not in read_words().events_asked:
        yield Fault(f"{where}.after", unasked(window.after))
    if name in CLOSED_QUESTIONS:
        yield Fault(where, "this name belongs to a question of its own; choose another")
    if name not in policy.answers:
        answers = ", ".join(WINDOW)
        yield Fault(where, f'no question asks for this window; write one with id = "{name}" and the answers {answers}')


def unasked(event):
    """What to write for an event whose day no form could ask."""
    asked = read_words().events_asked
    for name, words in asked.items():
        if read_words().after.get(event) == f"from {words.day}":  # spans have events of their own
            return f"{event!r} is no event we ask for; for {words.day} write {name}"
    known = [f"{name} ({words.day})" for name, words in asked.items()]
    write = f"write one of {', '.join(known)}, or its words under {section_of('events-asked')}"
    return f"{event!r} is no event we ask for; {write}"


def question_faults(vendor, policy):
    """The Faults of the questions."""
    yield from repeated_faults("questions", policy.questions)
    for question in policy.questions:
        where = f"questions.{question.id}"
        yield from _answers(where, question, policy)
        texts = question.ask, question.hint, *question.answers.values(), *question.hints.values()
        yield from prose_faults(where, vendor, policy, texts)


def answer_faults(where, given, asked):
    """A Fault for each answer there is not: `given` is {question: answer or answers}, `asked` has all there are."""
    for question, answers in given.items():
        key = f"{where}.{question}"
        yield from unknown_faults(key, [question], asked, "no question has this id; write one of {known}")
        answers = [answers] if isinstance(answers, str) else answers
        known = asked.get(question, answers)
        yield from unknown_faults(key, answers, known, "{!r} is not one of its answers: {known}")


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
    if fact and policy.fact(fact).silent:
        write = f"this question is answered by the fact {fact}, which is silent; state it, or remove the question"
        yield Fault(where, write)
    for answer in question.answers:
        if not re.search(NAME, answer):
            write = "an answer is part of an address: small letters and single hyphens"
            yield Fault(f"{where}.answers.{answer}", write)
    for answer in question.hints:
        write = "is not one of its answers: {known}"
        yield from unknown_faults(f"{where}.hints.{answer}", [answer], question.answers, write)


def _unassumed(question):
    if set(question.answers) == set(WINDOW) and not question.assume:
        return f"no [windows] {question.id} for this question; write it, or say in `assume` which answer the form takes"
    return "say which answer the form takes when the checker was not asked"


def rule_faults(vendor, policy):
    """The Faults of the rules."""
    yield from repeated_faults("rules", policy.rules)
    for rule in policy.rules:
        where = f"rules.{rule.id}"
        outcome = rule.outcome
        yield from answer_faults(f"{where}.when", rule.when, policy.answers)
        write = "there is no fact {!r}; correct its spelling"
        yield from unknown_faults(f"{where}.outcome.facts", outcome.facts, KEYS, write)
        if outcome.kind == "no" and not outcome.instead:
            write = 'a `no` must lead on; name the answers of another way, such as { purpose = "repair" }'
            yield Fault(f"{where}.outcome.instead", write)
        yield from answer_faults(f"{where}.outcome.instead", outcome.instead, policy.answers)
        yield from prose_faults(where, vendor, policy, (outcome.title, outcome.text))
