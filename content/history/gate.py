"""Refuses another text in the place of one that was published, and what nobody published on purpose."""

from content.errors import ContentError, refuse
from content.history.diff import differences
from content.history.diff.catalogue import models
from content.history.diff.revisions import revision_name, same_text
from content.history.published import as_published, read_published
from content.history.snapshots import read_snapshot
from content.places import ARCHIVE

PUBLISH = "python -m content publish"
OTHERWISE = "this was written otherwise when it was published"
NAMED = 3  # consequences named in a refusal
TEXT = "this text", "its text, undo this and write the new text as a file of its own under policies/"
CATALOGUE = "the catalogue", "it from a day on, undo this and write rows of their own with `from` and `to`"


def check_published(vendors, preview=False, folder=ARCHIVE):
    """Refuse what was never published, or was published otherwise; a preview gets these as sentences."""
    published = read_published(folder)
    for slug, known in published.items():
        for name, record in known["revisions"].items():
            for hash in dict.fromkeys(record["ever"]):
                read_snapshot(slug, name, hash, folder)  # refuses a text that was lost or changed, however long ago
    found = ((vendor, published.get(vendor.slug)) for vendor in vendors.values())
    return refuse((fault for vendor, known in found for fault in _faults(vendor, known, folder)), preview)


def _faults(vendor, known, folder):
    """A ContentError for everything of a vendor that is not as it was published."""
    if known is None:
        yield _not_yet(vendor, "vendor.toml", "-", f"{vendor.name} was never published")
        return
    yield from texts_gone(vendor, known)
    state = as_published(vendor.slug, known, vendor, folder)
    for policy in vendor.policies:
        yield from _faults_of_text(vendor, state, policy, known["revisions"].get(policy.name))
    for moved in models(state, vendor):
        yield _not_yet(vendor, "products.toml", "families", f"{OTHERWISE}: {moved.sentence.rstrip('.')}")
    if known["zone"] != vendor.file.zone:
        yield _not_yet(vendor, "vendor.toml", "zone", OTHERWISE)


def _faults_of_text(vendor, was, policy, record):
    file = f"policies/{policy.name}.toml"
    if record is None:
        yield _not_yet(vendor, file, "-", f"{revision_name(policy)} was never published")
    elif policy.hash != record["hash"]:
        yield _changed(vendor, was, policy)
    elif policy.archived != record["archived"]:
        yield _not_yet(vendor, file, "archived", OTHERWISE)


def texts_gone(vendor, known):
    """A ContentError for each text that was published, as `known` holds it, and that the vendor lacks."""
    names = {policy.name for policy in vendor.policies}
    for name in known["revisions"]:
        if name not in names:
            write = "this text was published and is gone; bring the file back and write archived = true in it"
            yield ContentError(f"{vendor.slug}/policies/{name}.toml", "-", write)


def _not_yet(vendor, file, key, what):
    write = f"{what}. See whom it affects: python -m content diff. If it is meant, publish it: {PUBLISH}"
    return ContentError(f"{vendor.slug}/{file}", key, write)


def _changed(vendor, was, policy):
    """The ContentError for a published text that now says something else."""
    catalogue = same_text(was.policy(policy.name), policy)
    old, new = ({vendor.slug: state} for state in (was, vendor))
    found = [change.sentence for change in differences(old, new) if change.revision in ("", policy.name)]
    found = found or ["Nobody is affected: it says the same in another way."]
    more = f" … and {len(found) - NAMED} more: python -m content diff." if len(found) > NAMED else ""
    what, undo = CATALOGUE if catalogue else TEXT
    file = "products.toml" if catalogue else f"policies/{policy.name}.toml"
    says = f"{what} was published and now says something else. {' '.join(found[:NAMED])}{more}"
    mend = f"If {vendor.name} changed {undo}. If we had misread it, publish the correction: {PUBLISH}"
    return ContentError(f"{vendor.slug}/{file}", "-", f"{says} {mend}")
