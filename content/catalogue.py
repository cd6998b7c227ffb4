"""Finds a model as typed in a vendor's catalogue: by its name, else by what its family's names begin with."""

import re
from typing import NamedTuple

from content.model import Family, SerialForm


class Found(NamedTuple):
    """What the catalogue knows of a typed model; `family` is None for a stranger."""

    model: str
    family: Family | None
    listed: bool


def plain(text):
    """A model name without case, blanks and marks, to compare by."""
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def find_model(vendor, typed):
    """`typed` as the catalogue writes it, with its family; a stranger keeps what was typed."""
    wanted, typed = plain(typed), " ".join(typed.split())
    for family in vendor.products.families:
        for name in (*family.models, family.name):
            if plain(name) == wanted:
                return Found(name, family, True)
    prefixes = [(plain(prefix), family) for family in vendor.products.families for prefix in family.prefixes]
    fits = [(len(prefix), family) for prefix, family in prefixes if wanted.startswith(prefix)]
    family = max(fits, key=lambda fit: fit[0])[1] if fits else None
    return Found(typed.upper() if family else typed, family, False)


def family_of(vendor, slug):
    """The family of that slug, or None."""
    return next((family for family in vendor.products.families if family.slug == slug), None)


def serial_form(vendor, family=None) -> SerialForm:
    """How serials of this family look: its own form, else the vendor's."""
    return (family and family.serial) or vendor.products.serial


def model_names(vendor):
    """Every model the catalogue lists, as suggestions for the form."""
    return [model for family in vendor.products.families for model in family.models]


def warranty_rows(vendor, family, region="", part=""):
    """The warranty rows that can apply to a family, in the file's order."""
    slug = family.slug if family else ""
    return [row for row in vendor.products.warranty if _applies(row.when, slug, region, part)]


def _applies(scope, family, region, part):
    wanted = ((scope.family, family), (scope.region, region), (scope.part, part))
    return all(not allowed or given in allowed for allowed, given in wanted)
