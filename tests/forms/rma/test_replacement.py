"""What arrived faulty and is replaced goes all the way as that: it is never told as repaired, nor as in warranty."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec import structs

from content.dates import now
from forms.rma.status import statuses
from forms.rma.transition import why_not
from forms.steps.worker_round import run_round
from forms.store.database.connection import open_store
from forms.store.requests import request_by_id, requests_of_draft
from tests.support.days import settle
from tests.support.groups import vendors_in, words_of
from tests.support.steps import draft_key, filled, mails_in, make_staff, open_app, review, send, text_of, ticket_path
from tests.support.walks import all_states, bring_to, go, take_as

AT = "/rma/tausch/"
WAY = ("authorise", "ship", "arrive", "replace", "send-back", "receive-back")


@pytest.fixture
def app(tmp_path):
    app = open_app(tmp_path, VENDORS=vendors_in(tmp_path / "vendors"))
    make_staff(app)
    return app


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def store(app):
    store = open_store(app.config["DATABASE"])
    yield store
    store.close()


def camera(faulty="yes", ago=7, serial="1"):
    received = (now().date() - timedelta(days=ago)).isoformat()
    return {
        "model": "ST-1", "serials": serial, "bought_from": "", "bought_on": received, "receipt_on": received,
        "asked-arrived-faulty": faulty,
    }  # fmt: skip


@pytest.fixture
def one(client, store):
    """A request judged a replacement."""
    [one] = requests_of_draft(store, draft_key(send(client, camera(), at=AT)))
    return one


def stops(app, one):
    return [stop.id for status in statuses(app.vendors["tausch"], one) for stop in status.stops]


def mailed(app):
    """The texts of all mails that went out, oldest first."""
    while run_round(app)["sent"]:
        pass
    return [" ".join(text_of(mail).split()) for mail in mails_in(Path(app.config["MAIL_FOLDER"]))]


# Judged


@pytest.mark.parametrize(
    ("faulty", "ago", "kind"),
    [("yes", 7, "replacement"), ("yes", 14, "replacement"), ("yes", 17, "ask"), ("no", 7, "warranty")],
)
def test_it_is_replaced_where_it_arrived_faulty_and_the_window_is_open(client, store, faulty, ago, kind):
    [one] = requests_of_draft(store, draft_key(send(client, camera(faulty, ago), at=AT)))
    assert one.batches[0].verdict["kind"] == kind


def test_the_review_names_it_a_replacement_with_its_mark_and_who_pays_the_shipment(client):
    page = client.get(review(client, filled(camera()), AT)).text
    assert "mark-replacement" in page and "Replacement" in words_of(page) and "Tausch replaces it." in words_of(page)
    assert '<p class="kind">In warranty' not in page and "length of the warranty" not in page
    assert re.search(r'<td role="cell" class="who">Tausch</td>', page)


# All the way


def test_it_goes_all_the_way_and_is_never_told_as_repaired(app, client, store, one):
    settle(app, tausch={"return_address": "Tausch\n1 Lane\nTown", "return_country": "DE"})
    go(app, store, one, *WAY)
    [unit] = (closed := request_by_id(store, one.id)).units
    assert (unit.state, unit.result, unit.new_serial, bool(unit.rma)) == ("closed", "replaced", f"9{unit.id:07}", True)
    page, mails = words_of(client.get(ticket_path(app, closed)).text), mailed(app)
    assert "Replaced" in page
    assert not [
        told for told in (page.replace("In warrantyI do not know", ""), *mails) if re.search("epair|In warranty", told)
    ]
    assert any("Tausch pays" in mail for mail in mails)


def test_at_every_state_its_stops_tell_a_replacement_and_no_repair(app, one):
    for state, at in all_states(app, one, "replacement").items():
        found = stops(app, at.request)
        assert "repair" not in found and "refund" not in found, state
        if found:
            assert ("replace" in found) == (at.request.units[0].result != "as-is"), state


def test_support_can_decide_for_a_replacement_and_then_it_is_not_repaired(app, client, store):
    [other] = requests_of_draft(store, draft_key(send(client, camera("no"), at=AT)))
    assert bring_to(app, store, other, "arrived", "replacement")
    there = request_by_id(store, other.id)
    vendor, [unit] = app.vendors["tausch"], there.units
    assert unit.decision == "replacement"
    assert why_not("repair", there, unit, "support", vendor) == "It is to be replaced; to repair it, decide that first."
    assert why_not("replace", there, unit, "support", vendor) == ""
    assert why_not("quote", there, unit, "support", vendor) and why_not("refund", there, unit, "support", vendor)


def test_decided_for_a_repair_after_all_it_can_be_repaired(app, store, one):
    """The twin: it is the way that forbids it."""
    assert bring_to(app, store, one, "arrived", "replacement")
    take_as(app, store, request_by_id(store, one.id), "decide", [unit.id for unit in one.units], way="warranty")
    there = request_by_id(store, one.id)
    assert why_not("repair", there, there.units[0], "support", app.vendors["tausch"]) == ""


# Who pays


def test_a_payer_is_named_only_where_it_is_stated_for_that_way(app, client, store, one):
    [plain] = requests_of_draft(store, draft_key(send(client, camera("no"), at=AT)))
    paid, silent = (client.get(ticket_path(app, request)).text for request in (one, plain))
    assert "Tausch pays" in words_of(paid)
    assert "Tausch pays" not in words_of(silent) and "Tausch does not say who pays" in words_of(silent)


def test_the_mail_with_the_number_names_it_too(app, store, client, one):
    [plain] = requests_of_draft(store, draft_key(send(client, camera("no"), at=AT)))
    for request in (one, plain):
        go(app, store, request, "authorise")
    numbers = [mail for mail in mailed(app) if "Your RMA number is" in mail]
    assert ["Tausch pays" in mail for mail in numbers] == [True, False]


def test_cameras_that_differ_are_each_told_what_it_holds_for(app, client, store):
    app.vendors = vendors_of_one_report(app)
    [both] = requests_of_draft(store, draft_key(send(client, camera(), camera("no", serial="2"), at=AT)))
    go(app, store, both, "authorise")
    [mail] = [mail for mail in mailed(app) if "How to send it" in mail]
    assert "For a replacement: Tausch pays" in mail
    sheet = words_of(client.get(f"{ticket_path(app, both)}sheet/{request_by_id(store, both.id).units[0].rma}/").text)
    assert "For a replacement: Tausch pays" in sheet


def vendors_of_one_report(app):
    """The same vendor, which takes all of a customer's cameras in one report."""
    vendor = app.vendors["tausch"]
    [policy] = vendor.policies
    facts = structs.replace(
        policy.facts, units_per_form=structs.replace(policy.facts.units_per_form, value="one-report", silent=False)
    )
    return {**app.vendors, "tausch": structs.replace(vendor, policies=(structs.replace(policy, facts=facts),))}
