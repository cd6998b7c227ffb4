"""What a rule says in words: fact lines, costs, times, silences, doubts, and both futures of a don't-know."""

from typing import NamedTuple

from msgspec import UNSET

from content.dates import month_written, written
from content.eligibility.decision_tree import possible, reach
from content.explain.guide import fill_windows
from content.explain.source_letters import origin
from content.schema.facts import KEYS, field_of
from content.wording.catalog import fill, read_words, tell


class Line(NamedTuple):
    """One fact in words. A silent one has an empty text and says so in `silent` (a sentence) and `unsaid`."""

    key: str
    label: str
    group: str
    text: str
    items: tuple
    who: str
    amount: str
    doubt: str
    source: str
    silent: str
    unsaid: str
    question: str


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


def line_of(vendor, policy, key):
    """One fact of a policy as a Line."""
    words, fact = read_words(), getattr(policy.facts, field_of(key))
    said, told = words.facts[key], tell(key, fact, vendor.name)
    who = {"you": "You", "vendor": vendor.name}.get(told["payer"], "")
    unsaid = fill(said.silent, vendor=vendor.name) if fact.value is UNSET else ""
    silent = f"{vendor.name} does not say {unsaid}." if unsaid else ""
    return Line(
        key, said.label, said.group, told["text"], told["items"], who, told["amount"],
        fact.doubt, fact.source or policy.source, silent, unsaid, fill(said.question, vendor=vendor.name),
    )  # fmt: skip


def all_lines(vendor, policy):
    """Every fact of a policy, stated or silent, in the order of the closed list."""
    return [line_of(vendor, policy, key) for key in KEYS]


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


def futures(policy, rule):
    """For a rule reached by 'unknown': [(question, answer, Step)] of what each real answer would lead to."""
    known = {key: value if isinstance(value, str) else value[0] for key, value in rule.when.items()}
    open_question = next((question for question in policy.questions if known.get(question.id) == "unknown"), None)
    if open_question is None:
        return []
    answers = [answer for answer in open_question.answers if answer != "unknown"]
    paths = [(answer, known | {open_question.id: answer}) for answer in answers]
    return [(open_question, answer, reach(policy, given)) for answer, given in paths if possible(policy, given)]


def source_line(vendor, policy):
    """(whose text, its date in words, the day it was last checked in words, address)."""
    source = vendor.file.sources[policy.source]
    dated = f"text of {month_written(policy.dated)}" if policy.dated else "a text without a date"
    return source.title, dated, written(source.read), source.address


def sources_of(vendor, policy, keys):
    """[Origin] of these facts, each source once, the revision's own first."""
    lines = [line for line in (line_of(vendor, policy, key) for key in keys) if not line.silent]
    read_there = {policy.source: []}
    for line in lines:
        read_there.setdefault(line.source, []).append(line.label)
    return [origin(vendor, id, labels) for id, labels in read_there.items()]


def with_sources(vendor, found, ids):
    """These [Origin] and after them those of more sources, in the order of vendor.toml; each once."""
    more = [id for id in vendor.file.sources if id in ids and id not in [one.id for one in found]]
    return [*found, *(origin(vendor, id) for id in more)]


def answered(policy, answers):
    """[(question, answer)] in words, for the answers given, in the order they are asked."""
    told = [(question, answers[question.id]) for question in policy.questions if question.id in answers]
    return [
        (fill_windows(question.ask, policy), fill_windows(question.answers[given], policy)) for question, given in told
    ]
