"""What a frozen page says, block by block, each with the fact or source that it is marked with."""

from html import unescape

from content.audit.page import ATTRIBUTE, TAG

TOLD_APART = ("description", "og:title", "og:description")
SPOKEN = ("aria-label", "aria-description", "aria-valuetext", "aria-roledescription", "alt", "title", "placeholder",
          "label")  # attributes that are read to somebody  # fmt: skip
ON_BUTTONS = ("submit", "button", "reset")
UNREAD = ("script", "style")
INSIDE = {"margin", "origin"}  # besides the main part: its margin, and what the letters open
VOID = {*"area base br col embed hr img input link meta source track wbr".split()}
BLOCKS = {*"p li dt dd td th h1 h2 h3 h4 div section article caption summary figcaption desc title text option".split()}
BLOCKS |= {"label", "legend"}


class Runs:
    """The text of a page's main part, block by block: `runs` outside of marks, and (mark, text) in `marked`.

    `described` is what a search engine or a chat shows of the page, `main` whether it has a main part at all, and
    `text` the hash of the revision that it says it tells.
    """

    def __init__(self, page):
        self.runs, self.marked, self.described, self._around, self._text = [], [], [], [], {}
        self.main, self.text = False, ""
        at = 0
        for found in TAG.finditer(page):
            self._say(page[at : found.start()])
            self._tag(*found.groups())
            at = found.end()
        self._say(page[at:])
        self._end("")

    def _tag(self, whole, given, inside, ends, tag, given_too):
        tag = (whole or tag or "").lower()
        if ends:
            self._close(tag)
        elif tag:
            self._open(tag, _attributes(given if whole else given_too))
            self._say(inside or "")
            if whole or given_too.endswith("/"):
                self._close(tag)

    def _open(self, tag, given):
        if tag == "meta" and given.get("name", given.get("property")) in TOLD_APART:
            self.described.append(given["content"])
        elif tag == "meta" and given.get("name") == "text":
            self.text = given["content"]
        inside, mark = self._around[-1][1:] if self._around else (False, "")
        self.main = self.main or given.get("id") == "main"
        classes, own = {*given.get("class", "").split()}, mark or _mark(given)
        inside = inside or given.get("id") == "main" or tag == "title" or bool(INSIDE & classes)
        # The letter beside a fact opens its source, and is no word of the sentence it stands in.
        inside = inside and not (tag == "button" and "ref" in classes)
        if inside:
            self._keep(own, [given[name] for name in SPOKEN if name in given])
            if tag == "input" and given.get("type", "").lower() in ON_BUTTONS:
                self._keep(own, [given.get("value", "")])
        if tag in VOID:
            return
        if tag in BLOCKS:
            self._end(mark)
        self._around.append((tag, inside, own))
        if tag == "button":
            self._say(" ")  # what stands beside it is no part of its words

    def _close(self, tag):
        while self._around and tag not in VOID:
            if tag == "button":
                self._say(" ")
            closed, _, mark = self._around.pop()
            around = self._around[-1][2] if self._around else ""
            if mark != around or tag in BLOCKS:
                self._end(mark)
            if closed == tag:
                return

    def _say(self, text):
        if text and self._around and self._around[-1][1] and self._around[-1][0] not in UNREAD:
            mark = self._around[-1][2]
            self._text[mark] = self._text.get(mark, "") + text

    def _end(self, mark):
        self._keep(mark, [unescape(self._text.pop(mark, ""))])

    def _keep(self, mark, texts):
        for text in (" ".join(text.split()) for text in texts):
            if text and mark:
                self.marked.append((mark, text))
            elif text:
                self.runs.append(text)


def _mark(given):
    """What an element is marked with: a fact's key, a source, 'own' for what is the site's, or nothing."""
    if "data-own" in given:
        return "own"
    return given.get("data-fact") or (f"source:{given['data-source']}" if given.get("data-source") else "")


def _attributes(text):
    if not text:
        return {}
    return {name.lower(): unescape(one or two or bare) for name, one, two, bare in ATTRIBUTE.findall(text)}
