"""The worklists in a browser: dense, readable, and worked by keyboard."""

from tests.support.eyes import look_over, stop, too_wide
from tests.support.steps import sign_in_page


def list_path(name):
    return f"/rma/desk/lane/{name}/"


def test_a_worklist_is_fit_to_be_read_and_touched(full, page_at):
    page = page_at(1280)
    sign_in_page(page, full)
    for name in ("support", "snoozed"):
        page.goto(full.url + list_path(name))
        assert look_over(page) == {}, name


def test_a_worklist_fits_a_phone_in_wide_letters_too(full, page_at):
    page = page_at(320)
    sign_in_page(page, full)
    page.goto(full.url + list_path("support"))
    page.evaluate("document.documentElement.style.letterSpacing = '.12em'")
    assert not too_wide(page)


def test_a_line_is_dense(full, page_at):
    page = page_at(1280)
    sign_in_page(page, full)
    page.goto(full.url + list_path("support"))
    heights = page.evaluate("[...document.querySelectorAll('.worklist tbody tr')].map((row) => row.offsetHeight)")
    assert heights and max(heights) <= 52


def test_by_keyboard_a_line_is_reached_shown_and_opened(full, page_at):
    page = page_at(1280)
    sign_in_page(page, full)
    page.goto(full.url + list_path("support"))
    ticket = page.get_attribute(".worklist a", "href")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == ticket:
            break
    assert stop(page)["tag"] == "A"
    page.keyboard.press("Enter")
    page.wait_for_url(full.url + ticket)


def test_a_wrong_day_is_pointed_out_at_its_field(full, page_at):
    page = page_at(768)
    sign_in_page(page, full)
    page.goto(full.url + list_path("customer"))
    page.goto(full.url + page.get_attribute(".worklist a", "href"))
    page.click(".held summary")
    page.click(".held [value=until]")
    assert page.is_visible("#hold-day-error") and stop(page)["tag"] == "DIV"
    assert look_over(page, (1280, 768)) == {}
