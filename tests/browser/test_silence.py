"""The silence maps: readable and in reach of the keyboard at any width."""

from tests.support.eyes import look_over
from tests.support.placed import asking, placing
from tests.support.steps import sign_in_page

MAP, DESK = "/silence/", "/rma/desk/silence/"


def test_no_stop_of_the_keyboard_is_out_of_sight_on_a_narrow_map(page_at, kiosk):
    page = page_at(320)
    page.goto(kiosk.url + MAP)
    clipped = "all => all.filter((one) => one.closest('thead') && one.checkVisibility()).map((one) => one.textContent)"
    assert page.locator("main :is(a, button)").evaluate_all(clipped) == []
    assert not page.locator(".told-map thead").first.is_visible() and page.locator(".told-who").first.is_visible()


def test_the_maps_are_readable_and_fit_at_any_width(page_at, kiosk):
    page = page_at(1280)
    with placing(kiosk.app.config["DATABASE"]) as db:
        asking(db, "customs", "restocking", ticks=[("answered", "customs")])
    sign_in_page(page, kiosk)
    for address in (MAP, "/flir/silence/", DESK):
        page.goto(kiosk.url + address)
        assert look_over(page) == {}, address
