"""What a row of a list holds for: of several rows for one thing the first that fits holds."""

from typing import NamedTuple

Names = str | list[str]
When = dict[str, Names]
"""What a row holds for, a name or several on each axis; an axis left out holds for all.

The axes are the `purpose` asked for, the `kind` of the outcome, the `family` by its slug, the `region` that it is sent
from, that in which it was `sold`, and every question that customers answer themselves, by its id: its answers.
"""

PLACES = ("region", "sold")  # axes that name the catalogue's regions: sent from, and bought in
AXES = ("purpose", "kind", "family", *PLACES)


class Situation(NamedTuple):
    """What a row is chosen by; an empty value is not known and may be anything.

    `kind` is the outcome's, `region` the one it is sent from, `sold` the one it was bought in, and `said` the answers
    that were given to the policy's questions: {question: answer}.
    """

    purpose: str = ""
    kind: str = ""
    family: str = ""
    region: str = ""
    sold: str = ""
    said: dict = {}

    def on(self, axis):
        """The value on an axis; empty where it is not known, several where it is one of these."""
        value = getattr(self, axis) if axis in AXES else self.said.get(axis, "")
        known = [name for name in listed(value) if name != "unknown"]
        return known if isinstance(value, list) else "".join(known)

    def with_values(self, values):
        """The Situation where these stand on their axes, {axis: value}."""
        placed = {axis: value for axis, value in values.items() if axis in AXES}
        said = {axis: value for axis, value in values.items() if axis not in AXES}
        return self._replace(**placed, said=self.said | said)


def listed(names):
    """A name or several as a list; an empty name is none."""
    return list(filter(None, [names])) if isinstance(names, str) else names


def names_on(when, axis):
    """The names on an axis; none where it holds for all."""
    return listed(when.get(axis, []))


def in_order(axes):
    """Axes in the order they are told in: those that every vendor has, then questions as they come."""
    return (*(axis for axis in AXES if axis in axes), *(axis for axis in axes if axis not in AXES))


def axes_of(rows):
    """The axes on which rows are told apart, each once."""
    return in_order(dict.fromkeys(axis for row in rows for axis in row.when))


def excludes(one, other):
    """Whether two rows can never fit alike: on some axis they name nothing in common."""
    return any(not set(names_on(one, axis)) & set(names_on(other, axis)) for axis in one.keys() & other.keys())


def fits(when, situation):
    """True or False where the situation settles it; None where something that is not known decides."""
    pairs = [(set(listed(situation.on(axis))), set(names_on(when, axis))) for axis in when]
    if any(values and not values & names for values, names in pairs):
        return False
    return all(values and values <= names for values, names in pairs) or None


def possible_rows(rows, situation):
    """The rows of a list that may hold in a situation: those before the first that surely does, and that one."""
    found = []
    for row in rows:
        sure = fits(row.when, situation)
        if sure is not False:
            found.append(row)
        if sure:
            break
    return tuple(found)
