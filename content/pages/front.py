"""The pages no vendor owns: the front page, its index by what is printed on a camera, and the operator's own."""

from content.explain.silence import silences
from content.history.feed import feed
from content.history.publish import read_changes
from content.pages.page import Page
from content.pages.policy_json.document import schema_json
from content.pages.printed import AT_ONCE, printed_index, shelf
from content.pages.security_txt import security_of
from content.pages.vendor import glance

PLAIN = ("privacy", "imprint", "accessibility")


def front_pages(site):
    """Every page that stands above the vendors."""
    printed = _printed(site)
    yield Page("/", *_home(site, printed))
    yield from _found(site, printed)
    yield Page("/404.html", "404.html", lambda: {"vendors": _few(site)}, hidden=True)
    yield from (Page(f"/{name}/", f"{name}.html", lambda: {"settings": site.settings}) for name in PLAIN)
    yield Page("/silence/", "silences.html", lambda: silences(site.vendors.values(), site.policies))
    yield Page("/policy.schema.json", "", schema_json, "application/json")
    yield Page("/feed.xml", "feed.xml", lambda: feed(site, read_changes()), "application/xml")
    yield Page("/robots.txt", "robots.txt", dict, "text/plain")
    security = {"security": security_of(site.settings)}
    yield Page("/.well-known/security.txt", "security.txt", lambda: security, "text/plain")


def _home(site, printed):
    if len(site.vendors) == 1:
        [slug] = site.vendors
        return "vendor.html", lambda: glance(site, slug)
    context = {"vendors": _few(site)} | printed.context
    return "home.html", lambda: context


def _few(site):
    """The vendors, where they are few enough to be chosen from."""
    return list(site.vendors.values()) if len(site.vendors) <= AT_ONCE // 4 else []


def _found(site, printed):
    """A page for each letter, where the front page has no room for all that is printed on cameras."""
    if len(site.vendors) > 1:
        for part in printed.all_below():
            yield Page(f"/find/{part.letters}/", "found.html", lambda part=part: part.context)


def _printed(site):
    """The index; a vendor that the front page has no room for is found by its own name too."""
    return shelf(printed_index(site.vendors.values(), names=not _few(site)))
