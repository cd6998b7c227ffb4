"""Vendors that do not exist, one for each way in which a fact, a window or a warranty can differ from case to case."""

from content.loading.vendor_folder import load_vendors
from tests.support.fictional import COVERED, WARRANTY, family, write_vendor

REGIONS = '[regions]\neu = ["DE", "FR"]\nus = ["US"]\n'
DOUBT = 'doubt = "Another page says otherwise."'
NOT_ARRIVED = 'doa = ["out", "unknown"]'
REFUNDS = {
    "refund": ('purpose = "refund", refund = "in", excluded = "no", too-many = "no"', "refund",
               "restocking,freight-in,refund-at-most,refund-never"),
    "too-many": ('purpose = "refund", refund = "in", excluded = "no", too-many = "yes"', "no", "refund-at-most"),
    "excluded": ('purpose = "refund", refund = "in", excluded = "yes"', "no", "refund-never"),
    "unclear": ('purpose = "refund", refund = "in", excluded = "unknown"', "ask", "refund-never"),
    "closed": ('purpose = "refund", refund = "out"', "no", ""),
    "day-unknown": ('purpose = "refund", refund = "unknown"', "ask", ""),
}  # fmt: skip
REPAIRS = {
    "defect-on-arrival": ('purpose = "repair", doa = "in"', "replacement", "replacement,freight-in,freight-back"),
    "in-warranty": (f'purpose = "repair", {NOT_ARRIVED}, warranty = "in"', "warranty",
                    "in-warranty,freight-in,freight-back"),
    "paid-repair": (f'purpose = "repair", {NOT_ARRIVED}, warranty = "out"', "paid", "no-fault-found,freight-back"),
    "warranty-unknown": (f'purpose = "repair", {NOT_ARRIVED}, warranty = "unknown"', "ask", ""),
    "other-matter": ('purpose = "other"', "ask", ""),
}  # fmt: skip


def lasting(slug, months, more="", when=""):
    """A warranty row of a family."""
    when = ", ".join(filter(None, (f'family = "{slug}"', when)))
    return f'[[warranty]]\nsource = "returns"\nmonths = {months}\nwhen = {{ {when} }}\n{more}\n'


def counted(clock):
    """A vendor whose warranties are counted so, by one question and a length for two families."""
    rows = lasting("ripple", 12) + lasting("tide", 24)
    products = family("ripple", "Ripple", "RI-") + family("tide", "Tide", "TI-") + rows
    facts = COVERED | {"warranty-clock": clock}
    return {"facts": facts, "asks": ("purpose", "warranty"), "rules": WARRANTY, "products": REGIONS + products}


