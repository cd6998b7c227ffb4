"""The pages no vendor owns: the front page, its index by what is printed on a camera, and the operator's own."""

from functools import partial
from typing import NamedTuple

from content.explain.silence import silences
from content.history.feed import feed
from content.history.publish import read_changes
from content.pages.lists.folding import AS_CHOICES
from content.pages.page import Page
from content.pages.policy_json.json_schema import schema_json
from content.pages.printed import AT_ONCE, printed_index, shelf
from content.pages.vendor import glance

PLAIN = ("privacy", "imprint", "accessibility")
PAIR = 2  # vendors whose families stand open in the index; from more on each says them in short
IN_SHORT = 60  # letters of that


def front_pages(site):
    """Every page that stands above the vendors."""
    yield from _front_page(site)
    chosen = _few(site) if len(site.vendors) <= AS_CHOICES else []
    yield Page("/404.html", "404.html", lambda: {"vendors": chosen}, hidden=True)
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
    printed = _shelf(site, names=not few)
    told = {vendor.slug: families_in_short(vendor) for vendor in few if PAIR < len(few) <= AS_CHOICES}
    rows = len(few) <= AS_CHOICES
    yield Page("/", "home.html", partial(dict, vendors=few, told=told, as_choices=rows, shelf=printed))
    for part in printed.all_below():
        yield Page(f"/find/{part.letters}/", "found.html", partial(dict, vendors=few, shelf=part))


def _shelf(site, names):
    """The whole index; where a page has no room for it, whatever a family is found by stands under its own letters."""
    index = printed_index(site.vendors.values(), names)
    return shelf(index if len(index) <= AT_ONCE else printed_index(site.vendors.values(), names, each=True))


class InShort(NamedTuple):
    """The first of a vendor's cameras by name, and how many families it has besides."""

    names: str
    more: int


def families_in_short(vendor):
    """A vendor's families InShort, cameras first, in the order of its catalogue; nothing of a single one."""
    names = [family.name for family in sorted(vendor.products.families, key=lambda family: family.kind != "camera")]
    if len(names) < 2:  # what the vendor's text covers says it already
        return InShort("", 0)
    shown = [name for at, name in enumerate(names) if not at or len(", ".join(names[: at + 1])) <= IN_SHORT]
    return InShort(", ".join(shown), len(names) - len(shown))


def _few(site):
    """The vendors, where they are few enough to be chosen from."""
    return list(site.vendors.values()) if len(site.vendors) <= AT_ONCE // 4 else []
