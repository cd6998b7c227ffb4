"""Our words for a policy's questions and outcomes, with its figures in place of {window.refund} and the like."""

from msgspec.structs import replace

from content.explain.windows import fill_windows
from content.schema.policy import ANY, NAMED
from content.schema.text import OutcomeText, QuestionText
from content.wording.catalog import read_words


def question_text(policy, id, situation=ANY):
    """The QuestionText of a question as it is asked in a situation; one that has no words is asked by its ids."""
    words = question_as_written(policy, id)
    answers = {answer: words.answers.get(answer, answer) for answer in policy.answers.get(id, words.answers)}
    answers, hints = (_filled(texts, policy, situation) for texts in (answers, words.hints))
    ask, hint = (fill_windows(text, policy, situation) for text in (words.ask, words.hint))
    return QuestionText(ask, answers, hint, hints)


def question_as_written(policy, id):
    """The same, its figures not filled in; families and regions that the policy has no words for go by their names."""
    own = policy.text.questions.get(id)
    if id not in NAMED:
        return own or QuestionText(id)
    names = {name: f"{told[:1].upper()}{told[1:]}" for name, told in policy.names.get(id, {}).items()}
    usual = read_words().named_asked[id]
    return replace(own or usual, answers=names | usual.answers | (own.answers if own else {}))


def outcome_text(policy, id):
    """The OutcomeText of a rule as it is told; one that has no words is told by the rule's id."""
    words = policy.text.outcomes.get(id) or OutcomeText(id)
    return OutcomeText(fill_windows(words.title, policy), fill_windows(words.text, policy))


def all_texts(policy):
    """Every text there is for a revision, as it is written: its title, questions, answers, hints and outcomes."""
    yield policy.text.title
    for asked in policy.text.questions.values():
        yield from (asked.ask, asked.hint, *asked.answers.values(), *asked.hints.values(), *asked.holds.values())
    for outcome in policy.text.outcomes.values():
        yield from (outcome.title, outcome.text)


def _filled(texts, policy, situation):
    return {id: fill_windows(text, policy, situation) for id, text in texts.items()}
