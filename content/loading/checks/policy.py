"""Checks a revision: its source, day and windows, its questions with their answers, and its rules with a way on."""

import re

from content.errors import Fault
from content.explain.texts import all_texts
from content.loading.checks.known import repeated_faults, source_faults, unknown_faults
from content.loading.checks.prose import DOUBTFUL, figure_faults
from content.loading.checks.rows import row_faults
from content.schema.facts import KEYS
from content.schema.policy import ANSWERED_BY_FACT, CLOSED_QUESTIONS, NAME, WINDOW
from content.schema.when import PLACES
from content.schema.window import LASTING
from content.schema.words import section_of
from content.wording.catalog import read_words

AFTER_A_RULE = ("kind",)  # what is not known before a rule tells it


def policy_faults(vendor, policy):
    """The Faults of a revision above its facts."""
    yield from source_faults("source", policy.source, vendor)
    rivals = [other for other in vendor.policies if not other.archived and other is not policy]
    if not policy.archived and any((other.day, other.region) == (policy.day, policy.region) for other in rivals):
        write = "two revisions in force bear this day; archive one with `archived = true`, or correct its day"
        yield Fault("dated", write)
    yield from _region(vendor, policy, rivals)
    for name, stated in policy.windows.items():
        rows = stated if isinstance(stated, list) else [stated]
        yield from _window(f"windows.{name}", name, policy)
        for number, row in enumerate(rows, 1):
            yield from _window_row(f"windows.{name}[{number}]" if len(rows) > 1 else f"windows.{name}", row, vendor)
        yield from row_faults(f"windows.{name}", rows, vendor, policy, AFTER_A_RULE)
        if all(row.silent for row in rows):
            yield Fault(f"windows.{name}", "no row of it says how long; write one that does, or take the window away")


def _region(vendor, policy, rivals):
    """The Faults of a text for one region, beside its rivals: the other texts that are in force."""
    if policy.region not in ("", *vendor.products.regions):
        known = ", ".join(vendor.products.regions) or "none yet"
        write = f"there is no region {policy.region!r} under [regions] in products.toml ({known}); write it there"
        yield Fault("region", write)
    elif policy.region and not policy.archived:
        if not any(not other.region for other in rivals):
            yield Fault("region", "a text for a region needs one without a region beside it, for everywhere else")
        others = {rule.id: other.name for other in rivals if other.region != policy.region for rule in other.rules}
        write = "is a rule of {} too; a page has one text, so give it another id, such as {}-{}"
        for rule in policy.rules:
            if rule.id in others:
                yield Fault(f"rules.{rule.id}", write.format(others[rule.id], rule.id, policy.region.lower()))


def _window_row(where, window, vendor):
    if window.after not in read_words().events_asked:
        yield Fault(f"{where}.after", unasked(window.after))
    yield from figure_faults(f"{where}.doubt", vendor, window.doubt, DOUBTFUL)
    if len(window.lengths) + window.silent != 1:
        yield Fault(where, f"write one of {', '.join(LASTING)}, or `silent = true`")


def clock_faults(where, clock):
    """A Fault for each event of a Clock whose day no form could ask."""
    for part, start in clock.starts.items():
        if start.event not in read_words().events_asked:
            yield Fault(f"{where}.{part}".rstrip(".") + ".event", unasked(start.event))


def _window(where, name, policy):
    if name in CLOSED_QUESTIONS:
        yield Fault(where, "this name belongs to a question of its own; choose another")
    told = any(f"{{window.{name}}}" in text for text in all_texts(policy))
    if name not in policy.answers and not told:
        write = f'no question asks for this window; write one with id = "{name}", or name it in text.toml'
        yield Fault(where, f"{write} as {{window.{name}}} where you only tell of it")


def unasked(event):
    """What to write for an event whose day no form could ask."""
    asked = read_words().events_asked
    for name, words in asked.items():
        if read_words().after.get(event) == f"from {words.day}":  # spans have events of their own
            return f"{event!r} is no event we ask for; for {words.day} write {name}"
    known = [f"{name} ({words.day})" for name, words in asked.items()]
    write = f"write one of {', '.join(known)}, or its words under {section_of('events-asked')}"
    return f"{event!r} is no event we ask for; {write}"


def question_faults(policy):
    """The Faults of the questions."""
    yield from repeated_faults("questions", policy.questions)
    for question in policy.questions:
        where = f"questions.{question.id}"
        yield from _answers(where, question, policy)


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
        yield Fault(f"{where}.answers", _unanswered(question))
    if closed and set(question.answers) != set(closed):
        yield Fault(f"{where}.answers", f"this question has exactly these answers: {', '.join(closed)}")
    if question.assume not in question.answers and (question.assume or not (closed or question.id == "family")):
        yield Fault(f"{where}.assume", _unassumed(question))
    if closed and question.in_form:
        yield Fault(f"{where}.in-form", "the form answers this one by itself; leave `in-form` out")
    fact = ANSWERED_BY_FACT.get(question.id)
    if fact and policy.fact(fact).silent:
        write = f"this question is answered by the fact {fact}, which is silent; state it, or remove the question"
        yield Fault(where, write)
    in_words = "; name the region so in products.toml, and in words in text.toml [regions]"
    write = f"an answer is part of an address: small letters and single hyphens{in_words * (question.id in PLACES)}"
    answers = () if question.id == "family" else question.answers  # slugs, which are checked as such
    yield from (Fault(f"{where}.answers.{answer}", write) for answer in answers if not re.search(NAME, answer))


def _unanswered(question):
    return f"write its answers by their ids, or the [windows] {question.id} whose days answer it"


def _unassumed(question):
    if set(question.answers) == set(WINDOW) and not question.assume:
        return f"no [windows] {question.id} for this question; write it, or say in `assume` which answer the form takes"
    return "say which answer the form takes when the checker was not asked"


def rule_faults(policy):
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
