"""Checks products.toml: families told apart, serial forms that can be read, and warranty rows that can hold."""

import re
from datetime import date

import iso3166

from content.eligibility.catalogue import ELSEWHERE
from content.errors import Fault
from content.loading.checks.known import family_faults, repeated_faults, source_faults, tag_faults, unknown_faults
from content.loading.checks.prose import DOUBTFUL, figure_faults
from content.wording.joining import joined
from content.wording.literals import without_bare_figures

# Its digits are what the sentence is of; it has a source of its own, and pages show it under that alone.
OF_NUMBERS = "a serial's sentence says of which signs it is made and no more; anything else is a fact of its own"
NAME = re.compile(r"[A-Za-z]+([ -][A-Za-z]+)*")
PARTS = {"family": "families", "region": "regions", "part": "parts"}  # what a row may be narrowed to


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
    for number, row in enumerate(rows, 1):
        yield from _row(f"warranty[{number}]", row, vendor)
    for number, row in enumerate(rows, 1):
        longer = next((other for other in rows if other.months > row.months and _covers(other, row)), None)
        if longer:
            write = f"because the longest holds and row {rows.index(longer) + 1} ({_in_words(longer)}) is longer"
            yield Fault(f"warranty[{number}]", f"{_in_words(row)} never holds, {write}. {_mend(row, longer)}")


def _row(where, row, vendor):
    regions = [*vendor.products.regions, *_answers(vendor, "region")]
    yield from family_faults(f"{where}.when.family", row.when.family, vendor)
    write = "there is no region {!r}; write it under [regions], or ask for it by a question `region`"
    yield from unknown_faults(f"{where}.when.region", row.when.region, regions, write)
    write = "no question `part` has the answer {!r}; write one, or take the part away"
    yield from unknown_faults(f"{where}.when.part", row.when.part, _answers(vendor, "part"), write)
    yield from source_faults(f"{where}.source", row.source, vendor)
    if row.from_ and row.to and row.from_ > row.to:
        yield Fault(f"{where}.to", "write a day that is not before `from`")
    yield from figure_faults(f"{where}.doubt", vendor, row.doubt, DOUBTFUL)


def _answers(vendor, id):
    return [answer for policy in vendor.policies for answer in policy.answers.get(id, ())]


def _covers(longer, row):
    """Whether a row holds wherever, and on every day that, another does."""
    pairs = [(getattr(longer.when, part), getattr(row.when, part)) for part in PARTS]
    began = longer.from_ or date.min
    ended = longer.to or date.max
    whole = began <= (row.from_ or date.min) and (row.to or date.max) <= ended
    return whole and all(not wide or (narrow and set(narrow) <= set(wide)) for wide, narrow in pairs)


def _in_words(row):
    """'12 months for nova'."""
    return f"{row.months} months for {joined(name for part in PARTS for name in getattr(row.when, part)) or 'all'}"


def _mend(row, longer):
    """What tells the two apart: what only the shorter one names, else what both do."""
    only = [part for part in PARTS if getattr(row.when, part) and not getattr(longer.when, part)]
    return f"Name the {PARTS[only[0]]} of that one." if only else "Take what this one is for out of that one."
