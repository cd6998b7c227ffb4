"""A vendor with a long name is called by its short one in running text, and by the whole one wherever it is named."""

from datetime import timedelta

import pytest

from build import create_site
from content.errors import ContentError
from content.loading.vendor_folder import load_vendors
from content.pages.drawing import site_at
from content.settings.kiosk_toml import Settings
from tests.support.fictional import READ
from tests.support.large import NAME, write_large
from tests.support.reading import Page
from tests.support.vendor_folder import copy_of, edit, shipped_vendors

PAGES = ("", "guide/", "map/", "silence/", "products/", "check/", "outcome/in-warranty/")


@pytest.fixture(scope="module")
def vendors(tmp_path_factory):
    """The same vendor with a short name and without."""
    long = write_large(tmp_path_factory.mktemp("long"), families=3)
    short = write_large(tmp_path_factory.mktemp("short"), families=3)
    edit(short / "visionix", "vendor.toml", "# short-name   = ", 'short-name = "Visionix" # ')
    return {which: load_vendors(folder)["visionix"] for which, folder in (("long", long), ("short", short))}


def page(vendor, at):
    site = site_at("", Settings(), {"visionix": vendor}, READ + timedelta(30))
    return Page(create_site(site).test_client().get(f"/visionix/{at}").text)


def test_without_a_short_name_running_text_bears_the_name():
    assert all(vendor.short == vendor.name for vendor in shipped_vendors().values())


@pytest.mark.parametrize("at", PAGES)
def test_the_long_name_is_read_a_few_times_alone(at, vendors):
    long, short = (page(vendors[which], at).all("main")[0].words.count(NAME) for which in ("long", "short"))
    assert short <= 5 and short <= long


def test_titles_and_the_way_back_bear_the_whole_name(vendors):
    for at in PAGES:
        short, long = (page(vendors[which], at) for which in ("short", "long"))
        assert short.all("h1")[0].words == long.all("h1")[0].words
        assert short.all("title")[0].words == long.all("title")[0].words
        assert NAME in short.all("p", cls="names")[0].words


def test_facts_outcomes_and_silences_say_the_short_one(vendors):
    told = page(vendors["short"], "outcome/in-warranty/").all("main")[0].words
    assert "Visionix does not say" in told and f"{NAME} does not say" not in told


def test_a_short_name_that_is_not_shorter_is_refused(tmp_path):
    edit(copy_of("flir", tmp_path), "vendor.toml", "maker ", 'short-name = "Teledyne FLIR"\nmaker ')
    with pytest.raises(ContentError, match="'Teledyne FLIR' is no shorter than the name"):
        load_vendors(tmp_path)
