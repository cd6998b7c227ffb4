"""Checks wording: no figure typed by hand but in a product's name, and every {window.…} names a window."""

import re

from msgspec import UNSET

from content.check.typed import typed
from content.facts import field_of

PLACED = re.compile(r"\{window\.([a-z-]+)\}")
LIMITS = {"count": "refund-at-most", "never": "refund-never"}  # placeholders, and the fact that fills each


def prose_faults(at, policy, texts):
    """(key, what to write) for each figure and each unknown window in `texts`."""
    for text in texts:
        for name in PLACED.findall(text):
            if name not in policy.windows:
                known = ", ".join(policy.windows) or "none, for there is none"
                yield at, f"{{window.{name}}} names no window; write one of {known}"
        for name, key in LIMITS.items():
            if f"{{{name}}}" in text and getattr(policy.facts, field_of(key)).value is UNSET:
                yield at, f"{{{name}}} is filled from {key}, which is silent; state that fact, or say it in other words"
        if found := typed(PLACED.sub("", text)):
            yield at, f"the {found[0]} {found[1]!r} stands in prose; put it in a window or a fact and name that"


def unnamed(vendor, text):
    """`text` less the names of the vendor's products, which may hold digits."""
    names = [vendor.name, *vendor.file.former_names]
    names += [name for family in vendor.products.families for name in (family.name, *family.prefixes, *family.models)]
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return text
