"""Goods-in at the bench: every page fit to be worked at, and boxes noted by scans alone."""

import pytest

from tests.support.eyes import look_over
from tests.support.parcels import FIVE, HOME, asked, number_of, parcel_at, shipped, stepped
from tests.support.steps import rows, sign_in_page


@pytest.fixture(scope="module")
def bench(open_kiosk):
    """A served desk with parcels on their way: paths by what their page shows."""
    app = open_kiosk.app
    five, strange, bare = shipped(app, FIVE), shipped(app, "16048599"), asked(app, "16048598")
    stepped(app, asked(app, "16048597"), "withdraw"), shipped(app, "16048597")
    return {
        "the scan box": HOME, "nothing found": f"{HOME}?q=999999", "two to choose from": f"{HOME}?q=16048597",
        "after one": f"{HOME}?after={number_of(strange)}", "expected": parcel_at(five),
        "compared": f"{parcel_at(five)}?scanned=16048501%0A16048599%0A16049999",
        "without a number": f"{HOME}{bare.ticket}/?scanned=16048598",
    }  # fmt: skip


def test_every_page_can_be_worked_at_the_bench(page_at, open_kiosk, bench):
    page = page_at(1280)
    sign_in_page(page, open_kiosk)
    for name, path in bench.items():
        page.goto(open_kiosk.url + path)
        assert look_over(page) == {}, name


def test_what_is_pressed_at_the_bench_is_large(page_at, open_kiosk, bench):
    page = page_at(1280)
    sign_in_page(page, open_kiosk)
    page.goto(open_kiosk.url + bench["expected"])
    low = "nodes => nodes.filter(n => n.getBoundingClientRect().height < 52).map(n => n.outerHTML)"
    assert page.eval_on_selector_all(".goods :is(.button:not(.vh), .tap label, .scan input)", low) == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_box_is_noted_by_two_scans_and_one_enter(page_at, kiosk, scripts):
    one, page = shipped(kiosk.app), page_at(1280, scripts=scripts)
    sign_in_page(page, kiosk)
    page.goto(kiosk.url + HOME)
    scanned(page, f"{kiosk.url}{parcel_at(one)}")
    scanned(page, "S/N 16048501")
    assert "Everything expected is there." in page.inner_text(".compared")
    scanned(page, "")
    assert "Noted: 1 camera of RMA number" in page.inner_text("main")


def test_a_box_of_one_number_is_noted_by_one_scan_and_two_enters_never_by_one(page_at, kiosk):
    one, page = shipped(kiosk.app, FIVE), page_at(768)
    sign_in_page(page, kiosk)
    page.goto(kiosk.url + HOME)
    scanned(page, number_of(one))
    scanned(page, "")
    assert {state for (state,) in rows(kiosk.database, "SELECT state FROM unit")} == {"on-its-way"}
    scanned(page, "")
    assert "Noted: 5 cameras" in page.inner_text("main")


def test_enter_notes_nothing_while_something_is_missing(page_at, kiosk):
    one, page = shipped(kiosk.app, FIVE), page_at(768)
    sign_in_page(page, kiosk)
    page.goto(kiosk.url + parcel_at(one))
    for scan in ("16048501", "16048502", ""):
        scanned(page, scan)
    assert "3 of 5 missing so far" in page.inner_text(".compared")
    assert {state for (state,) in rows(kiosk.database, "SELECT state FROM unit")} == {"on-its-way"}


def scanned(page, text):
    """What a hand scanner does: it types into whatever has the focus, and ends with Enter."""
    page.locator("#scan:focus").wait_for()
    with page.expect_navigation():
        page.keyboard.type(text)
        page.keyboard.press("Enter")
