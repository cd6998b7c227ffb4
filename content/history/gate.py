"""Refuses to publish another text in the place of one that was published, and one that nobody admitted."""

from itertools import chain

from content.eligibility.fingerprint import hash_of
from content.errors import ContentError, refuse
from content.history.diff import differences, words_only
from content.history.diff.models import models
from content.history.diff.pairs import NOTHING
from content.history.diff.revisions import revision_name
from content.history.payers import cost_words, paid_otherwise
from content.history.published import as_published, read_published
from content.history.snapshots import read_snapshot
from content.places import ARCHIVE

ADMIT = "python -m content publish"
OTHERWISE = "this was written otherwise when it was published"
TOLD = 3  # consequences named in a refusal
TEXT = (
    "this text was published and now says something else",
    "If {} changed its text, undo this and write the new text as a file of its own under policies/.",
)
CATALOGUE = (
    "the catalogue was published and now says something else",
    "If {} changed it from a day on, undo this and write rows of their own with `from` and `to`.",
)


def check_published(vendors, preview=False, folder=ARCHIVE):
    """Refuse what was never admitted, or was admitted otherwise; of a preview it is only said: sentences."""
    published = read_published(folder)
    _check_all_there(published, folder)
    found = (_faults(vendor, published.get(vendor.slug), folder) for vendor in vendors.values())
    return refuse(chain.from_iterable(found), preview)


def _check_all_there(published, folder):
    """Refuse a text that was lost or changed since it was kept, of whatever vendor and however long ago."""
    for slug, known in published.items():
        for name, record in known["revisions"].items():
            for hash in dict.fromkeys(record["ever"]):
                read_snapshot(slug, name, hash, folder)


def check_none_gone(vendor, known):
    """Refuse a vendor that lacks a text which was published."""
    for fault in _gone(vendor, known or {"revisions": ()}):
        raise fault


def _faults(vendor, known, folder):
    """A ContentError for everything of a vendor that is not as it was admitted."""
    if known is None:
        yield _not_yet(vendor, "vendor.toml", "-", f"{vendor.name} was never published")
        return
    yield from _gone(vendor, known)
    was = as_published(vendor.slug, known, vendor, folder)
    for policy in vendor.policies:
        record, file = known["revisions"].get(policy.name), f"policies/{policy.name}.toml"
        if record is None:
            yield _not_yet(vendor, file, "-", f"{revision_name(policy)} was never published")
            continue
        if policy.hash != record["hash"]:
            yield _changed(vendor, was, policy)
        elif policy.archived != record["archived"]:
            yield _not_yet(vendor, file, "archived", OTHERWISE)
        yield from _paid_otherwise(vendor, was.policy(policy.name), record)
    for moved in models(was, vendor):
        yield _not_yet(vendor, "products.toml", "families", f"{OTHERWISE}: {moved.sentence.rstrip('.')}")
    if known["zone"] != vendor.file.zone:
        yield _not_yet(vendor, "vendor.toml", "zone", OTHERWISE)


def _paid_otherwise(vendor, policy, record):
    """Where words/facts.toml alone now tells another payer or another sum than was published."""
    for key, (was, now) in paid_otherwise(policy, record).items():
        costs = f"was {cost_words(vendor, was)}, and now it would be {cost_words(vendor, now)}"
        write = f"published for {vendor.slug} {policy.name} {costs}"
        yield ContentError("words/facts.toml", f"facts.{key}", f"{write}. Undo this, or admit it if it is meant: {ADMIT}")


def _gone(vendor, known):
    standing = {policy.name for policy in vendor.policies}
    for name in (name for name in known["revisions"] if name not in standing):
        write = "this text was published and is gone; bring the file back and write archived = true in it"
        yield ContentError(f"{vendor.slug}/policies/{name}.toml", "-", write)


def _not_yet(vendor, file, key, what):
    write = f"{what}. See whom it affects: python -m content diff. If it is meant, admit it: {ADMIT}"
    return ContentError(f"{vendor.slug}/{file}", key, write)


def _changed(vendor, was, policy):
    """The ContentError for a published text that now says something else."""
    before = next(old for old in was.policies if old.name == policy.name)
    same_text = hash_of(before, NOTHING) == hash_of(policy, NOTHING)
    old, new = ({vendor.slug: state} for state in (was, vendor))
    found = [change.sentence for change in differences(old, new) if change.revision in ("", policy.name)]
    told = found or words_only(old, new) or ["Nobody is affected: it says the same in another way."]
    more = f" … and {len(told) - TOLD} more: python -m content diff." if len(told) > TOLD else ""
    says, undo = CATALOGUE if same_text else TEXT
    file = "products.toml" if same_text else f"policies/{policy.name}.toml"
    mend = f"{undo.format(vendor.name)} If we had misread it, admit the correction: {ADMIT}"
    return ContentError(f"{vendor.slug}/{file}", "-", f"{says}. {' '.join(told[:TOLD])}{more} {mend}")
