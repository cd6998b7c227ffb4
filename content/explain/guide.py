"""A vendor's guide.md: the editor's words, with facts placed by name and no figure typed by hand."""

import re
from html import escape
from typing import NamedTuple

from markdown_it import MarkdownIt

from content.explain.facts import tell
from content.explain.source_letters import letters
from content.explain.windows import fill_windows
from content.schema.facts import field_of

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


def guide_sections(vendor, policy):
    """(introduction HTML, [Section]) of the guide, every fact told in the policy's words."""
    head, *rest = HEADING.split(vendor.guide)
    told = zip(*[iter(rest)] * 3, strict=True)
    sections = [Section(anchor, title, _html(vendor, policy, body)) for title, anchor, body in told]
    return _html(vendor, policy, head), sections


def facts_placed(vendor):
    """The keys of the facts the guide names, in order, each once."""
    return list(dict.fromkeys(key for key in PLACED.findall(vendor.guide) if not key.startswith("window.")))


def _html(vendor, policy, text):
    marked = PLACED.sub(lambda found: MARK.format(found[1]), text)
    return re.sub(MARK.format("(.+?)"), lambda found: _placed(vendor, policy, found[1]), _markdown.render(marked))


def _placed(vendor, policy, key):
    if key.startswith("window."):
        return _keyed(vendor, key, fill_windows(f"{{{key}}}", policy), policy.source)
    fact = getattr(policy.facts, field_of(key))
    told = _keyed(vendor, key, tell(key, fact, vendor.name)["text"], fact.source or policy.source)
    return told + (f' <span class="doubt">{escape(fact.doubt, quote=False)}</span>' if fact.doubt else "")


def _keyed(vendor, key, text, source):
    """What a fact says, marked with its key; its last word keeps beside it the letter that opens where it was read."""
    letter, text = letters(vendor)[source], escape(text, quote=False).replace(" %", "\u00a0%")
    head, blank, last = text.rpartition(" ")
    opens = f'<button type="button" class="ref" popovertarget="from-{source}" aria-label="Source {letter}">'
    opens += f"{letter}</button>"
    # A long word in large letters needs the line for itself.
    tail = f'<span class="tail">{last}{opens}</span>' if len(last) <= 12 else last + opens
    return f'<span data-fact="{key}">{head}{blank}{tail}</span>'
