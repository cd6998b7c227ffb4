"""Checks wording: no figure typed by hand but in a product's name, and every {window.…} names a window."""

import re

PLACED = re.compile(r"\{window\.([a-z-]+)\}")


def prose_faults(at, policy, texts):
    """(key, what to write) for each figure and each unknown window in `texts`."""
    for text in texts:
        for name in PLACED.findall(text):
            if name not in policy.windows:
                known = ", ".join(policy.windows) or "none, for there is none"
                yield at, f"{{window.{name}}} names no window; write one of {known}"
        if figure := re.search(r"\d+", PLACED.sub("", text)):
            yield at, f"the figure {figure[0]!r} stands in prose; put it in a window or a fact and name that"


def unnamed(vendor, text):
    """`text` less the names of the vendor's products, which may hold digits."""
    names = [vendor.name, *vendor.file.former_names]
    names += [name for family in vendor.products.families for name in (family.name, *family.prefixes, *family.models)]
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return text
