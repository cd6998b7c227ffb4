"""The shape of text.toml: our words for a vendor's policy. They judge nothing and may be reworded at any time."""

from content.schema.base import Shape


class QuestionText(Shape):
    """A question in words: what to `ask`, its `answers` by their ids, a `hint` below it and `hints` below answers.

    Families and regions that have no words go by their names. `holds` are the words for a row that holds where an
    answer is given: 'for the cooler', 'if it was registered'.
    """

    ask: str
    answers: dict[str, str] = {}
    hint: str = ""
    hints: dict[str, str] = {}
    holds: dict[str, str] = {}


class OutcomeText(Shape):
    """An outcome in words: a `title`, and a `text`; without one its kind's sentence is told."""

    title: str
    text: str = ""


class Text(Shape):
    """Our words for one revision: its title, its questions by id, its outcomes by the rule's id, regions by name."""

    title: str = ""
    regions: dict[str, str] = {}
    questions: dict[str, QuestionText] = {}
    outcomes: dict[str, OutcomeText] = {}


class TextFile(Shape):
    """text.toml: the words for all revisions of a vendor, and over them those for one, by its name."""

    regions: dict[str, str] = {}
    questions: dict[str, QuestionText] = {}
    outcomes: dict[str, OutcomeText] = {}
    revisions: dict[str, Text] = {}

    def of_revision(self, name):
        """The Text of a revision: an entry of its own stands in place of that for all."""
        own = self.revisions.get(name, Text())
        return Text(own.title, self.regions | own.regions, self.questions | own.questions, self.outcomes | own.outcomes)
