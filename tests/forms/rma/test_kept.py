"""What is replaced without being sent there: its owner is never told to pack or to ship it, from checker to the end."""

import re
from pathlib import Path

import pytest

from build import build
from content.dates import now
from content.loading.vendor_folder import load_vendors
from content.settings.kiosk_toml import Settings
from forms.rma.status import statuses
from forms.rma.transition import why_not
from forms.steps.worker_round import run_round
from forms.store.database.connection import open_store
from forms.store.requests import request_by_id, requests_of_draft
from tests.support.fictional import COVERED, READ, family, row, write_vendor
from tests.support.groups import words_of
from tests.support.reading import Page
from tests.support.steps import draft_key, filled, mails_in, make_staff, open_app, review, send, text_of, ticket_path
from tests.support.walks import go

SLUG = "schnur"
KEPT = ', payer = "vendor", kept = true'
TRAVELS = r"pack|On its way there|It arrives|who pays the way to|which carrier|RMA number at hand|Send it to"


def told(more=KEPT):
    cord = f'{{ when = {{ family = "cord" }}, value = {{ does = "new-one"{more} }} }}'
    return {
        "facts": COVERED | {
            "replacement": f"[{cord}, {{ silent = true }}]",
            "warranty-clock": 'value = { event = "purchase" }',
        },
        "asks": ("purpose", "family", "warranty"),
        "rules": {
            "new-cord": ('purpose = "repair", family = "cord", warranty = "in"', "replacement", "replacement"),
            "in-warranty": (
                'purpose = "repair", family = ["star", "unknown"], warranty = "in"', "warranty", "in-warranty",
            ),
            "not-in-warranty": ('purpose = "repair", warranty = ["out", "unknown"]', "ask", ""),
            "other-matter": ('purpose = ["refund", "other"]', "ask", ""),
        },
        "products": family("cord", "Cord", "CO-") + family("star", "Star", "ST-") + row(24),
    }  # fmt: skip


@pytest.fixture
def vendors(tmp_path):
    write_vendor(tmp_path / "vendors", SLUG, told())
    return load_vendors(tmp_path / "vendors")


@pytest.fixture
def app(tmp_path, vendors):
    app = open_app(tmp_path, VENDORS=vendors)
    make_staff(app)
    return app


@pytest.fixture
def store(app):
    store = open_store(app.config["DATABASE"])
    yield store
    store.close()


def asked(model="CO-1"):
    return {"model": model, "serials": "1", "bought_from": "", "bought_on": now().date().isoformat()}


@pytest.fixture
def one(app, store):
    return requests_of_draft(store, draft_key(send(app.test_client(), asked(), at=f"/rma/{SLUG}/")))[0]


def mailed(app):
    while run_round(app)["sent"]:
        pass
    return [" ".join(text_of(mail).split()) for mail in mails_in(Path(app.config["MAIL_FOLDER"]))]


def page_of(tmp_path, vendors):
    out = tmp_path / "site"
    build(out, Settings(), vendors, READ, say=lambda *_, **__: None, urls=None)
    return Page((out / SLUG / "outcome/new-cord/index.html").read_text("utf-8")).at("main").words


def test_its_page_says_that_nothing_is_sent(tmp_path, vendors):
    words = page_of(tmp_path, vendors)
    assert "Nothing is sent to Schnur: you keep what failed." in words
    assert "Ask for a replacement. Send nothing to Schnur." in words
    assert not re.search(TRAVELS, words)


def test_without_that_it_is_packed_and_sent(tmp_path):
    """The twin: the page would tell of the parcel."""
    write_vendor(tmp_path / "others", SLUG, told(', payer = "vendor"'))
    words = page_of(tmp_path, load_vendors(tmp_path / "others"))
    assert "You pack it" in words and "Nothing is sent" not in words


def test_it_is_replaced_at_once_and_nobody_is_told_to_ship(app, store, one):
    client, vendor = app.test_client(), app.vendors[SLUG]
    shown = words_of(client.get(review(client, filled(asked()), f"/rma/{SLUG}/")).text)
    before = words_of(client.get(ticket_path(app, one)).text)
    go(app, store, one, "replace", "send-back", "receive-back")
    [unit] = (closed := request_by_id(store, one.id)).units
    assert (unit.state, unit.result, unit.rma) == ("closed", "replaced", None)
    told = [shown, before, words_of(client.get(ticket_path(app, closed)).text), *mailed(app)]
    assert not [text for text in told if re.search(TRAVELS, text)]
    assert [stop.id for status in statuses(vendor, closed) for stop in status.stops] == ["ask", "replace", "back"]


def test_it_gets_no_number_and_what_is_sent_there_is_not_replaced_before_it_comes(app, store, one):
    other = requests_of_draft(store, draft_key(send(app.test_client(), asked("ST-1"), at=f"/rma/{SLUG}/")))[0]
    vendor = app.vendors[SLUG]
    assert "replaced without being sent" in why_not("authorise", one, one.units[0], "support", vendor)
    assert why_not("replace", one, one.units[0], "support", vendor) == ""
    assert why_not("authorise", other, other.units[0], "support", vendor) == ""
    assert why_not("replace", other, other.units[0], "support", vendor) == "It has not arrived yet."


def test_its_stops_stand_at_what_is_now(app, one):
    [status] = statuses(app.vendors[SLUG], one)
    assert [(stop.id, stop.state) for stop in status.stops] == [("ask", "done"), ("replace", "now"), ("back", "next")]
