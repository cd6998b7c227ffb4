"""By what names a family is found in a list: its own, its prefixes, and how its other models begin."""

from collections import Counter, defaultdict
from typing import NamedTuple

from content.eligibility.catalogue import comparable
from content.pages.lists.folding import folded
from content.schema.products import Family


class FoundFamily(NamedTuple):
    """A family in a list, and the names it is found by there."""

    family: Family
    names: tuple


def found_by(families):
    """A FoundFamily for each of these families, which may be of several vendors.

    A prefix stands for all models under it. Of the others it takes as much of their names as tells them from every
    other family's, so that a list of many hundred models stays light.
    """
    owners, shared = defaultdict(set), Counter()
    for number, family in enumerate(families):
        for name in _own(family):
            owners[comparable(name)].add(number)
        shared.update({start for name in (*_own(family), *family.models) for start in _starts(comparable(name))})
    for number, family in enumerate(families):
        bare = [model for model in family.models if _nearest(comparable(model), owners) != {number}]
        yield FoundFamily(family, tuple(dict.fromkeys([*_own(family), *(_beginning(model, shared) for model in bare)])))


def families_folded(vendor):
    """The Groups of a vendor's families as FoundFamilies; none where they are few."""
    return folded([*found_by(vendor.products.families)], lambda found: found.family.name)


def _own(family):
    return (family.name, *family.prefixes)


def _starts(text):
    return (text[:length] for length in range(1, len(text) + 1))


def _nearest(model, owners):
    """The numbers of the families that own the longest name which the model begins with."""
    return next((owners[start] for start in reversed([*_starts(model)]) if start in owners), set())


def _beginning(model, shared):
    """The least of a model's name that no other family shares; all of it where another has it whole."""
    return next((start for start in _starts(model) if start[-1].isalnum() and shared[comparable(start)] == 1), model)
