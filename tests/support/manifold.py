"""A maker that does not exist, whose text needs every axis there is: regions, parts, conditions, clocks, addresses."""

from datetime import date

from content.loading.vendor_folder import load_vendors
from tests.support.fictional import COVERED, READ, family, span, write_vendor

SLUG = "manifold"
EU_TEXT = "for-the-union"
VENDOR = """
[[contacts]]
source = "returns"
email  = "rma@manifold.example"
phone  = "+49 30 5550 1234"
region = ["EU"]

[[contacts]]
source = "returns"
web    = "https://manifold.example/support"

[[return-addresses]]
source = "returns"
lines  = ["Manifold Service", "Beispielweg 12", "10115 Berlin"]
region = ["EU"]

[[return-addresses]]
source = "returns"
lines  = ["Manifold Inc.", "1 Sample Road", "Springfield"]
region = ["elsewhere"]
"""
TOLD = {
    "facts": COVERED | {
        "replacement": 'value = { does = "new-one", payer = "vendor" }',
        "restocking": 'value = { percent = 12.5, of = "price" }, only-if = "only if support was not asked first"',
        "repair-time": f'{span(10, "business-days", "receipt")}, only-if = "on average, without the transport"',
        "answer-time": span(24, "hours", "message"),
        "repaired-warranty": span(90, "days", "repair"),
        "support-ends": span(6, "years", "discontinuation"),
        "papers": 'value = ["signed-form", "number-on-papers"]',
        "warranty-clock": 'value = { event = "receipt", plus = 1, otherwise = { event = "purchase" } }',
    },
    "windows": """doa = [
        { when = { family = "dome" }, days = 180, after = "receipt", within = "request" },
        { days = 30, after = "receipt", within = "request" },
    ]
    refund = { months = 1, after = "purchase", within = "arrival" }""",
    "asks": ("purpose", "doa", "refund", "warranty"),
    "rules": {
        "swap": ('purpose = "repair", doa = "in"', "replacement", "replacement,freight-in,freight-back,papers"),
        "in-warranty": ('purpose = "repair", doa = ["out", "unknown"], warranty = "in"', "warranty",
                        "in-warranty,freight-in,freight-back,repair-time,repaired-warranty"),
        "paid-repair": ('purpose = "repair", doa = ["out", "unknown"], warranty = "out"', "paid", "freight-in"),
        "warranty-unknown": ('purpose = "repair", doa = ["out", "unknown"], warranty = "unknown"', "ask", ""),
        "refund": ('purpose = "refund", refund = "in"', "refund", "restocking,freight-in"),
        "refund-closed": ('purpose = "refund", refund = ["out", "unknown"]', "no", ""),
        "other-matter": ('purpose = "other"', "ask", ""),
    },
    "products": '[regions]\nEU = ["DE", "FR"]\n' + family("dome", "Dome", "DM-") + family("tube", "Tube", "TB-") + """
[[warranty]]
months = 36
source = "returns"
when = { family = "dome", sold = "EU" }
extended = 60

[[warranty]]
months = 24
source = "returns"
when = { family = "dome" }
from = 2024-01-01
of = "shipment"

[[warranty]]
words = "by-contract"
source = "returns"
when = { family = "tube" }
only-if = "for customers with a supply contract"
""",
    "text": '[regions]\nEU = "the European Union"\n',
}  # fmt: skip
FREIGHT = {
    "freight-in": """[
    { when = { kind = "replacement" }, value = { payer = "vendor", booker = "vendor" } },
    { when = { purpose = "refund" }, value = { payer = "you" } },
    { when = { kind = ["warranty", "paid"], region = "EU" }, value = { booker = "you" } },
    { silent = true },
]""",
    "freight-back": """[
    { when = { kind = ["warranty", "replacement"] }, value = { payer = "vendor" } },
    { silent = true },
]""",
}
EU_RULES = """
[[questions]]
id = "purpose"

[[rules]]
id   = "union-any"
when = { purpose = ["repair", "refund", "other"] }
[rules.outcome]
kind  = "ask"
facts = ["freight-in"]
"""


def write_manifold(folder):
    """Its folder under `folder`: a text for everywhere, and one for the European Union."""
    write_vendor(folder, SLUG, TOLD)
    place = folder / SLUG
    file = place / "vendor.toml"
    file.write_text(file.read_text("utf-8").replace("[theme]", f"{VENDOR}\n[theme]"), "utf-8")
    [policy] = (place / "policies").iterdir()
    text = policy.read_text("utf-8")
    for key, rows in FREIGHT.items():
        text = text.replace(f"{key} = {{ silent = true }}", f"{key} = {rows}")
    policy.write_text(text, "utf-8")
    head, _, rest = text.partition("\n[windows]\n")
    facts = rest.partition("\n[facts]\n")[2].partition("[[questions]]")[0]
    own = f'{head}\nregion = "EU"\n[facts]\n{facts}{EU_RULES}'
    (place / "policies" / f"{EU_TEXT}.toml").write_text(own, "utf-8")
    words = place / "text.toml"
    own = '[outcomes.union-any]\ntitle = "Ask the office in the Union"\n'
    words.write_text(words.read_text("utf-8") + own, "utf-8")
    return folder


def manifold(folder):
    """The same, loaded."""
    return load_vendors(write_manifold(folder))[SLUG]


DAY = date(READ.year, 6, 1)
