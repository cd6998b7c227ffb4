"""A range of serials: two ends and a dash, read only where both ends have the vendor's form."""

import re
from typing import NamedTuple

from forms.serials.pattern import fits, has_digit, is_hex, normal

DASH = r"(?:[-\u2013\u2014\u2026]|\.{2,})"


class Range(NamedTuple):
    """From the first to the last number, each written after the prefix in so many digits."""

    prefix: str
    width: int
    first: int
    last: int

    @property
    def count(self):
        return self.last - self.first + 1

    @property
    def serials(self):
        return (f"{self.prefix}{number:0{self.width}}" for number in range(self.first, self.last + 1))


def read_range(core, serial, form):
    """The one Range this can be, or None."""
    if not form.pattern or fits(serial, form):
        return None
    pairs = [(a, b) for a, b, _ in _ends(core, form) if fits(a, form) and fits(b, form)]
    if len(pairs) != 1 or any(is_hex(end, form) for end in pairs[0]):
        return None
    (prefix, first), (other, last) = (re.fullmatch(r"(.*?)(\d*)", end).groups() for end in pairs[0])
    padded = "0" in (first[:1], last[:1])
    if prefix != other or not first or not last or int(last) < int(first) or (padded and len(first) != len(last)):
        return None
    return Range(prefix, len(first), int(first), int(last))


def like_range(core, form):
    ends = [end for end in _ends(core, form) if has_digit(end[0]) and has_digit(end[1])]
    if form.pattern:
        return any(fits(first, form) or fits(last, form) for first, last, _ in ends)
    return any(dash != "-" or _shape(first) == _shape(last) for first, last, dash in ends)


def _shape(serial):
    return re.sub(r"\d", "9", re.sub(r"[^\W\d_]", "A", serial))


def _ends(core, form):
    for dash in re.finditer(DASH, core):
        yield normal(core[: dash.start()], form), normal(core[dash.end() :], form), dash[0]
