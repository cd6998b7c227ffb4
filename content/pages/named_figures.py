"""The figures that the checker's questions and answers name: each is a window's or a fact's, and has its source."""

from content.eligibility.decision_tree import step_after
from content.explain.facts import fact_line, sources_of
from content.explain.outcome import answers_in_words
from content.explain.windows import NamedFigure, windows_in_words
from content.loading.checks.prose import FACT_PLACEHOLDERS


def named_in(vendor, policy, texts):
    """The NamedFigures of the windows and refund limits that stand in these texts by name, each once."""
    lines = {name: fact_line(vendor, policy, key) for name, key in FACT_PLACEHOLDERS.items()}
    known = {window.key: window for window in windows_in_words(policy).values()}
    known |= {name: NamedFigure(line.key, line.text, "", line.source) for name, line in lines.items()}
    return [figure for name, figure in known.items() if any(f"{{{name}}}" in text for text in texts)]


def choices_named(vendor, policy, step):
    """The NamedFigures of a question, its hints and answers, and the titles its answers lead to at once."""
    asked = step.question
    ends = [step_after(policy, step.with_answer(answer)).rule for answer in asked.answers]
    titles = [rule.outcome.title for rule in ends if rule]
    return named_in(vendor, policy, [asked.ask, asked.hint, *asked.answers.values(), *asked.hints.values(), *titles])


def all_named(vendor, policy):
    """The NamedFigures of every question and every end."""
    asked = [text for question in policy.questions for text in (question.ask, *question.answers.values())]
    return named_in(vendor, policy, [*asked, *(rule.outcome.title for rule in policy.rules)])


def answers_with_sources(vendor, policy, answers):
    """The AnsweredQuestions of these answers, each with the source of a figure it names."""
    asked = [question for question in policy.questions if question.id in answers]
    for question, words in zip(asked, answers_in_words(policy, answers), strict=True):
        figures = named_in(vendor, policy, (question.ask, question.answers[answers[question.id]]))
        yield words._replace(source=figures[0].source) if figures else words


def sources_named(vendor, policy, figures, so_far=()):
    """The SourceLines of a page that names these figures, or figures in the answers so far; else none."""
    keys = [figure.key for figure in figures if not figure.start]
    return sources_of(vendor, policy, keys) if figures or any(answer.source for answer in so_far) else []
