"""A frozen tree, read once: its files and its pages."""

from pathlib import Path
from typing import NamedTuple

from content.audit.page import Page


class Tree(NamedTuple):
    """What stands in a folder; a file's name is its path in there, such as flir/guide/index.html."""

    folder: Path
    files: frozenset  # the names of all files
    pages: dict  # {name: Page}

    def text(self, name):
        """The text of a file."""
        return (self.folder / name).read_text(encoding="utf-8")


def read_tree(folder):
    """The Tree in `folder`, each page of it parsed."""
    folder = Path(folder)
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    tree = Tree(folder, frozenset(names), {})
    tree.pages.update((name, Page(tree.text(name))) for name in names if name.endswith(".html"))
    return tree
