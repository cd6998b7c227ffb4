"""The dealers' pages: a vendor's links to hand out, a card for each, its short path, and the page of all vendors."""

from itertools import groupby

import msgspec

from content.barcode import qr
from content.eligibility.catalogue import model_names
from content.eligibility.dealer_rule import dealer_first
from content.explain.facts import line_of
from content.pages.dealers.links import form_path, kit, links_json, plain, spoken, whole
from content.pages.page import Page, shared
from content.pages.printed import AT_ONCE
from content.wording.catalog import read_words

GROUPS = (  # a group's anchor, its heading, what leads there, the kinds of link in it
    ("start", "Where to start", "Start", ("page", "form")),
    ("questions", "A question a caller asks", "Questions", ("question",)),
    ("outcomes", "An answer you know already", "Answers", ("answer",)),
    ("products", "A product family", "Products", ("product",)),
)
MADE_OUT = "With its code in the link, your customer's sheet is made out to that dealer."
SUGGESTED = 120  # models the form suggests; more of them would make the page heavy


def kit_pages(site, slug):
    """A vendor's kit, and for each of its links a card and a short path."""
    links = kit(site, slug)
    yield Page(f"/{slug}/dealers/", "dealers.html", lambda: dealers(site, slug, links))
    for link in links:
        yield Page(link.card, "card.html", lambda link=link: card(site, slug, link), hidden=True)
        yield Page(link.short, "leads.html", lambda link=link: leads(link), hidden=True)


def all_kits(site):
    """The page of all vendors' kits, with more of them a page for each pair of letters, and links.json."""
    vendors = sorted(site.vendors.values(), key=lambda vendor: (_letters(vendor), vendor.name.lower()))
    many = {two: list(found) for two, found in groupby(vendors, _letters)} if len(vendors) > AT_ONCE else {}
    told = {"listed": [] if many else vendors, "letters": list(many), "few": len(vendors) <= AT_ONCE // 4}
    yield Page("/dealers/", "kits.html", lambda: told)
    for two, found in many.items():
        told_two = {"two": two.upper(), "listed": found}
        yield Page(f"/dealers/{two}/", "kitsfound.html", lambda told_two=told_two: told_two)
    yield Page("/links.json", "", lambda: links_text(site), "application/json")


def _letters(vendor):
    return vendor.slug.replace("-", "")[:2]


def links_text(site):
    """links.json as text."""
    return msgspec.json.format(msgspec.json.encode(links_json(site)), indent=1).decode()


def dealers(site, slug, links):
    """The kit: its links in groups, a form that fills in a link, and the dealers that may be named in one."""
    vendor, policy = site.vendors[slug], site.policies[slug]
    models, known, first = model_names(vendor), sellers(site, slug), dealer_first(policy)
    named = MADE_OUT if first else read_words().intakes[site.settings.desk(slug).intake].named
    return shared(vendor, policy) | {
        "groups": [(id, title, [one for one in links if one.kind in kinds], jump) for id, title, jump, kinds in GROUPS],
        "first": line_of(vendor, policy, "dealer-purchase") if first else None,
        "bare": whole(site, f"/rma/{slug}/"),
        "purposes": read_words().purposes,
        "models": models if len(models) <= SUGGESTED else [],
        "sellers": known,
        "named": named if known else "",
        "operator": site.settings.operator,
        "said": spoken(site.whole(links[0].short)),
    }


def sellers(site, slug):
    """[(dealer, their link to the form)] of the dealers known to sell this vendor's products, by name."""
    known = sorted(site.dealers.values(), key=lambda dealer: dealer.name.lower())
    policy = site.policies[slug]
    return [
        (dealer, whole(site, form_path(slug, policy, dealer=dealer.code))) for dealer in known if slug in dealer.vendors
    ]


def card(site, slug, link):
    """One link large: its words, its QR code, its short path and how that is said."""
    short = site.whole(link.short)
    told = {"link": link, "code": qr(link.url, mask=0), "short": plain(short), "said": spoken(short)}
    return shared(site.vendors[slug], site.policies[slug]) | told


def leads(link):
    """A short path: it leads on at once, and says where."""
    to_form = link.leads.startswith("/rma/")
    return {"link": link, "to_form": to_form, "canonical": "" if to_form else link.url.partition("#")[0]}
