"""The sitemap: an index, and under it a list of pages for each vendor and one for the kiosk's own."""

from itertools import groupby

from content.history.redirects import owner_of
from content.pages.page import Page

XML = "application/xml"


def sitemaps(site, pages):
    """The sitemap's own pages, for those of `pages` that may be found."""
    found = [page.address for page in pages if page.address.endswith("/") and not page.hidden]
    theirs = {slug: list(listed) for slug, listed in groupby(sorted(found, key=owner_of), owner_of)}
    vendors = {slug: theirs.pop(slug) for slug in site.vendors}
    lists = {"/sitemap-kiosk.xml": ([one for listed in theirs.values() for one in listed], "")}
    lists |= {f"/{slug}/sitemap.xml": (listed, last_read(site.vendors[slug])) for slug, listed in vendors.items()}
    for address, (listed, read) in lists.items():
        told = {"addresses": [site.whole(one) for one in listed], "read": read}
        yield Page(address, "sitemap.xml", lambda told=told: told, XML)
    parts = [(site.whole(address), read) for address, (_, read) in lists.items()]
    yield Page("/sitemap.xml", "sitemaps.xml", lambda: {"parts": parts}, XML)


def last_read(vendor):
    """The latest day any of the vendor's sources was read, as ISO text."""
    return max(source.read for source in vendor.file.sources.values()).isoformat()
