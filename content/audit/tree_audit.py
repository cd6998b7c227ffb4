"""The audit of a frozen tree: links that lead somewhere, one h1 that begins the title, unique ids, light pages."""

import gzip
from pathlib import PurePath

from content.audit.links import LinkChecker, check_links
from content.audit.machine_readable import check_machine_readable
from content.errors import ContentError, Faults, refuse

WEIGHTS = {".html": 12_000, ".css": 6_000, ".js": 5_000}  # bytes, compressed
GZIP = 32  # what compressing may add to bytes that cannot be compressed


def audit_tree(tree, base="", url=""):
    """Refuse a Tree with a fault; it will stand under the path `base` of the host `url`, if that is known."""
    checker, faults = LinkChecker(tree, base, url), Faults()
    for name, page in tree.pages.items():
        faults += [*_heading_faults(name, page), *_id_faults(name, page)]
    faults.tried(check_links, checker)
    if url:
        faults.tried(check_machine_readable, checker)
    faults.tried(check_weights, tree)
    refuse(faults)


def _heading_faults(name, page):
    if len(page.headings) != 1 or not page.title.startswith(page.headings[0].strip()):
        write = f"has {page.headings} under the title {page.title!r}; write one h1 that begins the title"
        yield ContentError(name, "h1", write)


def _id_faults(name, page):
    for id in page.odd_ids:
        twice = f"{id!r} stands twice; an anchor leads to one place"
        odd = f"{id!r} is no single word; write one, so that it can be linked to"
        yield ContentError(name, "id", twice if len(id.split()) == 1 else odd)
    for id, attribute in page.names.items():
        if id not in page.ids:
            yield ContentError(name, attribute, f"there is no {id!r} on this page; name an id that is there")


def check_weights(tree):
    """Refuse each file that is too heavy for its kind; it is compressed only where that can matter."""
    refuse(fault for name in sorted(tree.files) for fault in _weight_faults(tree, name))


def _weight_faults(tree, name):
    allowed = WEIGHTS.get(PurePath(name).suffix)
    if allowed and len(whole := tree.read(name)) + GZIP > allowed:
        weight = len(gzip.compress(whole, 9, mtime=0))
        if weight > allowed:
            yield ContentError(name, "weight", f"{weight} bytes compressed, {allowed} allowed: make it shorter")
