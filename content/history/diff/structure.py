"""What a text asks, where, and where it ends: what of it is new or gone, and what only reads otherwise."""

from content.explain.windows import fill_windows
from content.history.diff.change import Change, new_or_gone
from content.schema.facts import KEYS


def structure(pair):
    """A Change for each question, answer and rule that only one of two texts has."""
    yield from new_or_gone(_parts(pair.old), _parts(pair.new))
    was_asked = {question.id: question for question in pair.old.questions}
    for question in pair.new.questions:
        was = was_asked.get(question.id, question)
        if was.in_form != question.in_form:
            sentence = f"“{fill_windows(question.ask, pair.new)}” {_in_form(was, question)}."
            yield Change(what="question", key=question.id, was=was.in_form, now=question.in_form, sentence=sentence)


def _parts(policy):
    """The questions, answers and rules of a text, as `new_or_gone` takes them."""
    parts = {}
    for question in policy.questions:
        asked = fill_windows(question.ask, policy)
        parts["question", question.id] = asked, f"The question “{asked}”"
        for answer, text in question.answers.items():
            name = fill_windows(text, policy)
            parts["answer", f"{question.id}/{answer}"] = name, f"The answer “{name}” to “{asked}”"
    for rule in policy.rules:
        title = fill_windows(rule.outcome.title, policy)
        parts["rule", rule.id] = title, f"The outcome {rule.id} (“{title}”)"
    return parts


def _in_form(was, now):
    """What is told of a question that the form now asks itself where the checker did not, or no longer asks."""
    silent = was if now.in_form else now
    taken = f"“{silent.answers.get(silent.assume, silent.assume)}”"
    if now.in_form:
        return f"is now asked in the form, where the checker did not ask; before, {taken} was taken there"
    return f"is no longer asked in the form: {taken} is taken there, where the checker did not ask"


def wording(slug, pair):
    """Sentences on the words of a Pair that differ and change nothing for anybody: titles, texts, questions, doubts."""
    old = _words(pair.old)
    for key, now in _words(pair.new).items():
        if (was := old.get(key, now)) != now:
            yield f"{slug} {pair.new.name}, {key}: was “{was}”, is now “{now}”."


def _words(policy):
    """{key in the file: text} of every wording of a revision."""
    words = {"title": policy.title}
    for question in policy.questions:
        key = f"questions.{question.id}"
        words |= {f"{key}.ask": question.ask, f"{key}.hint": question.hint}
        words |= {f"{key}.answers.{answer}": text for answer, text in question.answers.items()}
        words |= {f"{key}.hints.{answer}": text for answer, text in question.hints.items()}
    for rule in policy.rules:
        words |= {f"rules.{rule.id}.title": rule.outcome.title, f"rules.{rule.id}.text": rule.outcome.text}
    return words | {f"facts.{key}.doubt": policy.fact(key).doubt for key in KEYS}
