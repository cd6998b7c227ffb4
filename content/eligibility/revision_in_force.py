"""Which revision of a vendor's text holds on a day, and which will take over from it."""

from content.errors import ContentError


def in_force(vendor, day):
    """The revision that holds on `day`; where there is none, a ContentError."""
    if held := held_on(vendor, day):
        return held
    write = f"no revision is in force on {day}; give one an earlier date or build with another --as-of"
    raise ContentError(vendor.slug, "policies", write)


def held_on(vendor, day):
    """The newest revision not archived and not younger than `day`, else the oldest that bears no date; or None."""
    current = [policy for policy in vendor.policies if not policy.archived]
    current.sort(key=lambda policy: policy.day)
    held = [policy for policy in current if policy.day <= day] or [policy for policy in current if policy.read][:1]
    return held[-1] if held else None


def later_revisions(vendor, held):
    """The revisions that take over from the one in force, the next one first."""
    later = (policy for policy in vendor.policies if not policy.archived and policy.day > held.day)
    return sorted(later, key=lambda policy: policy.day)
