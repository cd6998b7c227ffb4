"""The page of the export in a browser: readable, and each button brings its file."""

from pathlib import Path

import pytest

from forms.desk.reports.export_page import NO_DAY
from tests.support.desk import exported
from tests.support.eyes import look_over
from tests.support.steps import send, sign_in_page

EXPORT = "/rma/desk/export/"


def test_the_page_is_readable_and_large_enough(page_at, kiosk):
    page = page_at(1280)
    sign_in_page(page, kiosk)
    page.goto(kiosk.url + EXPORT)
    assert look_over(page) == {}
    page.get_by_label("Requests made since").fill("soon")
    page.get_by_role("button", name="Take JSON lines").click()
    page.get_by_role("link", name=NO_DAY).wait_for()
    assert look_over(page) == {}


@pytest.mark.parametrize("button, kind", [("Take the table (CSV)", "csv"), ("Take JSON lines", "jsonl")])
def test_each_button_brings_its_file_without_scripts(page_at, kiosk, button, kind):
    send(kiosk.app.test_client())
    page = page_at(768, scripts=False)
    sign_in_page(page, kiosk)
    page.goto(kiosk.url + EXPORT)
    with page.expect_download() as coming:
        page.get_by_role("button", name=button).press("Enter")
    assert coming.value.suggested_filename.endswith(kind)
    assert Path(coming.value.path()).read_bytes() == exported(kiosk.app, kind)
