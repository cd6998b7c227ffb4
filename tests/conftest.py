"""Fixtures that every test may ask for; few, and real: real files, a real database, a real browser."""

from datetime import date

import hypothesis
import pytest
from playwright.sync_api import sync_playwright

from build import build
from content.load import shipped_vendors
from content.settings import Settings
from forms import create_app
from forms.store import migrate, open_store
from tests.browser import ARGS, chromium_path
from tests.steps import running_kiosk

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


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The frozen site as it is published."""
    out = tmp_path_factory.mktemp("site") / "build"
    build(out, Settings(), shipped_vendors(), date(2026, 11, 22), say=lambda *_, **__: None)
    return out


@pytest.fixture
def app(tmp_path):
    """The endpoint over a fresh database, mail into a folder; `app.vendors` and `app.settings` as shipped."""
    migrate(tmp_path / "rma.db")
    return create_app(
        Settings(), demonstration=True, SECRET_KEY="a secret of the tests, kept by nobody",
        DATABASE=str(tmp_path / "rma.db"), MAIL_FOLDER=str(tmp_path / "mail"), PROPAGATE_EXCEPTIONS=True,
    )  # fmt: skip


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def store(app):
    """The endpoint's database, to look at what was stored."""
    store = open_store(app.config["DATABASE"])
    yield store
    store.close()


@pytest.fixture
def kiosk(built, tmp_path):
    """Site and endpoint in one, served: has `.url`, `.app`, `.deliver()` and `.mails()`."""
    with running_kiosk(built, tmp_path / "instance") as running:
        yield running


@pytest.fixture(scope="module")
def open_kiosk(built, tmp_path_factory):
    """One served kiosk for all tests of a file, which do nothing to it that another of them would miss."""
    with running_kiosk(built, tmp_path_factory.mktemp("open")) as running:
        yield running
