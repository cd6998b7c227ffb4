"""Finds a model, as it was typed, in a vendor's catalogue: by its name, else by the prefixes of a family."""

import re
import unicodedata
from typing import NamedTuple

from content.schema.policy import ELSEWHERE
from content.schema.products import Family, SerialForm
from content.schema.when import names_on


class FoundModel(NamedTuple):
    """A model as the catalogue writes it, its family (None where no family fits), and whether it is listed."""

    model: str
    family: Family | None
    listed: bool


def comparable(text):
    """A name to compare by: without case, width, blanks and punctuation; letters of every script stay."""
    # A vowel sign of Thai is no letter by itself, yet without it a word is another.
    return "".join(sign for sign in upper_case(text) if sign.isalnum() or unicodedata.category(sign)[0] == "M")


def upper_case(text):
    """A text in capitals of normal width: a Japanese keyboard types Ｂ for B."""
    return text.upper() if text.isascii() else unicodedata.normalize("NFKC", text).upper()


def find_model(vendor, typed):
    """The FoundModel of a typed name: by name, else by the longest prefix that fits; an unknown one stays as typed."""
    wanted = comparable(typed)
    typed = " ".join(typed.split())
    for family in vendor.products.families:
        for name in (*family.models, family.name):
            if comparable(name) == wanted:
                return FoundModel(name, family, True)
    prefixes = [(prefix, family) for family in vendor.products.families for prefix in family.prefixes]
    fits = [(len(comparable(prefix)), family) for prefix, family in prefixes if begins_with(typed, prefix)]
    _, family = max(fits, key=lambda fit: fit[0], default=(0, None))
    return FoundModel(typed.upper() if family else typed, family, False)


def begins_with(typed, prefix):
    """Whether a name as typed begins with a prefix; after one that ends in a hyphen no letter may follow.

    "H-" is no prefix of "Hawk".
    """
    signs = r"[\W_]*".join(["", *comparable(prefix)])
    return re.match(signs + (r"(?![^\W\d_])" if prefix.endswith("-") else ""), upper_case(typed)) is not None


def family_of(vendor, slug):
    """The family of that slug, or None."""
    return next((family for family in vendor.products.families if family.slug == slug), None)


def serial_form(vendor, family=None) -> SerialForm:
    """How serials of this family look: its own form, else the vendor's."""
    return (family and family.serial) or vendor.products.serial


def model_names(vendor):
    """Every model the catalogue lists, as suggestions for the form."""
    return [model for family in vendor.products.families for model in family.models]


def families_named(vendor, name):
    """The families that a text means by `name`: that of this slug or name, else all whose names begin with it."""
    wanted = comparable(name)
    families = vendor.products.families
    named = [family for family in families if wanted in (comparable(family.slug), comparable(family.name))]
    return named or [family for family in families if comparable(family.name).startswith(wanted)]


def region_of(vendor, country):
    """The catalogue's region of a country: ELSEWHERE where none has it, empty without regions or a country."""
    found = [name for name, countries in vendor.products.regions.items() if country in countries]
    return found[0] if found else ELSEWHERE if country and vendor.products.regions else ""


def family_rows(vendor, slug):
    """The warranty rows of that family ("": of one we do not know), whatever else they hold for, in file order."""
    return [row for row in vendor.products.warranty if slug in names_on(row.when, "family") or "family" not in row.when]
