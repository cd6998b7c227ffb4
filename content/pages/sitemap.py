"""The sitemap: an index, and under it a list of pages for each vendor and one for the kiosk's own."""

from typing import NamedTuple

from content.history.redirects import owner_of
from content.pages.page import Page

XML = "application/xml"


class SitemapPart(NamedTuple):
    """One file of the sitemap: its address, the whole addresses it lists, and the day they were last read, if known."""

    address: str
    listed: list
    read: str


def sitemaps(site, pages):
    """The sitemap's own pages, for those of `pages` that may be found."""
    found = [page.address for page in pages if page.address.endswith("/") and not page.hidden]
    listed = {"": [], **{slug: [] for slug in site.vendors}}
    for address in sorted(found, key=owner_of):
        listed.get(owner_of(address), listed[""]).append(site.whole(address))
    parts = [SitemapPart("/sitemap-kiosk.xml", listed.pop(""), "")]
    parts += [SitemapPart(f"/{slug}/sitemap.xml", own, last_read(site.vendors[slug])) for slug, own in listed.items()]
    for part in parts:
        yield Page(part.address, "sitemap.xml", part._asdict, XML)
    index = [part._replace(address=site.whole(part.address)) for part in parts]
    yield Page("/sitemap.xml", "sitemaps.xml", lambda: {"parts": index}, XML)


def last_read(vendor):
    """The latest day any of the vendor's sources was read, as ISO text."""
    return max(source.read for source in vendor.file.sources.values()).isoformat()
