"""A page that is elsewhere now: its old address leads on by itself, and is kept from search engines.

A file for programs cannot lead on: one of a folder that moved is served at its old address too.
"""

from functools import partial

from content.history.redirects import owner_of
from content.pages.page import Page


def moved_pages(site, redirects, pages):
    """A Page at every old address whose whole page has moved; `pages` are those that there are, by address."""
    for old, new in redirects.items():
        if old.endswith("/"):
            leads = {"vendor": site.vendors.get(owner_of(old)), "to": new}
            yield Page(old, "moved.html", partial(dict, leads), hidden=True)
        elif "#" not in old:
            yield pages[new]._replace(address=old, hidden=True)


def moved_answers(redirects):
    """{page: {anchor: new address}} of the answers that stood there."""
    moved = {}
    for old, new in redirects.items():
        page, _, anchor = old.partition("#")
        if anchor:
            moved.setdefault(page, {})[anchor] = new
    return moved
