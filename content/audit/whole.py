"""A frozen tree, read once: its files, its pages, and what is too heavy."""

import gzip
from pathlib import Path
from typing import NamedTuple

from content.audit.page import Page

WEIGHTS = {".html": 12_000, ".css": 6_000, ".js": 5_000}  # bytes, compressed
GZIP = 32  # what compressing may add to bytes that cannot be compressed


class Tree(NamedTuple):
    """The names of all files; the pages by name; {name: bytes} of those over their weight."""

    folder: Path
    files: frozenset
    pages: dict
    heavy: dict

    def text(self, name):
        """What stands in a file that is no page."""
        return (self.folder / name).read_text(encoding="utf-8")


def read_tree(folder):
    """The Tree that stands in `folder`."""
    folder, pages, heavy = Path(folder), {}, {}
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    for name in names:
        _, _, suffix = name.rpartition(".")
        allowed = WEIGHTS.get(f".{suffix}")
        if not allowed:
            continue
        held = (folder / name).read_bytes()
        if suffix == "html":
            pages[name] = Page(held.decode("utf-8"))
        if len(held) + GZIP > allowed and (weight := len(gzip.compress(held, 9, mtime=0))) > allowed:
            heavy[name] = weight
    return Tree(folder, frozenset(names), pages, heavy)
