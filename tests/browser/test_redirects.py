"""The site opened from a disk: its links are followed without a server."""

from datetime import date

import pytest

from build import build
from content.settings.kiosk_toml import Settings
from tests.support.vendor_folder import shipped_vendors


@pytest.fixture(scope="module")
def on_disk(tmp_path_factory):
    """The site made to be opened without a server, with an address that moved."""
    out = tmp_path_factory.mktemp("disk")
    lines = '"/flir/products/old-name/" = "/flir/products/oryx/#warranty"\n"/flir/old-guide/" = "/flir/guide/"\n'
    (out / "redirects.toml").write_text(lines, "utf-8")
    how = {"folder": True, "redirects": out / "redirects.toml", "preview": True, "say": lambda *_, **__: None}
    build(out / "site", Settings(), shipped_vendors(), date(2026, 11, 22), **how)
    return out / "site"


@pytest.mark.parametrize("start", ["flir/products/old-name", "flir/guide", "dealers"])
def test_on_a_disk_a_browser_follows_the_links(start, on_disk, page_at):
    page = page_at(360, scripts=False)
    page.goto((on_disk / start / "index.html").as_uri(), wait_until="load")
    page.wait_for_load_state()
    links = page.locator("main a[href]:not([href^='#']):not([href*='/rma/'])").filter(visible=True)
    before = page.url
    links.first.click()
    page.wait_for_url(lambda url: url != before)
    assert page.url.startswith(on_disk.as_uri()) and page.locator("h1").count() == 1


@pytest.mark.parametrize("anchor", ["", "#shipping"])
def test_the_anchor_of_an_old_link_is_taken_along(anchor, on_disk, page_at):
    page = page_at(360)
    page.goto((on_disk / "flir/old-guide/index.html").as_uri() + anchor)
    page.wait_for_url((on_disk / "flir/guide/index.html").as_uri() + anchor)
