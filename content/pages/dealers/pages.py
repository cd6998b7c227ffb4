"""The dealers' pages: a vendor's links to hand out, their QR codes and short paths, and the page of all vendors."""

from functools import partial
from itertools import groupby
from typing import NamedTuple

from content.barcode import qr
from content.eligibility.catalogue import model_names
from content.eligibility.dealer_rule import dealer_first
from content.pages.dealers.links import (
    dealer_links,
    form_path,
    form_words,
    links_json,
    product_link,
    spoken_address,
)
from content.pages.lists.folding import AS_CHOICES, folded
from content.pages.lists.names import families_folded
from content.pages.page import Page, json_text, page_context
from content.pages.printed import AT_ONCE
from content.schema.dealers import Dealer
from content.schema.products import Family

NAME = "{}"  # where a family's name stands in what a mail says of it
SUGGESTED = 120  # models the form suggests; more of them would make the page heavy


def dealer_pages(site, vendor, policy):
    """A vendor's page of links for dealers, and for each link its QR code and, if it has one, its short path."""
    links = dealer_links(site, vendor, policy)
    yield Page(f"/{vendor.slug}/dealers/", "dealers.html", partial(dealers, site, vendor, policy, links))
    for link in links:
        yield Page(link.qr, "qr.svg", lambda url=link.url: qr(url, mask=0)._asdict(), "image/svg+xml")
        if link.short:
            yield Page(link.short, "short_path.html", partial(dict, to=link.path, title=link.title), hidden=True)


def all_dealer_pages(site):
    """The dealers' page of all vendors, with more of them a page for each pair of letters, and links.json."""
    vendors = sorted(site.vendors.values(), key=lambda vendor: (_letters(vendor), vendor.name.lower()))
    many = {two: list(found) for two, found in groupby(vendors, _letters)} if len(vendors) > AT_ONCE else {}
    yield Page("/dealers/", "for_dealers.html", partial(_listed, [] if many else vendors, letters=list(many)))
    for two, found in many.items():
        yield Page(f"/dealers/{two}/", "for_dealers_found.html", partial(_listed, found, two=two.upper()))
    yield Page("/links.json", "", lambda: json_text(links_json(site)), "application/json")


def _listed(vendors, **more):
    """The values of a list of vendors: large rows for a few of them, and folded where they are many."""
    groups = folded(vendors, lambda vendor: vendor.name)
    return {"vendors": vendors, "few": len(vendors) <= AS_CHOICES, "groups": groups} | more


def _letters(vendor):
    return vendor.slug.replace("-", "")[:2]


def dealers(site, vendor, policy, links):
    """The values of a vendor's page: its links, a form that fills in a link, dealers that may be named in it."""
    models, intake = model_names(vendor), site.settings.of_vendor(vendor.slug).intake
    return page_context(vendor, policy) | {
        "links": links,
        "families": families_folded(vendor),
        "told": {kind: product_link(vendor, Family("", NAME, kind=kind)).words for kind in ("camera", "accessory")},
        "first": dealer_first(policy),
        "models": models if len(models) <= SUGGESTED else [],
        "sellers": sellers(site, vendor, policy),
        "named": form_words(policy, intake).named,
        "spoken": spoken_address(site.whole(links[0].short)),
    }


class Seller(NamedTuple):
    """A dealer who sells a vendor's products, and the address of the form with the dealer's code."""

    dealer: Dealer
    url: str


def sellers(site, vendor, policy):
    """The Sellers of a vendor's products, by name."""
    known = [dealer for dealer in site.dealers.values() if vendor.slug in dealer.vendors]
    known.sort(key=lambda dealer: dealer.name.lower())
    return [Seller(dealer, site.whole(form_path(vendor.slug, policy, dealer=dealer.code))) for dealer in known]
