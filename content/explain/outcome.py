"""What a rule says in words: fact lines, costs, times, silences, doubts, and both futures of a don't-know."""

from typing import NamedTuple

from msgspec import UNSET

from content.explain.facts import all_lines, line_of
from content.explain.windows import fill_windows
from content.schema.facts import field_of
from content.wording.catalog import fill, read_words


class Cost(NamedTuple):
    """A cost line: what, who pays it, how much; a silent one says in `amount` what is not stated."""

    what: str
    who: str
    amount: str
    doubt: str
    silent: bool
    key: str = ""
    source: str = ""


class Telling(NamedTuple):
    """An outcome told in full, for a page, a review or a mail."""

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

    def others(self, *told):
        """The lines of every group but those told elsewhere on the page, group by group."""
        return [line for name in read_words().groups if name not in told for line in self.group(name)]

    @property
    def costs(self):
        return [
            Cost(line.label, line.who, line.amount or line.silent, line.doubt, bool(line.silent), line.key, line.source)
            for line in self.group("cost")
        ]

    @property
    def ready(self):
        return [item for line in self.lines if line.group == "ready" for item in line.items]


def telling(vendor, policy, rule, also=()):
    """A rule's outcome in words; what its kind (and `also`) wants to know and the policy leaves unsaid is a silence."""
    kind, outcome = read_words().kinds[rule.outcome.kind], rule.outcome
    lines = tuple(line_of(vendor, policy, key) for key in outcome.facts)
    wanted = [key for key in dict.fromkeys((*kind.matters, *also)) if key not in outcome.facts]
    unsaid = [key for key in wanted if getattr(policy.facts, field_of(key)).value is UNSET]
    text = fill_windows(outcome.text or fill(kind.sentence, vendor=vendor.name), policy)
    if outcome.kind == "elsewhere":
        text = outcome.text or vendor.file.elsewhere
    title = fill_windows(outcome.title, policy)
    return Telling(
        rule.id,
        outcome.kind,
        title,
        text,
        lines,
        tuple(line_of(vendor, policy, key) for key in unsaid),
        outcome.instead,
    )


def kind_words(vendor, policy, kind):
    """{name, next, first, button, gets} of a kind, with the vendor's name and the facts they name in place."""
    words = read_words().kinds[kind]
    facts = {line.key: line.text or line.silent for line in all_lines(vendor, policy)}
    names = ("name", "next", "first", "button", "gets")
    return {name: fill(getattr(words, name), vendor=vendor.name, **facts) for name in names}


def answered(policy, answers):
    """[(question, answer)] in words, for the answers given, in the order they are asked."""
    told = [(question, answers[question.id]) for question in policy.questions if question.id in answers]
    return [
        (fill_windows(question.ask, policy), fill_windows(question.answers[given], policy)) for question, given in told
    ]
