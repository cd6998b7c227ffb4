"""The shape of a file in policies/: one revision of a vendor's return policy."""

from datetime import date

from content.schema.facts import Count, Facts, Shape, Tag
from content.schema.outcome_kinds import Kind
from content.toml import limited

CLOSED_QUESTIONS = {  # answers that dates, models and the form give; a question of that id lists exactly these
    "purpose": ("repair", "refund", "other"),
    "bought_from": ("direct", "dealer", "other", "unknown"),
    "warranty": ("in", "out", "unknown"),
    "too-many": ("no", "yes"),
    "excluded": ("no", "yes", "unknown"),
}
ANSWERED_BY_FACT = {
    "too-many": "refund-at-most",
    "excluded": "refund-never",
}  # a closed question, and the fact that answers it
WINDOW = ("in", "out", "unknown")
NAME = r"^[a-z]+(-[a-z]+)*\Z"
RuleName = limited(str, "the id is the page's name: small letters and single hyphens, no figure", pattern=NAME)
Plus = limited(int, "write how many days after the event counting starts; leave it out for none", ge=0)


class Start(Shape):
    """Where counting starts: an event that customers are asked the day of, and how many days after it."""

    event: Tag = "purchase"
    plus: int = 0


class Window(Shape):
    """A date window: `days` counted from `plus` days past the event `after`, the last day included."""

    days: Count
    after: Tag = "purchase"
    plus: Plus = 0

    @property
    def start(self):
        return Start(self.after, self.plus)


class Question(Shape):
    """One question of the checker.

    `assume` is what the form takes when the checker was not asked; with `in-form` the form asks it itself then.
    """

    id: str
    ask: str
    answers: dict[str, str]
    hint: str = ""
    hints: dict[str, str] = {}
    assume: str = ""
    in_form: bool = False


class Outcome(Shape):
    """Where a rule ends: its kind, its title, the facts it cites, and what to try instead."""

    kind: Kind
    title: str
    text: str = ""
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


class Policy(Shape):
    """One revision of a vendor's return policy, with the vendor's own date or the day we read it."""

    source: str
    facts: Facts
    questions: list[Question]
    rules: list[Rule]
    windows: dict[str, Window] = {}
    dated: date | None = None
    read: date | None = None
    archived: bool = False
    title: str = ""
    name: str = ""  # the file's name, set on loading
    counts: Start | None = None  # what the stated warranty-clock means, set on loading and kept with the text
    hash: str = ""  # of everything that judges, set on loading

    @property
    def day(self):
        return self.dated or self.read

    @property
    def answers(self):
        """{question id: its answers}, in their order."""
        return {question.id: question.answers for question in self.questions}

    def fact(self, key):
        """The Fact of a kebab-case key."""
        return getattr(self.facts, key.replace("-", "_"))

    def question(self, id):
        return next(q for q in self.questions if q.id == id)

    def rule(self, id):
        return next(r for r in self.rules if r.id == id)
