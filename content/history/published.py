"""What was last published: which text each revision had then, and who paid each cost, as words/ told it.

`content/archive/published.json` holds for each vendor {name, zone, families: {family: {models, prefixes}}, revisions:
{revision: {hash, ever, archived, pays}}}; `ever` is every hash the revision was published with, the last being `hash`.
The texts themselves stand beside it (content/history/snapshots.py); no text holds what words/ tells of it.
"""

from msgspec.structs import replace

from content.explain.facts import fact_words
from content.history.diff.change import Change
from content.history.diff.verdicts import what_of
from content.history.snapshots import read_json, read_snapshot
from content.schema.facts import KEYS
from content.schema.vendor import Theme, Vendor, VendorFile
from content.wording.catalog import fill, read_words

FILE = "published.json"
REWORDED = "wording"


def read_published(folder):
    """What was last published: {slug: what published.json holds}; empty where nothing ever was."""
    return read_json(folder / FILE, {})


def as_published(slug, known, vendor, folder):
    """A vendor as last published; `known` is what published.json holds of it, `vendor` what stands now, or None."""
    policies = []
    for name, record in known["revisions"].items():
        policy, products = read_snapshot(slug, name, record["hash"], folder)
        policies.append(replace(with_hints_of_today(policy, vendor), archived=record["archived"]))
    policies.sort(key=lambda policy: (policy.archived, -policy.day.toordinal()))
    # Of a vendor that is gone only its name is known.
    file = vendor.file if vendor else VendorFile("", "", "", "", {}, Theme("", ""), [])
    file = replace(file, name=known["name"], zone=known["zone"])
    # No snapshot holds the models of its families.
    families = [replace(family, **known["families"][family.slug]) for family in products.families]
    return Vendor(slug, file, tuple(policies), replace(products, families=families), "")


def with_hints_of_today(policy, vendor):
    """A snapshot's text with the title and the hints of today, which judge nothing and are not archived."""
    now = next((other for other in vendor.policies if other.name == policy.name), policy) if vendor else policy
    today = {asked.id: {"hint": asked.hint, "hints": asked.hints} for asked in now.questions}
    questions = [replace(asked, **today.get(asked.id, {})) for asked in policy.questions]
    return replace(policy, title=now.title, questions=questions)


def record_of(vendor, known):
    """What published.json is to hold of a vendor, after what it held before; `known` may be None."""
    before, catalogue = known["revisions"] if known else {}, vendor.products.families
    families = {family.slug: {"models": family.models, "prefixes": family.prefixes} for family in catalogue}
    revisions = {policy.name: _record(policy, before.get(policy.name)) for policy in vendor.policies}
    return {"name": vendor.name, "zone": vendor.file.zone, "families": families, "revisions": revisions}


def _record(policy, before):
    ever, pays = hashes_of(policy, before), costs_of(policy)
    return {"hash": policy.hash, "ever": ever, "archived": policy.archived, "pays": pays}


def hashes_of(policy, record):
    """Every hash that a revision was published with, the one it has now last; `record` may be None."""
    ever = record["ever"] if record else []
    return ever if ever[-1:] == [policy.hash] else [*ever, policy.hash]


def costs_of(policy):
    """{fact: [you | vendor, how much]} of every cost, whatever the vendor is called."""
    facts = {key: fact_words(key, policy.fact(key), "{vendor}") for key in KEYS}
    return {key: [fact["payer"], fact["amount"]] for key, fact in facts.items() if fact["payer"]}


def cost_changes(vendor, known):
    """A Change for each cost that words/ tells otherwise than when its text was published; see `as_published`.

    Where the same side pays, and only the sum is in other words, `what` is REWORDED.
    """
    for policy in vendor.policies:
        was, now = known["revisions"][policy.name]["pays"], costs_of(policy)
        for key in now | was:
            if was.get(key) != now.get(key):
                yield _cost_change(vendor, policy.name, key, was.get(key), now.get(key))


def _cost_change(vendor, revision, key, was, now):
    what, where = REWORDED, f"{vendor.slug} {revision}, facts.{key} in words/facts.toml"
    if not was or not now or was[0] != now[0]:
        what, where = what_of(key, read_words()), f"Everyone: {read_words().facts[key].label}"
    sentence = f"{where}: was {cost_words(was, vendor.name)}, is now {cost_words(now, vendor.name)}."
    return Change(vendor.slug, revision, "", what, key, {}, was, now, sentence)


def cost_words(cost, name):
    """“You, what your carrier asks”; `name` is the vendor's."""
    if not cost:
        return "nothing"
    payer, amount = {"you": "You", "vendor": name}[cost[0]], fill(cost[1], vendor=name)
    return f"“{payer}, {amount}”" if amount else f"“{payer}”"
