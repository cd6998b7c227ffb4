"""The audit of a frozen tree: links that lead somewhere, one h1 that begins the title, unique ids, light pages."""

from content.audit.links import LinkChecker, check_links
from content.audit.machine_readable import check_machine_readable
from content.audit.tree import WEIGHTS
from content.errors import ContentError


def audit_tree(tree, base="", url=""):
    """Refuse a Tree with a fault; it will stand under the path `base` of the host `url`, if that is known."""
    checker = LinkChecker(tree, base, url)
    for name, page in tree.pages.items():
        _check_heading(name, page)
        _check_ids(name, page)
    check_links(checker)
    if url:
        check_machine_readable(checker)
    for name, weight in tree.heavy.items():
        allowed = WEIGHTS["." + name.rpartition(".")[2]]
        raise ContentError(name, "weight", f"{weight} bytes compressed, {allowed} allowed: make it shorter")


def _check_heading(name, page):
    if len(page.headings) != 1 or not page.title.startswith(page.headings[0].strip()):
        raise ContentError(
            name, "h1", f"has {page.headings} under the title {page.title!r}; write one h1 that begins the title"
        )


def _check_ids(name, page):
    for id in page.odd_ids:
        if len(id.split()) != 1:
            raise ContentError(name, "id", f"{id!r} is no single word; write one, so that it can be linked to")
        raise ContentError(name, "id", f"{id!r} stands twice; an anchor leads to one place")
    for id, attribute in page.names.items():
        if id not in page.ids:
            raise ContentError(name, attribute, f"there is no {id!r} on this page; name an id that is there")
