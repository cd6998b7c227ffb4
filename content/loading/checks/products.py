"""Checks products.toml: families told apart, warranty rows that apply to one, serial forms that can be read."""

import re

from content.errors import Fault
from content.loading.checks.longer import longer_faults
from content.loading.checks.prose import DOUBTFUL, figure_faults
from content.loading.checks.scope import region_faults, scope_faults
from content.loading.checks.sources import source_faults
from content.loading.checks.tags import tag_faults
from content.schema.slugs import SLUG
from content.wording.literals import less_bare_figures

# Its digits are what the sentence is of; it has a source of its own, and pages show it under that alone.
OF_NUMBERS = "a serial's sentence says of which signs it is made and no more; anything else is a fact of its own"


def product_faults(vendor):
    """The Faults of products.toml."""
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


def _family(where, family, slugs):
    if slugs.count(family.slug) > 1:
        yield Fault(where, "two families have this slug; rename one")
    if not SLUG.fullmatch(family.slug):
        yield Fault(where, "use small letters, digits and single hyphens")
    yield from tag_faults(f"{where}.voids", family.voids, "voids") if family.voids else ()


def _warranty(where, row, slugs, vendor):
    for slug in row.when.family:
        if slug not in slugs:
            yield Fault(f"{where}.when.family", f"there is no family {slug!r}; write the slug of one")
    yield from source_faults(f"{where}.source", row.source, vendor)
    if row.months <= 0:
        yield Fault(f"{where}.months", "write a number of months above zero")
    if row.from_ and row.to and row.from_ > row.to:
        yield Fault(f"{where}.to", "write a day that is not before `from`")


def _serial(where, serial, vendor):
    try:
        re.compile(serial.pattern)
    except re.error as fault:
        yield Fault(f"{where}.pattern", f"is not a pattern ({fault}); write one such as [0-9]{{8}}")
    yield from tag_faults(f"{where}.place", serial.place, "places") if serial.place else ()
    yield from source_faults(f"{where}.source", serial.source, vendor) if serial.source else ()
    yield from figure_faults(f"{where}.sentence", vendor, less_bare_figures(serial.sentence), OF_NUMBERS)
