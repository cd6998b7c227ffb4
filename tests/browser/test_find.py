"""The box over a long list: whatever a family is called leads to it, by keyboard, narrow, and without scripts too."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from build import create_site
from content.loading.vendor_folder import load_vendors
from content.pages.drawing import site_at
from content.settings.kiosk_toml import Settings
from tests.support.eyes import look_over, serving, stop, too_wide
from tests.support.fictional import READ, fictional_vendors
from tests.support.large import write_large
from tests.support.many import many_vendors
from tests.support.vendor_folder import shipped_vendors

PHONE, HEIGHT = 390, 844
BOX = "#printed-on-it"
SHOWN = """(typed) => {
    const field = document.querySelector("#printed-on-it");
    const left = () => [...document.querySelectorAll("[data-names]")].filter((row) => row.checkVisibility());
    return typed.map((text) => {
        field.value = text;
        field.dispatchEvent(new Event("input"));
        return left().map((row) => row.querySelector("a").pathname);
    });
}"""
UNFOLDED = "() => [...document.querySelectorAll('details.fold')].filter((group) => group.open).length"
ARRIVED = "!document.querySelector('[data-letters]') && document.querySelector('.find:not([hidden])')"


def served(vendors):
    return serving(create_site(site_at("", Settings(), vendors, READ + timedelta(30))))


def names(vendors):
    """[(what may be typed, where it has to lead)]: names of families, their prefixes and models, in any case."""
    for slug, vendor in vendors.items():
        for family in vendor.products.families:
            for name in (family.name, *family.prefixes, *family.models, family.titled(vendor.name)):
                yield name.lower(), f"/{slug}/products/{family.slug}/"
        yield from ((name, f"/{slug}/") for name in vendor.file.former_names)


def missed(page, wanted):
    """What does not lead to where it has to."""
    found = page.evaluate(SHOWN, [typed for typed, _ in wanted])
    return [typed for (typed, leads), links in zip(wanted, found, strict=True) if leads not in links]


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """The address of a vendor of two hundred families, alone on its site."""
    with served(load_vendors(write_large(tmp_path_factory.mktemp("large")))) as url:
        yield url


@pytest.fixture(scope="module")
def six(tmp_path_factory):
    return shipped_vendors() | fictional_vendors(tmp_path_factory.mktemp("six"))


@pytest.fixture(scope="module")
def hundred(tmp_path_factory):
    return many_vendors(tmp_path_factory.mktemp("hundred"), 100, families=3)


# The front page


def test_whatever_a_family_is_called_leads_to_it_among_six_vendors(six, page_at):
    page = page_at(PHONE)
    with served(six) as url:
        page.goto(url)
        assert missed(page, [*names(six)]) == []


@pytest.mark.parametrize("typed", ["BFS-U3-51S5C", "bfs u3", "blackfly s", "ORYX", "oryx 10gige", "Ｏｒｙｘ"])
def test_a_name_leads_on_however_it_is_written(typed, open_kiosk, page_at):
    page = page_at(PHONE)
    page.goto(open_kiosk.url)
    page.fill(BOX, typed)
    page.press(BOX, "Enter")
    page.wait_for_url("**/flir/products/**")


def test_what_is_not_found_is_said_with_the_makers_and_the_way_without_a_model(open_kiosk, page_at):
    page = page_at(PHONE)
    page.goto(open_kiosk.url)
    told = page.locator(".find [role=status]")
    assert told.inner_text() == ""
    page.fill(BOX, "Kodak Brownie")
    assert "We do not know that name" in told.inner_text() and "The form takes any model" in told.inner_text()
    assert told.locator("a").all_inner_texts() == ["Axis", "Basler", "FLIR", "Oncam", "Pixelink", "ZWO"]
    page.fill(BOX, "")
    assert told.inner_text() == "" and page.evaluate(SHOWN, [""])[0]


def sample(vendors):
    """Of each tenth vendor a family's name, a prefix and a model."""
    for vendor in list(vendors.values())[::10]:
        family = vendor.products.families[-1]
        for name in (family.name, family.prefixes[0], family.models[0], vendor.name):
            yield name, f"/{vendor.slug}/" + ("" if name == vendor.name else f"products/{family.slug}/")


def test_among_a_hundred_vendors_what_is_typed_goes_from_letter_to_letter_to_its_family(hundred, page_at):
    page = page_at(PHONE)
    with served(hundred) as url:
        for typed, leads in sample(hundred):
            page.goto(url)
            page.fill(BOX, typed)
            page.press(BOX, "Enter")
            page.wait_for_function(ARRIVED)
            assert page.input_value(BOX) == typed
            links = page.locator("[data-names]:visible a").evaluate_all("links => links.map((link) => link.pathname)")
            assert leads in links, typed


