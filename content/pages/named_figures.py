"""The figures that the checker's questions and answers name: each is a window's or a fact's, and has its source."""

from typing import NamedTuple

from content.explain.facts import line_of, sources_of
from content.explain.windows import fill_windows, windows_told
from content.loading.checks.prose import LIMITS


class Named(NamedTuple):
    """A figure under its key: what it says, from when it counts (a window alone), and where it was read."""

    key: str
    text: str
    counts: str
    source: str


def named_in(vendor, policy, texts):
    """[Named] of the windows and the limits of a refund that stand in these texts by name, each once."""
    windows, facts = windows_told(policy), {name: line_of(vendor, policy, key) for name, key in LIMITS.items()}
    known = {f"window.{name}": Named(f"window.{name}", *told, policy.source) for name, told in windows.items()}
    known |= {name: Named(line.key, line.text, "", line.source) for name, line in facts.items()}
    return [named for name, named in known.items() if any(f"{{{name}}}" in text for text in texts)]


def choices_named(vendor, policy, question, ends):
    """[Named] of a question, its hints and answers, and the titles its answers lead to at once."""
    told = question.ask, question.hint, *question.answers.values(), *question.hints.values()
    return named_in(vendor, policy, (*told, *(end.rule.outcome.title for end in ends if end.rule)))


def all_named(vendor, policy):
    """[Named] of every question and every end."""
    asked = [text for question in policy.questions for text in (question.ask, *question.answers.values())]
    return named_in(vendor, policy, [*asked, *(rule.outcome.title for rule in policy.rules)])


def answers_told(vendor, policy, answers):
    """[(question, answer, the source of a figure it names or nothing)] in words, in the order they are asked."""
    for question in policy.questions:
        if question.id in answers:
            texts = question.ask, question.answers[answers[question.id]]
            sources = [named.source for named in named_in(vendor, policy, texts)]
            yield *(fill_windows(text, policy) for text in texts), *(sources[:1] or [""])


def sources_named(vendor, policy, named, told):
    """[Origin] for the letters of a page that names these figures; none where it names no figure."""
    keys = [one.key for one in named if not one.counts]
    return sources_of(vendor, policy, keys) if named or any(source for *_, source in told) else []
