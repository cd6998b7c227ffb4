"""Two groups of cameras that answer apart, in a narrow window, without scripts, by keyboard alone."""

from datetime import timedelta

import pytest

from build import create_site
from content.dates import now
from content.pages.drawing import site_at
from content.settings.kiosk_toml import Settings
from tests.support.eyes import serving, too_wide
from tests.support.groups import vendors_in
from tests.support.steps import open_app, rows


@pytest.fixture
def app(tmp_path):
    return open_app(tmp_path, VENDORS=vendors_in(tmp_path / "vendors"))


@pytest.fixture
def url(app):
    """These vendors' site and endpoint in one, served."""
    site = create_site(site_at("", Settings(), app.vendors, now().date()))

    def both(environ, start):
        return (app if environ["PATH_INFO"].startswith("/rma/") else site)(environ, start)

    with serving(both) as url:
        yield url


def to(page, css):
    """Tab on to a field."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.locator(f":is({css}):focus").count():
            return
    raise AssertionError(f"{css} is not reached")


def type_group(page, number, part_down):
    """Type a group by keyboard; `part_down` is how far its part is below the one that is chosen."""
    at = f"#batches-{number}-"
    bought = now().date() - timedelta(days=270)
    for name, text in (("model", "ST-1"), ("serials", f"1{number}")):
        to(page, f"{at}{name}")
        page.keyboard.type(text)
    to(page, f"{at}symptom input")
    page.keyboard.press("Space")
    to(page, f"{at}problem")
    page.keyboard.type("black")
    to(page, f"{at}asked-part input")
    for _ in range(part_down):
        page.keyboard.press("ArrowDown")
    to(page, f"{at}bought_on")
    page.locator(f"{at}bought_on").fill(bought.isoformat())


def test_each_group_says_which_part_it_is_and_gets_its_own_verdict(page_at, app, url):
    page = page_at(320, scripts=False)
    page.goto(f"{url}/rma/kabel/")
    to(page, "#purpose input")
    page.keyboard.press("Space")
    type_group(page, 0, 1)  # from "I do not know" on to the first
    to(page, "#add")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_role("group", name="Which part is faulty?").count() == 2
    assert page.locator("#batches-0-asked-part input:checked").get_attribute("value") == "sensor"
    assert page.locator("#batches-1-asked-part input:checked").get_attribute("value") == "unknown"
    page.locator("#batches-0-model").focus()
    type_group(page, 1, 2)
    for name, text in (("name", "Ada"), ("email", "ada@lab.example"), ("country", "Germany")):
        to(page, f"#{name}")
        page.keyboard.type(text)
    assert not too_wide(page)
    to(page, "#send")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert [*page.locator(".verdict-short .kind").all_inner_texts()] == ["Paid repair", "In warranty"]
    assert not too_wide(page)
    with page.expect_navigation():
        page.locator("button[value=send]").click()
    part = "SELECT answers ->> '$.part', verdict ->> '$.kind' FROM batch ORDER BY id"
    assert rows(app.config["DATABASE"], part) == [("sensor", "paid"), ("cooler", "warranty")]
