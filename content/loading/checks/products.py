"""Checks products.toml: families told apart, and serial forms that can be read."""

import re

from content.errors import Fault
from content.loading.checks.known import tag_faults
from content.loading.checks.prose import figure_faults
from content.loading.checks.sources import source_faults
from content.loading.checks.warranty import region_faults, warranty_faults
from content.schema.slugs import SLUG
from content.wording.literals import without_bare_figures

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
    yield from warranty_faults(vendor)


def _family(where, family, slugs):
    if slugs.count(family.slug) > 1:
        yield Fault(where, "two families have this slug; rename one")
    if not SLUG.fullmatch(family.slug):
        yield Fault(where, "use small letters, digits and single hyphens")
    yield from tag_faults(f"{where}.voids", family.voids, "voids") if family.voids else ()


def _serial(where, serial, vendor):
    try:
        re.compile(serial.pattern)
    except re.error as fault:
        yield Fault(f"{where}.pattern", f"is not a pattern ({fault}); write one such as [0-9]{{8}}")
    yield from tag_faults(f"{where}.place", serial.place, "places") if serial.place else ()
    yield from source_faults(f"{where}.source", serial.source, vendor) if serial.source else ()
    yield from figure_faults(f"{where}.sentence", vendor, without_bare_figures(serial.sentence), OF_NUMBERS)
