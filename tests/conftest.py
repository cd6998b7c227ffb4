"""Fixtures that every test may ask for; few, and real: real files, a real database, a real browser."""

import hypothesis
import pytest
from playwright.sync_api import sync_playwright

from tests.browser import ARGS, chromium_path

# A busy machine is slow, not wrong; a failure prints what is needed to see it again.
hypothesis.settings.register_profile("kiosk", deadline=None, print_blob=True)
hypothesis.settings.load_profile("kiosk")


# The browser


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests of a run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def page_at(browser):
    """Opens fresh windows: `page_at(320)`, in a colour scheme, with or without scripts."""
    windows = []

    def open_window(width, scheme="light", scripts=True, height=800):
        window = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=scripts
        )
        windows.append(window)
        return window.new_page()

    yield open_window
    for window in windows:
        window.close()


# The site and the endpoint
