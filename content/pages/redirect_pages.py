"""A page that is elsewhere now: its old address leads on by itself, and is kept from search engines."""

from content.history.redirects import owner_of, page_of
from content.pages.page import Page


def moved_pages(site, redirects):
    """A page at every old address whose whole page has moved."""
    for old, new in redirects.items():
        if "#" not in old:
            yield Page(old, "moved.html", lambda old=old, new=new: _moved(site, old, new), hidden=True)


def _moved(site, old, new):
    return {"vendor": site.vendors.get(owner_of(old)), "to": new, "canonical": site.whole(page_of(new))}


def moved_answers(redirects):
    """{page: {anchor: new address}} of the answers that stood there."""
    moved = {}
    for old, new in redirects.items():
        page, mark, anchor = old.partition("#")
        if mark:
            moved.setdefault(page, {})[anchor] = new
    return moved
