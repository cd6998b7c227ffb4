"""Tell whom an edit affects: every situation whose outcome, fee, freight or deadline differs from another state."""

import json
from itertools import groupby
from pathlib import Path

from content.history.diff import differences, words_only
from content.history.diff.change import as_plain
from content.history.diff.earlier_state import read_any, read_tree
from content.history.payers import repaid, repriced
from content.history.published import published_tree, since_published
from content.places import ARCHIVE, VENDORS


def arguments(parser):
    parser.add_argument("state", nargs="?", help="a revision git knows, or a folder (default: what was last published)")
    parser.add_argument("--vendors", type=Path, default=VENDORS, help="the folder that holds the vendors' folders")
    parser.add_argument("--json", action="store_true", help="print the differences as JSON, for programs")


def run(asked):
    """Print every difference; there may be none."""
    new = read_tree(asked.vendors)  # whatever the proof or an example says: here is told what it would mean
    old = read_any(asked.state) if asked.state else published_tree(new.vendors, ARCHIVE)
    kept = [] if asked.state else since_published(old, ARCHIVE)
    found = [*differences(old, new), *(change for one in kept for change in repaid(*one))]
    if asked.json:
        print(json.dumps([as_plain(change) for change in found], ensure_ascii=False, indent=1))
        return
    for where, changes in groupby(sorted(found, key=heading), key=heading):
        print(where, *(f"  {change.sentence}" for change in changes), sep="\n")
    words = [*words_only(old, new), *(told for one in kept for told in repriced(*one))]
    if words:
        print("Only the words differ, for nobody the outcome:", *(f"  {told}" for told in words), sep="\n")
    print(f"{len(found)} difference{'' if len(found) == 1 else 's'}" if found else "Nobody is affected.")


def heading(change):
    """'flir 2020-04-17, from 2027-03-01'."""
    return f"{change.vendor} {change.revision}".strip() + (f", from {change.since}" if change.since else "")
