"""Tell whom an edit affects: every situation whose outcome, fee, freight or deadline differs from another state."""

import json
from itertools import groupby
from pathlib import Path

from content.history.diff import differences, words_only
from content.history.diff.earlier_state import read_revision, read_tree
from content.history.published import as_published, read_published
from content.places import ARCHIVE


def arguments(parser):
    parser.add_argument("state", nargs="?", help="a revision git knows, or a folder (default: what was last published)")
    parser.add_argument("--json", action="store_true", help="print the differences as JSON, for programs")


def run(asked):
    """Print every difference; there may be none."""
    new = read_tree(asked.vendors)  # whatever the proof or an example says: this is about what it would mean
    known = {} if asked.state else read_published(ARCHIVE)
    published = {slug: as_published(slug, record, new.vendors.get(slug), ARCHIVE) for slug, record in known.items()}
    read = read_tree if Path(asked.state or "").is_dir() else read_revision
    old = read(asked.state) if asked.state else published
    changes = differences(old, new)
    if asked.json:
        print(json.dumps([change._asdict() for change in changes], ensure_ascii=False, indent=1))
        return
    for heading, group in groupby(sorted(changes, key=_heading), key=_heading):
        print(heading, *(f"  {change.sentence}" for change in group), sep="\n")
    if words := words_only(old, new):
        print("Only the words differ, for nobody the outcome:", *map("  {}".format, words), sep="\n")
    print(f"{len(changes)} difference{'' if len(changes) == 1 else 's'}" if changes else "Nobody is affected.")


def _heading(change):
    """'flir 2020-04-17, from 2027-03-01'."""
    return f"{change.vendor} {change.revision}".strip() + (f", from {change.since}" if change.since else "")
