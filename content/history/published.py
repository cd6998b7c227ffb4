"""What was last published: which text each revision had then.

`content/archive/published.json` holds for each vendor {name, zone, families: {family: {models, prefixes}}, revisions:
{revision: {hash, ever, archived}}}; `ever` is every hash the revision was published with, the last being `hash`.
The texts themselves stand beside it (content/history/snapshots.py).
"""

from msgspec.structs import replace

from content.history.snapshots import read_json, read_snapshot
from content.schema.vendor import Theme, Vendor, VendorFile

FILE = "published.json"


def read_published(folder):
    """What was last published: {slug: what published.json holds}; empty where nothing ever was."""
    return read_json(folder / FILE, {})


def as_published(slug, known, vendor, folder):
    """A vendor as last published; `known` is what published.json holds of it, `vendor` what stands now, or None."""
    policies = []
    for name, record in known["revisions"].items():
        policy, products = read_snapshot(slug, name, record["hash"], folder)
        policies.append(replace(policy, archived=record["archived"]))
    policies.sort(key=lambda policy: (policy.archived, -policy.day.toordinal()))
    # Of a vendor that is gone only its name is known.
    file = vendor.file if vendor else VendorFile("", "", "", {}, Theme("", ""), [])
    file = replace(file, name=known["name"], zone=known["zone"])
    # No snapshot holds the models of its families.
    families = [replace(family, **known["families"][family.slug]) for family in products.families]
    return Vendor(slug, file, tuple(policies), replace(products, families=families), "")


def record_of(vendor, known):
    """What published.json is to hold of a vendor, after what it held before; `known` may be None."""
    before, catalogue = known["revisions"] if known else {}, vendor.products.families
    families = {family.slug: {"models": family.models, "prefixes": family.prefixes} for family in catalogue}
    revisions = {policy.name: _record(policy, before.get(policy.name)) for policy in vendor.policies}
    return {"name": vendor.name, "zone": vendor.file.zone, "families": families, "revisions": revisions}


def _record(policy, before):
    return {"hash": policy.hash, "ever": hashes_of(policy, before), "archived": policy.archived}


def hashes_of(policy, record):
    """Every hash that a revision was published with, the one it has now last; `record` may be None."""
    ever = record["ever"] if record else []
    return ever if ever[-1:] == [policy.hash] else [*ever, policy.hash]
