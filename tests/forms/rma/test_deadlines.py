"""The last day that a text sets is told wherever the customer looks, until what it asks for has happened."""

from contextlib import closing
from dataclasses import replace as changed
from datetime import timedelta

import pytest
from msgspec.structs import replace

from content.dates import now, written
from content.schema.window import Window
from forms.rma.deadlines import open_deadlines
from forms.store.database.connection import open_store
from forms.store.requests import requests_of_draft
from tests.support.steps import draft_key, filled, open_app, review, send
from tests.support.vendor_folder import shipped_vendors

FLIR = shipped_vendors()["flir"]
WITHIN = {
    "request": "Ask FLIR by",
    "shipment": "It has to be on its way by",
    "arrival": "It has to arrive at FLIR by",
}


def bought_lately():
    return now().date() - timedelta(days=9)


def refund(**more):
    return filled({"bought_on": bought_lately().isoformat(), "warranty_said": ""} | more, purpose="refund")


def last_day():
    return written(bought_lately() + timedelta(days=30))


@pytest.fixture
def client(tmp_path):
    return open_app(tmp_path).test_client()


def test_the_review_names_the_last_day_in_a_line_of_its_own(client):
    page = client.get(review(client, refund())).text
    assert f'<p class="lead deadline"><strong>The time of 30 days ends on {last_day()}.' in page
    assert "does not say what has to happen by that day" in page


def test_receipt_and_first_mail_name_it_too(client):
    address = send(client, {"bought_on": bought_lately().isoformat()}, purpose="refund")
    assert f"The time of 30 days ends on {last_day()}." in client.get(address).text
    with closing(open_store(client.application.config["DATABASE"])) as store:
        [mail] = store.rows("SELECT body FROM outbox")
    assert f"The time of 30 days ends on {last_day()}." in " ".join(mail["body"].split())


def test_a_repair_has_no_such_day(client):
    assert "deadline" not in client.get(review(client, filled())).text


def test_without_the_day_it_was_bought_no_day_is_made_up(client):
    assert "deadline" not in client.get(review(client, refund(bought_on=""))).text


@pytest.mark.parametrize("within", WITHIN)
def test_what_has_to_happen_by_that_day_is_said_where_the_text_says_it(within, tmp_path):
    policy = FLIR.policies[0]
    windows = {"refund": replace(policy.windows["refund"], within=within)}
    vendor = replace(FLIR, policies=(replace(policy, windows=windows), *FLIR.policies[1:]))
    client = open_app(tmp_path, VENDORS={"flir": vendor}).test_client()
    assert f"{WITHIN[within]} {last_day()}." in client.get(review(client, refund())).text


COUNTED = {
    "business_days": (20, "Weekends are not counted, public holidays are."),
    "hours": (480, "The text counts in hours, so do it early on that day."),
}


@pytest.mark.parametrize("unit", COUNTED)
def test_how_it_is_counted_stands_beside_a_last_day(unit, tmp_path):
    count, told = COUNTED[unit]
    policy = FLIR.policies[0]
    windows = {"refund": Window(**{unit: count}, within="request")}
    vendor = replace(FLIR, policies=(replace(policy, windows=windows), *FLIR.policies[1:]))
    page = open_app(tmp_path, VENDORS={"flir": vendor}).test_client()
    assert told in page.get(review(page, refund())).text


STILL_TOLD = {  # what the text asks for → the states in which it is told no more
    "request": {"received", "authorised", "on-its-way", "arrived"},
    "shipment": {"on-its-way", "arrived"},
    "arrival": {"arrived"},
    None: {"arrived"},
}


@pytest.mark.parametrize("within", STILL_TOLD)
def test_it_is_told_until_that_has_happened(within, client):
    address = send(client, {"bought_on": bought_lately().isoformat()}, purpose="refund")
    with closing(open_store(client.application.config["DATABASE"])) as store:
        [request] = requests_of_draft(store, draft_key(address))
    policy = FLIR.policies[0]
    windows = {"refund": replace(policy.windows["refund"], within=within)}
    vendor = replace(FLIR, policies=(replace(policy, windows=windows), *FLIR.policies[1:]))
    for state in ("received", "authorised", "on-its-way", "arrived"):
        found = open_deadlines(vendor, in_state(request, state))
        assert bool(found) == (state not in STILL_TOLD[within]), state


def in_state(request, state):
    batches = [
        changed(batch, units=tuple(changed(unit, state=state) for unit in batch.units)) for batch in request.batches
    ]
    return changed(request, batches=tuple(batches))


def test_what_support_decided_otherwise_has_no_day_of_the_first_verdict(client):
    address = send(client, {"bought_on": bought_lately().isoformat()}, purpose="refund")
    with closing(open_store(client.application.config["DATABASE"])) as store:
        [request] = requests_of_draft(store, draft_key(address))
    [batch] = request.batches
    decided = changed(batch, units=tuple(changed(unit, decision="paid") for unit in batch.units))
    assert open_deadlines(FLIR, changed(request, batches=(decided,))) == ()
    assert open_deadlines(FLIR, request)[0].day == bought_lately() + timedelta(days=30)
