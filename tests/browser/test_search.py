"""The search in a browser: what is found is readable, and a ticket typed opens its case."""

from contextlib import closing

from forms.records.ticket import show_ticket
from forms.store.database.connection import open_store
from tests.support.eyes import look_over
from tests.support.steps import sign_in_page


def test_what_is_found_is_fit_to_be_read_and_touched(full, page_at):
    page = page_at(1280)
    sign_in_page(page, full)
    for text in ("nordlicht", "nothing of the kind", "e" * 300):
        page.goto(f"{full.url}/rma/desk/search/?q={text}")
        assert look_over(page) == {}, text


def test_by_keyboard_alone_a_ticket_typed_opens_its_case(full, page_at):
    with closing(open_store(full.app.config["DATABASE"])) as store:
        ticket = store.rows("SELECT ticket FROM request ORDER BY id DESC LIMIT 1")[0]["ticket"]
    page = page_at(1280)
    sign_in_page(page, full)
    page.goto(f"{full.url}/rma/desk/")
    page.focus("#q")
    page.keyboard.type(show_ticket(ticket).lower())
    page.keyboard.press("Enter")
    page.wait_for_url(f"{full.url}/rma/desk/case/{ticket}/")
