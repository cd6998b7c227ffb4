"""A dealer's own link: the requests of those who agreed, and not one word about the person."""

import gzip
from html import unescape

import pytest

from forms.dealer.dealer_page import MOST
from forms.records.ticket import show_ticket
from forms.store.requests import request_by_id, requests_of_draft
from forms.web.signed_links import key_fits, make_dealer_key, make_key, read_dealer_key
from tests.support.dealers import ACME, DEALERS, YES, settle
from tests.support.placed import insert
from tests.support.steps import draft_key, hidden, make_staff, send, ticket_path
from tests.support.walks import take_as

CANARIES = {name: f"canary-{name}" for name in ("name", "company", "phone", "address", "error_text", "model")} | {
    "email": "canary-email@lab.example",
    "serials": "16048577",
    "problem": "canary-problem seen",
}
BATCH, WHO = ("model", "serials", "problem", "error_text"), ("name", "email", "company", "phone", "address")


@pytest.fixture
def link(app):
    """The path of ACME's link, as the command prints it: `link("--renew")`."""

    def of(*options, code="ACME"):
        told = app.test_cli_runner().invoke(args=["dealer-link", code, *options])
        assert told.exit_code == 0 and told.output.startswith(f"{app.settings.url}/rma/dealer/acme-"), told.output
        return told.output.strip().removeprefix(app.settings.url)

    return of


def asked(client, store, *batches, **person):
    return requests_of_draft(store, draft_key(send(client, *batches, **YES | person)))[0]


# What it shows


def test_it_lists_ticket_model_count_last_four_reference_and_where_it_stands(client, store, link):
    one = asked(client, store, own_reference="PO <7>")
    page = unescape(client.get(link()).text)
    wanted = [
        show_ticket(one.ticket), "2 × BFS-U3-51S5C", "…8501", "…8502", "PO <7>", "Received", "FLIR's support looks at",
        "Since", "By when", "Requests ACME Imaging may see",
    ]  # fmt: skip
    assert [words for words in wanted if words not in page] == [] and "<7>" not in client.get(link()).text
    assert "<dt>Where it stands</dt><dd><strong>Received</strong></dd>" in page and "To ask" not in page


def test_cameras_that_part_ways_have_their_rows_each(app, client, store, link):
    make_staff(app)
    one = asked(client, store)
    take_as(app, store, one, "withdraw", [one.units[0].id])
    page = client.get(link()).text
    assert page.count("<dt>Where 1 of 2 cameras stands</dt>") == 2 and page.count("<dt>Whose turn</dt>") == 2


def test_of_what_went_on_by_mail_no_page_is_promised(app, client, store, link):
    settle(app, flir={"intake": "mailbox", "mailbox": "rma@flir.example"})
    asked(client, store)
    page = client.get(link()).text
    assert "From here on by mail" in page and "page will not change" not in page and "Answer the mail" not in page


def test_the_newest_stands_first(client, store, link):
    tickets = [show_ticket(asked(client, store).ticket) for _ in range(2)]
    page = client.get(link()).text
    assert page.index(tickets[1]) < page.index(tickets[0])


def leaks(page):
    return [text for text in CANARIES.values() if text.lower() in unescape(page).lower()]


def test_no_word_about_the_person_is_on_it(app, client, store, link):
    make_staff(app)
    texts = {name: CANARIES[name] for name in BATCH}, {name: CANARIES[name] for name in WHO}
    one = asked(client, store, texts[0], own_reference="REF-1", **texts[1])
    for step in ("decide", "authorise", "tell", "ship", "arrive"):
        page = client.get(link()).text
        assert show_ticket(one.ticket) in page and "REF-1" in page and leaks(page) == []
        fresh = request_by_id(store, one.id)
        take_as(app, store, fresh, step, [unit.id for unit in fresh.units])
    page = client.get(link()).text
    assert leaks(page) == [] and "Arrived" in page and "no change" not in page


def test_these_canaries_are_heard_where_they_are_told(app, client, store):
    """The twin: the customer's own page tells them all."""
    texts = {name: CANARIES[name] for name in BATCH}, {name: CANARIES[name] for name in WHO}
    one = asked(client, store, texts[0], **texts[1])
    assert len(leaks(client.get(ticket_path(app, one)).text)) == len(CANARIES)


def test_who_said_no_or_was_not_asked_is_not_on_it(client, store, link):
    others = [asked(client, store, dealer_sees="no"), asked(client, store, dealer="", dealer_sees="")]
    others.append(asked(client, store, dealer="NORTH-7"))
    page = client.get(link()).text
    assert [one for one in others if show_ticket(one.ticket) in page] == []
    assert "Nobody has agreed yet" in page


