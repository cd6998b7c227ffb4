"""Checks products.toml: families told apart, warranty rows that apply to one, serial forms that can be read."""

import re

from content.loading.checks.longer import longer_faults
from content.loading.checks.prose import DOUBTFUL, figure_faults
from content.loading.checks.scope import region_faults, scope_faults
from content.loading.checks.sources import source_faults
from content.schema.slugs import SLUG
from content.wording.catalog import read_words
from content.wording.literals import less_bare_figures

# Its digits are what the sentence is of; it has a source of its own, and pages show it under that alone.
OF_NUMBERS = "a serial's sentence says of which signs it is made and no more; anything else is a fact of its own"


def product_faults(vendor):
    """(key, what to write) for each fault of products.toml."""
    products = vendor.products
    yield from source_faults("source", products.source, vendor) if products.source else ()
    yield from _serial("serial", products.serial, vendor)
    slugs = [family.slug for family in products.families]
    for family in products.families:
        yield from _family(f"families.{family.slug}", family, slugs)
        yield from _serial(f"families.{family.slug}.serial", family.serial, vendor) if family.serial else ()
    yield from region_faults(products.regions)
    for number, row in enumerate(products.warranty, 1):
        yield from _warranty(f"warranty[{number}]", row, slugs, vendor)
        yield from scope_faults(f"warranty[{number}].when", row.when, vendor)
        yield from figure_faults(f"warranty[{number}].doubt", vendor, row.doubt, DOUBTFUL)
    yield from longer_faults(products.warranty)


def _family(at, family, slugs):
    if slugs.count(family.slug) > 1:
        yield at, "two families have this slug; rename one"
    if not SLUG.fullmatch(family.slug):
        yield at, "use small letters, digits and single hyphens"
    if family.voids and family.voids not in read_words().voids:
        yield f"{at}.voids", f"{family.voids!r} has no words; write its sentence under [voids] in words.toml"


def _warranty(at, row, slugs, vendor):
    for slug in row.when.family:
        if slug not in slugs:
            yield f"{at}.when.family", f"there is no family {slug!r}; write the slug of one"
    yield from source_faults(f"{at}.source", row.source, vendor)
    if row.months <= 0:
        yield f"{at}.months", "write a number of months above zero"
    if row.from_ and row.to and row.from_ > row.to:
        yield f"{at}.to", "write a day that is not before `from`"


def _serial(at, serial, vendor):
    try:
        re.compile(serial.pattern)
    except re.error as fault:
        yield f"{at}.pattern", f"is not a pattern ({fault}); write one such as [0-9]{{8}}"
    if serial.place and serial.place not in read_words().places:
        yield f"{at}.place", f"{serial.place!r} has no words; write its sentence under [places] in words.toml"
    yield from source_faults(f"{at}.source", serial.source, vendor) if serial.source else ()
    yield from figure_faults(f"{at}.sentence", vendor, less_bare_figures(serial.sentence), OF_NUMBERS)
