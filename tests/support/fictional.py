"""Vendors that do not exist, each with a policy unlike those of the real ones, and each made of plain files alone."""

from datetime import date

from content.loading.scaffold import new_vendor
from content.loading.vendor_folder import load_vendors

READ = date(2026, 1, 2)  # the day their texts were read, so that they are in force on every day the tests ask of
ASK = {
    "purpose": ("What is it about?", {"repair": "It is faulty", "refund": "I want my money back", "other": "Else"}, ""),
    "warranty": ("Is it still in warranty?", {"in": "Yes", "out": "No", "unknown": "I do not know"}, ""),
    "doa": ("Did it fail within {window.doa}?", {"in": "Yes", "out": "No", "unknown": "I do not know"}, ""),
    "refund": ("Bought within {window.refund}?", {"in": "Yes", "out": "No", "unknown": "I do not know"}, ""),
    "exchange": ("Bought within {window.exchange}?", {"in": "Yes", "out": "No", "unknown": "I do not know"}, ""),
    "excluded": ("Is it {never}?", {"no": "No", "yes": "Yes", "unknown": "I do not know"}, ""),
    "too-many": ("More than {count} items?", {"no": "No", "yes": "Yes"}, ""),
    "bought_from": (
        "Who sold it?", {"direct": "The maker", "dealer": "A dealer", "other": "Somebody", "unknown": "No idea"}, "",
    ),
    "part": (
        "Which part is faulty?", {"sensor": "The sensor", "cooler": "The cooler", "unknown": "I do not know"},
        'assume = "unknown"\nin-form = true',
    ),
    "family": None,  # asked by the names of the families
    "sealed": ("Is the seal unbroken?", {"no": "No", "yes": "Yes", "unknown": "No idea"}, 'assume = "unknown"'),
    "region": (
        "Where do you send it from?", {"europe": "From Europe", "asia": "From Asia", "unknown": "I do not know"},
        'assume = "unknown"\nin-form = true',
    ),
    "sold": (
        "Where was it bought?", {"eu": "In the EU", "us": "In America", "elsewhere": "Elsewhere", "unknown": "No idea"},
        'assume = "unknown"\nin-form = true',
    ),
}  # fmt: skip
HOLDS = {  # words for rows by these answers
    "sealed": {"no": "with the seal broken", "yes": "with the seal unbroken"},
    "bought_from": {"dealer": "if a dealer sold it", "direct": "if we sold it"},
    "part": {"sensor": "for the sensor", "cooler": "for the cooler"},
}
WARRANTY = {
    "in-warranty": ('purpose = "repair", warranty = "in"', "warranty", "in-warranty"),
    "paid-repair": ('purpose = "repair", warranty = "out"', "paid", "no-fault-found"),
    "warranty-unknown": ('purpose = "repair", warranty = "unknown"', "ask", ""),
    "refund": ('purpose = "refund"', "ask", ""),
    "other-matter": ('purpose = "other"', "ask", ""),
}
COVERED = {
    "in-warranty": 'value = { does = "repair-or-replace", payer = "vendor" }',
    "no-fault-found": 'value = { amount = 99, currency = "EUR" }',
}


def span(most, unit, after):
    return f'value = {{ most = {most}, unit = "{unit}", after = "{after}" }}'


def row(months, when="", more=""):
    return f'[[warranty]]\nmonths = {months}\nsource = "returns"\nwhen = {{ {when} }}\n{more}\n'


def family(slug, name, prefix):
    return f'[[families]]\nslug = "{slug}"\nname = "{name}"\nprefixes = ["{prefix}"]\n'