OTHERWISE = 'otherwise = { event = "purchase", plus-months = 1 }'
CAPPED = f'clock = {{ event = "activation", {OTHERWISE}, latest = {{ event = "shipment", plus-months = 2 }} }}'
AXES = {
    # facts and windows by purpose, kind, family, region, sold and part; windows in months
    "norrsken": {
        "facts": {
            "in-warranty": f"""[
                {{ when = {{ part = "cooler" }}, value = {{ does = "repair-or-replace", payer = "vendor" }} }},
                {{ when = {{ family = "arc" }}, value = {{ does = "repair-and-back", payer = "vendor" }}, {DOUBT} }},
                {{ value = {{ does = "repair-and-back" }}, only-if = "if support agreed first" }}]""",
            "replacement": 'value = { does = "new-one", payer = "vendor" }',
            "no-fault-found": "value = { amount = 99.5, currency = \"EUR\" }",
            "freight-in": """[
                { when = { purpose = "refund" }, value = { payer = "you" } },
                { when = { region = "eu" }, value = { payer = "vendor" } },
                { when = { sold = "us" }, value = { booker = "vendor" } },
                { silent = true }]""",
            "freight-back": """[
                { when = { kind = "paid" }, value = { payer = "you", quoted = true } },
                { when = { kind = ["warranty", "replacement"], sold = ["eu", "us"] }, value = { payer = "vendor" } },
                { silent = true }]""",
            "restocking": """[
                { when = { family = ["arc", "bolt"] }, value = { percent = 12.5, of = "price" } },
                { value = { amount = 45.00, currency = "CHF" } }]""",
            "refund-at-most": '[{ when = { family = "arc" }, value = 1 }, { value = 3 }]',
            "refund-never": """[
                { when = { sold = "us" }, value = ["Bolt"] },
                { when = { region = "eu" }, value = ["Arc"] },
                { value = ["Flare"] }]""",
        },
        "windows": """
            refund = [
                { months = 6, when = { family = "arc" }, within = "request" },
                { days = 60, when = { sold = "eu" }, within = "shipment" },
                { days = 30, after = "receipt", plus = 1 }]
            doa = { months = 1, after = "receipt" }""",
        "asks": ("purpose", "sold", "part", "refund", "doa", "excluded", "too-many", "warranty"),
        "rules": REFUNDS | REPAIRS,
        "products": REGIONS + family("arc", "Arc", "AR-") + family("bolt", "Bolt", "BO-")
        + family("flare", "Flare", "FL-") + '[[warranty]]\nsource = "returns"\nmonths = 12\n',
    },
    # rows by the customer's own answers and by who sold it; business days, hours, silence; a latest day; no warranty;
    # rules by family; no fee
    "sirene": {
        "facts": COVERED | {
            "replacement": 'value = { does = "new-one", payer = "vendor" }',
            "restocking": """[
                { when = { sealed = "yes" }, value = { percent = 0 } },
                { when = { sealed = "no", bought_from = "direct" }, value = { percent = 12.5, of = "price" } },
                { silent = true }]""",
            "quote-declined": 'value = { amount = 58.750, currency = "BHD", plus-shipping = true }',
            "warranty-extension": 'value = { percent = 5, of = "price" }, only-if = "for each year"',
            "freight-in": """[
                { when = { part = "cooler" }, value = { payer = "you" } },
                { value = { booker = "vendor" } }]""",
        },
        "windows": """
            refund = [{ business-days = 10, when = { sealed = "yes" } }, { hours = 72 }]
            doa = [{ business-days = 3, when = { family = "arc" }, after = "receipt" }, { silent = true }]""",
        "asks": ("purpose", "family", "bought_from", "sealed", "part", "refund", "doa", "warranty"),
        "rules": {
            "refund": ('purpose = "refund", refund = "in"', "refund", "restocking,freight-in"),
            "closed": ('purpose = "refund", refund = ["out", "unknown"]', "ask", ""),
            "defect-on-arrival": ('purpose = "repair", doa = "in"', "replacement", "replacement,freight-in"),
            "in-warranty": (f'purpose = "repair", {NOT_ARRIVED}, warranty = "in"', "warranty", "freight-in"),
            "bolts": (f'purpose = "repair", {NOT_ARRIVED}, warranty = ["out", "unknown"], family = "bolt"', "ask", ""),
            "paid-repair": (f'purpose = "repair", {NOT_ARRIVED}, warranty = "out", family = ["arc", "unknown"]', "paid",
                            "quote-declined"),
            "warranty-unknown": (
                f'purpose = "repair", {NOT_ARRIVED}, warranty = "unknown", family = ["arc", "unknown"]', "ask", "",
            ),
            "other-matter": ('purpose = "other"', "ask", ""),
        },
        "products": REGIONS + family("arc", "Arc", "AR-") + family("bolt", "Bolt", "BO-")
        + lasting("arc", 12, CAPPED) + lasting("arc", 24, CAPPED, 'sealed = "yes", part = "sensor"')
        + lasting("bolt", 12, 'clock = { event = "invoice" }') + lasting("bolt", 12)
        + lasting("bolt", 18, 'clock = { event = "invoice" }', 'bought_from = "direct"')
        + '[[warranty]]\nsource = "returns"\nwords = "none"\nwhen = { sold = "us" }\n',
    },
    # a row for each way in which a length can be stated; what it is counted from, the vendor does not say
    "kelpie": {
        "facts": COVERED, "asks": ("purpose", "warranty"), "rules": WARRANTY,
        "products": REGIONS + "".join(
            family(slug, slug.capitalize(), f"{slug[:3].upper()}-") for slug in (
                "fallback", "gated", "either", "longer", "shorter", "contract", "extended", "doubted", "turned", "sold",
            )
        )
        + lasting("fallback", 24, 'clock = { event = "shipment", otherwise = { event = "purchase", plus = 1 } }')
        + lasting("gated", 36, 'of = "shipment"\nfrom = 2025-01-01\nclock = { event = "invoice" }')
        + lasting("gated", 12, 'of = "shipment"\nto = 2024-12-31\nclock = { event = "invoice" }')
        + lasting("either", 24, f"or = 12\n{DOUBT}") + lasting("longer", 24, f'or = "longer"\n{DOUBT}')
        + lasting("shorter", 24, f'or = "shorter"\n{DOUBT}') + lasting("contract", 12)
        + '[[warranty]]\nsource = "returns"\nwords = "by-contract"\nwhen = { family = "contract", sold = "us" }\n'
        + lasting("extended", 12, "extended = 36") + lasting("doubted", 12, DOUBT)
        + lasting("turned", 24, f'clock = {{ event = "receipt", or = {{ event = "invoice" }} }}\n{DOUBT}')
        + lasting("sold", 24, when='sold = "eu"') + lasting("sold", 36, when='sold = "eu", region = "us"')
        + lasting("sold", 12, when='sold = "elsewhere"'),
    },
    "merrow": counted(f'value = {{ event = "receipt", or = {{ event = "invoice", plus = 7 }} }}, {DOUBT}'),
    "rusalka": counted(f'value = {{ event = "invoice", or = {{ event = "receipt" }} }}, {DOUBT}') | {
        "windows": f'refund = {{ months = 1, assumed = true }}\ndoa = {{ days = 30, after = "receipt", {DOUBT} }}',
        "asks": ("purpose", "refund", "doa", "warranty"),
        "rules": {
            "refund": ('purpose = "refund", refund = "in"', "refund", ""),
            "closed": ('purpose = "refund", refund = ["out", "unknown"]', "ask", ""),
            "defect-on-arrival": ('purpose = "repair", doa = "in"', "replacement", ""),
            **{id: (when.replace("warranty", f"{NOT_ARRIVED}, warranty", 1), *rest)
               for id, (when, *rest) in WARRANTY.items() if id != "refund"},
        },
    },
    "selkie": counted(f'value = {{ event = "receipt" }}, {DOUBT}'),
    "undine": counted(f"""[
        {{ when = {{ sold = "eu" }}, value = {{ event = "receipt", plus = 1 }} }},
        {{ when = {{ family = "tide" }}, value = {{ event = "invoice" }}, {DOUBT} }},
        {{ silent = true }}]"""),
}  # fmt: skip


def axis_vendors(folder):
    """Every vendor of these, written under `folder` and loaded: {slug: Vendor}."""
    for slug, told in AXES.items():
        write_vendor(folder, slug, told)
    return load_vendors(folder)
