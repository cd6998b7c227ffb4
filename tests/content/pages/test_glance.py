"""A vendor's page at a glance says what its text says of a refund, a replacement and the warranty, and no more."""

import pytest

from content.loading.scaffold import new_vendor
from content.loading.vendor_folder import load_vendors
from content.pages.drawing import Drawing, site_at
from content.settings.kiosk_toml import Settings
from tests.support.fictional import COVERED, READ, WARRANTY, family, row, write_vendor
from tests.support.reading import Page

ALL = family("nova", "Nova", "NV-") + family("vega", "Vega", "VG-")
TOLD = {"facts": COVERED, "asks": ("purpose", "warranty"), "rules": WARRANTY, "products": ALL}


def drawn(folder, path=""):
    """A page of the one vendor in this folder, and its words."""
    [vendor] = load_vendors(folder).values()
    drawing = Drawing(site_at("", Settings(), {vendor.slug: vendor}, READ), urls=None)
    return Page(drawing.draw(drawing.pages[f"/{vendor.slug}/{path}"]))


def glance(folder, **changes):
    """What stands at a glance of a vendor, by its labels."""
    write_vendor(folder, "novaworks", TOLD | changes)
    return rows_of(drawn(folder))


def rows_of(page):
    terms, texts = page.all("dt"), page.all("dd")
    return {term.words: text.words for term, text in zip(terms, texts, strict=False)}


# Refund and replacement


def test_of_a_vendor_that_nobody_has_written_down_no_refund_is_denied(tmp_path):
    new_vendor("acme", "Acme", tmp_path, READ)
    assert rows_of(drawn(tmp_path))["Refund"] == "Support tells you whether a refund is possible."


def test_a_refund_without_a_window_is_told_as_offered(tmp_path):
    rules = WARRANTY | {"refund": ('purpose = "refund"', "refund", "")}
    told = glance(tmp_path, rules=rules)["Refund"]
    assert told.startswith("Refund. ") and "names no refund" not in told


def test_a_refund_whose_window_has_another_name_is_told_with_it(tmp_path):
    told = glance(
        tmp_path, windows='exchange = { days = 14, after = "invoice" }', asks=("purpose", "exchange", "warranty"),
        rules=WARRANTY | {
            "refund": ('purpose = "refund", exchange = "in"', "refund", ""),
            "too-late": ('purpose = "refund", exchange = ["out", "unknown"]', "no", ""),
        },
    )["Refund"]  # fmt: skip
    assert told.startswith("Within 14 days") and "from the day of the invoice" in told


def test_a_text_that_refuses_a_refund_is_told_by_its_own_title(tmp_path):
    rules = WARRANTY | {"refund": ('purpose = "refund"', "no", "")}
    assert glance(tmp_path, rules=rules)["Refund"] == "Refund."


def test_a_replacement_is_told_only_where_there_is_one(tmp_path):
    assert "Replacement" not in glance(tmp_path)


# Warranty

LENGTHS = {
    "none at all": ("", "We found no length."),
    "one for all": (row(36), "3 years."),
    "by family": (
        row(36, 'family = "nova"') + row(12, 'family = "vega"'), "1 year to 3 years, by product family.",
    ),
    "not for all families": (row(36, 'family = "nova"'), "3 years, not for all families."),
    "from a day on": (row(36, more="from = 2024-01-01"), "3 years. If the warranty starts on 1 January 2024 or later."),
    "in one region": (row(36, 'sold = "EU"'), "3 years. Bought in EU."),
    "on a condition": (row(36, more='only-if = "if it was registered"'), "3 years. If it was registered."),
    "with another reading": (
        row(24, more='or = 12\ndoubt = "One sentence says less."'), "2 years or 1 year. One sentence says less.",
    ),
    "with an extension": (row(24, more="extended = 60"), "2 years, up to 5 years with a paid extension."),
    "by contract": (
        '[[warranty]]\nwords = "by-contract"\nsource = "returns"\n', "as the supply contract sets it.",
    ),
    "some in doubt": (
        row(36, 'family = "nova"') + row(12, 'family = "vega"', 'doubt = "It is old."'),
        "1 year to 3 years, by product family, some of it in doubt.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("length", LENGTHS.values(), ids=LENGTHS)
def test_a_length_is_told_with_all_that_it_depends_on(length, tmp_path):
    rows, told = length
    shown = glance(tmp_path, products='[regions]\nEU = ["DE"]\n' + ALL + rows)["Warranty"]
    assert shown.replace(".a", ".") == told


# Who pays


@pytest.mark.parametrize(("payer", "free"), [('payer = "vendor"', True), ("", False)])
def test_a_repair_is_called_free_only_where_the_text_says_so(payer, free, tmp_path):
    value = ", ".join(filter(None, ('does = "repair-or-replace"', payer)))
    write_vendor(tmp_path, "novaworks", TOLD | {"facts": COVERED | {"in-warranty": f"value = {{ {value} }}"}})
    words = drawn(tmp_path, "outcome/in-warranty/").at("main").words
    assert ("free" in words) == free and "repairs or replaces it" in words


def test_nobody_looks_for_a_fix_where_one_is_only_sent_to_local_support(tmp_path):
    facts = COVERED | {"try-first": 'value = "local-support-first"'}
    write_vendor(tmp_path, "novaworks", TOLD | {"facts": facts})
    assert "looks for a fix" not in drawn(tmp_path, "outcome/in-warranty/").at("main").words


def test_in_warranty_nothing_is_promised_that_the_text_leaves_unsaid(tmp_path):
    facts = {key: value for key, value in COVERED.items() if key != "in-warranty"}
    rules = WARRANTY | {"in-warranty": ('purpose = "repair", warranty = "in"', "warranty", "")}
    write_vendor(tmp_path, "novaworks", TOLD | {"facts": facts, "rules": rules})
    words = drawn(tmp_path, "outcome/in-warranty/").at("main").words
    assert "does not say what happens inside the warranty" in words and "The warranty covers this" not in words
