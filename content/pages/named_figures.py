"""The figures that the checker's questions and answers name: each is a window's or a fact's, and has its source."""

from collections import Counter

from content.eligibility.decision_tree import step_after
from content.explain.facts import fact_line, sources_of
from content.explain.outcome import answers_in_words
from content.explain.texts import question_as_written
from content.explain.windows import NamedFigure, fill_windows, windows_in_words
from content.loading.checks.prose import FACT_PLACEHOLDERS


def named_in(vendor, policy, texts):
    """The NamedFigures of the windows and refund limits that stand in these texts by name, each once."""
    lines = {name: fact_line(vendor, policy, key) for name, key in FACT_PLACEHOLDERS.items()}
    known = {window.key: window for window in windows_in_words(policy).values()}
    known |= {name: NamedFigure(line.key, line.text, "", line.source) for name, line in lines.items()}
    return [figure for name, figure in known.items() if any(f"{{{name}}}" in text for text in texts)]


def choices_named(vendor, policy, step):
    """The NamedFigures of a question, its hints and answers, and the titles its answers lead to at once."""
    asked = question_as_written(policy, step.question.id)
    ends = [step_after(policy, step.with_answer(answer)).rule for answer in step.question.answers]
    titles = [policy.text.outcomes[rule.id].title for rule in ends if rule]
    return named_in(vendor, policy, [asked.ask, asked.hint, *asked.answers.values(), *asked.hints.values(), *titles])


def all_named(vendor, policy):
    """The NamedFigures of every question and every end; where several count from one day, each says what it is for."""
    texts = policy.text
    asked = [text for asked in texts.questions.values() for text in (asked.ask, *asked.answers.values())]
    figures = named_in(vendor, policy, [*asked, *(outcome.title for outcome in texts.outcomes.values())])
    starts = Counter(figure.start for figure in figures if figure.start)
    return [
        figure._replace(asked=_question_of(policy, figure)) if starts[figure.start] > 1 else figure
        for figure in figures
    ]


def _question_of(policy, figure):
    """The first question that names a figure, in words; empty where none does."""
    named = (question.ask for question in policy.text.questions.values() if f"{{{figure.key}}}" in question.ask)
    return fill_windows(next(named, ""), policy)


def answers_with_sources(vendor, policy, answers):
    """The AnsweredQuestions of these answers, each with the source of a figure it names."""
    asked = [id for id in policy.answers if id in answers]
    for id, words in zip(asked, answers_in_words(policy, answers), strict=True):
        question = question_as_written(policy, id)
        figures = named_in(vendor, policy, (question.ask, question.answers[answers[id]]))
        yield words._replace(source=figures[0].source) if figures else words


def sources_named(vendor, policy, figures, so_far=()):
    """The SourceLines of a page that names these figures, or figures in the answers so far; else none."""
    keys = [figure.key for figure in figures if not figure.key.startswith("window.")]
    return sources_of(vendor, policy, keys) if figures or any(answer.source for answer in so_far) else []
