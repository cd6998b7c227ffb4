"""The links a dealer hands out: each with its words, its stable address, a path to say aloud, and a card with its QR.

/links.json is this for programs: {"format": 1, "vendors": [{"slug", "name", "links": [...], "form": {...}}]}. A link is
    id        its name within the vendor; it never changes
    kind      page, question, answer, product or form
    title     what the page is called
    sentence  the same as a sentence to be pasted into a mail; it ends in the address
    url       the address itself, with its anchor; it never changes
    short     a shorter address that leads there and can be said aloud
    qr        the page that shows the link large, with its QR code
`form` is where a link filled in by a program leads: its "url", and the "parameters" it may carry, each with "what" it
is, its "values" where only those are read, and "repeat" where it may stand several times. A new format gets a new
number.
"""

from typing import NamedTuple
from urllib.parse import urlencode

from content.eligibility.dealer_rule import dealer_first
from content.errors import ContentError
from content.explain.guide import HEADING
from content.explain.windows import fill_windows
from content.schema.outcome_kinds import ON_A_WAY
from content.schema.policy import CLOSED
from content.wording.catalog import fill, read_words

PAGES = {  # a page's word: its second segment, its title, and what is said of it in a mail
    "start": ("", "Send something back to {vendor}", "Where to start when something goes back to {vendor}"),
    "guide": ("guide/", "The return guide", "How to send something back to {vendor}, step by step"),
    "check": ("check/", "What applies to you", "What you get and what it costs at {vendor}, in a few taps"),
    "silence": ("silence/", "What {vendor} does not say", "What {vendor} states and what it leaves open"),
    "map": ("map/", "How {vendor} decides", "How {vendor} decides what you get, drawn on one page"),
    "products": ("products/", "Warranty by product family", "Warranty by product family at {vendor}"),
}
DRAWN = {  # headings that the guide ends with on its own
    "unsaid": "What does {vendor} not say?",
    "journey": "What happens, step by step",
}
RENAME = {
    "question": "the question's {{#{}}} in guide.md",
    "answer": "the rule's id in its policy",
    "product": "the family's slug in products.toml",
}
SPOKEN = {"/": " slash ", "-": " dash "}


class Link(NamedTuple):
    """One link of a kit: `leads` is its path, on the site or at the endpoint; `short` and `card` are its pages here."""

    id: str
    kind: str
    title: str
    sentence: str
    leads: str
    url: str
    short: str
    card: str

    @property
    def text(self):
        """The sentence without its address."""
        return self.sentence.removesuffix(self.url).rstrip()


def kit(site, slug):
    """[Link] of everything a dealer of that vendor hands out; two that would share a short path are refused."""
    vendor, policy = site.vendors[slug], site.policies[slug]
    intake = site.settings.desk(slug).intake
    found = [*_pages(vendor, policy, intake), *_questions(vendor), *_answers(vendor, policy), *_products(vendor)]
    _check_words(slug, found)
    return [_link(site, slug, *one) for one in found]


def form_path(slug, policy, **given):
    """The endpoint's path of the form, with what it shall be filled with."""
    given = ({"bought_from": "dealer"} if dealer_first(policy) else {}) | given
    return f"/rma/{slug}/{'?' if given else ''}{urlencode(given)}"


def whole(site, path):
    """The whole address of a page of the site or of the endpoint, which stands under no base."""
    return f"{site.settings.url}{path}" if path.startswith("/rma/") else site.whole(path)


def plain(address):
    """An address as people write it: without https:// and the slash at its end."""
    return address.partition("://")[2].rstrip("/")


def spoken(address):
    """An address as it is said on the telephone: 'kiosk.example slash go slash flir slash shipping'."""
    return "".join(SPOKEN.get(sign, sign) for sign in plain(address))


def links_json(site):
    """What /links.json holds; its shape is told at the top of this file."""
    return {"format": 1, "vendors": [_vendor_json(site, slug) for slug in site.vendors]}


def _pages(vendor, policy, intake):
    """(id, kind, title, sentence, path) of the vendor's pages and its form; what a dealer needs first comes first."""
    pages = [
        (word, "page", title.format(vendor=vendor.name), f"{said.format(vendor=vendor.name)}:", f"/{vendor.slug}/{at}")
        for word, (at, title, said) in PAGES.items()
    ]
    leads = form_path(vendor.slug, policy)
    if not dealer_first(policy):
        words = read_words().intakes[intake]
        title, said = (fill(text, vendor=vendor.name) for text in (words.title, words.told))
        return [*pages, ("form", "form", title, said, leads)]
    said = f"Fill in this sheet about your {vendor.name} cameras and give it to us, your dealer:"
    form = ("form", "form", f"A sheet for your {vendor.name} dealer", said, leads)
    return [pages[1], form, pages[0], *pages[2:]]


def _questions(vendor):
    asked = [(anchor, title) for title, anchor in HEADING.findall(vendor.guide)]
    asked += [(anchor, title.format(vendor=vendor.name)) for anchor, title in DRAWN.items()]
    for anchor, title in asked:
        told = f"{title}{'' if title[-1] == '?' else '.'} {vendor.name}'s return guide tells:"
        yield anchor, "question", title, told, f"/{vendor.slug}/guide/#{anchor}"


def _answers(vendor, policy):
    for rule in policy.rules:
        title = fill_windows(rule.outcome.title, policy)
        tells = "What you get, what it costs" if rule.outcome.kind in ON_A_WAY else "What that means"
        said = f"{title}. {tells} and your next step with {vendor.name}:"
        yield f"answer-{rule.id}", "answer", title, said, f"/{vendor.slug}/outcome/{rule.id}/"


def _products(vendor):
    for family in vendor.products.families:
        title = family.titled(vendor.name)
        said = f"Warranty and serial number for {title}:" if family.kind == "camera" else f"{title}. Their warranty:"
        yield family.slug, "product", title, said, f"/{vendor.slug}/products/{family.slug}/"


def _link(site, slug, id, kind, title, said, leads):
    url = whole(site, leads)
    return Link(id, kind, title, f"{said} {url}", leads, url, f"/go/{slug}/{id}/", f"/{slug}/dealers/{id}/")


def _check_words(slug, found):
    """Refuse two links of one word: a short path leads to one page, for ever."""
    taken = {}
    for id, kind, title, *_ in found:
        if other := taken.get(id):
            told = f"“{other[1]}” ({other[0]}) and “{title}” ({kind}) would both be /go/{slug}/{id}/"
            raise ContentError(slug, id, f"{told}; rename the newer of them: {RENAME[kind].format(id)}")
        taken[id] = kind, title


def _vendor_json(site, slug):
    vendor, policy = site.vendors[slug], site.policies[slug]
    links = [
        {"id": link.id, "kind": link.kind, "title": link.title, "sentence": link.sentence, "url": link.url}
        | {"short": site.whole(link.short), "qr": site.whole(link.card)}
        for link in kit(site, slug)
    ]
    form = {"url": whole(site, form_path(slug, policy)), "parameters": PARAMETERS}
    return {"slug": slug, "name": vendor.name, "links": links, "form": form}


PARAMETERS = {
    "model": {"what": "the model as it is printed on the camera"},
    "serial": {"what": "a serial number", "repeat": True},
    "purpose": {"what": "what is wanted", "values": list(CLOSED["purpose"])},
    "bought_from": {"what": "who sold it", "values": list(CLOSED["bought_from"])},
    "dealer": {"what": "a dealer's code, as content/dealers.toml lists it; an unknown one is passed over"},
}
