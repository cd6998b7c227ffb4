"""What a vendor's files tell otherwise, whatever its texts say: families, models, regions and the time zone."""

from content.eligibility.catalogue import family_of, find_model
from content.history.diff.change import Change, new_or_gone
from content.wording.catalog import fill, read_words
from content.wording.joining import joined

NAMED = 3  # of many models


def vendor_wide(before, after):
    """A Change where the days of all its windows, or the countries of its regions, are counted otherwise."""
    was, now = (vendor.file.zone or "UTC-12" for vendor in (before, after))
    if before.file.zone != after.file.zone:
        sentence = f"Everyone: the last day of a window ends by the clock of {now}; it ended by that of {was}."
        yield Change(what="deadline", key="zone", was=was, now=now, sentence=sentence)
    regions = [_regions(vendor) for vendor in (before, after)]
    for country in sorted(set().union(*regions)):
        was, now = (names.get(country) for names in regions)
        if was != now:
            who, words = {"country": [country]}, f"was {was or 'none'}, is now {now or 'none'}"
            sentence = f"Customers in {country}: their region {words}."
            yield Change(what="warranty", key="regions", who=who, was=was, now=now, sentence=sentence)


def _regions(vendor):
    return {country: name for name, countries in vendor.products.regions.items() for country in countries}


def families(before, after):
    """A Change for each family that is new or gone, and for what else of one judges."""
    old, new = ({family.slug: family for family in vendor.products.families} for vendor in (before, after))
    yield from new_or_gone(_parts(old), _parts(new))
    for slug, was, now in ((slug, old[slug], new[slug]) for slug in new if slug in old):
        change = Change(key=slug, who={"family": [slug]})
        if was.kind != now.kind:
            sentence = f"{was.name}: was told as {was.kind}, is now told as {now.kind}."
            yield change._replace(what="family", was=was.kind, now=now.kind, sentence=sentence)
        elif was.voids != now.voids:
            words = f"was {_voids(was, before)}, is now {_voids(now, after)}"
            sentence = f"{was.name}, what ends its warranty: {words}."
            yield change._replace(what="warranty", was=was.voids, now=now.voids, sentence=sentence)


def _parts(families):
    return {("family", slug): (family.name, f"The family {family.name}") for slug, family in families.items()}


def _voids(family, vendor):
    tag = family.voids
    return f"“{fill(read_words().voids.get(tag, tag), vendor=vendor.name).rstrip('.')}”" if tag else "not stated"


def models(before, after):
    """A Change for each group of names that were told as one family and no longer are; new names are free."""
    if _written(before) == _written(after):
        return
    families = {family.slug: family.name for vendor in (before, after) for family in vendor.products.families}
    moved = {}
    for name, typed in (_typed(before) | _typed(after)).items():
        found = (find_model(vendor, typed).family for vendor in (before, after))
        was, now = (family and family.slug for family in found)
        if was and was != now and (now or family_of(after, was)):  # with a family that is gone, its names are too
            moved.setdefault((was, now), []).append(name)
    for (was, now), names in moved.items():
        known = families.get(now, "no family we know")
        sentence = f"{_shortened(names)}: told as {families[was]} before, now as {known}."
        yield Change(what="family", key=was, who={"model": names}, was=was, now=now, sentence=sentence)


def _written(vendor):
    return {family.slug: (family.name, family.models, family.prefixes) for family in vendor.products.families}


def _typed(vendor):
    """{a name as it is told: what somebody types}, of every model, family and beginning of a name."""
    whole = {name: name for family in vendor.products.families for name in (*family.models, family.name)}
    # More than the beginning itself, which may be a family's name as well.
    return whole | {f"{start}…": f"{start}QQQ" for family in vendor.products.families for start in family.prefixes}


def _shortened(names):
    more = len(names) - NAMED
    return joined([*names[:NAMED], f"{more} more"] if more > 1 else names)
