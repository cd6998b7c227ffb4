"""A frozen page as the checks see it: what it links to, what it can be linked by, its title and its h1s."""

import re
from html import unescape
from sys import intern

GIVEN = r"""((?:[^"'>]|"[^"]*"|'[^']*')*+)"""
# The tags of a page; what stands inside these four is text, whatever it looks like. Pages are many and written by our
# own templates: this reads them four times as fast as html.parser, and the tests hold it against that one.
TAG = re.compile(
    rf"<(?:(script|style|textarea|title)\b{GIVEN}>(.*?)</\1\s*>|(/?)([a-z][^\s/>]*){GIVEN}>|!--.*?-->)", re.S | re.I
)
ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
LEADS = {"href", "xlink:href", "src", "action", "formaction", "poster", "data"}
NAMES = {"for", "form", "list", "headers", "popovertarget", "commandfor", "aria-labelledby", "aria-describedby",
         "aria-controls", "aria-details", "aria-owns", "aria-flowto", "aria-activedescendant"}  # fmt: skip
READ = LEADS | NAMES | {"id", "srcset", "popover", "rel", "name", "content", "http-equiv"}
PAINTED = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)")
FIELDS = {"input", "select", "textarea", "button", "output"}


class Page:
    """What a page links to, the ids it offers, its title and its h1s."""

    __slots__ = ("links", "names", "ids", "anchors", "odd", "title", "headings", "canonical", "hidden", "data")

    def __init__(self, text):
        self.links, self.names, self.ids, self.anchors, self.odd = {}, {}, set(), set(), []
        self.title, self.headings, self.canonical, self.hidden, self.data = "", [], "", False, []
        drawing = heading = 0
        for found in TAG.finditer(text):
            whole, given, inside, ends, tag, given_too = found.groups()
            tag = (whole or tag or "").lower()
            if tag == "svg":
                drawing += -1 if ends else not given_too.endswith("/")
            elif tag == "h1":
                heading = self._heading(text, heading, found, ends)
            elif whole:
                self._whole(tag, given, inside, drawing)
            given = given if whole else given_too
            if given:
                self._take(tag, given, drawing)

    def _heading(self, text, begun, found, ends):
        """Where the words of this h1 begin; at its end they are kept."""
        if ends and self.headings:
            self.headings[-1] = unescape(re.sub(r"<[^>]*>", "", text[begun : found.start()]))
        elif not ends:
            self.headings.append("")
        return found.end()

    def _whole(self, tag, given, inside, drawing):
        if tag == "title" and not drawing:
            self.title += unescape(inside)
        elif tag == "script" and "application/ld+json" in given:
            self.data.append(inside)

    def _take(self, tag, text, drawing):
        given = {
            key: one or two or bare for name, one, two, bare in ATTRIBUTE.findall(text) if (key := name.lower()) in READ
        }
        if given and "&" in text:
            given = {name: unescape(value) for name, value in given.items()}
        if "id" in given:
            self._id(tag, intern(given["id"]), given, drawing)
        if tag in ("meta", "link"):
            self._head(tag, given)
        else:
            self._lead(given)
        if "url(" in text:
            self.names.update(dict.fromkeys(PAINTED.findall(unescape(text)), "url()"))

    def _id(self, tag, id, given, drawing):
        if id in self.ids or len(id.split()) != 1:
            self.odd.append(id)
            return
        self.ids.add(id)
        if not (drawing or tag == "svg" or tag in FIELDS or "popover" in given or id == "main" or id[0] == "_"):
            self.anchors.add(id)

    def _lead(self, given):
        for name, value in given.items():
            if name in LEADS and value:
                self.links[intern(value)] = None
            elif name in NAMES:
                self.names.update(dict.fromkeys(value.split(), name))
            elif name == "srcset":
                self.links.update(dict.fromkeys(picture.split()[0] for picture in value.split(",") if picture.strip()))

    def _head(self, tag, given):
        said = given.get("content", "")
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical = given.get("href", "")
        elif tag == "link":
            self._lead(given)
        elif given.get("name") == "robots" and "noindex" in said:
            self.hidden = True
        elif given.get("http-equiv") == "refresh" and "url=" in said:
            self.links[said.partition("url=")[2].strip() or "url="] = None
