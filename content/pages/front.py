"""The pages no vendor owns: the front page, its index by what is printed on a camera, and the operator's own."""

from itertools import groupby

from content.admit import read_changes
from content.feed import feed
from content.machine import schema_json
from content.pages.page import Page
from content.pages.vendor import glance
from content.security import security_of
from content.silence import silences

AT_ONCE = 200  # entries the front page shows; with more of them it leads to a page for each pair of letters
PLAIN = ("privacy", "imprint", "accessibility")


def front_pages(site):
    """Every page that stands above the vendors."""
    yield Page("/", *_home(site))
    yield from _found(site)
    yield Page("/404.html", "404.html", lambda: {"vendors": _few(site)}, hidden=True)
    yield from (Page(f"/{name}/", f"{name}.html", lambda: {"settings": site.settings}) for name in PLAIN)
    yield Page("/silence/", "silences.html", lambda: silences(site.vendors.values(), site.policies))
    yield Page("/policy.schema.json", "", schema_json, "application/json")
    yield Page("/feed.xml", "feed.xml", lambda: feed(site, read_changes()), "application/xml")
    yield Page("/robots.txt", "robots.txt", dict, "text/plain")
    yield Page(
        "/.well-known/security.txt", "security.txt", lambda: {"security": security_of(site.settings)}, "text/plain"
    )


def _home(site):
    if len(site.vendors) == 1:
        [slug] = site.vendors
        return "vendor.html", lambda: glance(site, slug)
    index = printed_index(site.vendors.values())
    letters = [] if len(index) <= AT_ONCE else list(_by_letters(index))
    return "home.html", lambda: {"vendors": _few(site), "index": [] if letters else index, "letters": letters}


def _few(site):
    """The vendors, where they are few enough to be chosen from."""
    return list(site.vendors.values()) if len(site.vendors) <= AT_ONCE // 4 else []


def _found(site):
    index = printed_index(site.vendors.values())
    if len(site.vendors) > 1 and len(index) > AT_ONCE:
        for letters, entries in _by_letters(index).items():
            told = {"letters": letters.upper(), "index": entries}
            yield Page(f"/find/{letters}/", "found.html", lambda told=told: told)


def _by_letters(index):
    """{first two letters: entries}, in order."""
    groups = groupby(
        sorted(index, key=lambda entry: (_letters(entry[0]), entry[0].lower())), lambda one: _letters(one[0])
    )
    return {letters: list(entries) for letters, entries in groups}


def _letters(printed):
    return "".join(sign for sign in printed.lower() if sign.isascii() and sign.isalnum())[:2] or "0"


def printed_index(vendors):
    """[(what is printed on it, vendor, family)] for every prefix, family name and former name, sorted."""
    cameras = [(vendor, family) for vendor in vendors for family in vendor.products.families if family.kind == "camera"]
    found = [(printed, vendor, family) for vendor, family in cameras for printed in family.prefixes or [family.name]]
    found += [(name, vendor, None) for vendor in vendors for name in vendor.file.former_names]
    return sorted(found, key=lambda entry: entry[0].lower())
