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
        last_read = max(source.read for source in site.vendors[slug].file.sources.values())
        parts[f"/{slug}/sitemap.xml"] = {"listed": addresses, "read": last_read}
    for address, values in parts.items():
        yield Page(address, "sitemap.xml", partial(dict, values), XML)
    yield Page("/sitemap.xml", "sitemaps.xml", lambda: {"parts": parts}, XML)
