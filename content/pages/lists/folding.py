"""A long list folded into groups of neighbours, each called by how its first name and its last begin."""

import re
from math import ceil
from typing import NamedTuple

FEW = 40  # rows that one look takes in; more of them are folded
EACH = 20  # rows of a group, or a few less
AS_CHOICES = 12  # vendors that are chosen from by large rows
NUMBER = re.compile("([0-9]+)")


class Group(NamedTuple):
    """Rows that are neighbours by name, and the words that tell the first and the last of them from those beside."""

    first: str
    last: str
    rows: list


def folded(rows, name):
    """The Groups of these rows in the order of what `name(row)` gives; none where they are few."""
    if len(rows) <= FEW:
        return []
    rows, count = sorted(rows, key=lambda row: in_order(name(row))), ceil(len(rows) / EACH)
    ends = [len(rows) * number // count for number in range(count + 1)]
    names = ["", *map(name, rows), ""]
    return [
        Group(_apart(names[start + 1], names[start]), _apart(names[end], names[end + 1]), rows[start:end])
        for start, end in zip(ends, ends[1:], strict=False)
    ]


def _apart(name, other):
    """The first words of a name, up to the one that another name does not share."""
    words = name.split()
    same = next((at for at, (word, its) in enumerate(zip(words, other.split(), strict=False)) if word != its), None)
    length = min(len(words), len(other.split())) if same is None else same
    return " ".join(words[: length + 1]).rstrip(",;:")


def in_order(text):
    """A key to sort names by, as people do: without case, and 'Eye 2' before 'Eye 10'."""
    return [int(part) if at % 2 else part for at, part in enumerate(NUMBER.split(text.casefold()))]
