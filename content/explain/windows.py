"""The windows and limits of a policy in words, and the last day of each."""

from datetime import date
from typing import NamedTuple

from msgspec import UNSET

from content.dates import months_written, written
from content.eligibility.judge import last_day
from content.explain.events import start_in_words
from content.explain.holds import OTHERWISE, holds_for
from content.schema.policy import ANY
from content.wording.catalog import fill, read_words
from content.wording.joining import joined


class NamedFigure(NamedTuple):
    """A figure under its key: what it says ('30 days'), from when it counts, and the id of the source it was read in.

    Only a window counts 'from the day you bought it'; of any other figure `start` is empty, and so it is where rows
    count from several days, which then stand in the text. `asked` is the question that the figure is for, where that
    would not be plain.
    """

    key: str
    text: str
    start: str
    source: str
    asked: str = ""


class Deadline(NamedTuple):
    """The last day of a window that a case is in: its name, what has to happen by then, and both in words.

    `within` is request, shipment or arrival, or silent where the text does not say what has to happen: then `unsaid`
    says that.
    """

    window: str
    within: str
    day: date
    sentence: str
    unsaid: str = ""

    @property
    def told(self):
        """All of it in one line."""
        return f"{self.sentence} {self.unsaid}".strip()


def deadlines_of(vendor, policy, rule, situation, dates):
    """The Deadlines of a case that reached this rule: of the windows it is in, as far as their days are known."""
    inside = [name for name in policy.windows if rule.when.get(name) in ("in", ["in"])]
    rows = [(name, policy.window(name, situation)) for name in inside]
    found = [(name, rows[0], last_day(rows[0], dates)) for name, rows in rows if len(rows) == 1]
    return tuple(_deadline(vendor, name, row, day) for name, row, day in found if day)


def _deadline(vendor, name, row, day):
    within = row.within or "silent"
    parts = {"vendor": vendor.short, "day": written(day), "length": length_words(row)}
    words = {key: fill(text, **parts) for key, text in read_words().deadlines.items()}
    notes = ["" if row.within else words["unsaid"], words.get(row.length.unit, "")]
    return Deadline(name, within, day, words[within], " ".join(filter(None, notes)))


class Term(NamedTuple):
    """What has to happen in a window that an outcome rests on, in words; `row` is its only one, or None of several."""

    key: str
    sentence: str
    row: object


def terms_of(vendor, policy, rule):
    """The Terms of each window that a case has to be in to reach this rule: one, or one a row where these differ."""
    inside = [name for name in policy.windows if rule.when.get(name) in ("in", ["in"])]
    return [term for name in inside for term in _terms(vendor, policy, name, rule.situation())]


def _terms(vendor, policy, name, situation):
    rows, key = _stated(policy.window(name, situation)), f"window.{name}"
    if len({(row.within, _start(row)) for row in rows}) == 1:
        yield Term(key, _term_of(vendor, rows[0], _lengths(policy, rows)), rows[0] if len(rows) == 1 else None)
        return
    for row in rows:
        holds = holds_for(policy, row.when) or OTHERWISE
        yield Term(key, f"{holds[0].upper()}{holds[1:]}: {_term_of(vendor, row, length_words(row))}", None)


def _term_of(vendor, row, length):
    return fill(read_words().terms[row.within or "silent"], vendor=vendor.short, length=length, start=_start(row))


def fill_windows(text, policy, situation=ANY):
    """`text` with {window.NAME} as its length in words: '30 days'; {count} and {never} as a refund's limits say.

    Where the situation settles which row of the window holds, that alone is told.
    """
    if "{" not in text:
        return text
    for name in policy.windows:
        rows = _stated(policy.window(name, situation))
        told = length_words(rows[0]) if len(rows) == 1 else _lengths(policy, policy.window(name))
        text = text.replace(f"{{window.{name}}}", told)
    most, never = (policy.fact(key, situation).value for key in ("refund-at-most", "refund-never"))
    text = text if most is UNSET else text.replace("{count}", str(most))
    return text if never is UNSET else text.replace("{never}", joined(never, "or"))


def windows_in_words(policy):
    """{window: its NamedFigure}."""
    return {name: _named(policy, name) for name in policy.windows}


def _named(policy, name):
    rows = _stated(policy.window(name))
    starts = dict.fromkeys(_start(row) for row in rows)
    if len(starts) == 1:
        return NamedFigure(f"window.{name}", _lengths(policy, rows), *starts, policy.source)
    told = [f"{length_words(row)} {_start(row)}{_in_brackets(holds_for(policy, row.when))}" for row in rows]
    return NamedFigure(f"window.{name}", joined(told, "or"), "", policy.source)


def _in_brackets(holds):
    return f" ({holds})" if holds else ""


def figures_of_rows(policy, name):
    """Every length and every start of a window, each as the sentences of its rows have it."""
    return {text for row in _stated(policy.window(name)) for text in (length_words(row), _start(row))}


def _stated(rows):
    return [row for row in rows if not row.silent]


def _start(window):
    """'from the day you received it', with what is assumed of it and what is in doubt."""
    assumed = "it does not say from which day; we assume this one" if window.assumed else ""
    notes = "; ".join(filter(None, (assumed, window.doubt.removesuffix("."))))
    return f"{start_in_words(window.start)} ({notes})" if notes else start_in_words(window.start)


def _lengths(policy, rows):
    """'30 days'; of several rows each with what it holds for: '180 days (for AM3), otherwise 30 days'."""
    rows = _stated(rows)
    if len({length_words(row) for row in rows}) == 1:
        return length_words(rows[0])
    held = [(length_words(row), holds_for(policy, row.when)) for row in rows]
    told = [f"{length} ({holds})" for length, holds in held if holds]
    return ", otherwise ".join([joined(told, "or"), *(length for length, holds in held if not holds)])


def length_words(window):
    """'30 days' or 'one month', with the condition that the text sets."""
    count, unit = window.length
    words = read_words().unit if count == 1 else read_words().units
    length = months_written(count) if unit == "months" else f"{count} {words[unit]}"
    return f"{length}, {window.only_if}" if window.only_if else length
