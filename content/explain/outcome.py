"""The outcome of a rule in words: its facts, costs, times, doubts and silences."""

from typing import NamedTuple

from msgspec import structs

from content.explain.facts import fact_line, fact_lines
from content.explain.texts import outcome_text, question_text
from content.schema.facts import KEYS, TO_SEND
from content.schema.policy import ANY
from content.schema.when import Situation
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


def outcome_in_words(vendor, policy, rule, also=(), known=ANY):
    """A rule's outcome in words; what its kind (and `also`) wants to know and the policy leaves unsaid is a silence.

    `known` is the Situation of the case, as far as it is known.
    """
    kind, outcome, situation = read_words().kinds[rule.outcome.kind], rule.outcome, rule.situation(known)
    needless = TO_SEND if policy.is_kept(situation) else ()
    wanted = [key for key in dict.fromkeys((*kind.matters, *also)) if key not in (*outcome.facts, *needless)]
    told = fact_lines(vendor, policy, outcome.facts, situation)
    silent = [line for line in fact_lines(vendor, policy, wanted, situation) if line.silent]
    words = outcome_text(policy, rule.id)
    usual = vendor.file.elsewhere if outcome.kind == "elsewhere" else _sentence(vendor, policy, kind, situation)
    lines = tuple(line for line in told if not line.silent)
    silences = (*(line for line in told if line.silent), *silent)
    text = words.text or usual
    return OutcomeInWords(rule.id, outcome.kind, words.title, text, lines, silences, outcome.instead)


def _sentence(vendor, policy, kind, situation):
    """What a kind says of itself; where the fact that it rests on is silent, that."""
    silent = kind.rests_on and fact_line(vendor, policy, kind.rests_on, situation).silent
    return fill(kind.unsaid if silent else kind.sentence, vendor=vendor.short)


def claimed_words(vendor, kind):
    """What stands for the sentence of a kind where only the customer says that it is so."""
    return fill(read_words().kinds[kind].claimed, vendor=vendor.short)


def badge_of(kind, claimed=False):
    """The name of a kind, or the one it has where only the customer says that it is so."""
    words = read_words().kinds[kind]
    return (claimed and words.claimed_name) or words.name


def outcome_for_dealer(vendor, policy, rule, also=(), known=ANY):
    """A rule's outcome as a dealer meets it who asks for a customer; what is for the dealer is asked here."""
    if rule.outcome.kind != "dealer":
        return outcome_in_words(vendor, policy, rule, also, known)
    asking = structs.replace(rule, outcome=structs.replace(rule.outcome, kind="ask"))
    words = {"title": "You ask as the dealer", "text": f"{vendor.short} takes it from you."}
    return outcome_in_words(vendor, policy, asking, also, known)._replace(**words)


def kind_words(vendor, policy, kind, situation=None):
    """{name, next, first, button, gets} of a kind, with the vendor's name and the facts they name in place."""
    words = read_words().kinds[kind]
    situation = situation or Situation(kind=kind)
    lines = (fact_line(vendor, policy, key, situation) for key in KEYS)
    facts = {line.key: line.text or line.silent for line in lines}
    texts = {name: getattr(words, name) for name in ("name", "next", "first", "button", "gets")}
    texts |= {"next": words.kept_next} if policy.is_kept(situation) else {}
    return {name: fill(text, vendor=vendor.short, **facts) for name, text in texts.items()}


class AnsweredQuestion(NamedTuple):
    """A question and the answer given, both in words, and the source id of a figure that they name, if any."""

    question: str
    answer: str
    source: str = ""


def answers_in_words(policy, answers):
    """An AnsweredQuestion for each answer given ({question id: answer}), in the order they are asked."""
    asked = [(id, question_text(policy, id)) for id in policy.answers if id in answers]
    return [AnsweredQuestion(words.ask, words.answers[answers[id]]) for id, words in asked]
