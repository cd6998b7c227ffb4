"""What was last published: which text each revision had when it was last admitted.

`content/kept/published.json` holds for each vendor {name, zone, revisions: {revision: {hash, archived, pays}}}. The
texts themselves stand beside it (content/kept.py).
"""

import json
from pathlib import Path

from msgspec.structs import replace

from content.diff import Tree
from content.facts import KEYS
from content.kept import KEPT, read_kept
from content.model import Theme, Vendor, VendorFile
from content.tell import line_of
from content.words import read_words

FILE = "published.json"


def read_published(folder=KEPT):
    """What was last admitted; nothing where nothing ever was."""
    path = Path(folder) / FILE
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def published_tree(vendors, folder=KEPT):
    """The vendors as last admitted, as a Tree; what judges nothing is taken from `vendors`."""
    published = read_published(folder)
    return Tree(
        {slug: as_published(slug, published[slug], vendors.get(slug), folder) for slug in published}, read_words()
    )


def as_published(slug, known, vendor, folder):
    """A vendor as it was last admitted."""
    kept = [
        (read_kept(slug, name, record["hash"], folder), record["archived"])
        for name, record in known["revisions"].items()
    ]
    policies = [replace(_dressed(policy, vendor), archived=archived) for (policy, _), archived in kept]
    policies.sort(key=lambda policy: (policy.archived, -policy.day.toordinal()))
    file = replace(vendor.file if vendor else _stranger(known["name"]), name=known["name"], zone=known["zone"])
    return Vendor(slug, file, tuple(policies), kept[0][0][1], "")


def _dressed(policy, vendor):
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


def record_of(vendor):
    """What published.json holds of a vendor."""
    revisions = {
        policy.name: {"hash": policy.hash, "archived": policy.archived, "pays": pays(vendor, policy)}
        for policy in vendor.policies
    }
    return {"name": vendor.name, "zone": vendor.file.zone, "revisions": revisions}


def pays(vendor, policy):
    """{fact: [who pays, how much]} of every cost, as words.toml tells it: no text holds that."""
    lines = [line_of(vendor, policy, key) for key in KEYS]
    return {line.key: [line.who, line.amount] for line in lines if line.who}


def paid_otherwise(vendor, policy, record):
    """{fact: (was, now)} of the costs that words.toml tells otherwise than when this text was admitted."""
    was, now = record["pays"], pays(vendor, policy)
    return {key: (was.get(key), now.get(key)) for key in now | was if was.get(key) != now.get(key)}


def told_cost(cost):
    """“You, what your carrier asks”."""
    return f"“{', '.join(part for part in cost if part)}”" if cost else "nothing"


def write_published(published, folder=KEPT):
    """Write what is admitted now."""
    write_whole(Path(folder) / FILE, published)


def write_whole(path, plain):
    """Write plain data as JSON, so that nobody ever finds half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(path)
