"""The pages of a maker whose text needs every axis: each value is told with all that it depends on, and no more."""

import json

import pytest

from build import build
from content.settings.kiosk_toml import Settings
from tests.support.manifold import DAY, EU_TEXT, SLUG, manifold
from tests.support.reading import Page, data_on


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The words of one of its pages, and the page itself."""
    folder = tmp_path_factory.mktemp("manifold")
    out = folder / "site"
    build(out, Settings(), {SLUG: manifold(folder / "vendors")}, DAY, say=lambda *_, **__: None, urls=None)

    def page(path):
        return Page((out / SLUG / path / "index.html").read_text("utf-8"))

    page.out, page.words = out, lambda path: page(path).at("main").words
    return page


# A condition, and a share with a fraction


def test_a_condition_stands_wherever_its_value_does(pages):
    assert "12.5 % of the price as a restocking fee, only if support was not asked first" in pages.words("")
    assert "12.5 % of the price, only if support was not asked first" in pages.words("outcome/refund")
    for path in ("", "outcome/in-warranty"):
        words = pages.words(path)
        assert "10 business days from the day it arrives there, on average, without the transport." in words, path


def test_a_condition_is_no_doubt(pages):
    assert "doubted" not in [heading["id"] for heading in pages("silence").all("h2")]
    assert "in doubt" not in pages.words("silence") and "in doubt" not in pages.words("")


def test_programs_are_told_neither_what_holds_under_a_condition_nor_what_differs(pages):
    [policy] = data_on(pages("outcome/refund"))["Organization"]["hasMerchantReturnPolicy"]
    assert policy["returnFees"] == "https://schema.org/ReturnFeesCustomerResponsibility"
    assert not {"restockingFee", "itemDefectReturnFees", "merchantReturnDays"} & {*policy}


# What differs by kind, purpose, family and region


def test_an_outcome_tells_the_freight_of_its_own_kind_alone(pages):
    swap, refund = pages.words("outcome/swap"), pages.words("outcome/refund")
    assert "Manifold pays the way there. Manifold books the way there." in swap
    assert "You pay the way to Manifold" not in swap
    assert "You pay the way to Manifold." in refund and "Manifold books" not in refund


def test_where_the_region_is_not_known_each_way_is_told_with_what_it_holds_for(pages):
    words = pages.words("outcome/in-warranty")
    assert "The way there, sent from the European Union" in words and "You book the way to Manifold." in words
    assert "Manifold does not say who pays the way to Manifold in any other case." in words


def test_a_booker_is_no_payer(pages):
    [row] = [row for row in pages("outcome/in-warranty").all("tr") if "You book the way" in row.words]
    assert "no one named" in row.words


def test_a_replacement_is_no_repair_and_no_warranty(pages):
    words = pages.words("outcome/swap")
    assert "Manifold replaces it" in words
    assert "repair" not in words.lower().replace("repairing", "") and "In warranty" not in words


def test_a_window_tells_which_family_it_is_for_and_in_months_what_it_says_in_months(pages):
    words = pages.words("")
    assert "Within 180 days (for Dome), otherwise 30 days" in words and "from the day you received it" in words
    assert "Within 1 month" in words


# Warranties


def test_at_a_glance_a_length_is_told_with_all_that_it_depends_on(pages):
    words = pages.words("")
    assert "2 years to 3 years or as the supply contract sets it" in words
    assert "by product family, the country it was bought in and the day it begins" in words


def test_a_family_tells_place_extension_gate_and_clock(pages):
    words = pages.words("products/dome")
    assert "3 years, up to 5 years with a paid extension" in words and "Bought in the European Union." in words
    assert "If the day it was shipped to you is 1 January 2024 or later." in words
    assert "from the day after the day you received it, or where that is not known from the day you bought it" in words


def test_a_length_in_words_is_told_as_it_is(pages):
    words = pages.words("products/tube")
    assert "As the supply contract sets it" in words and "For customers with a supply contract." in words


def test_no_id_of_a_region_is_shown(pages):
    for path in ("", "guide", "outcome/in-warranty", "products/dome", "check"):
        assert " EU" not in pages.words(path) and "elsewhere" not in pages.words(path), path


# How it is reached, and where it takes parcels


@pytest.mark.parametrize("path", ["guide", "outcome/swap"])
def test_contacts_and_addresses_are_told_with_their_region_and_source(path, pages):
    page, words = pages(path), pages.words(path)
    assert "rma@manifold.example" in words and "+49 30 5550 1234" in words
    assert "Beispielweg 12" in words and "(the European Union)" in words and "(any other country)" in words
    hrefs = [link["href"] for link in page.all("a")]
    assert {"mailto:rma@manifold.example", "tel:+493055501234"} <= {*hrefs}


# A text per region


def test_the_checker_asks_first_where_a_region_has_a_text_of_its_own(pages):
    page = pages("check")
    assert "the European Union" in page.at("main").words and "any other country" in page.at("main").words
    hrefs = [link["href"] for link in page.all("a")]
    assert {f"/{SLUG}/check/EU/", f"/{SLUG}/check/elsewhere/"} <= {*hrefs}


def test_the_guide_names_the_other_text_and_leads_to_it(pages):
    assert "What is sent from the European Union has rules of its own" in pages.words("guide")
    assert f"/{SLUG}/policy/{EU_TEXT}/" in [link["href"] for link in pages("guide").all("a")]
    assert "This text holds for what is sent from the European Union." in pages.words(f"policy/{EU_TEXT}")
    assert "not in force any more" not in pages.words(f"policy/{EU_TEXT}")


def test_its_outcomes_have_pages_of_their_own(pages):
    assert "Ask the office in the Union" in pages.words("outcome/union-any")


def test_programs_find_the_text_of_a_region_beside_the_other(pages):
    site = pages.out / SLUG
    whole = json.loads((site / "policy.json").read_text("utf-8"))
    own = json.loads((site / whole["regional"]["EU"]).read_text("utf-8"))
    assert own["revision"]["name"] == EU_TEXT and own["regional"] == {}
    assert (site / "policy" / EU_TEXT / own["$schema"]).resolve() == (pages.out / "policy.schema.json").resolve()
