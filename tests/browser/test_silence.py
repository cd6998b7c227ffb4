"""The silence maps: readable and in reach of the keyboard at any width."""

from datetime import date

import pytest

from build import create_site
from content.pages.drawing import site_at
from content.settings.kiosk_toml import Settings
from tests.support.eyes import look_over, serving
from tests.support.placed import asking, placing
from tests.support.steps import sign_in_page
from tests.support.vendor_folder import shipped_vendors

MAP, DESK = "/silence/", "/rma/desk/silence/"


@pytest.fixture(scope="module")
def few():
    """The address of a site of so few makers that each has a column of its own."""
    vendors = {slug: shipped_vendors()[slug] for slug in ("flir", "pixelink")}
    with serving(create_site(site_at("", Settings(), vendors, date(2026, 11, 22)))) as url:
        yield url


def test_no_stop_of_the_keyboard_is_out_of_sight_on_a_narrow_map(page_at, few):
    page = page_at(320)
    page.goto(few + MAP)
    clipped = "all => all.filter((one) => one.closest('thead') && one.checkVisibility()).map((one) => one.textContent)"
    assert page.locator("main :is(a, button)").evaluate_all(clipped) == []
    assert not page.locator(".told-map thead").first.is_visible() and page.locator(".told-who").first.is_visible()


def test_the_maps_are_readable_and_fit_at_any_width(page_at, kiosk, few):
    page = page_at(1280)
    with placing(kiosk.app.config["DATABASE"]) as db:
        asking(db, "customs", "restocking", ticks=[("answered", "customs")])
    sign_in_page(page, kiosk)
    for address in (few + MAP, *(kiosk.url + path for path in (MAP, "/flir/silence/", DESK))):
        page.goto(address)
        assert look_over(page) == {}, address
