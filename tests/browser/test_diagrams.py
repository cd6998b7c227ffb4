"""The drawings in a browser: every letter fits, every link is large enough, and what they become on paper."""

import pytest

from content.pages.diagrams.shapes import width
from tests.support.eyes import axe, serving, small_targets, small_text, too_wide
from tests.support.mixed import mixed_site

FITS = """() => [...document.querySelectorAll("svg.map tspan, svg.trace text, svg.axis text")]
    .filter((text) => text.checkVisibility()).map((text) => {
        const own = text.getBoundingClientRect(), room = text.closest("svg").getBoundingClientRect();
        const beside = [own.left - room.left, room.right - own.right];
        return [text.textContent, ...beside, own.top - room.top, room.bottom - own.bottom];
    })"""
LENGTHS = """() => [...document.querySelectorAll("svg.map tspan")].filter((text) => text.checkVisibility())
    .map((text) => [text.textContent, text.closest(".title") !== null, text.getComputedTextLength()])"""


@pytest.fixture(scope="module")
def site():
    return mixed_site()


def test_a_product_on_paper_names_its_models_and_has_nothing_to_fill_in(site, page_at):
    window = page_at(1280)
    with serving(site) as url:
        window.goto(f"{url}/flir/products/grasshopper3-usb3/")
        assert window.locator("#bought").is_visible()
        window.emulate_media(media="print")
        hidden = [window.locator(at).first.is_visible() for at in ("#bought", "#is-it", ".choice", ".source")]
        assert hidden == [False] * 4 and window.locator("#models").is_visible() and window.locator(".index a").count()
        assert all(one.is_visible() for one in window.locator(".index.serials a").all())
        lefts = {round(one.bounding_box()["x"]) for one in window.locator(".origin:visible").all()}
        assert lefts == {round(window.locator("h1").bounding_box()["x"])}


@pytest.mark.parametrize("wide", [320, 1280])
def test_what_a_letter_opens_stays_beside_the_text(site, page_at, wide):
    window = page_at(wide)
    with serving(site) as url:
        window.goto(f"{url}/flir/guide/")
        left = window.locator("h1").bounding_box()["x"]
        for letter in window.locator("main .ref:visible").all():
            letter.focus()
            window.keyboard.press("Enter")
            box = window.locator(".origin:popover-open").bounding_box()
            assert box["x"] >= left and box["x"] + box["width"] <= wide - 16
            window.keyboard.press("Escape")


def test_on_the_narrowest_phone_every_letter_fits_and_every_link_is_large_enough(site, page_at):
    window = page_at(320)
    with serving(site) as url:
        window.goto(f"{url}/flir/map/")
        assert axe(window) == []
        for address in ("/flir/map/", "/pixelink/map/", "/flir/products/", "/flir/products/oryx/", "/flir/"):
            window.goto(url + address)
            outside = [found for found in window.evaluate(FITS) if min(found[1:]) < -1]
            assert (outside, too_wide(window), small_text(window), small_targets(window)) == ([], [], [], []), address
            if "map" in address:
                lengths = window.evaluate(LENGTHS)
                assert lengths and [one for one in lengths if one[2] > width(one[0], bold=one[1])] == []
