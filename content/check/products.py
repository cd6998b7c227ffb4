"""Checks products.toml: families told apart, warranty rows that apply to one, serial forms that can be read."""

import re

from content.check.scope import region_faults, scope_faults
from content.model import SLUG
from content.words import read_words


def product_faults(vendor):
    """(key, what to write) for each fault of products.toml."""
    products, sources = vendor.products, vendor.file.sources
    if products.source and products.source not in sources:
        yield "source", f"{products.source!r} is not in vendor.toml [sources]"
    yield from _serial("serial", products.serial, sources)
    slugs = [family.slug for family in products.families]
    for family in products.families:
        yield from _family(f"families.{family.slug}", family, slugs)
        yield from _serial(f"families.{family.slug}.serial", family.serial, sources) if family.serial else ()
    yield from region_faults(products.regions)
    for number, row in enumerate(products.warranty, 1):
        yield from _warranty(f"warranty[{number}]", row, slugs, sources)
        yield from scope_faults(f"warranty[{number}].when", row.when, vendor)


def _family(at, family, slugs):
    if slugs.count(family.slug) > 1:
        yield at, "two families have this slug; rename one"
    if not SLUG.fullmatch(family.slug):
        yield at, "use small letters, digits and single hyphens"
    if family.voids and family.voids not in read_words().voids:
        yield f"{at}.voids", f"{family.voids!r} has no words; write its sentence under [voids] in words.toml"


def _warranty(at, row, slugs, sources):
    for slug in row.when.family:
        if slug not in slugs:
            yield f"{at}.when.family", f"there is no family {slug!r}; write the slug of one"
    if row.source not in sources:
        yield f"{at}.source", f"{row.source!r} is not in vendor.toml [sources]"
    if row.months <= 0:
        yield f"{at}.months", "write a number of months above zero"
    if row.from_ and row.to and row.from_ > row.to:
        yield f"{at}.to", "write a day that is not before `from`"


def _serial(at, serial, sources):
    try:
        re.compile(serial.pattern)
    except re.error as fault:
        yield f"{at}.pattern", f"is not a pattern ({fault}); write one such as [0-9]{{8}}"
    if serial.place and serial.place not in read_words().places:
        yield f"{at}.place", f"{serial.place!r} has no words; write its sentence under [places] in words.toml"
    if serial.source and serial.source not in sources:
        yield f"{at}.source", f"{serial.source!r} is not in vendor.toml [sources]"
