"""A page as a reader's tools see it: its elements with their attributes, their words and what they stand in."""

import json
from html.parser import HTMLParser
from itertools import takewhile
from typing import NamedTuple
from xml.etree import ElementTree

VOID = {*"area base br col embed hr img input link meta source track wbr".split()}
LINKING = ("href", "src", "action", "poster", "srcset", "data")


class Element(NamedTuple):
    """A tag with its attributes; `words` are all the words inside it, `around` the elements it stands in."""

    tag: str
    attributes: dict
    around: tuple
    texts: list

    @property
    def words(self):
        return " ".join("".join(self.texts).split())

    @property
    def classes(self):
        return self.attributes.get("class", "").split()

    def __getitem__(self, name):
        return self.attributes.get(name)

    def inside(self, tag):
        return any(element.tag == tag for element in self.around)


class Page(HTMLParser):
    """A page's elements in the order they stand in; an AssertionError if it is not well formed."""

    def __init__(self, text):
        super().__init__()
        self.text, self.elements, self._open = text, [], []
        self.feed(text)
        assert not self._open, f"{self._open[-1].tag} is never closed"

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        assert len(given) == len(attributes), f"an attribute stands twice: {self.get_starttag_text()}"
        self.elements.append(Element(tag, given, tuple(self._open), []))
        if tag not in VOID:
            self._open.append(self.elements[-1])

    def handle_startendtag(self, tag, attributes):
        self.elements.append(Element(tag, dict(attributes), tuple(self._open), []))

    def handle_endtag(self, tag):
        assert self._open.pop().tag == tag, f"{tag} ends where it did not begin"

    def handle_data(self, text):
        for element in self._open:
            element.texts.append(text)

    def all(self, *tags, cls=""):
        """The elements of these tags (any, if none is named), of one class if it is named."""
        tagged = (element for element in self.elements if not tags or element.tag in tags)
        return [element for element in tagged if not cls or cls in element.classes]

    def at(self, id):
        """The element of that id, or None."""
        return next((element for element in self.elements if element["id"] == id), None)

    def under(self, id):
        """The elements between the heading of that id and the next heading."""
        after = self.elements[self.elements.index(self.at(id)) + 1 :]
        return [*takewhile(lambda element: element.tag != "h2", after)]

    def links(self):
        """Every address this page leads to or loads, in the order they stand in."""
        return [element[name] for element in self.elements for name in LINKING if element[name] is not None]


def pages_in(folder):
    """Every frozen page by its address on the site: '/flir/guide/' → Page."""
    files = sorted(folder.rglob("*.html"))
    addresses = ["/" + file.relative_to(folder).as_posix().removesuffix("index.html") for file in files]
    return {address: Page(file.read_text("utf-8")) for address, file in zip(addresses, files, strict=True)}


def is_hidden(page):
    """Whether search engines are asked to leave the page out: it leads on to another, or is a card of one link."""
    return any(element["name"] == "robots" and "noindex" in element["content"] for element in page.all("meta"))


def sitemap(folder):
    """Every address the sitemap lists, through its index; each with the day it was last read, or None."""
    lists = [entry for entry, _ in _entries(folder / "sitemap.xml")]
    base = lists[0].rpartition("sitemap-kiosk.xml")[0]
    return [entry for part in lists for entry in _entries(folder / part.removeprefix(base))]


def _entries(file):
    named = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    return [
        (entry.find(f"{named}loc").text, entry.findtext(f"{named}lastmod"))
        for entry in ElementTree.parse(file).getroot()
    ]


def data_on(page):
    """The JSON-LD of a page by its type; empty where it has none."""
    blocks = [one for one in page.all("script") if one["type"] == "application/ld+json"]
    told = [json.loads("".join(block.texts)) for block in blocks]
    assert all(one["@context"] == "https://schema.org" for one in told) and len(told) < 2
    return {one["@type"]: one for block in told for one in block["@graph"]}
