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
    left, moved = {family.slug for family in after.products.families}, {}
    for name, typed in (_typed(before) | _typed(after)).items():
        was, now = (_slug(vendor, typed) for vendor in (before, after))
        if was and was != now and (now or was in left):  # with a family that is gone, its names are too
            moved.setdefault((was, now), []).append(name)
    for (was, now), names in moved.items():
        known = families.get(now, "no family we know")
        sentence = f"{_shortened(names)}: told as {families[was]} before, now as {known}."
        yield Change(after.slug, "family", was, {"model": names}, was, now, sentence)


def _written(vendor):
    families = vendor.products.families
    return sorted((family.slug, family.name, sorted(family.models), sorted(family.prefixes)) for family in families)


def _typed(vendor):
    """{a name as it is told: what somebody types}, of every model, family and beginning of a name."""
    whole = {name: name for family in vendor.products.families for name in (*family.models, family.name)}
    # More than the beginning itself, which may be a family's name as well.
    return whole | {f"{start}…": f"{start}QQQ" for family in vendor.products.families for start in family.prefixes}


def _slug(vendor, typed):
    family = find_model(vendor, typed).family
    return family and family.slug


def _shortened(names):
    more = len(names) - NAMED
    return joined([*names[:NAMED], f"{more} more"] if more > 1 else names)