def test_what_is_taken_back_is_gone_at_once(app, client, store, link):
    one, at = asked(client, store), link()
    assert show_ticket(one.ticket) in client.get(at).text
    own = ticket_path(app, one)
    client.post(own, data={"csrf_token": hidden(client.get(own).text, "csrf_token"), "do": "bar-dealer"})
    assert show_ticket(one.ticket) not in client.get(at).text


def test_what_they_no_longer_sell_is_gone(app, client, store, link):
    one, at = asked(client, store), link()
    app.dealers = {"ACME": type(ACME)(code="ACME", name="ACME Imaging", vendors=["pixelink"], source="acme")}
    assert show_ticket(one.ticket) not in client.get(at).text


def test_of_many_the_newest_are_shown_and_the_page_stays_light(app, client, store, link):
    one = asked(client, store, own_reference="PO-4711")
    row = store.rows("SELECT * FROM request WHERE id = ?", [one.id])[0]
    with store.writing() as db:
        for number in range(MOST):
            ticket = "".join("FHKLMQRTWX"[int(figure)] for figure in f"{number * 7919:010}")
            insert(db, "request", **row | {"id": 1000 + number, "part": number + 2, "ticket": ticket})
            batch = {"id": 5000 + number, "request": 1000 + number}
            insert(db, "batch", **store.rows("SELECT * FROM batch WHERE request = ?", [one.id])[0] | batch)
            unit = store.rows("SELECT * FROM unit ORDER BY id LIMIT 1")[0]
            insert(db, "unit", **unit | {"id": 9000 + number, "batch": 5000 + number, "serial": str(16048501 + number)})
    page = client.get(link()).text
    assert f"These are the newest {MOST}." in page and page.count('class="seen"') == MOST
    assert show_ticket(one.ticket) not in page and len(gzip.compress(page.encode())) <= 12 * 1024


# The link


def test_it_is_kept_by_nobody_and_found_by_no_search_engine(client, link):
    answer = client.get(link())
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("no-store", "noindex")


def test_it_stays_the_same_until_it_is_renewed(client, link):
    first = link()
    assert link() == first and client.get(first).status_code == 200
    second = link("--renew")
    assert second != first and [client.get(at).status_code for at in (first, second)] == [404, 200]
    assert link() == second


def test_the_command_takes_a_code_in_any_case(link):
    assert link(code="acme") == link()


def test_a_wrong_key_opens_nothing(app, client, link):
    good, secret = link().split("/")[3], app.secret_key
    wrong = [
        good[:-1] + ("a" if good[-1] != "a" else "b"), make_dealer_key(secret, "ACME", 1),
        make_dealer_key("x", "ACME", 0),
        make_dealer_key(secret, "ZEBRA", 0), make_key(secret, "ACME", 0), good.upper(), "acme", "é-" + good,
        good.replace("acme", "north-7"),
    ]  # fmt: skip
    assert {client.get(f"/rma/dealer/{key}/").status_code for key in wrong} == {404}
    assert client.get(f"/rma/dealer/{make_dealer_key(secret, 'ACME', 0)}/").status_code == 200


@pytest.mark.parametrize("code", ["ACME", "NORTH-7", "A1", "AAAAAAAAAA"])
def test_a_key_is_read_and_fits_its_own_code_and_turn(code):
    key = make_dealer_key("a secret", code, 3)
    assert read_dealer_key(key) == code and key_fits(make_dealer_key, "a secret", key, code, 3)
    assert not key_fits(make_dealer_key, "a secret", key, code, 4)
    assert not key_fits(make_dealer_key, "a secret", key, "OTHER", 3)


def test_whoever_is_off_the_list_has_no_page(app, client, link):
    at = link()
    app.dealers = {}
    assert client.get(at).status_code == 404


@pytest.mark.parametrize("dealers, told", [
    (DEALERS, "There is no dealer 'ZEBRA' in content/dealers.toml. Write one of: ACME, NORTH-7."),
    ({}, "There is no dealer in content/dealers.toml yet."),
])  # fmt: skip
def test_a_code_nobody_has_is_a_sentence_and_no_link(app, dealers, told):
    app.dealers = dealers
    answer = app.test_cli_runner().invoke(args=["dealer-link", "ZEBRA"])
    assert answer.exit_code == 1 and told in answer.output and "/rma/dealer/" not in answer.output
