"""Vendors that do not exist, whose answers differ by group: by part, by where it was bought, by how it arrived."""

import re
from html import unescape

from content.loading.vendor_folder import load_vendors
from tests.support.fictional import ASK, COVERED, WARRANTY, family, row, write_vendor

ASK.setdefault("arrived-faulty", (
    "Did it arrive faulty?", {"yes": "Yes", "no": "No", "unknown": "I do not know"},
    'assume = "unknown"\nin-form = true',
))  # fmt: skip
ASK.setdefault("serviced", (
    "Was it ever opened?", {"yes": "Yes", "no": "No", "unknown": "I do not know"},
    'assume = "unknown"\nin-form = true\nonce = "request"',
))  # fmt: skip
REGIONS = '[regions]\nUnion = ["DE", "FR"]\n"North America" = ["US", "CA"]\n'
NOT_FAULTY = 'arrived-faulty = ["no", "unknown"]'
VENDORS = {
    # the warranty differs by the part that is faulty, which the form asks of each group
    "kabel": {
        "facts": COVERED | {
            "warranty-clock": 'value = { event = "purchase" }', "units-per-form": 'value = "one-report"',
        },
        "asks": ("purpose", "part", "serviced", "warranty"),
        "rules": {
            id: (when.replace("warranty =", 'serviced = ["yes", "no", "unknown"], warranty ='), *rest)
            for id, (when, *rest) in WARRANTY.items()
        },
        "products": family("star", "Star", "ST-") + row(6, 'part = "sensor"') + row(12, 'part = "cooler"'),
    },
    # the warranty differs by where it was bought, though no question of the policy asks
    "markt": {
        "facts": COVERED | {"warranty-clock": 'value = { event = "purchase" }'},
        "asks": ("purpose", "warranty"),
        "rules": WARRANTY,
        "products": REGIONS + family("star", "Star", "ST-")
        + row(36, 'sold = "Union"') + row(12, 'sold = ["North America", "elsewhere"]'),
    },
    # what arrived faulty is replaced within a window, and sent there at the vendor's cost
    "tausch": {
        "facts": COVERED | {
            "replacement": 'value = { does = "new-one" }',
            "rma-validity": 'value = { most = 30, unit = "days", after = "issue" }',
        },
        "rows": {
            "freight-in": '[\n  { value = { payer = "vendor" }, when = { kind = "replacement" } },\n'
                          "  { silent = true },\n]",
        },
        "windows": 'doa = { days = 14, after = "receipt" }',
        "asks": ("purpose", "arrived-faulty", "doa", "warranty"),
        "rules": {
            "replaced": ('purpose = "repair", arrived-faulty = "yes", doa = "in"', "replacement",
                         "replacement,freight-in"),
            "too-late": ('purpose = "repair", arrived-faulty = "yes", doa = ["out", "unknown"]', "ask", ""),
            "in-warranty": (f'purpose = "repair", {NOT_FAULTY}, warranty = "in"', "warranty", "in-warranty"),
            "paid-repair": (f'purpose = "repair", {NOT_FAULTY}, warranty = "out"', "paid", "no-fault-found"),
            "warranty-unknown": (f'purpose = "repair", {NOT_FAULTY}, warranty = "unknown"', "ask", ""),
            "refund": ('purpose = "refund"', "ask", ""),
            "other-matter": ('purpose = "other"', "ask", ""),
        },
        "products": family("star", "Star", "ST-") + row(24),
    },
    # a length is stated for one family alone, and nothing of what the warranty brings
    "wort": {
        "facts": {"warranty-clock": 'value = { event = "purchase" }'},
        "asks": ("purpose", "warranty"),
        "rules": WARRANTY,
        "products": family("star", "Star", "ST-") + family("moon", "Moon", "MO-") + row(24, 'family = "star"'),
    },
}  # fmt: skip


def vendors_in(folder):
    """These vendors, loaded: {slug: Vendor}."""
    for slug, told in VENDORS.items():
        write_vendor(folder, slug, told)
        [policy] = (folder / slug / "policies").iterdir()
        text = policy.read_text(encoding="utf-8")
        for key, rows in told.get("rows", {}).items():
            text = text.replace(f"\n{key} = {{ silent = true }}", f"\n{key} = {rows}")
        policy.write_text(text, encoding="utf-8")
    return load_vendors(folder)


def words_of(html):
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())
