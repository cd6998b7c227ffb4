"""Fixes on the review: open, fit and passed by, on the narrowest phone."""

from tests.support.eyes import look_over
from tests.support.steps import filled, lend_cookie, review

NOT_FOUND = {"model": "PL-D755", "symptom": "not-found"}


def laid_open(page, kiosk):
    """The review of a camera that is not found, with every fix open."""
    client = kiosk.app.test_client()
    at = review(client, filled(NOT_FOUND), "/rma/pixelink/")
    lend_cookie(client, page, kiosk.url)
    page.goto(kiosk.url + at)
    for title in page.locator("summary").all():
        title.click()
    return page


def test_fixes_laid_open_are_fit_for_the_narrowest_phone(page_at, open_kiosk):
    page = laid_open(page_at(320), open_kiosk)
    assert page.locator("details[open] li").count() == 9
    assert look_over(page, [320]) == {}


def test_fixes_open_without_scripts(page_at, open_kiosk):
    page = laid_open(page_at(320, scripts=False), open_kiosk)
    assert [step for step in page.locator("details li").all() if not step.is_visible()] == []


def test_the_way_past_a_fix_leads_to_the_button_that_sends(page_at, open_kiosk):
    page, client = page_at(320), open_kiosk.app.test_client()
    at = review(client, filled(NOT_FOUND), "/rma/pixelink/")
    lend_cookie(client, page, open_kiosk.url)
    page.goto(open_kiosk.url + at)
    page.get_by_role("link", name="It did not help? Go on below").click()
    page.locator("#send").get_by_role("button", name="Send the request", exact=True).click()
    assert "/rma/sent/" in page.url and page.locator(".slot-ticket .slot-number").count() == 1
