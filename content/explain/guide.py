"""A vendor's guide.md: the editor's words, with facts placed by name and no figure typed by hand."""

import re
from html import escape
from typing import NamedTuple

from markdown_it import MarkdownIt

from content.explain.facts import fact_line
from content.explain.sources import source_letters
from content.explain.windows import fill_windows

ANCHORS = ("steps", "numbers", "refund", "cost", "shipping", "serial", "how-long", "status", "scope")
PLACED = re.compile(r"\{([a-z.-]+)\}")
HEADING = re.compile(r"^## (.+?) *\{#([a-z-]+)\}$", re.M)
MARK = "\ue000{}\ue001"  # private-use characters pass through Markdown untouched
_markdown = MarkdownIt("commonmark", {"html": False})


class Section(NamedTuple):
    """A question a caller asks: its anchor, its heading, its HTML."""

    anchor: str
    title: str
    html: str


class Guide(NamedTuple):
    """A guide to be shown: its introduction as HTML, and its Sections."""

    intro: str
    sections: list


def guide_of(vendor, policy):
    """The Guide of a vendor, every fact told in the policy's words."""
    intro, *rest = HEADING.split(vendor.guide)
    parts = zip(*[iter(rest)] * 3, strict=True)
    sections = [Section(anchor, title, _html(vendor, policy, body)) for title, anchor, body in parts]
    return Guide(_html(vendor, policy, intro), sections)


def facts_placed(vendor):
    """The keys of the facts the guide names, in order, each once."""
    return list(dict.fromkeys(key for key in PLACED.findall(vendor.guide) if not key.startswith("window.")))


def _html(vendor, policy, text):
    marked = PLACED.sub(lambda found: MARK.format(found[1]), text)
    return re.sub(MARK.format("(.+?)"), lambda found: _placed(vendor, policy, found[1]), _markdown.render(marked))


def _placed(vendor, policy, key):
    if key.startswith("window."):
        return _keyed(vendor, key, fill_windows(f"{{{key}}}", policy), policy.source)
    line = fact_line(vendor, policy, key)
    stated = _keyed(vendor, key, line.text, line.source)
    return stated + (f' <span class="doubt">{escape(line.doubt, quote=False)}</span>' if line.doubt else "")


def _keyed(vendor, key, text, source):
    """The text of a fact, marked with its key; beside its last word stands the letter that opens its source."""
    letter, text = source_letters(vendor)[source], escape(text, quote=False).replace(" %", "\u00a0%")
    # Our sentence within the editor's, which may be in another language.
    language = "" if vendor.file.language == "en" else ' lang="en"'
    head, blank, last = text.rpartition(" ")
    button = f'<button type="button" class="ref" popovertarget="from-{source}" aria-label="Source {letter}">'
    last_and_letter = f"{last}{button}{letter}</button>"
    # A long word in large letters needs the line for itself.
    tail = f'<span class="tail">{last_and_letter}</span>' if len(last) <= 12 else last_and_letter
    return f'<span data-fact="{key}"{language}>{head}{blank}{tail}</span>'
