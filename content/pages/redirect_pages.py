"""A page that is elsewhere now: its old address leads on by itself, and is kept from search engines."""

from functools import partial

from content.history.redirects import owner_of
from content.pages.page import Page


def moved_pages(site, redirects):
    """A page at every old address whose whole page has moved."""
    for old, new in redirects.items():
        if "#" not in old:
            leads = {"vendor": site.vendors.get(owner_of(old)), "to": new}
            yield Page(old, "moved.html", partial(dict, leads), hidden=True)


def moved_answers(redirects):
    """{page: {anchor: new address}} of the answers that stood there."""
    moved = {}
    for old, new in redirects.items():
        page, _, anchor = old.partition("#")
        if anchor:
            moved.setdefault(page, {})[anchor] = new
    return moved
