"""A vendor's guide.md: the editor's words, with facts placed by name and no figure typed by hand."""

import re
from html import escape
from typing import NamedTuple

from markdown_it import MarkdownIt
from msgspec import UNSET

from content.eligibility.events import from_words
from content.explain.source_letters import letters
from content.schema.facts import field_of
from content.wording.catalog import tell
from content.wording.joining import joined

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


def fill_windows(text, policy):
    """`text` with {window.NAME} as its length in words: '30 days'; {count} and {never} as a refund's limits say."""
    for name, window in policy.windows.items():
        text = text.replace(f"{{window.{name}}}", f"{window.days} day{'' if window.days == 1 else 's'}")
    most, never = policy.facts.refund_at_most.value, policy.facts.refund_never.value
    text = text if most is UNSET else text.replace("{count}", str(most))
    return text if never is UNSET else text.replace("{never}", joined(never, "or"))


def windows_told(policy):
    """{window: (its length, from when it is counted)} in words: '30 days', 'from the day you bought it'."""
    told = policy.windows.items()
    return {name: (fill_windows(f"{{window.{name}}}", policy), from_words(window.start)) for name, window in told}


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
