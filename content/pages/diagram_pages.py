"""A vendor's drawn pages: the map of its decision, and the warranties of all its families side by side."""

from content.explain.facts import sources_of, with_sources
from content.pages.diagrams.bars import axis, overview, start
from content.pages.diagrams.decision import decision, drawings
from content.pages.named_figures import all_named, sources_named
from content.pages.page import Page, shared
from content.wording.catalog import read_words


def picture_pages(site, slug):
    """Both drawn pages of a vendor."""
    vendor, policy = site.vendors[slug], site.policies[slug]
    yield Page(f"/{slug}/map/", "map.html", lambda: decided(vendor, policy))
    yield Page(f"/{slug}/products/", "products.html", lambda: products(vendor, policy))


def decided(vendor, policy):
    """The map: the checker's tree, drawn and as a list, and the kinds of its ends."""
    tree, named = decision(vendor, policy), all_named(vendor, policy)
    narrow, broad = drawings(tree)
    told = {"tree": tree, "narrow": narrow, "broad": broad, "found": tree.kinds(), "kinds": read_words().kinds}
    return shared(vendor, policy) | told | {"named": named, "sources": sources_named(vendor, policy, named, ())}


def products(vendor, policy):
    """The families with their warranties as bars on one axis."""
    rows, read_in = overview(vendor), {row.source for row in vendor.products.warranty}
    told = {"rows": rows, "axis": axis(vendor), "start": start(vendor, policy)}
    told["sources"] = with_sources(vendor, sources_of(vendor, policy, ["warranty-clock"]), read_in)
    return shared(vendor, policy) | told | {"looks": {bar.look for row in rows for bar in row.bars}}
