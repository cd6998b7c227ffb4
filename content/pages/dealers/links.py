"""The links a dealer hands out: each with its words, an address that stays, its QR code and perhaps a short path.

/links.json is this for programs: {"format": 1, "vendors": [{"slug", "name", "links": [...], "form": {...}}]}. A link is
    id        its name within the vendor; it never changes
    kind      page, question, answer, product or form
    title     what the page is called
    sentence  the same as a sentence to be pasted into a mail; it ends in the address
    url       the address itself, with its anchor; it never changes
    short     a shorter address that leads there and can be said aloud; pages and questions alone have one
    qr        its QR code, an SVG file that is there as long as the link is listed
`form` is where a link filled in by a program leads: its "url", and the "parameters" it may carry, each with "what" it
is, its "values" where only those are read, and "repeat" where it may stand several times. A new format gets a new
number.
"""

from typing import NamedTuple
from urllib.parse import urlencode

from content.eligibility.dealer_rule import dealer_first
from content.errors import ContentError
from content.explain.guide import HEADING
from content.explain.texts import outcome_text
from content.schema.outcome_kinds import LEADS_TO_RETURN
from content.schema.policy import CLOSED_QUESTIONS
from content.wording.catalog import fill, read_words

RENAME = {
    "question": "the question's {{#{}}} in guide.md",
    "answer": "the rule's id in its policy",
    "product": "the family's slug in products.toml",
}


class DealerLink(NamedTuple):
    """One link of a vendor: `words` are its sentence without the address, `path` its place on the site or endpoint."""

    slug: str
    id: str
    kind: str
    title: str
    words: str
    path: str
    url: str = ""

    @property
    def sentence(self):
        """What is pasted into a mail."""
        return f"{self.words} {self.url}"

    @property
    def short(self):
        """The short path, for the vendor's pages and questions alone; else empty."""
        return f"/go/{self.slug}/{self.id}/" if self.kind in ("page", "question") else ""

    @property
    def qr(self):
        """The path of the file with its QR code."""
        return f"/{self.slug}/dealers/{self.id}.svg"


def dealer_links(site, vendor, policy):
    """Every DealerLink of a vendor; a ContentError where two have the same id."""
    intake = site.settings.of_vendor(vendor.slug).intake
    links = [*_pages(vendor, policy, intake), *_questions(vendor), *_answers(vendor, policy), *_products(vendor)]
    _check_ids(links)
    return [link._replace(url=site.whole(link.path)) for link in links]


def form_path(slug, policy, **given):
    """The endpoint's path of the form, with what it shall be filled with."""
    given = ({"bought_from": "dealer"} if dealer_first(policy) else {}) | given
    return f"/rma/{slug}/{'?' if given else ''}{urlencode(given)}"


def form_words(policy, intake):
    """The LinkWords of the form: where customers of dealers are sent to these first, of the sheet for them."""
    return read_words().dealer_forms["dealer" if dealer_first(policy) else intake]


def bare_address(address):
    """An address as people write it: without https:// and the slash at its end."""
    return address.partition("://")[2].rstrip("/")


def spoken_address(address):
    """An address as it is said on the telephone: 'kiosk.example slash go slash flir slash shipping'."""
    return bare_address(address).replace("/", " slash ").replace("-", " dash ")


def links_json(site):
    """The content of /links.json; its shape is described at the top of this file."""
    return {"format": 1, "vendors": [_vendor_json(site, slug) for slug in site.vendors]}


def _pages(vendor, policy, intake):
    """The vendor's pages and its form; what a dealer needs first comes first."""
    home, words = f"/{vendor.slug}/", read_words().dealer_pages
    paths = {id: home if id == "start" else f"{home}{id}/" for id in words}
    pages = [_link(vendor, id, "page", words[id].title, words[id].told, path) for id, path in paths.items()]
    words = form_words(policy, intake)
    form = _link(vendor, "form", "form", words.title, words.told, form_path(vendor.slug, policy))
    return [pages[1], form, pages[0], *pages[2:]] if dealer_first(policy) else [*pages, form]


def _questions(vendor):
    words = read_words()
    titles = [(anchor, title) for title, anchor in HEADING.findall(vendor.guide)]
    for anchor, title in (*titles, *words.dealer_questions.items()):
        told = words.dealer_links["question" if title[-1] == "?" else "heading"]
        yield _link(vendor, anchor, "question", title, told, f"/{vendor.slug}/guide/#{anchor}")


def _answers(vendor, policy):
    for rule in policy.rules:
        title = outcome_text(policy, rule.id).title
        told = read_words().dealer_links["return" if rule.outcome.kind in LEADS_TO_RETURN else "answer"]
        yield _link(vendor, f"answer-{rule.id}", "answer", title, told, f"/{vendor.slug}/outcome/{rule.id}/")


def _products(vendor):
    return [product_link(vendor, family) for family in vendor.products.families]


def product_link(vendor, family):
    """The DealerLink of a family, as yet without its url."""
    title, told = family.titled(vendor.name), read_words().dealer_links[family.kind]
    return _link(vendor, family.slug, "product", title, told, f"/{vendor.slug}/products/{family.slug}/")


def _link(vendor, id, kind, title, told, path):
    title = fill(title, vendor=vendor.name)
    return DealerLink(vendor.slug, id, kind, title, fill(told, title=title, vendor=vendor.short), path)


def _check_ids(links):
    """Refuse two links of one id: it stands in addresses, and each of those leads to one place for ever."""
    taken = {}
    for link in links:
        other = taken.setdefault(link.id, link)
        if other is not link:
            both = f"“{other.title}” ({other.kind}) and “{link.title}” ({link.kind}) would both be the link {link.id!r}"
            rename = RENAME[link.kind].format(link.id)
            raise ContentError(link.slug, link.id, f"{both} for dealers; rename the newer of them: {rename}")


def _vendor_json(site, slug):
    vendor, policy = site.vendors[slug], site.policies[slug]
    links = [_link_json(site, link) for link in dealer_links(site, vendor, policy)]
    form = {"url": site.whole(form_path(slug, policy)), "parameters": PARAMETERS}
    return {"slug": slug, "name": vendor.name, "links": links, "form": form}


def _link_json(site, link):
    texts = {name: getattr(link, name) for name in ("id", "kind", "title", "sentence", "url")}
    return texts | {name: site.whole(path) for name in ("short", "qr") if (path := getattr(link, name))}


PARAMETERS = {
    "model": {"what": "the model as it is printed on the camera"},
    "serial": {"what": "a serial number", "repeat": True},
    "purpose": {"what": "what is wanted", "values": list(CLOSED_QUESTIONS["purpose"])},
    "bought_from": {"what": "who sold it", "values": list(CLOSED_QUESTIONS["bought_from"])},
    "dealer": {"what": "a dealer's code, as content/dealers.toml lists it; an unknown one is passed over"},
}
