"""Draws the pictures of the README and of docs/ from the kiosk itself: `python -m tests.support.pictures`."""

import sys
import tempfile
from base64 import b64encode
from contextlib import closing
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from build import build
from content.places import ROOT
from content.settings.kiosk_toml import Settings
from forms.store.database.connection import open_store
from forms.store.requests import request_by_id, requests_of_draft
from tests.support.eyes import ARGS, chromium_path
from tests.support.steps import FIRST, Visitor, bought, draft_key, running_kiosk, send, sign_in_page, ticket_path
from tests.support.vendor_folder import shipped_vendors
from tests.support.walks import bring_to, take_as

DOCS = ROOT / "docs"
PHONE = {"viewport": {"width": 390, "height": 844}}
CASES = [
    ("Example Optics", "received", "warranty"), ("Institute of Examples", "arrived", "paid"),
    ("Sample & Sons", "approved", "paid"), ("Observatory of Example", "advised", "warranty"),
    ("Example Optics", "ordered", "paid"), ("Museum of Samples", "done", "warranty"),
]  # fmt: skip
RETURNS = [("advise",), ("authorise",), ("authorise", "arrive", "decide", "quote")]
DESK = {"viewport": {"width": 1280, "height": 900}}
SHEET = "<style>body{{margin:24px;background:#858b8a;display:flex;gap:24px}}img{{width:{}px}}</style>{}"


def main():
    """Walk the kiosk as a customer and as support, and keep the best pages of the way, side by side."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        out, quiet = Path(folder, "build"), lambda *_, **__: None
        build(out, Settings(), shipped_vendors(), date(2026, 11, 22), say=quiet, preview=True)
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGS)
        with running_kiosk(Path(folder, "build"), Path(folder, "instance")) as kiosk:
            light = browser.new_context(**PHONE, device_scale_factor=1).new_page()
            dark = browser.new_context(**PHONE, color_scheme="dark").new_page()
            shots = [*_guide(light, kiosk.url), *_request(light, kiosk.url), *_guide(dark, kiosk.url)[-1:]]
            _keep(browser, "kiosk.png", shots, 390, 844)
            desk, phone = browser.new_context(**DESK).new_page(), browser.new_context(**PHONE).new_page()
            sign_in_page(desk, kiosk)
            _keep(browser, "desk.png", _desk(desk, kiosk), 720, 506)
            _keep(browser, "return.png", _return(phone, kiosk), 390, 844)
        browser.close()


def _keep(browser, name, shots, width, height):
    sheet = browser.new_page(viewport={"width": 24 + len(shots) * (width + 24), "height": height + 48})
    images = "".join(f'<img src="data:image/png;base64,{b64encode(shot).decode()}">' for shot in shots)
    sheet.set_content(SHEET.format(width, images))
    DOCS.mkdir(exist_ok=True)
    sheet.screenshot(path=DOCS / name)
    sheet.close()


def _desk(page, kiosk):
    visitor = Visitor(kiosk.url)
    with closing(open_store(kiosk.database)) as store:
        for number, (name, state, way) in enumerate(CASES):
            serials = "".join(f"160485{number}{last}\n" for last in range(number % 3 + 1))
            [one] = requests_of_draft(store, draft_key(send(visitor, {"serials": serials}, company=name)))
            bring_to(kiosk.app, store, one, state, way)
        five = "".join(f"1604850{last}\n" for last in range(1, 6))
        [one] = requests_of_draft(
            store, draft_key(send(visitor, {"serials": five, "warranty_said": "in"}, company="Lab 4"))
        )
        ids = [unit.id for unit in one.units]
        take_as(kiosk.app, store, one, "authorise", ids[:3])
        take_as(kiosk.app, store, request_by_id(store, one.id), "refuse", ids[3:])
    at = f"{kiosk.url}/rma/desk/"
    return [_shot(page, place) for place in (at, f"{at}case/{one.ticket}/", f"{at}case/{one.ticket}/arrive/")]


def _return(page, kiosk):
    visitor, shots = Visitor(kiosk.url), []
    with closing(open_store(kiosk.database)) as store:
        for way in RETURNS:
            [one] = requests_of_draft(store, draft_key(send(visitor, {"warranty_said": "in"}, company="Lab 4")))
            for step in way:
                one = request_by_id(store, one.id)
                take_as(kiosk.app, store, one, step, [unit.id for unit in one.units], way="paid")
            one = request_by_id(store, one.id)
            at = kiosk.url + ticket_path(kiosk.app, one)
            shots.append(_shot(page, at, "" if way == ("authorise",) else ".offers .ways"))
            if way == ("authorise",):
                sheet = _shot(page, f"{at}sheet/{one.rmas[0].number}/")
    return [*shots, sheet]


def _shot(page, url, down_to=""):
    page.goto(url)
    if down_to:
        page.locator(down_to).first.evaluate("part => part.scrollIntoView({ block: 'end' })")
    return page.screenshot()


def _guide(page, url):
    page.goto(f"{url}/flir/check/machine-vision/repair/")
    question = page.screenshot()
    page.goto(f"{url}/flir/outcome/in-warranty/")
    return [question, page.screenshot()]


def _request(page, url):
    page.goto(f"{url}/rma/flir/?purpose=repair&answers=product.machine-vision,purpose.repair,warranty.in")
    for name in ("model", "serials", "problem"):
        page.fill(f"#batches-0-{name}", FIRST[name])
    page.fill("#batches-0-bought_on", bought().isoformat())
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
