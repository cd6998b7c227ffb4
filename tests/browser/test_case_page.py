"""The case page in a browser: for everybody, and worked by keyboard without scripts."""

from types import SimpleNamespace

import pytest

from forms.store.desk.case_notes import add_note
from forms.store.requests import request_by_id, requests_of_draft
from forms.web.request_context import timestamp
from tests.support.desk import FIVE, case_path
from tests.support.eyes import look_over, serving
from tests.support.steps import draft_key, make_staff, send, sign_in_page
from tests.support.walks import take_as

LIFE = "/rma/desk/life/"


@pytest.fixture
def five(app, client, store):
    """A FLIR request of five serials, in warranty."""
    make_staff(app)
    batch = {"serials": FIVE, "warranty_said": "in"}
    return requests_of_draft(store, draft_key(send(client, batch, company="Example Optics")))[0]


def test_the_case_and_its_steps_are_for_everybody(page_at, app, store, five):
    take_as(app, store, five, "authorise", [unit.id for unit in five.units[:3]])
    add_note(store, five.id, "They ship on Monday.", "staff:1", timestamp())
    page = page_at(1280)
    with serving(app) as url:
        sign_in_page(page, SimpleNamespace(app=app, url=url))
        for path in (*(case_path(five, step) for step in ("", "advise", "refuse", "arrive", "decide", "ship")), LIFE):
            page.goto(url + path)
            assert look_over(page, (1280, 768)) == {}, path


def test_a_step_is_taken_by_keyboard_without_scripts_and_its_mail_is_read_first(page_at, app, store, five):
    page = page_at(1280, scripts=False)
    with serving(app) as url:
        sign_in_page(page, SimpleNamespace(app=app, url=url))
        page.goto(url + case_path(five, "advise"))
        page.get_by_label("Your words to the customer").focus()
        page.keyboard.type("Turn it off and on.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_text("This is the mail as it stands now.").wait_for()
        assert "Turn it off and on." in page.locator(".preview pre").text_content()
        page.locator("button:focus").wait_for()
        page.keyboard.press("Enter")
        page.wait_for_url(f"{url}/rma/desk/")
    assert {unit.state for unit in request_by_id(store, five.id).units} == {"advised"}
