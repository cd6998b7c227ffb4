"""The audit of a frozen tree: links that lead somewhere, one h1 that begins the title, unique ids, light pages."""

import gzip
from pathlib import PurePath

from content.audit.links import LinkChecker, check_links
from content.audit.machine_readable import check_machine_readable
from content.errors import ContentError

WEIGHTS = {".html": 12_000, ".css": 6_000, ".js": 5_000}  # bytes, compressed
GZIP = 32  # what compressing may add to bytes that cannot be compressed


def audit_tree(tree, base="", url=""):
    """Refuse a Tree with a fault; it will stand under the path `base` of the host `url`, if that is known."""
    checker = LinkChecker(tree, base, url)
    for name, page in tree.pages.items():
        _check_heading(name, page)
        _check_ids(name, page)
    check_links(checker)
    if url:
        check_machine_readable(checker)
    check_weights(tree)


def _check_heading(name, page):
    if len(page.headings) != 1 or not page.title.startswith(page.headings[0].strip()):
        write = f"has {page.headings} under the title {page.title!r}; write one h1 that begins the title"
        raise ContentError(name, "h1", write)


def _check_ids(name, page):
    for id in page.odd_ids:
        if len(id.split()) != 1:
            raise ContentError(name, "id", f"{id!r} is no single word; write one, so that it can be linked to")
        raise ContentError(name, "id", f"{id!r} stands twice; an anchor leads to one place")
    for id, attribute in page.names.items():
        if id not in page.ids:
            raise ContentError(name, attribute, f"there is no {id!r} on this page; name an id that is there")


def check_weights(tree):
    """Refuse a file that is too heavy for its kind; it is compressed only where that can matter."""
    for name in sorted(name for name in tree.files if PurePath(name).suffix in WEIGHTS):
        allowed, file = WEIGHTS[PurePath(name).suffix], tree.folder / name
        if file.stat().st_size + GZIP <= allowed:
            continue
        weight = len(gzip.compress(file.read_bytes(), 9, mtime=0))
        if weight > allowed:
            raise ContentError(name, "weight", f"{weight} bytes compressed, {allowed} allowed: make it shorter")
