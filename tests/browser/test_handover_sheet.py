"""The handover sheet in a browser: fits every width and one sheet of paper, and is copied."""

import subprocess

import pytest

from tests.support.dealers import OF_A_DEALER, PIXELINK, YES
from tests.support.eyes import look_over, serving
from tests.support.steps import filled, lend_cookie, review

pytestmark = pytest.mark.day("2026-11-22 10:00Z")


def test_it_fits_every_width_and_one_sheet_of_paper_and_its_button_copies_the_text(app, client, page_at, tmp_path):
    data = filled(OF_A_DEALER | {"error_text": "E" * 300, "problem": "black since " + "x" * 150}, **YES)
    read = review(client, data, PIXELINK)
    made = read.replace("review", "handover")
    client.get(made)
    with serving(app) as url:
        page = page_at(1280)
        lend_cookie(client, page, url)
        for path in (read, made):
            page.goto(url + path)
            assert look_over(page, [1280, 768, 320]) == {}, path
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Copy the text").click()
        page.get_by_text("Copied.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == page.locator("#copy-text").input_value()
        page.pdf(path=tmp_path / "sheet.pdf", format="A4")
        told = subprocess.run(["pdftotext", tmp_path / "sheet.pdf", "-"], capture_output=True, text=True, check=True)
    assert told.stdout.count("\f") == 1 and "No ticket was made" in told.stdout and "Copy the text" not in told.stdout
