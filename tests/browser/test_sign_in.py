"""Signing in at the desk in a browser, and the account."""

from tests.support.eyes import look_over
from tests.support.steps import STAFF_PASSWORD, make_staff, sign_in_page

SIGN_IN, ACCOUNT = "/rma/desk/sign-in/", "/rma/desk/account/"


def states(page, url):
    """The door and the account, fresh and after something went wrong."""
    page.goto(url + SIGN_IN)
    yield "sign in"
    page.get_by_label("Login").fill("sam")
    page.get_by_role("button", name="Sign in", exact=True).click()
    yield "sign in, wrong"
    page.get_by_label("Password").fill(STAFF_PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto(url + ACCOUNT)
    yield "account"
    page.get_by_role("button", name="Change the password").click()
    yield "account, wrong"


def test_the_door_and_the_account_are_readable_and_large_enough(page_at, kiosk):
    make_staff(kiosk.app)
    page = page_at(1280)
    for state in states(page, kiosk.url):
        assert look_over(page) == {}, state
    assert page.locator(".errors").count() == 1


def test_the_whole_way_goes_by_keyboard_and_without_scripts(page_at, kiosk):
    make_staff(kiosk.app)
    page = page_at(768, scripts=False)
    page.goto(kiosk.url + ACCOUNT)
    page.get_by_label("Login").focus()
    page.keyboard.type("sam")
    page.keyboard.press("Tab")
    page.keyboard.type(STAFF_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/rma/desk/account/")
    page.get_by_role("button", name="Sign out", exact=True).press("Enter")
    page.wait_for_url(f"**{SIGN_IN}")


def test_a_session_in_a_browsers_window_opens_the_desk(page_at, kiosk):
    page = page_at(768)
    sign_in_page(page, kiosk)
    page.goto(kiosk.url + ACCOUNT)
    assert page.locator("h1").inner_text() == "Your account"
