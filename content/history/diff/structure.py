"""What a text asks, where, and where it ends: what of it is new or gone."""

from content.explain.events import start_in_words
from content.explain.holds import holds_for
from content.explain.texts import outcome_text, question_text
from content.explain.windows import length_words
from content.history.diff.change import Change, new_or_gone


def structure(pair):
    """A Change for each question, answer and rule that only one of two texts has."""
    yield from new_or_gone(_parts(pair.old), _parts(pair.new))
    yield from _windows(pair)
    was_asked = {question.id: question for question in pair.old.questions}
    for question in pair.new.questions:
        was = was_asked.get(question.id, question)
        if was.in_form != question.in_form:
            words = question_text(pair.new, question.id)
            sentence = f"“{words.ask}” {_in_form(was, question, words)}."
            yield Change(what="question", key=question.id, was=was.in_form, now=question.in_form, sentence=sentence)


def _windows(pair):
    """A Change for each row of a window that holds for some alone and differs."""
    for name in pair.new.windows:
        was, now = (_rows(policy, name) for policy in pair[:2])
        for holds in {**was, **now}:
            if holds and was.get(holds) != now.get(holds):
                told = [lengths.get(holds, "not stated") for lengths in (was, now)]
                sentence = f"The window {name} {holds}: was {told[0]}, is now {told[1]}."
                yield Change(what="deadline", key=f"window.{name}", was=told[0], now=told[1], sentence=sentence)


def _rows(policy, name):
    """{what a row holds for: its length} of a window; none where the policy has no such window."""
    rows = policy.window(name) if name in policy.windows else ()
    return {holds_for(policy, row.when): f"{length_words(row)} {start_in_words(row.start)}" for row in rows}


def _parts(policy):
    """The questions, answers and rules of a text, as `new_or_gone` takes them."""
    parts = {}
    for question in policy.questions:
        words = question_text(policy, question.id)
        parts["question", question.id] = words.ask, f"The question “{words.ask}”"
        for answer in question.answers:
            name = words.answers[answer]
            parts["answer", f"{question.id}/{answer}"] = name, f"The answer “{name}” to “{words.ask}”"
    for rule in policy.rules:
        title = outcome_text(policy, rule.id).title
        parts["rule", rule.id] = title, f"The outcome {rule.id} (“{title}”)"
    return parts


def _in_form(was, now, words):
    """What is told of a question that the form now asks itself where the checker did not, or no longer asks."""
    silent = was if now.in_form else now
    taken = f"“{words.answers.get(silent.assume, silent.assume)}”"
    if now.in_form:
        return f"is now asked in the form, where the checker did not ask; before, {taken} was taken there"
    return f"is no longer asked in the form: {taken} is taken there, where the checker did not ask"
