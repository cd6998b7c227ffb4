"""Checks guide.md: every anchor dealers link to, facts that are stated, and no figure typed by hand."""

import re

from content.errors import Fault
from content.explain.guide import ANCHORS, HEADING, PLACED
from content.loading.checks.prose import literal_fault, without_product_names
from content.schema.facts import KEYS
from content.wording.language import plainly_not_english
from content.wording.literals import first_literal

NOT_ENGLISH = (
    "this guide does not read like English, and only English can be searched for figures in words that come from no"
    " fact; write it in English"
)

SUCH_AS = {  # what is typed, and what may hold it
    "figure": "name the fact that holds it, such as {refund-at-most}",
    "length of time": "name the window or the fact that holds it, such as {window.refund} or {rma-validity}",
    "fee": "name the fact that holds it, {no-fault-found} or {restocking}",
    "carrier": "name the fact that holds it, {carriers}",
    "date": "name the window or the fact that holds it, or say it in other words",
    "address": "write it as the address of a source in vendor.toml",
}


def guide_faults(vendor):
    """The Faults of the guide."""
    anchors = [anchor for _, anchor in HEADING.findall(vendor.guide)]
    for anchor in dict.fromkeys((*ANCHORS, *anchors)):
        if anchors.count(anchor) != 1:
            yield Fault(f"#{anchor}", f"write exactly one heading that ends in {{#{anchor}}}; dealers link to it")
    for policy in vendor.policies:
        if not policy.archived:
            yield from _placed(vendor, policy)
    bare = without_names(vendor)
    if vendor.file.language == "en" and plainly_not_english(PLACED.sub(" ", bare)):
        yield Fault("-", NOT_ENGLISH)
    if found := first_literal(bare):
        line = bare[: found.start].count("\n") + 1
        yield literal_fault(f"line {line}", found, SUCH_AS)


def _placed(vendor, policy):
    for key in PLACED.findall(vendor.guide):
        if key.startswith("window."):
            if key.removeprefix("window.") not in policy.windows:
                yield Fault(f"{{{key}}}", "there is no window of this name in the policy")
        elif key not in KEYS:
            yield Fault(f"{{{key}}}", "there is no fact of this name; correct its spelling")
        elif all(row.silent for row in policy.rows(key)):
            write = "the policy is silent on this fact; remove it here, the page tells the silence once by itself"
            yield Fault(f"{{{key}}}", write)


def without_names(vendor):
    """The guide's text less what may hold digits: code, list markers, and the names of products."""
    text = re.sub(r"`[^`\n]*`", lambda code: " " * len(code[0]), vendor.guide)
    text = re.sub(r"^ *\d+\. ", "", text, flags=re.M)
    return without_product_names(vendor, text)
