"""The sitemap: an index, and under it a list of pages for each vendor and one for the kiosk's own."""

from functools import partial

from content.history.redirects import owner_of
from content.pages.page import Page

XML = "application/xml"


def sitemaps(site, pages):
    """The sitemap's own pages, for those of `pages` that may be found."""
    found = [page.address for page in pages if page.address.endswith("/") and not page.hidden]
    listed = {"": [], **{slug: [] for slug in site.vendors}}
    for address in sorted(found, key=owner_of):
        listed.get(owner_of(address), listed[""]).append(address)
    parts = {"/sitemap-kiosk.xml": {"listed": listed.pop(""), "read": ""}}
    for slug, addresses in listed.items():
        parts[f"/{slug}/sitemap.xml"] = {"listed": addresses, "read": last_read(site.vendors[slug])}
    for address, values in parts.items():
        yield Page(address, "sitemap.xml", partial(dict, values), XML)
    yield Page("/sitemap.xml", "sitemaps.xml", lambda: {"parts": parts}, XML)


def last_read(vendor):
    """The latest day any of the vendor's sources was read, as ISO text."""
    return max(source.read for source in vendor.file.sources.values()).isoformat()
