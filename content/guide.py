"""A vendor's guide.md: the editor's words, with facts placed by name and no figure typed by hand."""

import re
from html import escape
from typing import NamedTuple

from markdown_it import MarkdownIt
from msgspec import UNSET

from content.errors import ContentError
from content.facts import KEYS, field_of
from content.words import tell

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


def check_guide(vendor, path):
    """Refuse a guide that names a silent fact, lacks an anchor or holds a figure of its own."""
    where = "/".join(path.parts[-2:])
    anchors = [anchor for _, anchor in HEADING.findall(vendor.guide)]
    for anchor in ANCHORS:
        if anchors.count(anchor) != 1:
            raise ContentError(where, f"#{anchor}", f"write exactly one heading that ends in {{#{anchor}}}; dealers link to it")
    for policy in (policy for policy in vendor.policies if not policy.archived):
        for key in PLACED.findall(vendor.guide):
            _check_placed(policy, key, where)
    bare = re.search(r"\d[\d.,]*", without_names(vendor))
    if bare:
        line = without_names(vendor)[: bare.start()].count("\n") + 1
        raise ContentError(where, f"line {line}", f"the figure {bare[0]!r} stands in prose; name the fact that holds it, such as {{restocking}}")


def _check_placed(policy, key, where):
    if key.startswith("window."):
        if key.removeprefix("window.") not in policy.windows:
            raise ContentError(where, f"{{{key}}}", "there is no window of this name in the policy")
    elif key not in KEYS:
        raise ContentError(where, f"{{{key}}}", "there is no fact of this name")
    elif getattr(policy.facts, field_of(key)).value is UNSET:
        raise ContentError(where, f"{{{key}}}", "the policy is silent on this fact; remove it here, the page tells the silence once by itself")


def without_names(vendor):
    """The guide's text less what may hold digits: code, list markers, and the names of products."""
    text = re.sub(r"`[^`\n]*`", lambda code: " " * len(code[0]), vendor.guide)
    text = re.sub(r"^ *\d+\. ", "", text, flags=re.M)
    names = [vendor.name, *vendor.file.former_names]
    names += [name for family in vendor.products.families for name in (family.name, *family.prefixes, *family.models)]
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return text


def fill_windows(text, policy):
    """`text` with {window.NAME} as its length in words: '30 days'."""
    for name, window in policy.windows.items():
        text = text.replace(f"{{window.{name}}}", f"{window.days} days")
    return text


def guide_sections(vendor, policy):
    """(introduction HTML, [Section]) of the guide, every fact told in the policy's words."""
    head, *rest = HEADING.split(vendor.guide)
    sections = [Section(anchor, title, _html(vendor, policy, body)) for title, anchor, body in zip(*[iter(rest)] * 3, strict=True)]
    return _html(vendor, policy, head), sections


def facts_placed(vendor):
    """The keys of the facts the guide names, in order, each once."""
    return list(dict.fromkeys(key for key in PLACED.findall(vendor.guide) if not key.startswith("window.")))


def _html(vendor, policy, text):
    marked = PLACED.sub(lambda found: MARK.format(found[1]), text)
    return re.sub(MARK.format("(.+?)"), lambda found: _placed(vendor, policy, found[1]), _markdown.render(marked))


def _placed(vendor, policy, key):
    if key.startswith("window."):
        return escape(fill_windows(f"{{{key}}}", policy))
    fact = getattr(policy.facts, field_of(key))
    told = f'<span class="said">{escape(tell(key, fact, vendor.name)["text"], quote=False)}</span>'
    return told + (f' <span class="doubt">{escape(fact.doubt, quote=False)}</span>' if fact.doubt else "")
