"""The open page of the live preview follows the files: saved, broken and mended, nobody touches the browser."""

from tests.support.previews import previewing
from tests.support.vendor_folder import copy_of, edit


def test_an_open_page_follows_what_is_saved_broken_and_mended(page_at, tmp_path):
    flir = copy_of("flir", tmp_path)
    page = page_at(1000)
    with previewing(tmp_path) as preview:
        page.goto(f"{preview.url}flir/guide/")
        page.get_by_text("No fault in").wait_for()
        edit(flir, "guide.md", "Often the camera never has to travel.", "Most cameras stay at home.")
        page.get_by_text("Most cameras stay at home.").wait_for()
        edit(flir, "vendor.toml", "maker ", "makers ")
        page.get_by_text("write maker, or remove it").wait_for()
        page.get_by_role("heading", name="This page cannot be drawn yet").wait_for()
        edit(flir, "vendor.toml", "makers ", "maker ")
        page.get_by_text("Most cameras stay at home.").wait_for()
        page.goto("about:blank")
