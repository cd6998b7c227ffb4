"""Checks wording: nothing typed by hand that a fact should give, and whatever stands in braces is filled."""

import re

from content.errors import Fault
from content.wording.literals import first_literal
from content.wording.placeholders import PLACEHOLDER

DOUBTFUL = "say in words which point is in doubt; a figure belongs into the fact"
IN_POLICY = {  # what is typed, and what to write in its place in a policy
    "figure": "write {count} for it, filled from refund-at-most, or say it in other words",
    "length of time": "put it in a window or a fact and name that, such as {window.refund}",
    "fee": "leave it to the fact restocking or no-fault-found, named in `facts`",
    "carrier": "leave it to the fact carriers, named in `facts`",
    "date": "put it in a window, or into a revision's or a warranty row's own days",
    "address": "write it as the address of a source in vendor.toml",
}
FACT_PLACEHOLDERS = {"count": "refund-at-most", "never": "refund-never"}  # placeholders, and the fact that fills each


def prose_faults(where, vendor, policy, texts):
    """A Fault for each figure and each unknown name in braces in `texts`."""
    for text in texts:
        yield from (Fault(where, write) for write in _unfilled(text, policy))
        yield from figure_faults(where, vendor, PLACEHOLDER.sub("", text), IN_POLICY)


def _unfilled(text, policy):
    """What to write for each name in braces that is filled from nothing."""
    known = [*(f"window.{window}" for window in policy.windows), *FACT_PLACEHOLDERS]
    for name in PLACEHOLDER.findall(text):
        if name not in known:
            names = ", ".join(f"{{{name}}}" for name in known)
            yield f"{{{name}}} is filled from nothing here; write one of {names}, or say it in other words"
        elif name in FACT_PLACEHOLDERS and policy.fact(FACT_PLACEHOLDERS[name]).silent:
            silent = f"{{{name}}} is filled from {FACT_PLACEHOLDERS[name]}, which is silent"
            yield f"{silent}; state that fact, or say it in other words"


def figure_faults(where, vendor, text, mend):
    """A Fault where `text` holds what a fact should give; names of products may hold digits.

    `mend` is what to write, or that by what is typed.
    """
    if found := first_literal(text) and first_literal(without_product_names(vendor, text)):
        yield literal_fault(where, found, mend)


def literal_fault(where, found, mend):
    """The Fault of a Literal: in `mend` '30 days', a figure, is a length of time, and '25 %' a fee."""
    sort = found.what
    if sort == "figure" and re.search("[%a-z]", found.words, re.I):
        sort = "fee" if "%" in found.words else "length of time"
    write = mend if isinstance(mend, str) else mend[sort]
    return Fault(where, f"the {found.what} {found.words!r} stands in prose; {write}")


def without_product_names(vendor, text):
    """`text` less the names of the vendor's products, which may hold digits."""
    for name in names_of(vendor):
        text = text.replace(name, "")
    return text


def names_of(vendor):
    """The names of a vendor and its products, the longest first."""
    names = [vendor.name, vendor.file.short_name, vendor.file.maker, *vendor.file.former_names]
    names += [name for family in vendor.products.families for name in (family.name, *family.prefixes, *family.models)]
    return sorted(filter(None, names), key=len, reverse=True)
