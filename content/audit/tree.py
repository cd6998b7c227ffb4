"""A frozen tree, read once: its files, its pages, and what is too heavy."""

import gzip
from pathlib import Path
from typing import NamedTuple

from content.audit.page import Page

WEIGHTS = {".html": 12_000, ".css": 6_000, ".js": 5_000}  # bytes, compressed
GZIP = 32  # what compressing may add to bytes that cannot be compressed


class Tree(NamedTuple):
    """What stands in a folder; a file's name is its path in there, such as flir/guide/index.html."""

    folder: Path
    files: frozenset  # the names of all files
    pages: dict  # {name: Page}
    heavy: dict  # {name: compressed bytes} of the files over their weight

    def text(self, name):
        """The text of a file that is no page."""
        return (self.folder / name).read_text(encoding="utf-8")


def read_tree(folder):
    """The Tree in `folder`, each page of it parsed."""
    folder, pages, heavy = Path(folder), {}, {}
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    for name in names:
        suffix = Path(name).suffix
        if suffix not in WEIGHTS:
            continue
        content = (folder / name).read_bytes()
        if suffix == ".html":
            pages[name] = Page(content.decode("utf-8"))
        if (weight := _weight(content, WEIGHTS[suffix])) > WEIGHTS[suffix]:
            heavy[name] = weight
    return Tree(folder, frozenset(names), pages, heavy)


def _weight(content, allowed):
    """How many bytes it has once it is compressed, which is tried only where it may be more than allowed."""
    return len(content) if len(content) + GZIP <= allowed else len(gzip.compress(content, 9, mtime=0))
