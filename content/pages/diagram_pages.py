"""A vendor's drawn pages: the map of its decision, and the warranties of all its families side by side."""

from content.explain.facts import sources_of
from content.pages.diagrams.bars import axis, clock_line, overview
from content.pages.diagrams.decision import decision, drawings
from content.pages.named_figures import all_named, sources_named
from content.pages.page import Page, page_context
from content.wording.catalog import read_words


def diagram_pages(site, slug):
    """Both drawn pages of a vendor."""
    vendor, policy = site.vendors[slug], site.policies[slug]
    yield Page(f"/{slug}/map/", "map.html", lambda: decision_map(vendor, policy))
    yield Page(f"/{slug}/products/", "products.html", lambda: products(vendor, policy))


def decision_map(vendor, policy):
    """The map: the checker's tree, drawn and as a list, and the kinds of its ends."""
    tree, named = decision(vendor, policy), all_named(vendor, policy)
    drawn = {"tree": tree, "drawings": drawings(tree), "found": tree.kinds(), "kinds": read_words().kinds}
    return page_context(vendor, policy) | drawn | {"named": named, "sources": sources_named(vendor, policy, named)}


def products(vendor, policy):
    """The families with their warranties as bars on one axis."""
    rows, read_in = overview(vendor), {row.source for row in vendor.products.warranty}
    drawn = {"rows": rows, "axis": axis(vendor), "clock": clock_line(vendor, policy)}
    drawn["sources"] = sources_of(vendor, policy, ["warranty-clock"], read_in)
    return page_context(vendor, policy) | drawn | {"looks": {bar.look for row in rows for bar in row.bars}}
