"""A frozen page as the audit sees it: what it links to, what it can be linked by, its title, its h1s and its text."""

import re
from sys import intern

from lxml import etree

from content.audit.text_runs import TextRuns

LINKING = {"href", "xlink:href", "src", "action", "formaction", "poster", "data"}
NAMING = {"for", "form", "list", "headers", "popovertarget", "commandfor", "aria-labelledby", "aria-describedby",
          "aria-controls", "aria-details", "aria-owns", "aria-flowto", "aria-activedescendant"}  # fmt: skip
NO_ANCHORS = {"svg", "input", "select", "textarea", "button", "output"}
PAINTED = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)")
TITLES = etree.XPath("//title[not(ancestor::svg)]")
JSON_LD = etree.XPath("//script[contains(@type, 'application/ld+json')]")
NO_INDEX = etree.XPath("boolean(//meta[@name='robots'][contains(@content, 'noindex')])")
# Without `huge_tree` all that stands deeper than 256 elements would be left out in silence.
PARSER = etree.HTMLParser(remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True)


class Page:
    """What a page says and links to; `anchors` are those of its `ids` that a link from elsewhere may name.

    The keys of `links` are its addresses; `names` is {id: attribute} of the ids that attributes such as `for` refer to.
    Both keep the page's order. `odd_ids` stand twice or are no single word; search engines are to skip `hidden` pages.
    """

    def __init__(self, text):
        root = etree.HTML(text, PARSER)
        if root is None:  # an empty file
            root = etree.Element("html")
        self.links, self.names, self.canonical = {}, {}, ""
        self.ids, self.anchors, self.odd_ids = set(), set(), []
        for element in root.iter():
            self._read(element)
        self.title = "".join(title.text or "" for title in TITLES(root))
        self.headings = ["".join(heading.itertext()) for heading in root.iter("h1")]
        self.hidden = NO_INDEX(root)
        self.json_ld = [script.text or "" for script in JSON_LD(root)]
        self.text = TextRuns(root)

    def _read(self, element):
        if element.tag == "link" and element.get("rel") == "canonical":
            self.canonical = element.get("href", "")
            return
        for name, value in element.items():
            if name == "id":
                self._read_id(element, intern(value))
            elif name in LINKING and value:
                self.links[intern(value)] = None
            elif name in NAMING:
                self.names.update(dict.fromkeys(value.split(), name))
            elif name == "srcset":
                self.links.update(dict.fromkeys(picture.split()[0] for picture in value.split(",") if picture.strip()))
            elif name == "http-equiv" and value == "refresh" and "url=" in element.get("content", ""):
                self.links[element.get("content").partition("url=")[2].strip() or "url="] = None
            elif "url(" in value:
                self.names.update(dict.fromkeys(PAINTED.findall(value), "url()"))

    def _read_id(self, element, id):
        if id in self.ids or len(id.split()) != 1:
            self.odd_ids.append(id)
            return
        self.ids.add(id)
        inside = element.tag in NO_ANCHORS or next(element.iterancestors("svg"), None) is not None
        if not (inside or element.get("popover") is not None or id == "main" or id[0] == "_"):
            self.anchors.add(id)
