"""Searches the frozen pages for a figure, date, fee, carrier or address that no keyed fact of a policy gave.

On a page a saying stands in an element marked `data-fact="restocking"` (a fact's key, `window.refund`,
`warranty.oryx`, `serial.oryx`) or `data-source="flir-rma"`, and says word for word what the policy says under that
key. Whole sentences of the editor's (titles, questions, a fact's own sentence) may stand unmarked: no figure can be
typed into those. In all other text nothing of the kind may stand.
"""

import re
from html import unescape

from content.check.prose import unnamed
from content.check.typed import typed
from content.errors import ContentError
from content.facts import KEYS
from content.sayings import longest_first, sayings, sentences
from content.tree.page import ATTRIBUTE, TAG
from content.words import read_words

SCANNED = ("", "guide", "outcome", "products", "check", "map", "silence")  # the pages that tell a policy
TOLD_APART = ("description", "og:title", "og:description")
COUNT = re.compile("[0-9]+")  # which step of a drawing it is
VOID = {*"area base br col embed hr img input link meta source track wbr".split()}
BLOCKS = {*"p li dt dd td th h1 h2 h3 h4 div section article caption summary figcaption desc title text option".split()}
MEND = "Let it come from the policy: a fact or a window by name, such as {restocking} or {window.refund}."


class Runs:
    """The text of a page's main part, block by block: `runs` outside of marks, and (mark, text) in `marked`.

    `described` is what a search engine or a chat shows of the page.
    """

    def __init__(self, page):
        self.runs, self.marked, self.described, self._around, self._text = [], [], [], [], {}
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
        if tag in VOID:
            return
        (inside, mark) = self._around[-1][1:] if self._around else (False, "")
        inside = inside or given.get("id") == "main" or tag == "title" or "margin" in (given.get("class") or "").split()
        own = (
            "count"
            if "data-count" in given
            else given.get("data-fact") or given.get("data-source") and f"source:{given['data-source']}"
        )
        if tag in BLOCKS:
            self._end(mark)
        self._around.append((tag, inside, mark or own or ""))

    def _close(self, tag):
        while self._around and tag not in VOID:
            closed, _, mark = self._around.pop()
            around = self._around[-1][2] if self._around else ""
            if mark != around or tag in BLOCKS:
                self._end(mark)
            if closed == tag:
                return

    def _say(self, text):
        if text and self._around and self._around[-1][1] and self._around[-1][0] not in ("script", "style", "button"):
            mark = self._around[-1][2]
            self._text[mark] = self._text.get(mark, "") + text

    def _end(self, mark):
        text = " ".join(unescape(self._text.pop(mark, "")).split())
        if text and mark:
            self.marked.append((mark, text))
        elif text:
            self.runs.append(text)


def _attributes(text):
    return {name: unescape(one or two or bare) for name, one, two, bare in ATTRIBUTE.findall(text)} if text else {}


def check_orphans(folder, site):
    """Refuse a page that tells of a policy what the policy does not say under the key named there."""
    for slug, vendor in site.vendors.items():
        policy = site.policies[slug]
        known, whole = sayings(vendor, policy), sentences(vendor, policy)
        every = [*whole, *longest_first(text for key in KEYS for text in known[key])]
        for path in _told(folder / slug):
            runs = Runs(path.read_text(encoding="utf-8"))
            texts = [run.replace(site.settings.name, "") for run in runs.runs]
            faults = (*_unkeyed(vendor, texts, whole), *_unkeyed(vendor, runs.described, every))
            for write in (*faults, *_untrue(vendor, runs.marked, known)):
                raise ContentError(path.relative_to(folder).as_posix(), "text", write)


def _told(folder):
    for part in SCANNED:
        yield from sorted((folder / part).rglob("*.html")) if part else [folder / "index.html"]


def _unkeyed(vendor, runs, whole):
    for run in runs:
        if (found := orphan(vendor, run, whole)) is not None:
            yield f"the {found[0]} {found[1]!r} in “{run[:120]}” comes from no fact. {MEND}"


def _untrue(vendor, marked, known):
    for key, text in marked:
        if key == "count" and COUNT.fullmatch(text):
            continue
        rest = without(text, known.get(key, ()))
        if key not in known:
            yield f"“{text[:80]}” is marked {key!r}, which is no fact, window or source; correct the mark"
        elif rest == text or _typed(vendor, rest):
            yield f"“{text[:80]}” is not what the policy says under {key!r}. Draw it from the policy by that name."


def orphan(vendor, text, whole=()):
    """(what it is, the words) of the first orphan in `text`, less whole sentences and products' names; else None."""
    found = _typed(vendor, without(text, whole))
    return found and found[:2]


def _typed(vendor, text):
    """The first thing typed by hand; products' names are looked at only where there is some: they are many."""
    return typed(text) and typed(unnamed(vendor, text))


def without(text, parts):
    """`text` less each of `parts`, the longest first."""
    for part in parts:
        if part in text:
            text = text.replace(part, " ")
    return text


def check_words(words=None):
    """Refuse a sentence in words.toml with a figure, a date, a fee, a carrier or an address typed into it."""
    for key, text in _texts(words or read_words(), ""):
        if found := typed(text):
            write = f"the {found[0]} {found[1]!r} stands in a sentence; name what holds it, such as {{span}} or {{fee}}"
            raise ContentError("words.toml", key.lstrip("."), write)


def _texts(words, key):
    if isinstance(words, str):
        yield key, words
    elif isinstance(words, dict):
        for name, part in words.items():
            yield from _texts(part, f"{key}.{name}")
    elif isinstance(words, (list, tuple)):
        for part in words:
            yield from _texts(part, key)
    elif hasattr(words, "__struct_fields__"):
        for name in words.__struct_fields__:
            yield from _texts(getattr(words, name), f"{key}.{name}")
