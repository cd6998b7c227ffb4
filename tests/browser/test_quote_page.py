"""The quote in a browser: fit in every state, and Enter answers nothing."""

from contextlib import closing

from forms.store.database.connection import open_store
from forms.store.requests import request_by_id
from tests.support.eyes import look_over
from tests.support.quotes import bring, quote_path
from tests.support.steps import make_staff


def test_it_fits_reads_and_passes_open_wrong_and_answered(kiosk, page_at):
    page, client = page_at(320), kiosk.app.test_client()
    make_staff(kiosk.app)
    with closing(open_store(kiosk.app.config["DATABASE"])) as store:
        one = bring(kiosk.app, client, store, {"model": "PL-D725", "serials": "725001234\n725001235"})
    page.goto(kiosk.url + quote_path(kiosk.app, one))
    for press in ("No, send it back as it is", "Yes, repair it at this price", ""):
        assert look_over(page) == {}
        if press:
            page.fill("input[name=name]", "Pat" if press.startswith("Yes") else "")
            page.get_by_role("button", name=press).click()
            page.wait_for_load_state()
    assert "The price was agreed." in page.content()


def test_enter_in_a_field_chooses_neither_answer(kiosk, page_at):
    page, client = page_at(1280), kiosk.app.test_client()
    make_staff(kiosk.app)
    with closing(open_store(kiosk.app.config["DATABASE"])) as store:
        one = bring(kiosk.app, client, store, {"model": "PL-D725", "serials": "725001234"})
        page.goto(kiosk.url + quote_path(kiosk.app, one))
        page.fill("input[name=name]", "Pat")
        page.press("input[name=name]", "Enter")
        page.press("input[name=name]", "Tab")
        assert {unit.state for unit in request_by_id(store, one.id).units} == {"quoted"}
        assert page.input_value("input[name=name]") == "Pat"
