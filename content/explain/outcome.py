"""The outcome of a rule in words: its facts, costs, times, doubts and silences."""

from typing import NamedTuple

from msgspec import UNSET

from content.explain.facts import fact_line, fact_lines
from content.explain.windows import fill_windows
from content.wording.catalog import fill, read_words


class OutcomeInWords(NamedTuple):
    """An outcome in words, for a page, a review or a mail: `lines` are the stated FactLines, `silences` the others.

    `rule` is the rule's id; `instead` the answers to change for another outcome, by question.
    """

    rule: str
    kind: str
    title: str
    text: str
    lines: tuple
    silences: tuple
    instead: dict

    def group(self, name):
        """The lines of one group, stated ones first."""
        return [line for line in (*self.lines, *self.silences) if line.group == name]

    def others(self, *groups):
        """The lines of every group but these, group by group."""
        return [line for name in read_words().groups if name not in groups for line in self.group(name)]

    @property
    def costs(self):
        """The lines of the group 'cost'."""
        return self.group("cost")


def outcome_in_words(vendor, policy, rule, also=()):
    """A rule's outcome in words; what its kind (and `also`) wants to know and the policy leaves unsaid is a silence."""
    kind, outcome = read_words().kinds[rule.outcome.kind], rule.outcome
    wanted = [key for key in dict.fromkeys((*kind.matters, *also)) if key not in outcome.facts]
    silent = [key for key in wanted if policy.fact(key).value is UNSET]
    text = fill_windows(outcome.text or fill(kind.sentence, vendor=vendor.name), policy)
    if outcome.kind == "elsewhere":
        text = outcome.text or vendor.file.elsewhere
    lines = tuple(fact_line(vendor, policy, key) for key in outcome.facts)
    silences = tuple(fact_line(vendor, policy, key) for key in silent)
    title = fill_windows(outcome.title, policy)
    return OutcomeInWords(rule.id, outcome.kind, title, text, lines, silences, outcome.instead)


def kind_words(vendor, policy, kind):
    """{name, next, first, button, gets} of a kind, with the vendor's name and the facts they name in place."""
    words = read_words().kinds[kind]
    facts = {line.key: line.text or line.silent for line in fact_lines(vendor, policy)}
    names = ("name", "next", "first", "button", "gets")
    return {name: fill(getattr(words, name), vendor=vendor.name, **facts) for name in names}


class AnsweredQuestion(NamedTuple):
    """A question and the answer given, both in words, and the source id of a figure that they name, if any."""

    question: str
    answer: str
    source: str = ""


def answers_in_words(policy, answers):
    """An AnsweredQuestion for each answer given ({question id: answer}), in the order they are asked."""
    texts = [(asked.ask, asked.answers[answers[asked.id]]) for asked in policy.questions if asked.id in answers]
    return [AnsweredQuestion(fill_windows(ask, policy), fill_windows(answer, policy)) for ask, answer in texts]
