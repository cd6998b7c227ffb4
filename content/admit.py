"""Admits what stands now: keeps every text for ever, and adds to the feed whom it affects."""

import json
from pathlib import Path

from content.admitted import (
    as_published,
    paid_otherwise,
    read_published,
    record_of,
    told_cost,
    write_published,
    write_whole,
)
from content.diff import differences
from content.diff.revisions import told as told_revision
from content.kept import KEPT, keep
from content.refused import check_none_gone
from content.tell import line_of

CHANGES = Path(__file__).with_name("changes.json")


def admit(vendors, day, folder=KEPT, changes=CHANGES):
    """Keep what stands now for ever and add to the feed whom it affects from `day` on; what was added, in lines."""
    published, entries = read_published(folder), []
    for vendor in vendors.values():
        known = published.get(vendor.slug)
        check_none_gone(vendor, known)
        entries += _entries(vendor, known, day, folder)
        for policy in vendor.policies:
            keep(vendor.slug, policy, vendor.products, folder)
        published[vendor.slug] = record_of(vendor)
    # The feed first: admitted twice, an entry is told once; published and never told, nobody would hear of it.
    _tell(entries, changes)
    if published != read_published(folder):
        write_published(published, folder)
    return [line for entry in entries for line in (f"{entry['title']}:", *(f"  {told}" for told in entry["sentences"]))]


def read_changes(path=CHANGES):
    """The entries of the feed, the oldest first."""
    return json.loads(Path(path).read_text(encoding="utf-8")) if Path(path).exists() else []


def _entries(vendor, known, day, folder):
    """The feed's entries for one vendor: a text each that is new, corrected or archived."""
    was = known and as_published(vendor.slug, known, vendor, folder)
    found = differences({vendor.slug: was}, {vendor.slug: vendor}, day) if was else []
    # What concerns the catalogue or all of a vendor's texts is told with the one in force.
    for policy in vendor.policies:
        mine = [change for change in found if change.revision == policy.name]
        mine += [change for change in found if not change.revision] if policy is vendor.policies[0] else []
        record = known and known["revisions"].get(policy.name)
        told = [change.sentence for change in mine] or (list(_paid_otherwise(vendor, policy, record)) if record else [])
        if told or not record:
            yield _entry(vendor, policy, record, day, told)


def _paid_otherwise(vendor, policy, record):
    """Sentences on costs that somebody else pays, though the text is the same: words.toml was mended."""
    for key, (was, now) in paid_otherwise(vendor, policy, record).items():
        if (was and was[0]) != (now and now[0]):
            yield f"Everyone: {line_of(vendor, policy, key).label}: was {told_cost(was)}, is now {told_cost(now)}."


def _entry(vendor, policy, record, day, sentences):
    standing = "It is archived: it judges nothing new." if policy.archived else "It judges requests of today."
    id = f"{day}/{vendor.slug}/{policy.name}/{policy.hash}{'/archived' if policy.archived else ''}"
    told = list(dict.fromkeys(sentences)) or [standing]
    head = {"id": id, "day": day.isoformat(), "vendor": vendor.slug, "revision": policy.name}
    return head | {"title": _title(vendor, policy, record), "sentences": told}


def _title(vendor, policy, record):
    told = told_revision(policy)
    mine = told.startswith("The text ")
    named = f"{vendor.name}'s {told.removeprefix('The ')}" if mine else f"{told} of {vendor.name}"
    inside = f"t{named[1:]}" if named.startswith("The ") else named
    if record is None:
        return f"These pages now hold {inside}"
    return f"{named} is archived" if policy.archived and not record["archived"] else f"Changed: {inside}"


def _tell(entries, path):
    told = read_changes(path)
    known = {entry["id"] for entry in told}
    if new := [entry for entry in entries if entry["id"] not in known]:
        write_whole(Path(path), told + new)
