"""The shape of a window: a time after which an answer changes, or one that is only told."""

from typing import Literal, NamedTuple

from content.schema.base import Count, Plus, Shape, Tag
from content.schema.facts import Start
from content.schema.when import When

LASTING = ("days", "months", "business-days", "hours")
WITHIN = ("request", "shipment", "arrival")  # what a text can ask for within a window


class Length(NamedTuple):
    """How long a window lasts: so many of a unit."""

    count: int
    unit: str


class Window(Shape):
    """A stretch of time, its last day included: so long from `plus` days past the event `after`.

    It lasts so many `days`, `months`, `business-days` (Monday to Friday) or `hours`; a row may be `silent` instead.
    `within` is what has to happen in it: the request, the shipment or its arrival; empty where the text is silent.
    With `assumed` the text does not say from which event it counts: we take `after`, and say so.
    `only-if` is a condition that the text itself states, and `when` what a row holds for. With a `doubt` the text can
    be read in two ways, and no day proves anything.
    """

    days: Count | None = None
    months: Count | None = None
    business_days: Count | None = None
    hours: Count | None = None
    silent: bool = False
    after: Tag = "purchase"
    plus: Plus = 0
    within: Literal[WITHIN] | None = None
    assumed: bool = False
    only_if: str = ""
    doubt: str = ""
    when: When = {}

    @property
    def start(self):
        return Start(self.after, self.plus)

    @property
    def lengths(self):
        """Each Length that is given: exactly one, or none where it is silent."""
        given = [(getattr(self, unit.replace("-", "_")), unit) for unit in LASTING]
        return [Length(count, unit) for count, unit in given if count]

    @property
    def length(self):
        return self.lengths[0]

    @property
    def on_a_calendar(self):
        """The Length in whole days or more: of an event the day alone is known, and hours may last into the next."""
        count, unit = self.length
        return Length(-(-count // 24), "days") if unit == "hours" else self.length
