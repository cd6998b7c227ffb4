"""Tells how many of our own sentences read otherwise than the archive last told them; they judge nothing."""

from content.history.diff.rewording import count_reworded
from content.history.published import read_published
from content.history.snapshots import read_snapshot
from content.places import ARCHIVE


def reworded(vendors, folder=ARCHIVE):
    """A line such as 'reworded: 3 sentences of flir' for each vendor that is told in other words than it was."""
    published = read_published(folder)
    for slug, vendor in vendors.items():
        known = published.get(slug, {"revisions": {}})["revisions"]
        if count := count_reworded(_pairs(vendor, known, folder)):
            yield f"reworded: {count} sentence{'' if count == 1 else 's'} of {slug}"


def _pairs(vendor, known, folder):
    """Each published text of a vendor as it was last told, and as it is told now."""
    for policy in vendor.policies:
        if policy.name in known:
            yield read_snapshot(vendor.slug, policy.name, known[policy.name]["hash"], folder).policy, policy
