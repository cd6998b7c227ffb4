"""The table of pages: every file of the site by its address, for the freezer, the sitemap and the published URLs."""

from content.history.published import read_published
from content.pages.checker import checker_pages
from content.pages.dealers.pages import all_dealer_pages, dealer_pages
from content.pages.front import front_pages
from content.pages.revisions import revision_pages
from content.pages.sitemap import sitemaps
from content.pages.vendor import vendor_pages


def pages_of(site):
    """{address: Page} of the whole site, in a fixed order."""
    pages, published = list(front_pages(site)), read_published(site.archive)
    for slug, vendor in site.vendors.items():
        policy = site.policies[slug]
        pages += [*vendor_pages(site, vendor, policy), *checker_pages(site, vendor, policy)]
        pages += [*revision_pages(site, vendor, policy, published.get(slug)), *dealer_pages(site, vendor, policy)]
    pages += all_dealer_pages(site)
    pages += sitemaps(site, pages)
    return {page.address: page for page in pages}
