"""What was last published: which text each revision had when it was last admitted.

`content/archive/published.json` holds for each vendor {name, zone, families: {family: {models, prefixes}}, revisions:
{revision: {hash, ever, archived, pays}}}; `ever` is every hash the revision was admitted with, the last being `hash`.
The texts themselves stand beside it (content/history/snapshots.py).
"""

import json
from pathlib import Path

from msgspec.structs import replace

from content.history.diff import Tree
from content.history.payers import costs_of
from content.history.snapshots import read_snapshot, write_json
from content.places import ARCHIVE
from content.schema.vendor import Theme, Vendor, VendorFile
from content.wording.catalog import read_words

FILE = "published.json"


def read_published(folder=ARCHIVE):
    """What was last admitted; nothing where nothing ever was."""
    path = Path(folder) / FILE
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def published_tree(vendors, folder=ARCHIVE):
    """The vendors as last admitted, as a Tree; what judges nothing is taken from `vendors`."""
    published = read_published(folder)
    return Tree(
        {slug: as_published(slug, published[slug], vendors.get(slug), folder) for slug in published}, read_words()
    )


def since_published(tree, folder=ARCHIVE):
    """[(vendor, its text, what was admitted of it)] of a published_tree."""
    published = read_published(folder)
    texts = [(vendor, policy) for vendor in tree.vendors.values() for policy in vendor.policies]
    return [(vendor, policy, published[vendor.slug]["revisions"][policy.name]) for vendor, policy in texts]


def as_published(slug, known, vendor, folder):
    """A vendor as it was last admitted."""
    kept = [
        (read_snapshot(slug, name, record["hash"], folder), record["archived"])
        for name, record in known["revisions"].items()
    ]
    policies = [replace(with_hints_of_today(policy, vendor), archived=archived) for (policy, _), archived in kept]
    policies.sort(key=lambda policy: (policy.archived, -policy.day.toordinal()))
    file = replace(vendor.file if vendor else _stranger(known["name"]), name=known["name"], zone=known["zone"])
    return Vendor(slug, file, tuple(policies), _named(kept[0][0][1], known["families"]), "")


def _named(products, families):
    """A kept catalogue with the models it had, which no text keeps."""
    return replace(products, families=[replace(one, **families[one.slug]) for one in products.families])


def with_hints_of_today(policy, vendor):
    """A kept text with the title and the hints of today, which judge nothing and are not kept."""
    now = next((other for other in vendor.policies if other.name == policy.name), None) if vendor else None
    today = {question.id: question for question in now.questions} if now else {}
    questions = [
        replace(asked, hint=today[asked.id].hint, hints=today[asked.id].hints) if asked.id in today else asked
        for asked in policy.questions
    ]
    return replace(policy, title=now.title if now else "", questions=questions)


def _stranger(name):
    """The file of a vendor that is no longer here."""
    return VendorFile(name=name, maker=name, scope="", elsewhere="", sources={}, theme=Theme("", ""), channels=[])


def record_of(vendor, known=None):
    """What published.json holds of a vendor, after what it held before."""
    before = known["revisions"] if known else {}
    families = {one.slug: {"models": one.models, "prefixes": one.prefixes} for one in vendor.products.families}
    revisions = {policy.name: _record(policy, before.get(policy.name)) for policy in vendor.policies}
    return {"name": vendor.name, "zone": vendor.file.zone, "families": families, "revisions": revisions}


def _record(policy, record):
    ever = hashes_of(policy, record)
    return {"hash": policy.hash, "ever": ever, "archived": policy.archived, "pays": costs_of(policy)}


def hashes_of(policy, record):
    """Every hash that a revision was admitted with, the one it has now last."""
    ever = record["ever"] if record else []
    return ever if ever[-1:] == [policy.hash] else [*ever, policy.hash]


def write_published(published, folder=ARCHIVE):
    """Write what is admitted now."""
    write_json(Path(folder) / FILE, published)