FICTIONAL = {
    # one form per unit, by mail; from shipment; a time of its own for what arrives defective
    "eyeworks": {
        "facts": COVERED | {
            "units-per-form": 'value = "per-unit"', "request-by": 'value = ["mail"]',
            "warranty-clock": 'value = { event = "shipment" }', "rma-validity": span(30, "days", "issue"),
            "repair-time": span(3, "weeks", "receipt"), "rma-time": span(5, "business-days", "request"),
        },
        "windows": 'doa = { days = 14, after = "receipt", plus = 1 }',
        "asks": ("purpose", "doa", "warranty"),
        "rules": {
            "defect-on-arrival": ('purpose = "repair", doa = "in"', "warranty", "rma-validity,request-by"),
            "in-warranty": ('purpose = "repair", doa = ["out", "unknown"], warranty = "in"', "warranty",
                            "in-warranty,rma-validity,rma-time,repair-time,no-fault-found"),
            "paid-repair": ('purpose = "repair", doa = ["out", "unknown"], warranty = "out"', "paid",
                            "no-fault-found,repair-time,request-by"),
            "warranty-unknown": ('purpose = "repair", doa = ["out", "unknown"], warranty = "unknown"', "ask", ""),
            "no-refund": ('purpose = "refund"', "no", ""),
            "other-matter": ('purpose = "other"', "ask", ""),
        },
        "products": family("eye", "Eye", "EYE-") + row(12),
    },
    # from the day after receipt; by region and by the day it was received
    "halden": {
        "facts": COVERED | {
            "warranty-clock": 'value = { event = "receipt", plus = 1 }', "rma-validity": span(90, "days", "issue"),
        },
        "asks": ("purpose", "warranty"),
        "rules": WARRANTY,
        "products": '[regions]\nEurope = ["DE", "FR"]\n"North America" = ["US", "CA"]\n'
        + family("fjord", "Fjord", "FJ-") + row(24, more="to = 2021-08-31")
        + row(36, 'region = ["Europe"]', "from = 2021-09-01")
        + row(12, 'region = ["North America"]', "from = 2021-09-01"),
    },
    # from the invoice; three windows at once; a cap and a family on refunds
    "lumenta": {
        "facts": COVERED | {
            "warranty-clock": 'value = { event = "invoice" }', "refund-at-most": "value = 3",
            "refund-never": 'value = ["Prism"]', "rma-validity": span(10, "days", "issue"),
            "restocking": 'value = { amount = 45.00, currency = "CHF" }',
        },
        "windows": 'refund = { days = 30, after = "invoice" }\nexchange = { days = 14, after = "invoice" }\n'
                   'doa = { days = 7, after = "receipt" }',
        "asks": ("purpose", "refund", "exchange", "doa", "excluded", "too-many", "warranty"),
        "rules": {
            "refund": ('purpose = "refund", refund = "in", excluded = "no", too-many = "no"', "refund",
                       "restocking,refund-at-most,refund-never"),
            "refund-too-many": ('purpose = "refund", refund = "in", excluded = "no", too-many = "yes"', "no",
                                "refund-at-most"),
            "refund-excluded": ('purpose = "refund", refund = "in", excluded = "yes"', "no", "refund-never"),
            "refund-unclear": ('purpose = "refund", refund = "in", excluded = "unknown"', "ask", "refund-never"),
            "refund-closed": ('purpose = "refund", refund = "out"', "no", ""),
            "refund-date-unknown": ('purpose = "refund", refund = "unknown"', "ask", ""),
            "exchange": ('purpose = "repair", exchange = "in"', "warranty", ""),
            "defect-on-arrival": ('purpose = "repair", exchange = ["out", "unknown"], doa = "in"', "refund", ""),
            **{id: (when.replace('warranty', 'exchange = ["out", "unknown"], doa = ["out", "unknown"], warranty', 1),
                    *rest) for id, (when, *rest) in WARRANTY.items() if id != "refund"},
        },
        "products": family("prism-one", "Prism One", "PR1-") + family("glow", "Glow", "GLW-") + row(12),
    },
    # from activation; by part and by the region that it is sent from, both asked in the form
    "oktant": {
        "facts": COVERED | {"warranty-clock": 'value = { event = "activation" }'},
        "asks": ("purpose", "part", "region", "warranty"),
        "rules": WARRANTY,
        "products": '[regions]\neurope = ["DE", "FR"]\nasia = ["JP"]\n'
        + family("star", "Star", "ST-") + row(36, 'part = ["sensor"], region = ["europe"]')
        + row(24, 'part = ["sensor"], region = ["asia"]') + row(12, 'part = ["cooler"]'),
    },
}  # fmt: skip


def write_fictional(folder):
    """Every fictional vendor's folder under `folder`."""
    for slug, told in FICTIONAL.items():
        write_vendor(folder, slug, told)
    return folder


def write_vendor(folder, slug, told, name=""):
    """The folder of one vendor, as `told` in the way of FICTIONAL."""
    new_vendor(slug, name, folder, READ)
    place = folder / slug
    (place / "examples.toml").unlink()
    (place / "products.toml").write_text(f'source = "returns"\n{told["products"]}', encoding="utf-8")
    address = ('# address = "https://…"', f'address = "https://{slug}.example/returns"')
    _rewrite(place / "vendor.toml", address, *told.get("vendor", ()))
    [policy] = (place / "policies").iterdir()
    facts = [(f"\n{key} = {{ silent = true }}", f"\n{key} = {_stated(value)}") for key, value in told["facts"].items()]
    _rewrite(policy, ("[facts]", f"[windows]\n{told.get('windows', '')}\n[facts]"), *facts)
    head = policy.read_text(encoding="utf-8").split("[[questions]]")[0]
    policy.write_text("".join([head, *map(_question, told["asks"]), *_rules(told["rules"])]), encoding="utf-8")
    words = *map(_asked, told["asks"]), *map(_told, told["rules"]), told.get("text", "")
    (place / "text.toml").write_text("".join(words), encoding="utf-8")


def fictional_vendors(folder):
    """The same, loaded: {slug: Vendor}."""
    return load_vendors(write_fictional(folder))


def _stated(value):
    """A fact as its file has it: a table, or a list of them."""
    return value if value.startswith("[") else f"{{ {value} }}"


def _rewrite(path, *pairs):
    text = path.read_text(encoding="utf-8")
    for find, put in pairs:
        assert text.count(find) == 1, f"{find!r} stands {text.count(find)} times in {path}"
        text = text.replace(find, put)
    path.write_text(text, encoding="utf-8")


def _question(id):
    if ASK[id] is None:
        return f'[[questions]]\nid = "{id}"\n'
    _, answers, more = ASK[id]
    listed = ", ".join(f'"{answer}"' for answer in answers)
    return f'[[questions]]\nid = "{id}"\nanswers = [{listed}]\n{more}\n'


def _asked(id):
    if ASK[id] is None:
        return ""
    ask, answers, _ = ASK[id]
    told = "\n".join(f'{answer} = "{text}"' for answer, text in answers.items())
    holds = "".join(f'holds.{answer} = "{text}"\n' for answer, text in HOLDS.get(id, {}).items())
    return f'[questions.{id}]\nask = "{ask}"\n{holds}[questions.{id}.answers]\n{told}\n'


def _rules(rules):
    for id, (when, kind, facts) in rules.items():
        cited = "".join(f'"{key}", ' for key in filter(None, facts.split(",")))
        way_on = '\ninstead = { purpose = "repair" }' if kind == "no" else ""
        outcome = f'[rules.outcome]\nkind = "{kind}"\nfacts = [{cited}]{way_on}\n'
        yield f'[[rules]]\nid = "{id}"\nwhen = {{ {when} }}\n{outcome}'


def _told(rule):
    return f'[outcomes.{rule}]\ntitle = "{rule.replace("-", " ").capitalize()}"\n'
