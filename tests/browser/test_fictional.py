"""A page of a made-up vendor counts its days in a browser."""

from datetime import UTC, date, datetime, timedelta

from build import create_site
from content.pages.drawing import site_at
from content.settings.kiosk_toml import Settings
from tests.support.eyes import serving
from tests.support.fictional import READ, fictional_vendors

DAY = date(2026, 4, 3)


def test_the_page_counts_from_the_day_after_the_event(page_at, tmp_path):
    page, last = page_at(360), DAY + timedelta(15)
    with serving(create_site(site_at("", Settings(), fictional_vendors(tmp_path), READ + timedelta(30)))) as url:
        page.goto(f"{url}/eyeworks/check/repair/")
        for today, answer in ((last, "in"), (last + timedelta(1), "out")):
            page.clock.set_fixed_time(datetime(today.year, today.month, today.day, 12, tzinfo=UTC))
            page.locator("#bought").fill("")
            page.locator("#bought").fill(DAY.isoformat())
            assert page.locator("[data-answer].picked").get_attribute("data-answer") == answer
