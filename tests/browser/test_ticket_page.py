"""The ticket page in a browser: fit in every state there is, and on paper."""

from contextlib import closing

from forms.rma.lifecycle import STATES
from forms.store.database.connection import open_store
from forms.store.requests import requests_of_draft
from tests.support.days import settle
from tests.support.eyes import axe, look_over
from tests.support.states import in_state
from tests.support.steps import draft_key, make_staff, send, ticket_path
from tests.support.walks import go


def test_the_page_fits_reads_and_passes_in_every_state(kiosk, page_at):
    page, client = page_at(1280), kiosk.app.test_client()
    make_staff(kiosk.app)
    with closing(open_store(kiosk.app.config["DATABASE"])) as store:
        for state in STATES:
            settle(kiosk.app, flir={})
            one = in_state(kiosk.app, client, store, state)
            page.goto(kiosk.url + ticket_path(kiosk.app, one))
            assert look_over(page) == {}, state
    page.locator("summary", has_text="Write to support").click()
    page.get_by_role("button", name="Write to support").click()
    assert page.locator(".wrong").is_visible() and list(axe(page)) == []


def test_on_paper_it_keeps_what_is_told_and_drops_what_is_pressed(kiosk, page_at):
    page, client = page_at(720), kiosk.app.test_client()
    make_staff(kiosk.app)
    with closing(open_store(kiosk.app.config["DATABASE"])) as store:
        [one] = requests_of_draft(store, draft_key(send(client)))
        go(kiosk.app, store, one, "decide", "authorise")
    page.goto(kiosk.url + ticket_path(kiosk.app, one))
    assert page.locator("#more").is_visible()
    page.emulate_media(media="print")
    shown = [
        page.locator(at).first.is_visible()
        for at in (".slots", ".four", ".journey", "#history", ".offers", "#mine", "#more")
    ]
    assert shown == [True, True, True, True, False, False, False]