# A vendor of two hundred families


def test_each_of_two_hundred_families_is_found_by_whatever_it_is_called(large, tmp_path, page_at):
    page, vendors = page_at(PHONE), load_vendors(write_large(tmp_path))
    for address in ("/", "/visionix/products/", "/visionix/dealers/"):
        page.goto(large + address)
        assert missed(page, [*names(vendors)][:: 1 if address == "/" else 7]) == [], address


@pytest.mark.parametrize("width", [PHONE, 1280])
@pytest.mark.parametrize("address", ["/", "/visionix/products/", "/visionix/dealers/"])
def test_a_part_of_a_name_finds_all_that_have_it_and_unfolds_them(address, width, large, page_at):
    page = page_at(width)
    page.goto(large + address)
    folds = page.locator("details.fold:visible").count()
    assert page.evaluate(UNFOLDED) == 0
    page.fill(BOX, "xenon")
    told = page.locator(".find [role=status]").inner_text()
    rows = page.locator("[data-names]:visible").all_inner_texts()
    assert told == f"Found: {len(rows)} of 200." and 5 < len(rows) < 20 and all("Xenon" in row for row in rows)
    page.fill(BOX, "")
    assert page.evaluate(UNFOLDED) == 0 and page.locator("details.fold:visible").count() == folds


@pytest.mark.parametrize(("address", "screens"), [("/", 6), ("/visionix/products/", 4), ("/visionix/check/repair/", 4)])
def test_on_a_phone_a_page_with_all_families_is_few_screens_long(address, screens, large, page_at):
    for scripts in (True, False):
        page = page_at(PHONE, scripts=scripts, height=HEIGHT)
        page.goto(large + address)
        assert page.locator("html").bounding_box()["height"] < screens * HEIGHT


def test_the_folded_list_itself_is_shorter_than_a_phone(large, page_at):
    page = page_at(PHONE, height=HEIGHT)
    page.goto(large)
    boxes = [group.bounding_box() for group in page.locator("details.fold").all()]
    assert boxes[-1]["y"] + boxes[-1]["height"] - boxes[0]["y"] < HEIGHT


def test_a_group_is_opened_and_a_family_reached_by_keyboard(large, page_at):
    page = page_at(PHONE)
    page.goto(large)
    page.focus(BOX)
    page.keyboard.press("Tab")
    assert stop(page)["tag"] == "SUMMARY"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert stop(page)["tag"] == "A" and stop(page)["shown"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/visionix/products/*/")


def test_without_scripts_a_group_opens_and_leads_to_its_families(large, page_at):
    page = page_at(PHONE, scripts=False)
    page.goto(large)
    assert not page.locator(".find").is_visible()
    page.locator("details.fold summary").last.click()
    page.locator("details.fold a:visible").last.click()
    page.wait_for_url("**/visionix/products/*/")


@pytest.mark.parametrize("address", ["/", "/visionix/products/", "/visionix/dealers/"])
def test_every_eye_is_content_with_the_lists_folded_and_filtered(address, large, page_at):
    page = page_at(PHONE)
    page.goto(large + address)
    assert look_over(page) == {}
    page.fill(BOX, "xenon")
    assert look_over(page) == {}
    page.fill(BOX, "nobody's")
    assert look_over(page) == {}


def test_a_family_s_link_is_told_and_copied_once_its_group_is_open(large, page_at):
    page = page_at(1280)
    page.goto(f"{large}/visionix/dealers/")
    assert page.locator(".told button").count() == 0
    page.locator(".told summary").first.click()
    row = page.locator(".told li").first
    row.get_by_role("button", name="Copy sentence").wait_for()
    slug = urlsplit(row.locator("h3 a").get_attribute("href")).path
    name = row.locator("h3").inner_text()
    assert row.locator(".sentence").inner_text().startswith("Warranty and serial number for Visionix AG")
    assert name in row.locator(".sentence").inner_text() and row.locator(".whole").inner_text().endswith(slug)


def test_on_paper_the_products_name_every_family_and_the_box_is_gone(large, page_at):
    page = page_at(1280)
    page.goto(f"{large}/visionix/products/")
    page.emulate_media(media="print")
    assert not page.locator(".find").is_visible() and too_wide(page) == []
    assert page.locator(".fold li a").last.is_visible()
