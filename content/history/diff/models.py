"""Which family a model is told as: what is typed into the form, before and after."""

from content.eligibility.catalogue import find_model
from content.history.diff.change import Change
from content.wording.joining import joined

NAMED = 3  # of many models


def models(before, after):
    """A Change for each group of names that were told as one family and no longer are; new names are free."""
    if _written(before) == _written(after):
        return
    families = {family.slug: family.name for vendor in (before, after) for family in vendor.products.families}
    standing, found = {family.slug for family in after.products.families}, {}
    for shown, typed in (_typed(before) | _typed(after)).items():
        was, now = (_slug(vendor, typed) for vendor in (before, after))
        if was and was != now and (now or was in standing):  # with a family that is gone, its names are too
            found.setdefault((was, now), []).append(shown)
    for (was, now), names in found.items():
        told = f"{_listed(names)}: told as {families[was]} before, now as {families.get(now, 'no family we know')}."
        yield Change(after.slug, "family", was, {"model": names}, was, now, told)


def _written(vendor):
    families = ((one.slug, one.name, sorted(one.models), sorted(one.prefixes)) for one in vendor.products.families)
    return sorted(families)


def _typed(vendor):
    """{a name as it is told: what somebody types}, of every model, family and beginning of a name."""
    whole = {name: name for family in vendor.products.families for name in (*family.models, family.name)}
    # More than the beginning itself, which may be a family's name as well.
    return whole | {f"{one}…": f"{one}QQQ" for family in vendor.products.families for one in family.prefixes}


def _slug(vendor, typed):
    family = find_model(vendor, typed).family
    return family and family.slug


def _listed(names):
    more = len(names) - NAMED
    return joined([*names[:NAMED], f"{more} more"]) if more > 1 else joined(names)
