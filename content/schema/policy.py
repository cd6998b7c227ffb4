"""The shape of a file in policies/: what one revision of a vendor's policy says; our words stand in text.toml."""

from datetime import date
from typing import Literal

from msgspec.structs import replace

from content.schema.base import Shape
from content.schema.facts import NOT_SAID, Facts
from content.schema.outcome_kinds import Kind
from content.schema.text import Text
from content.schema.when import PLACES, Situation, fits, possible_rows
from content.schema.window import Window
from content.toml import limited

ELSEWHERE = "elsewhere"  # any region that the catalogue does not name
CLOSED_QUESTIONS = {  # answers that dates, models and the form give; a question of that id lists exactly these
    "purpose": ("repair", "refund", "other"),
    "bought_from": ("direct", "dealer", "other", "unknown"),
    "warranty": ("in", "out", "unknown"),
    "too-many": ("no", "yes"),
    "excluded": ("no", "yes", "unknown"),
}
NAMED = ("family", *PLACES)  # questions whose answers the catalogue gives: its families, and its regions
SELLER = "bought_from"  # the closed question that customers answer themselves
ANSWERED_BY_FACT = {
    "too-many": "refund-at-most",
    "excluded": "refund-never",
}  # a closed question, and the fact that answers it
WINDOW = ("in", "out", "unknown")
ANY = Situation()
NAME = r"^[a-z]+(-[a-z]+)*\Z"
RuleName = limited(str, "the id is the page's name: small letters and single hyphens, no figure", pattern=NAME)


class Question(Shape):
    """One question of the checker by its `id`, and the ids of its `answers`; a file leaves out those of a closed one.

    `once` says whether it is answered for each group of cameras or for the request. `assume` is what the form takes
    when the checker was not asked; with `in-form` the form asks it itself then.
    """

    id: str
    answers: list[str] = []
    once: Literal["group", "request"] = "group"
    assume: str = ""
    in_form: bool = False


class Outcome(Shape):
    """Where a rule ends: its `kind`, the `facts` it cites, and the answers to change `instead` for another way on."""

    kind: Kind
    facts: list[str] = []
    instead: dict[str, str] = {}


class Rule(Shape):
    """`when` these answers are given, this outcome holds; the id is the page's name."""

    id: RuleName
    when: dict[str, str | list[str]]
    outcome: Outcome

    def allows(self, question, answer):
        """Whether `answer` to `question` leaves this rule standing."""
        wanted = self.when.get(question, answer)
        return answer in wanted if isinstance(wanted, list) else answer == wanted

    def situation(self, known=ANY):
        """The Situation of a case that reaches this rule, as far as it is known."""
        known = known if known.said else _known_of(self.when, known)  # of a page no case stands behind
        return known._replace(kind=self.outcome.kind)


def situation_of(answers):
    """The Situation of whoever gave these answers in the checker, {question: answer or answers}."""
    return _known_of(answers, ANY)


def _known_of(answers, known):
    asked = {axis: known.on(axis) or answers.get(axis, "") for axis in ("purpose", *NAMED)}
    return known._replace(**asked, said=answers)


class Policy(Shape):
    """One revision of a vendor's return policy: its `facts`, its `questions`, and the `rules` that answers lead to.

    `windows` stand by the id of the question that asks for each. `dated` is the vendor's own date of the text; one that
    bears none has the day on which we `read` it. `source` is its id. A text with a `region` holds for what is sent
    from there; one without holds wherever no text of a region does.
    """

    source: str
    facts: Facts
    questions: list[Question]
    rules: list[Rule]
    windows: dict[str, Window | list[Window]] = {}
    dated: date | None = None
    read: date | None = None
    archived: bool = False
    region: str = ""
    # Set on loading:
    name: str = ""  # the file's
    text: Text = Text()  # our words for it
    names: dict[str, dict[str, str]] = {}  # what its rows name, in words: {axis: {id: name}}
    hash: str = ""  # of everything that judges

    @property
    def day(self):
        return self.dated or self.read

    @property
    def answers(self):
        """{question id: the ids of its answers}, in their order."""
        return {question.id: question.answers for question in self.questions}

    def rows(self, key):
        """The Facts of a kebab-case key: its rows, mostly one."""
        stated = getattr(self.facts, key.replace("-", "_"))
        return tuple(stated) if isinstance(stated, list) else (stated,)

    def fact(self, key, situation=ANY):
        """The one Fact that holds; what is not known of the situation counts as named by no row."""
        return next((row for row in self.rows(key) if fits(row.when, situation)), NOT_SAID)

    def window(self, name, situation=ANY):
        """The rows of a window that may hold in the situation."""
        rows = self.windows[name]
        return possible_rows(rows if isinstance(rows, list) else [rows], situation)

    @property
    def said(self):
        """The ids of the questions that customers answer themselves, which rows can be told apart by."""
        given = (*self.windows, *CLOSED_QUESTIONS, *NAMED)
        return tuple(question.id for question in self.questions if question.id == SELLER or question.id not in given)

    def is_kept(self, situation):
        """Whether what is replaced in this situation is not sent to the vendor at all."""
        remedy = self.fact("replacement", situation).value if situation.kind == "replacement" else None
        return bool(remedy and remedy.kept)

    def question(self, id):
        return next(q for q in self.questions if q.id == id)

    def rule(self, id):
        return next(r for r in self.rules if r.id == id)


def with_answers(policy, products):
    """The policy where each question has its answers, also those that dates, models, regions or the form give."""
    usual = dict.fromkeys(policy.windows, WINDOW) | CLOSED_QUESTIONS
    usual |= dict.fromkeys(PLACES, (*products.regions, ELSEWHERE, "unknown"))
    usual["family"] = (*(family.slug for family in products.families), "unknown")
    asked = [replace(asked, answers=asked.answers or [*usual.get(asked.id, ())]) for asked in policy.questions]
    return replace(policy, questions=asked)


def with_names(policy, products):
    """The policy with the words for what its rows can name: families, regions and answers."""
    regions = {name: name for name in products.regions} | policy.text.regions
    names = {"family": {family.slug: family.name for family in products.families}, "region": regions, "sold": regions}
    asked = {id: text.holds for id, text in policy.text.questions.items() if id in policy.said}
    return replace(policy, names=names | asked)
