"""A site's files, read once: those of a folder, or those that are drawn when they are asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from content.audit.page import Page


class Tree(NamedTuple):
    """A site's files; a file's name is its path in the site's folder, such as flir/guide/index.html."""

    files: frozenset  # the names of all files
    pages: dict  # {name: Page}
    read: Callable  # gives the bytes of a file

    @property
    def is_whole(self):
        """Whether each of its pages could be drawn."""
        return all(name in self.pages for name in self.files if name.endswith(".html"))

    def text(self, name):
        """The text of a file."""
        return self.read(name).decode()


def read_tree(folder):
    """The Tree in `folder`, each page of it parsed."""
    folder = Path(folder)
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    tree = Tree(frozenset(names), {}, lambda name: (folder / name).read_bytes())
    tree.pages.update((name, Page(tree.text(name))) for name in names if name.endswith(".html"))
    return tree


def drawn_tree(drawing, faults, between):
    """The Tree that a Drawing would be frozen into; what cannot be drawn is left out and kept in `faults`.

    `between` is called before each page.
    """
    files = {f"{address}index.html"[1:] if address[-1] == "/" else address[1:]: address for address in drawing.pages}
    tree = Tree(frozenset(files), {}, lambda name: drawing.draw(drawing.pages[files[name]]).encode())
    for name in sorted(name for name in files if name.endswith(".html")):
        between()
        if (text := faults.tried(tree.text, name)) is not None:
            tree.pages[name] = Page(text)
    return tree
