"""The pages no vendor owns: the front page, its index by what is printed on a camera, and the operator's own."""

from functools import partial

from content.explain.silence import silences
from content.history.feed import feed
from content.history.publish import read_changes
from content.pages.page import Page
from content.pages.policy_json.document import schema_json
from content.pages.printed import AT_ONCE, printed_index, shelf
from content.pages.vendor import glance

PLAIN = ("privacy", "imprint", "accessibility")


def front_pages(site):
    """Every page that stands above the vendors."""
    yield from _front_page(site)
    yield Page("/404.html", "404.html", lambda: {"vendors": _few(site)}, hidden=True)
    yield from (Page(f"/{name}/", f"{name}.html", dict) for name in PLAIN)
    yield Page("/silence/", "silences.html", lambda: silences(site.vendors.values(), site.policies))
    yield Page("/policy.schema.json", "", schema_json, "application/json")
    yield Page("/feed.xml", "feed.xml", lambda: feed(site, read_changes()), "application/xml")
    yield Page("/robots.txt", "robots.txt", dict, "text/plain")
    yield Page("/.well-known/security.txt", "security.txt", lambda: {"security": site.settings.security}, "text/plain")


def _front_page(site):
    """The front page, and a page for each letter where it has no room for all that is printed on cameras.

    A vendor that it has no room for is found by its own name too; of a single vendor its own page stands there.
    """
    if len(site.vendors) == 1:
        [vendor] = site.vendors.values()
        yield Page("/", "vendor.html", partial(glance, site, vendor, site.policies[vendor.slug]))
        return
    few = _few(site)
    printed = shelf(printed_index(site.vendors.values(), names=not few))
    yield Page("/", "home.html", partial(dict, vendors=few, shelf=printed))
    for part in printed.all_below():
        yield Page(f"/find/{part.letters}/", "found.html", partial(dict, shelf=part))


def _few(site):
    """The vendors, where they are few enough to be chosen from."""
    return list(site.vendors.values()) if len(site.vendors) <= AT_ONCE // 4 else []
