"""A request as a row of a worklist or a search: how it begins, and the states of its cameras."""

from typing import NamedTuple

from forms.rma.status import state_name


class Lead(NamedTuple):
    """The beginning of a row, such as "overdue since" and the day; `late` where a promise is over."""

    lead: str
    rest: str = ""
    late: bool = False


class Line(NamedTuple):
    """A line of a list of requests: its stored row, and how it begins."""

    row: dict
    lead: Lead


def states_words(states):
    """'3 RMA number given, 2 Refused'; of a single camera the state alone."""
    alone = sum(units for state, result, units in states) == 1
    names = ((state_name(state, result), units) for state, result, units in states)
    return ", ".join(name if alone else f"{units} {name}" for name, units in names)
