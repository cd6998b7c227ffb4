"""Checks products.toml: families told apart, serial forms that can be read, and warranty rows that can hold."""

import re
from datetime import date

import iso3166

from content.errors import Fault
from content.loading.checks.known import repeated_faults, source_faults, tag_faults, unknown_faults
from content.loading.checks.policy import clock_faults, unasked
from content.loading.checks.prose import DOUBTFUL, figure_faults
from content.loading.checks.rows import known_names, names_faults
from content.schema.policy import ELSEWHERE
from content.schema.when import axes_of, names_on
from content.wording.catalog import read_words
from content.wording.joining import joined
from content.wording.literals import without_bare_figures

# Its digits are what the sentence is of; it has a source of its own, and pages show it under that alone.
OF_NUMBERS = "a serial's sentence says of which signs it is made and no more; anything else is a fact of its own"
NAME = re.compile(r"[A-Za-z]+([ -][A-Za-z]+)*")
BEFORE_LENGTHS = ("purpose", "kind")  # what no warranty differs by
NAMED = {"family": "families", "region": "regions", "sold": "regions"}  # what stands on an axis; else answers


def product_faults(vendor):
    """The Faults of products.toml."""
    products = vendor.products
    yield from source_faults("source", products.source, vendor) if products.source else ()
    yield from _serial("serial", products.serial, vendor)
    yield from repeated_faults("families", products.families, "slug")
    for family in products.families:
        where = f"families.{family.slug}"
        yield from tag_faults(f"{where}.voids", family.voids, "voids") if family.voids else ()
        yield from _serial(f"{where}.serial", family.serial, vendor) if family.serial else ()
    yield from _regions(products.regions)
    yield from _warranty(vendor)
    yield from _clocks(vendor)


def _serial(where, serial, vendor):
    try:
        re.compile(serial.pattern)
    except re.error as fault:
        yield Fault(f"{where}.pattern", f"is not a pattern ({fault}); write one such as [0-9]{{8}}")
    yield from tag_faults(f"{where}.place", serial.place, "places") if serial.place else ()
    yield from source_faults(f"{where}.source", serial.source, vendor) if serial.source else ()
    yield from figure_faults(f"{where}.sentence", vendor, without_bare_figures(serial.sentence), OF_NUMBERS)


def _regions(regions):
    taken = {}
    for name, countries in regions.items():
        where = f"regions.{name}"
        if not NAME.fullmatch(name) or name in (ELSEWHERE, "unknown"):
            yield Fault(where, f"write a name in plain letters, and neither {ELSEWHERE!r} nor 'unknown'")
        write = "there is no country {!r}; write two capital letters, such as DE"
        yield from unknown_faults(where, countries, iso3166.countries_by_alpha2, write)
        for country in countries:
            if taken.setdefault(country, name) != name:
                yield Fault(where, f"{country} is in {taken[country]!r} too; leave it in one of them")


def _warranty(vendor):
    """The Faults of the warranty rows; of those that apply the longest holds, so that one below it never does."""
    rows = vendor.products.warranty
    known = {axis: names for axis, names in known_names(vendor).items() if axis not in BEFORE_LENGTHS}
    for number, row in enumerate(rows, 1):
        yield from names_faults(f"warranty[{number}].when", row.when, known)
        yield from _row(f"warranty[{number}]", row, vendor)
    for number, row in enumerate(rows, 1):
        longer = next((other for other in rows if _is_longer(other, row) and _covers(other, row)), None)
        if longer:
            write = f"because the longest holds and row {rows.index(longer) + 1} ({_in_words(longer)}) is longer"
            yield Fault(f"warranty[{number}]", f"{_in_words(row)} never holds, {write}. {_mend(row, longer)}")


def _clocks(vendor):
    """A Fault where every row has a clock of its own, and the policy says that the text names none."""
    rows = [row for row in vendor.products.warranty if row.figure]
    silent = [policy for policy in vendor.policies if not policy.archived and policy.fact("warranty-clock").silent]
    if rows and silent and all(row.clock for row in rows):
        write = "every row says what it is counted from, but the fact warranty-clock of {} is silent; state there what"
        yield Fault("warranty", f"{write.format(silent[0].name)} most of them share, and take it out of those rows")


def _row(where, row, vendor):
    yield from source_faults(f"{where}.source", row.source, vendor)
    if sum(map(bool, (row.months, row.days, row.words))) != 1:
        yield Fault(where, "write `months`, `days`, or `words` where no figure is stated, such as \"by-contract\"")
    yield from tag_faults(f"{where}.words", row.words, "lengths") if row.words else ()
    if row.or_ and not (row.figure and row.doubt):
        yield Fault(f"{where}.or", "write `months` and a `doubt` beside it: this is the other reading of that length")
    if row.extended and row.extended <= (row.figure or 0):
        yield Fault(f"{where}.extended", "write the months that it lasts in all with the extension, more than `months`")
    yield from clock_faults(f"{where}.clock", row.clock) if row.clock else ()
    yield from [Fault(f"{where}.of", unasked(row.of))] if row.of and row.of not in read_words().events_asked else ()
    if row.from_ and row.to and row.from_ > row.to:
        yield Fault(f"{where}.to", "write a day that is not before `from`")
    yield from figure_faults(f"{where}.doubt", vendor, row.doubt, DOUBTFUL)


def _is_longer(other, row):
    """Whether another row surely outlasts this one: both have a figure, and are counted alike."""
    alike = (other.clock, other.of) == (row.clock, row.of) and not other.doubt
    return other.figure and row.figure and other.in_months > row.in_months and alike


def _covers(longer, row):
    """Whether a row holds wherever, and on every day that, another does."""
    pairs = [(names_on(longer.when, axis), names_on(row.when, axis)) for axis in axes_of((longer, row))]
    began = longer.from_ or date.min
    ended = longer.to or date.max
    whole = began <= (row.from_ or date.min) and (row.to or date.max) <= ended
    return whole and all(not wide or (narrow and set(narrow) <= set(wide)) for wide, narrow in pairs)


def _in_words(row):
    """'12 months for nova'."""
    names = [name for axis in row.when for name in names_on(row.when, axis)]
    return f"{row.figure} {row.unit} for {joined(names) or 'all'}"


def _mend(row, longer):
    """What tells the two apart: what only the shorter one names, else what both do."""
    only = [axis for axis in row.when if axis not in longer.when]
    if not only:
        return "Take what this one is for out of that one."
    return f"Name the {NAMED.get(only[0], f'answers to {only[0]}')} of that one."
