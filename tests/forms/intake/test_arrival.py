"""ZWO asks of each group when its fault appeared: what arrived faulty and what came damaged each have a last day."""

from datetime import timedelta

import pytest

from content.dates import now, written
from forms.store.requests import requests_of_draft
from tests.support.groups import words_of
from tests.support.steps import draft_key, filled, review, send, ticket_path

ZWO = "/rma/zwo/"
FAULTY = {"model": "ASI294MC", "serials": "Z1", "asked-fault": "arrival"}
CRUSHED = {"model": "ASI120MM", "serials": "Z2", "asked-fault": "transport", "symptom": "damage"}


def came(ago):
    return now().date() - timedelta(days=ago)


def groups():
    return [batch | {"receipt_on": came(ago).isoformat()} for batch, ago in ((FAULTY, 9), (CRUSHED, 2))]


def last(ago, days):
    return f"Ask ZWO by {written(came(ago) + timedelta(days=days))}."


def test_each_group_has_the_last_day_of_what_it_answered(client):
    first, second = words_of(client.get(review(client, filled(*groups()), ZWO)).text).split("ASI120MM", 1)
    assert "Free replacement" in first and last(9, 30) in first
    assert "Report the transport damage now, with pictures" in second and last(2, 3) in second


def test_how_long_its_warranty_runs_is_not_told_where_it_decides_nothing(client):
    told = words_of(client.get(review(client, filled(*groups()), ZWO)).text)
    assert "the warranty runs" not in told and "length of the warranty" not in told
    later = filled(FAULTY | {"asked-fault": "later", "receipt_on": came(2).isoformat()})
    assert "length of the warranty" in words_of(client.get(review(client, later, ZWO)).text)


@pytest.mark.parametrize("count", [2, 3])
def test_each_of_them_names_the_others_it_was_sent_with(app, client, store, count):
    sent = requests_of_draft(store, draft_key(send(client, *(groups() * 2)[:count], at=ZWO)))
    page = words_of(client.get(ticket_path(app, sent[0])).text)
    assert len(sent) == count and {2: "with the ticket ", 3: "with the tickets "}[count] in page
