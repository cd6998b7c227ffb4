"""What a row of a policy or of the catalogue holds for, in words: 'in warranty, bought in the EU, for Nova or Vega'."""

from typing import NamedTuple

from content.dates import months_written, written
from content.explain.events import clock_words
from content.schema.policy import ELSEWHERE
from content.schema.when import AXES, PLACES, axes_of, in_order, names_on
from content.wording.catalog import fill, read_words
from content.wording.joining import joined

ELSE = "otherwise"  # of one that holds for what the rows above it leave of that
OTHERWISE = "in any other case"  # of a row that holds for all that the rows above it leave


def holds_for(policy, when, axes=None):
    """What a row with this `when` holds for, on these axes or all; empty where it holds for all."""
    words, axes = read_words().holding, in_order(when if axes is None else [axis for axis in when if axis in axes])
    told = [(axis, joined((_name(policy, axis, id) for id in names_on(when, axis)), "or")) for axis in axes]
    return ", ".join(fill(words.get(axis, "{names}"), names=names) for axis, names in told)


def _name(policy, axis, id):
    """The words for one name on an axis; a name that has none stands for itself."""
    known = policy.names.get(axis, {})
    if axis in PLACES and id == ELSEWHERE and known and id not in known:
        return fill(read_words().holding[ELSEWHERE], names=joined(known.values()))
    return (read_words().holds.get(axis, {}) | known).get(id, id.replace("-", " "))


def length_of(row):
    """The length of a warranty row in words: '3 years', '2 years or 1 year', 'as the supply contract sets it'."""
    if not row.figure:
        return read_words().lengths.get(row.words, row.words)
    other = row.or_ if isinstance(row.or_, str) else row.or_ and _written(row.or_, row.unit)
    length = joined(filter(None, (plain_length(row), other)), "or")
    return f"{length}, up to {_written(row.extended, row.unit)} with a paid extension" if row.extended else length


def plain_length(row):
    """The one length of a warranty row that has a figure: '3 years', '90 days'."""
    return _written(row.figure, row.unit)


def _written(count, unit):
    return months_written(count) if unit == "months" else f"{count} {read_words().unit[unit] if count == 1 else unit}"


class LengthsInWords(NamedTuple):
    """A vendor's warranties at a glance: the lengths, what they differ by and what is open, and where they were read.

    `lengths` is empty where none is known; `hedges` are the conditions and the doubt of the only one.
    """

    lengths: str
    more: str
    hedges: tuple
    read_in: tuple


def lengths_in_words(vendor, policy):
    """All warranty lengths of a vendor in one line, with everything that they depend on."""
    rows = sorted(vendor.products.warranty, key=lambda row: (not row.figure, row.in_months))
    months = [row for row in rows if row.figure]
    in_words = dict.fromkeys(length_of(row) for row in rows if not row.figure)
    ends = months[:1] + months[-1:]
    span = length_of(months[0]) if len(months) == 1 else " to ".join(dict.fromkeys(map(plain_length, ends)))
    more = [f"by {joined(_told_apart_by(rows))}"] if len(rows) > 1 and _told_apart_by(rows) else []
    more += [text for text, some in _reservations(vendor, rows) if some]
    hedges = [*conditions_of(policy, rows[0]), *filter(None, [rows[0].doubt])] if len(rows) == 1 else ()
    read_in = dict.fromkeys(row.source for row in (*months[:1], *months[-1:], *rows[len(months) :][:1]))
    lengths = joined(filter(None, (span, *in_words)), "or")
    return LengthsInWords(lengths, ", ".join(more), tuple(hedges), tuple(read_in))


def _told_apart_by(rows):
    """What the rows differ by, in words: 'product family', 'the day it begins'."""
    words = read_words().told_apart
    axes = [axis for axis in axes_of(rows) if len({str(names_on(row.when, axis)) for row in rows}) > 1]
    days = ["day"] if len({(row.from_, row.to) for row in rows}) > 1 else []
    told = [words[axis if axis in AXES else "said"] for axis in axes] + [words[day] for day in days]
    return list(dict.fromkeys(told))


def _reservations(vendor, rows):
    """Pairs of what is to be said beside lengths, and whether it is so."""
    stated = {slug for row in rows for slug in names_on(row.when, "family")}
    whole = any("family" not in row.when for row in rows)
    silent = [family for family in vendor.products.families if family.slug not in stated]
    yield "not for all families", bool(silent) and not whole
    yield "some on a condition", len(rows) > 1 and any(row.only_if for row in rows)
    yield "some of it in doubt", len(rows) > 1 and any(row.doubt for row in rows)


def conditions_of(policy, row):
    """What a warranty row of a family holds for and how it is counted, a sentence for each condition."""
    if holds := holds_for(policy, row.when, [axis for axis in row.when if axis != "family"]):
        yield f"{holds[0].upper()}{holds[1:]}."
    if row.from_ or row.to:
        yield f"If {_gate(row)}."
    if row.clock:
        yield f"Counted {clock_words(row.clock)}."
    if row.only_if:
        yield f"{row.only_if[0].upper()}{row.only_if[1:].removesuffix('.')}."


def _gate(row):
    """'the day it was shipped to you is 1 September 2021 or later', 'the warranty starts on … or earlier'."""
    begins = f"{read_words().events_asked[row.of].day} is" if row.of else "the warranty starts"
    if row.from_ and row.to:
        return f"{begins} from {written(row.from_)} to {written(row.to)}"
    on = "" if row.of else "on "
    return f"{begins} {on}{written(row.from_ or row.to)} or {'later' if row.from_ else 'earlier'}"
