"""The figures in a browser: drawings and tables, readable at every width and on paper."""

import pytest

from tests.support.eyes import look_over
from tests.support.placed import place_many
from tests.support.steps import sign_in_page

FIGURES = "/rma/desk/figures/"
pytestmark = pytest.mark.day("2026-11-22T10:00:00Z")  # a Sunday; its week began on the sixteenth


@pytest.fixture
def window(page_at, kiosk):
    """Opens the figures of a busy desk at a width."""
    place_many(kiosk.app)

    def show(width, scheme="light", **more):
        page = page_at(width, scheme, **more)
        sign_in_page(page, kiosk)
        page.goto(kiosk.url + FIGURES)
        return page

    return show


def test_the_page_is_readable_and_large_enough_with_its_tables_shut_and_open(window):
    page = window(1280)
    assert look_over(page) == {}
    page.locator("main details").evaluate_all("all => all.forEach((part) => { part.open = true; })")
    assert look_over(page) == {}


@pytest.mark.parametrize("width, drawing", [(320, False), (768, True)])
def test_where_the_drawing_would_be_too_small_the_table_stands_in_its_place(window, width, drawing):
    page = window(width, scripts=False)
    assert page.locator(".plot").first.is_visible() == drawing
    assert page.locator(".across").first.is_visible() != drawing


def test_no_letters_of_a_drawing_run_into_each_other(window):
    page = window(768)
    for plot in page.locator(".plot").all():
        boxes = [text.bounding_box() for text in plot.locator("text").all()]
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                apart = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
                assert apart or abs(one["y"] - other["y"]) >= 16, (one, other)


def test_on_paper_stand_the_drawings_and_the_tables_in_light(window):
    page = window(1280, "dark")
    page.emulate_media(media="print")
    assert page.locator("rect.column").first.is_visible() and page.locator("td").first.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.plot text')).fill") == "rgb(20, 24, 26)"
