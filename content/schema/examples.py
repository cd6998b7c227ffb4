"""The shape of examples.toml: cases in plain words, and what has to come of each."""

from datetime import date
from typing import Literal

from content.schema.base import Shape
from content.schema.outcome_kinds import Kind
from content.schema.policy import CLOSED_QUESTIONS
from content.toml import limited

Units = limited(int, "write how many there are, or 0 where nobody counted", ge=0)


class Then(Shape):
    """What has to hold: the rule, and as much of what a reader sees as the editor cares to name."""

    rule: str
    kind: Kind | None = None
    title: str = ""
    answers: dict[str, str] = {}
    pays: dict[str, str] = {}  # fact → who pays it, or how much
    says: list[str] = []
    never_says: list[str] = []


class Example(Shape):
    """A case in plain words, the day it is asked, what is known of it, and what has to come of it."""

    say: str
    on: date
    purpose: Literal[CLOSED_QUESTIONS["purpose"]]
    then: Then
    model: str = ""
    family: str = ""
    units: Units = 1
    bought_from: Literal[CLOSED_QUESTIONS["bought_from"]] = "unknown"
    dates: dict[str, date] = {}
    warranty_said: Literal[CLOSED_QUESTIONS["warranty"]] = "unknown"
    country: str = ""
    answers: dict[str, str] = {}
    revision: str = ""  # of an older text; empty for the one in force on that day


class ExampleFile(Shape):
    """examples.toml: a vendor's examples."""

    examples: list[Example]
