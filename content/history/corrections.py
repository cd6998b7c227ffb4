"""Texts that were published and corrected since: each stays readable, and judges again what it judged."""

from msgspec.structs import replace

from content.history.published import hashes_of, read_published
from content.history.snapshots import hash_today, read_snapshot
from content.schema.base import Source
from content.schema.facts import KEYS


def corrections(policy, known):
    """{hash: its number} of the texts that this revision was published with before; the first is 1.

    `known` is what published.json holds of its vendor, or None.
    """
    record = known["revisions"].get(policy.name) if known else None
    # Of a correction that was taken back again both stay: somebody read either.
    before = hashes_of(policy, record)[:-1]
    return {hash: before.index(hash) + 1 for hash in before}


def address_of_text(vendor, policy, hash, folder):
    """Where a text that this revision had is read: an address of its own once it was corrected."""
    page, hash = f"/{vendor.slug}/policy/{policy.name}/", hash_today(vendor.slug, policy.name, hash, folder)
    if hash == policy.hash:
        return page
    return f"{page}{hash}/" if hash in corrections(policy, read_published(folder).get(vendor.slug)) else page


def vendor_by(vendor, revision, hash, folder):
    """The vendor with that one text, and the catalogue that judged by it."""
    policy, products = read_snapshot(vendor.slug, revision, hash, folder)
    cited = (policy.fact(key).source for key in KEYS)
    ids = {policy.source, *(row.source for row in products.warranty), *cited} - {""}
    # A source that was dropped since only names itself: it judges nothing.
    dropped = {id: Source(title=id, read=policy.day) for id in sorted(ids - vendor.file.sources.keys())}
    file = replace(vendor.file, sources=vendor.file.sources | dropped)
    return replace(vendor, policies=(policy,), products=products, file=file)
