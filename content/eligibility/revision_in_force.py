"""Which revision of a vendor's text holds on a day and in a region, and which will take over from it."""

from content.errors import ContentError


def in_force(vendor, day, region=""):
    """The revision that holds on `day` in a region; where there is none, a ContentError."""
    if held := held_on(vendor, day, region):
        return held
    write = f"no revision is in force on {day}; give one an earlier date or build with another --as-of"
    raise ContentError(vendor.slug, "policies", write)


def held_on(vendor, day, region=""):
    """The newest revision not archived and not younger than `day`, else the oldest that bears no date; or None.

    A region without a text of its own has the one that names no region.
    """
    return _held(vendor, day, region) or (_held(vendor, day, "") if region else None)


def regional_texts(vendor, day):
    """{region: the revision that holds there on that day} of the regions that have a text of their own."""
    regions = dict.fromkeys(policy.region for policy in vendor.policies if policy.region)
    return {region: held for region in regions if (held := _held(vendor, day, region))}


def later_revisions(vendor, held):
    """The revisions that take over from the one in force, the next one first."""
    later = (policy for policy in _current(vendor, held.region) if policy.day > held.day)
    return sorted(later, key=lambda policy: policy.day)


def _held(vendor, day, region):
    current = sorted(_current(vendor, region), key=lambda policy: policy.day)
    held = [policy for policy in current if policy.day <= day] or [policy for policy in current if policy.read][:1]
    return held[-1] if held else None


def _current(vendor, region):
    return [policy for policy in vendor.policies if not policy.archived and policy.region == region]
