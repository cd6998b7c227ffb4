"""The text of a frozen page, block by block, each run with the fact or source that it is marked with."""

from sys import intern
from typing import NamedTuple

IN_A_PREVIEW = ("description", "og:title", "og:description")
READ_ALOUD = ("aria-label", "aria-description", "aria-valuetext", "aria-roledescription", "alt", "title",
              "placeholder", "label")  # attributes that are read to somebody  # fmt: skip
BUTTONS = ("submit", "button", "reset")
UNREAD = ("script", "style")
ALSO_READ = {"margin", "origin"}  # besides the main part: its margin, and what the letters open
BLOCKS = {*"p li dt dd td th h1 h2 h3 h4 div section article caption summary figcaption".split()}
BLOCKS |= {*"desc title text option label legend".split()}


class Marked(NamedTuple):
    """A run and its mark: a fact's key, `source:` and a source's id, `own` for what the site counts, or nothing."""

    mark: str
    text: str


class TextRuns:
    """The `runs` of a page's main part as Marked, in the order they end in; the mark of most is empty.

    `preview` is what a search engine or a chat shows of the page, `has_main` whether it has a main part at all, and
    `policy_hash` the hash of the revision that its meta element `text` names, if it is a page of one.
    """

    def __init__(self, root):
        self.runs, self.preview, self._begun = [], [], {}
        self.has_main, self.policy_hash = False, ""
        for meta in root.iter("meta"):
            if meta.get("name", meta.get("property")) in IN_A_PREVIEW:
                self.preview.append(meta.get("content", ""))
            elif meta.get("name") == "text":
                self.policy_hash = meta.get("content", "")
        self._read(root, False, "")
        self._end("")

    @property
    def words(self):
        """All its texts, one on each line."""
        return "\n".join((*self.preview, *(run.text for run in self.runs)))

    def _read(self, element, inside, outer_mark):
        """Read an element and all in it; `inside` says whether the main part holds it, `outer_mark` what marks it."""
        tag = element.tag
        if tag in UNREAD:
            return
        mark, inside = outer_mark or _mark_of(element), self._is_inside(element, inside)
        if inside:
            self._read_attributes(element, mark)
        if tag in BLOCKS:
            self._end(outer_mark)
        apart = " " if tag == "button" else ""  # what stands beside a button is no part of its words
        self._add(inside, mark, apart, element.text)
        for child in element:
            self._read(child, inside, mark)
            self._add(inside, mark, child.tail)
        self._add(inside, mark, apart)
        if mark != outer_mark or tag in BLOCKS:
            self._end(mark)

    def _is_inside(self, element, inside):
        classes = element.get("class", "").split()
        if element.get("id") == "main":
            self.has_main = inside = True
        # The letter beside a fact opens its source, and is no word of the sentence it stands in.
        if element.tag == "button" and "ref" in classes:
            return False
        return inside or element.tag == "title" or not ALSO_READ.isdisjoint(classes)

    def _read_attributes(self, element, mark):
        button = element.tag == "input" and element.get("type", "").lower() in BUTTONS
        for name, value in element.items():
            if name in READ_ALOUD or button and name == "value":
                self._keep(mark, value)

    def _add(self, inside, mark, *texts):
        if inside:
            self._begun.setdefault(mark, []).extend(text for text in texts if text)

    def _end(self, mark):
        """Keep the run under that mark, if one has begun."""
        if texts := self._begun.pop(mark, None):
            self._keep(mark, "".join(texts))

    def _keep(self, mark, text):
        if text := " ".join(text.split()):
            self.runs.append(Marked(mark, intern(text)))  # many pages of a site say the same


def _mark_of(element):
    """What an element itself is marked with; '' for nothing."""
    if element.get("data-own") is not None:
        return "own"
    source = element.get("data-source")
    return element.get("data-fact") or (f"source:{source}" if source else "")
