"""Draws the README's picture from the kiosk itself: `python -m tests.pictures`."""

import sys
import tempfile
from base64 import b64encode
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from build import build
from content.load import shipped_vendors
from content.settings import Settings
from tests.browser import ARGS, chromium_path
from tests.steps import FIRST, running_kiosk

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "kiosk.png"
PHONE = {"viewport": {"width": 390, "height": 844}}
SHEET = "<style>body{{margin:24px;background:#858b8a;display:flex;gap:24px}}img{{width:390px}}</style>{}"


def main():
    """Walk the kiosk as a customer and keep four pages of the way, side by side."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build(Path(folder, "build"), Settings(), shipped_vendors(), date(2026, 11, 22), say=lambda *_, **__: None)
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGS)
        with running_kiosk(Path(folder, "build"), Path(folder, "instance")) as kiosk:
            light = browser.new_context(**PHONE, device_scale_factor=1).new_page()
            dark = browser.new_context(**PHONE, color_scheme="dark").new_page()
            shots = [*_guide(light, kiosk.url), *_request(light, kiosk.url), *_guide(dark, kiosk.url)[-1:]]
        sheet = browser.new_page(viewport={"width": 24 + len(shots) * 414, "height": 892})
        images = "".join(f'<img src="data:image/png;base64,{b64encode(shot).decode()}">' for shot in shots)
        sheet.set_content(SHEET.format(images))
        PICTURE.parent.mkdir(exist_ok=True)
        sheet.screenshot(path=PICTURE)
        browser.close()


def _guide(page, url):
    page.goto(f"{url}/flir/check/machine-vision/repair/")
    question = page.screenshot()
    page.goto(f"{url}/flir/outcome/in-warranty/")
    return [question, page.screenshot()]


def _request(page, url):
    page.goto(f"{url}/rma/flir/?purpose=repair&answers=product.machine-vision,purpose.repair,warranty.in")
    for name in ("model", "serials", "problem", "bought_on"):
        page.fill(f"#batches-0-{name}", FIRST[name])
    page.check(f"[name=batches-0-symptom][value={FIRST['symptom']}]")
    page.check("[name=batches-0-bought_from][value=direct]")
    page.fill("#name", "Ada Example")
    page.fill("#email", "ada@lab.example")
    page.select_option("#country", "CA")
    page.click("#send")
    review = page.screenshot()
    page.click("[name=do][value=send]")
    return [review, page.screenshot()]


if __name__ == "__main__":
    sys.exit(main())
