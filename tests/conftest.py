"""Fixtures that every test may ask for; few, and real: real files, a real database, a real browser."""

import os
import shutil
import signal
from datetime import date
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import sync_playwright

from build import build
from content.settings.kiosk_toml import Settings
from forms import create_app
from forms.store.database.connection import open_store
from tests.bench.made import fill
from tests.support.clock import Clock, declared
from tests.support.dealers import DEALERS
from tests.support.eyes import ARGS, chromium_path
from tests.support.quick import compile_once, fresh_database
from tests.support.steps import make_staff, running_kiosk
from tests.support.vendor_folder import shipped_vendors

# A busy machine is slow, not wrong; a failure prints what is needed to see it again.
hypothesis.settings.register_profile(
    "kiosk", deadline=None, print_blob=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("kiosk")
compile_once()

# A disk would take its time to keep safe what is thrown away at once.
MEMORY = Path("/dev/shm")
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 2 * 10**9:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

# A shell that runs this in the background lets it, and all it starts, ignore Ctrl-C; what is tried here must not.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

PATIENCE = 120_000  # of the browser, in milliseconds: to wait costs nothing where the machine is quick

# The longest files come first, so that at the end nobody waits for one who just began such a file.
LONGEST = (
    "payloads access build migrations journey store clock series sign_in ticket_page reminders kills needs".split()
)


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: _turn(item.path.stem.removeprefix("test_")))
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker("browser")


def _turn(name):
    return LONGEST.index(name) if name in LONGEST else len(LONGEST)


@pytest.fixture(autouse=True)
def clock(request):
    """The clock of this test, which begins before all else it asks for."""
    clock = Clock(declared(request.node))
    yield clock
    clock.stop()


# The browser


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests of a run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def windows(browser):
    """The windows of a run by (colour scheme, scripts): to open one costs more than all a page does in it."""
    windows = {}
    yield windows
    for window in windows.values():
        window.close()


@pytest.fixture
def page_at(browser, windows):
    """Opens fresh pages: `page_at(320)`, in a colour scheme, with or without scripts; no cookie outlives a test."""
    pages = []

    def open_page(width, scheme="light", scripts=True, height=800):
        if (scheme, scripts) not in windows:
            windows[scheme, scripts] = browser.new_context(color_scheme=scheme, java_script_enabled=scripts)
            windows[scheme, scripts].set_default_timeout(PATIENCE)
        pages.append(windows[scheme, scripts].new_page())
        pages[-1].set_viewport_size({"width": width, "height": height})
        return pages[-1]

    yield open_page
    for page in pages:
        page.context.clear_cookies()
        page.close()


# The site and the endpoint


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The frozen site as it was published on a day that other builds are compared with; nothing in it is reckoned."""
    out = tmp_path_factory.mktemp("site") / "build"
    build(out, Settings(), shipped_vendors(), date(2026, 11, 22), say=lambda *_, **__: None, preview=True)
    return out


@pytest.fixture
def app(tmp_path):
    """The endpoint over a fresh database, mail into a folder, with two fictional dealers; all else is as shipped."""
    fresh_database(tmp_path / "rma.db")
    return create_app(
        Settings(), demonstration=True, SECRET_KEY="a secret of the tests, kept by nobody",
        DATABASE=str(tmp_path / "rma.db"), MAIL_FOLDER=str(tmp_path / "mail"), PROPAGATE_EXCEPTIONS=True,
        VENDORS={**shipped_vendors()}, DEALERS=DEALERS,
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


@pytest.fixture(scope="module")
def full(open_kiosk):
    """The same, with a hundred lines of every kind in its worklists."""
    staff = make_staff(open_kiosk.app)
    fill(open_kiosk.app, 1000, staff.id)
    return open_kiosk
