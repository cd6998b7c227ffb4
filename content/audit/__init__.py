"""What a frozen tree must hold to be published: live links and anchors, one h1 that is the title, light pages."""

from content.audit.links import check_links
from content.audit.lists import check_lists
from content.audit.place import check_place, swap
from content.audit.whole import WEIGHTS, read_tree
from content.errors import ContentError

__all__ = ["WEIGHTS", "check", "check_place", "check_whole", "read_tree", "swap"]


def check(folder, base="", url=""):
    """Refuse a tree with a fault; it will stand under the path `base` of the host `url`, if that is known."""
    check_whole(read_tree(folder), base, url)


def check_whole(tree, base="", url=""):
    """The same for a tree that was read already."""
    for name, page in tree.pages.items():
        _check_heading(name, page)
        _check_ids(name, page)
    check_links(tree, base, url)
    check_lists(tree, base, url)
    for name, weight in tree.heavy.items():
        allowed = WEIGHTS["." + name.rpartition(".")[2]]
        raise ContentError(name, "weight", f"{weight} bytes compressed, {allowed} allowed: make it shorter")


def _check_heading(name, page):
    if len(page.headings) != 1 or not page.title.startswith(page.headings[0].strip()):
        raise ContentError(
            name, "h1", f"has {page.headings} under the title {page.title!r}; write one h1 that begins the title"
        )


def _check_ids(name, page):
    for id in page.odd:
        if len(id.split()) != 1:
            raise ContentError(name, "id", f"{id!r} is no single word; write one, so that it can be linked to")
        raise ContentError(name, "id", f"{id!r} stands twice; an anchor leads to one place")
    for id, attribute in page.names.items():
        if id not in page.ids:
            raise ContentError(name, attribute, f"there is no {id!r} on this page; name an id that is there")
