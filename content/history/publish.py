"""Admits what stands now: keeps every text for ever, and adds to the feed whom it affects."""

import hashlib
import json
from pathlib import Path

from content.dates import written
from content.eligibility.revision_in_force import ahead_of
from content.history.diff import differences
from content.history.diff.pairs import held_on
from content.history.diff.revisions import revision_name, within_sentence
from content.history.gate import check_none_gone
from content.history.payers import repaid
from content.history.published import as_published, read_published, record_of, write_published
from content.history.snapshots import write_json, write_snapshot
from content.places import ARCHIVE, CHANGES


def publish(vendors, day, folder=ARCHIVE, changes=CHANGES):
    """Keep what stands now for ever and add to the feed whom it affects from `day` on; what was added, in lines."""
    published, entries = read_published(folder), []
    for vendor in vendors.values():
        known = published.get(vendor.slug)
        check_none_gone(vendor, known)
        entries += _entries(vendor, known, day, folder)
        for policy in vendor.policies:
            write_snapshot(vendor.slug, policy, vendor.products, folder)
        published[vendor.slug] = record_of(vendor, known)
    # The feed first: admitted twice, an entry is told once; published and never told, nobody would hear of it.
    added = _tell(entries, changes)
    if published != read_published(folder):
        write_published(published, folder)
    return [line for entry in added for line in (f"{entry['title']}:", *(f"  {told}" for told in entry["sentences"]))]


def read_changes(path=CHANGES):
    """The entries of the feed, the oldest first."""
    return json.loads(Path(path).read_text(encoding="utf-8")) if Path(path).exists() else []


def _entries(vendor, known, day, folder):
    """The feed's entries for one vendor: a text each that is new, corrected or archived."""
    was = known and as_published(vendor.slug, known, vendor, folder)
    found = differences({vendor.slug: was}, {vendor.slug: vendor}, day) if was else []
    # What concerns the catalogue or all of a vendor's texts is told with the one in force.
    holds = held_on(vendor, day)
    for policy in vendor.policies:
        about = (policy.name, "") if policy is (holds or vendor.policies[0]) else (policy.name,)
        record, mine = known and known["revisions"].get(policy.name), [one for one in found if one.revision in about]
        mine += repaid(vendor, was.policy(policy.name), record) if record else []
        if mine or not record:
            head = {"day": day.isoformat(), "vendor": vendor.slug, "revision": policy.name}
            told = [*([] if record else [_standing(vendor, policy, holds)]), *(change.sentence for change in mine)]
            yield head | {"title": _title(vendor, policy, record, holds), "sentences": list(dict.fromkeys(told))}


def _standing(vendor, policy, holds):
    """Which requests a text judges that is new here."""
    if policy.archived:
        return "It is archived: it judges nothing new."
    if policy is holds:
        return "It judges requests of today."
    if _lies_ahead(vendor, policy, holds):
        return f"It holds from {written(policy.day)}."
    return f"It is superseded by {within_sentence(_named(vendor, holds))}."


def _title(vendor, policy, record, holds):
    named = _named(vendor, policy)
    if not record:
        ahead = _lies_ahead(vendor, policy, holds)
        return f"{'Announced:' if ahead else 'These pages now hold'} {within_sentence(named)}"
    return (
        f"{named} is archived" if policy.archived and not record["archived"] else f"Changed: {within_sentence(named)}"
    )


def _lies_ahead(vendor, policy, holds):
    return not policy.archived and (not holds or policy in ahead_of(vendor, holds))


def _named(vendor, policy):
    """'FLIR's text of April 2020', 'The Point Grey text of FLIR'."""
    told = revision_name(policy)
    rest = told.removeprefix("The text ")
    return f"{vendor.name}'s text {rest}" if rest != told else f"{told} of {vendor.name}"


def _tell(entries, path):
    """Add the entries to the feed; those that were added."""
    told, added = read_changes(path), []
    for entry in entries:
        before = [one for one in (*told, *added) if _text_of(one) == _text_of(entry)]
        if not before or _said(before[-1]) != _said(entry):  # admitted twice, it was the last word already
            added.append({"id": _id(entry, len(before) + 1)} | entry)
    if added:
        write_json(Path(path), told + added)
    return added


def _id(entry, number):
    """An id that no other entry bears, though a fee go up and down within a day."""
    digest = hashlib.sha256("\n".join(entry["sentences"]).encode()).hexdigest()[:8]
    return f"{entry['day']}/{entry['vendor']}/{entry['revision']}/{number}-{digest}"


def _text_of(entry):
    return entry["vendor"], entry["revision"]


def _said(entry):
    return entry["title"], entry["sentences"]
