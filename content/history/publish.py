"""Publishes what stands now: archives every text for ever, and adds to the feed whom it affects."""

import hashlib
from operator import itemgetter

from content.dates import written
from content.eligibility.revision_in_force import held_on
from content.errors import refuse
from content.history.diff import differences
from content.history.diff.revisions import revision_name, within_sentence
from content.history.gate import texts_gone
from content.history.published import FILE, as_published, read_published, record_of
from content.history.snapshots import read_json, write_json, write_snapshot
from content.places import ARCHIVE, CHANGES
from content.wording.possessive import possessive

ABOUT, TOLD = itemgetter("vendor", "revision"), itemgetter("title", "sentences")  # of an entry


def publish(vendors, day, folder=ARCHIVE, changes=CHANGES):
    """Archive what stands now and add to the feed whom it affects from `day` on; the lines that tell what was added."""
    published, entries = read_published(folder), []
    for vendor in vendors.values():
        known = published.get(vendor.slug)
        refuse(texts_gone(vendor, known) if known else ())
        entries += _entries(vendor, known, day, folder)
        for policy in vendor.policies:
            write_snapshot(vendor.slug, policy, vendor.products, folder)
        published[vendor.slug] = record_of(vendor, known)
    # The feed first: published twice, an entry is told once; published and never told, nobody would hear of it.
    added = _add_to_feed(entries, changes)
    write_json(folder / FILE, published)
    return [line for entry in added for line in (f"{entry['title']}:", *map("  {}".format, entry["sentences"]))]


def read_changes(path=CHANGES):
    """The entries of the feed, the oldest first."""
    return read_json(path, [])


def _entries(vendor, known, day, folder):
    """The feed's entries for one vendor: a text each that is new, corrected or archived."""
    was = known and as_published(vendor.slug, known, vendor, folder)
    found = differences({vendor.slug: was}, {vendor.slug: vendor}, day) if was else []
    held = held_on(vendor, day)
    for policy in vendor.policies:
        # What concerns the catalogue or all of a vendor's texts is told with the one in force.
        about = (policy.name, "") if policy is (held or vendor.policies[0]) else (policy.name,)
        sentences = [change.sentence for change in found if change.revision in about]
        record = known and known["revisions"].get(policy.name)
        ahead = not policy.archived and (not held or policy.day > held.day)
        if not record:
            sentences.insert(0, _judges(vendor, policy, held, ahead))
        if sentences:
            yield {
                "day": day.isoformat(), "vendor": vendor.slug, "revision": policy.name,
                "title": _title(vendor, policy, record, ahead), "sentences": list(dict.fromkeys(sentences)),
            }  # fmt: skip


def _judges(vendor, policy, held, ahead):
    """Which requests a text judges that is new here; `held` is the one in force, or None; `ahead` comes after it."""
    if policy.archived:
        return "It is archived: it judges nothing new."
    if policy is held:
        return "It judges requests of today."
    if ahead:
        return f"It holds from {written(policy.day)}."
    return f"It is superseded by {within_sentence(_full_name(vendor, held))}."


def _title(vendor, policy, record, ahead):
    name = _full_name(vendor, policy)
    if record and policy.archived and not record["archived"]:
        return f"{name} is archived"
    new = "Announced:" if ahead else "These pages now hold"
    return f"{'Changed:' if record else new} {within_sentence(name)}"


def _full_name(vendor, policy):
    """'FLIR's text of April 2020', 'The Point Grey text of FLIR'."""
    name = revision_name(policy)
    rest = name.removeprefix("The text ")
    return f"{possessive(vendor.name)} text {rest}" if rest != name else f"{name} of {vendor.name}"


def _add_to_feed(entries, path):
    """Add the entries to the feed; those that were added."""
    feed, added = read_changes(path), []
    for entry in entries:
        before = [other for other in feed if ABOUT(other) == ABOUT(entry)]
        if not before or TOLD(before[-1]) != TOLD(entry):  # else published twice
            # An id that no other entry bears, though a fee go up and down within a day.
            digest = hashlib.sha256("\n".join(entry["sentences"]).encode()).hexdigest()[:8]
            id = "/".join((entry["day"], *ABOUT(entry), f"{len(before) + 1}-{digest}"))
            added.append({"id": id} | entry)
    if added:
        write_json(path, feed + added)
    return added
