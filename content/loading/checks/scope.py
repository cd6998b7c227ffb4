"""Checks what warranty rows hold for besides families: regions of known countries, and parts that somebody asks for."""

import re

import iso3166

from content.eligibility.catalogue import ELSEWHERE
from content.errors import Fault

NAME = re.compile(r"[A-Za-z]+([ -][A-Za-z]+)*")


def region_faults(regions):
    """The Faults of [regions]."""
    taken = {}
    for name, countries in regions.items():
        where = f"regions.{name}"
        if not NAME.fullmatch(name) or name in (ELSEWHERE, "unknown"):
            yield Fault(where, f"write a name in plain letters, and neither {ELSEWHERE!r} nor 'unknown'")
        for country in countries:
            if country not in iso3166.countries_by_alpha2:
                yield Fault(where, f"there is no country {country!r}; write two capital letters, such as DE")
            if taken.setdefault(country, name) != name:
                yield Fault(where, f"{country} is in {taken[country]!r} too; leave it in one of them")


def scope_faults(where, scope, vendor):
    """A Fault for each region and part of a row that no case could ever be of."""
    regions = {*vendor.products.regions, *_answers(vendor, "region")}
    for name in scope.region:
        if name not in regions:
            write = f"there is no region {name!r}; write it under [regions], or ask for it by a question `region`"
            yield Fault(f"{where}.region", write)
    for name in scope.part:
        if name not in _answers(vendor, "part"):
            write = f"no question `part` has the answer {name!r}; write one, or take the part away"
            yield Fault(f"{where}.part", write)


def _answers(vendor, id):
    asked = [question for policy in vendor.policies for question in policy.questions if question.id == id]
    return {answer for question in asked for answer in question.answers}
