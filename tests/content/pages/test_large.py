"""A vendor of two hundred families: every page passes the build, stays light, and leads to each family."""

import gzip
from datetime import timedelta

import pytest

from build import build, create_site
from content.loading.vendor_folder import load_vendors
from content.pages.drawing import site_at
from content.pages.front import families_in_short
from content.pages.lists.folding import FEW
from content.pages.printed import AT_ONCE, Printed, shelf
from content.settings.kiosk_toml import Settings
from tests.support.fictional import FICTIONAL, READ, fictional_vendors, write_vendor
from tests.support.large import DOUBT, write_large
from tests.support.reading import Page, pages_in
from tests.support.vendor_folder import shipped_vendors

DAY = READ + timedelta(30)
SCRIPTS = 5_000  # bytes of all scripts of one page, compressed


@pytest.fixture(scope="module")
def vendors(tmp_path_factory):
    """The large vendor beside a small one."""
    folder = write_large(tmp_path_factory.mktemp("vendors"))
    write_vendor(folder, "eyeworks", FICTIONAL["eyeworks"])
    return load_vendors(folder)


@pytest.fixture(scope="module")
def out(vendors, tmp_path_factory):
    """The site of both, which the build has checked and let pass."""
    out = tmp_path_factory.mktemp("site") / "build"
    build(out, Settings(), vendors, DAY, urls=None, preview=True, say=lambda *_, **__: None)
    return out


@pytest.fixture(scope="module")
def pages(out):
    return pages_in(out)


def shown(site, address):
    """A page of a site that is not frozen."""
    return Page(create_site(site).test_client().get(address).text)


def homes(vendor):
    return {f"/{vendor.slug}/products/{family.slug}/" for family in vendor.products.families}


@pytest.mark.parametrize("address", ["/visionix/", "/visionix/products/", "/visionix/dealers/"])
def test_each_list_leads_to_every_family_by_links_alone(address, pages, vendors):
    assert homes(vendors["visionix"]) <= set(pages[address].links())


def test_the_question_of_the_warranty_leads_to_every_family(pages, vendors):
    found = [page for address, page in pages.items() if address.startswith("/visionix/check/") and page.at("families")]
    assert found and all(homes(vendors["visionix"]) <= set(page.links()) for page in found)


def test_all_scripts_of_a_page_together_are_light(pages, out):
    for address, page in pages.items():
        names = [one["src"] for one in page.all("script") if one["src"]]
        assert sum(len(gzip.compress((out / name[1:]).read_bytes(), 9, mtime=0)) for name in names) < SCRIPTS, address


def test_every_group_says_how_many_it_holds_and_none_holds_many(pages):
    for address in ("/visionix/", "/visionix/dealers/"):
        groups = pages[address].all("details", cls="fold")
        held = [len([one for one in pages[address].all("li") if group in one.around]) for group in groups]
        told = [int(one.words) for one in pages[address].all("span", cls="left")]
        assert held == told and sum(held) == 200 and max(held) < FEW


def test_products_stand_under_the_length_of_their_warranty_with_every_doubt(pages, vendors):
    page, vendor = pages["/visionix/products/"], vendors["visionix"]
    doubted = [row for row in vendor.products.warranty if row.doubt]
    assert len([one for one in page.all("small", cls="doubt") if one.words == DOUBT]) == len(doubted) > 3
    assert len(page.all("details", cls="fold")) < 12


def test_with_one_vendor_its_page_with_all_families_is_the_first(vendors):
    page = shown(site_at("", Settings(), {"visionix": vendors["visionix"]}, DAY), "/")
    assert homes(vendors["visionix"]) <= set(page.links()) and page.all(cls="find")


def test_few_families_stand_open_and_need_no_box(pages):
    assert not pages["/eyeworks/"].all(cls="fold") and not pages["/eyeworks/"].all(cls="find")


# The front page


@pytest.fixture(scope="module")
def six(tmp_path_factory):
    return shipped_vendors() | fictional_vendors(tmp_path_factory.mktemp("six"))


def test_six_vendors_each_have_a_way_in_that_says_what_it_covers_and_its_first_families(six):
    page = shown(site_at("", Settings(), six, DAY), "/")
    for vendor in six.values():
        [way] = [one for one in page.all("a", cls="choice") if one["href"] == f"/{vendor.slug}/"]
        assert vendor.name in way.words and vendor.file.scope in way.words
        assert families_in_short(vendor).names in way.words
    assert "and 17 more" in page.all("main")[0].words


def test_families_in_short_are_few_words_and_count_the_rest(vendors):
    told = families_in_short(vendors["visionix"])
    assert told.names == vendors["visionix"].products.families[0].name and told.more == 199


def test_what_is_not_found_names_each_maker_and_the_way_without_a_model(six):
    page = shown(site_at("", Settings(), six, DAY), "/")
    [told] = [one for one in page.all("p") if one["hidden"] is not None]
    links = [one["href"] for one in page.all("a") if told in one.around]
    assert links == [f"/{slug}/" for slug in six] and "The form takes any model" in told.words


# A page a letter


def test_what_is_printed_short_is_found_under_every_longer_beginning(six):
    flir = six["flir"]
    family = flir.products.families[0]
    long = [Printed(f"B{letter}{number}-", flir, family) for letter in "XY" for number in range(AT_ONCE)]
    whole = shelf([Printed("B-", flir, family), *long])
    assert [one.letters for one in whole.below] == ["b"]
    shelves = [one for one in whole.all_below() if one.letters != "b"]
    assert shelves and all("B-" in [entry.text for entry in one.index] for one in shelves)
