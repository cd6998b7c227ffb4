"""A vendor with a text of its own for a region: the country that it is sent from decides which text judges."""

from contextlib import closing

import pytest

from content.dates import now
from forms.store.database.connection import open_store
from forms.store.requests import requests_of_draft
from tests.support.manifold import EU_TEXT, SLUG, manifold
from tests.support.steps import confirm, draft_key, filled, open_app, review

AT = f"/rma/{SLUG}/"


@pytest.fixture
def client(tmp_path):
    vendor = manifold(tmp_path / "vendors")
    return open_app(tmp_path, VENDORS={SLUG: vendor}).test_client()


def typed(country):
    first = {"model": "DM-1", "receipt_on": now().date().isoformat(), "bought_on": "", "bought_from": "unknown"}
    return filled(first, country=country)


def test_what_is_sent_from_that_region_is_judged_by_its_text(client):
    page = client.get(review(client, typed("DE"), AT)).text
    assert "Ask the office in the Union" in page and "Swap" not in page


@pytest.mark.parametrize("country", ["JP", "US"])
def test_what_is_sent_from_elsewhere_is_judged_by_the_text_for_everywhere_else(country, client):
    assert "Ask the office in the Union" not in client.get(review(client, typed(country), AT)).text


def test_the_request_keeps_the_text_that_judged_it(client):
    address = confirm(client, review(client, typed("FR"), AT)).headers["Location"]
    with closing(open_store(client.application.config["DATABASE"])) as store:
        [request] = requests_of_draft(store, draft_key(address))
    assert request.revision == EU_TEXT
