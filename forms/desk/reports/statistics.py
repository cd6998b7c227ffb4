"""Turns counts into figures: rows of bars, spreads of times, and shares, each with the number it is based on."""

import math
from datetime import timedelta
from itertools import count
from statistics import median
from typing import NamedTuple

from forms.records.timestamps import HOUR

WEEKS = 12
AGES = (3, 8, 31)  # days at which the next age begins
FEWEST = 5  # below it a share or a median would be chance


class Bars(NamedTuple):
    """The bars of one name, and what they add up to."""

    name: str
    bars: tuple
    n: int


class Spread(NamedTuple):
    """How long something took: hours within which half and nine tenths had it; neither where too few had."""

    name: str
    n: int
    of: int
    half: float | None
    most: float | None


class Share(NamedTuple):
    """How many of some were solved; no share where they are too few."""

    name: str
    solved: int
    n: int
    share: float | None


def weeks(today):
    """The Mondays of the last weeks, this one's last."""
    monday = today - timedelta(days=today.weekday())
    return [monday - timedelta(weeks=back) for back in reversed(range(WEEKS))]


def rows_of(found, names, places):
    """The Bars of each of {name: its words}, with a bar for each place, of counts by name and place."""
    counted = {(row["name"], row["place"]): row["requests"] for row in found}
    bars = {name: tuple(counted.get((name, place), 0) for place in places) for name in names}
    return [Bars(words, bars[name], sum(bars[name])) for name, words in names.items()]


def spreads(times, column, names):
    """A Spread for each of {vendor: its words} of the seconds in a column; None stands where it did not happen yet."""
    return [_spread(words, [row[column] for row in times if row["vendor"] == name]) for name, words in names.items()]


def _spread(name, seconds):
    hours = sorted(max(0, each) / HOUR for each in seconds if each is not None)
    if len(hours) < FEWEST:
        return Spread(name, len(hours), len(seconds), None, None)
    # The least time within which nine of ten had it: it did happen, nothing is drawn between two.
    return Spread(name, len(hours), len(seconds), median(hours), hours[-(-len(hours) * 9 // 10) - 1])


def shares(found, names):
    """A Share for each of {vendor: its words}: solved, of those that were solved or shipped."""
    counted = {row["vendor"]: (row["solved"], row["solved"] + row["shipped"]) for row in found}
    both = {name: counted.get(name, (0, 0)) for name in names}
    return [Share(names[name], solved, n, solved / n if n >= FEWEST else None) for name, (solved, n) in both.items()]


def scale(most):
    """The marks of an axis from nothing to at least `most`: up to five steps of one, two or five, or ten times that."""
    steps = (figure * 10**power for power in count() for figure in (1, 2, 5))
    step = next(step for step in steps if most <= 5 * step)
    return [step * mark for mark in range(max(math.ceil(most / step), 1) + 1)]
