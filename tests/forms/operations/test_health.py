"""Is the kiosk well? Only while requests can be stored and mail moves; and which part is ill, in a line."""

import pytest

from forms.steps.worker_round import run_round
from forms.store.mail.outbox import put_off_mail
from tests.support.steps import locked, rows, send

HEALTH = "/rma/healthz"


@pytest.fixture
def worked(app):
    """The endpoint once its mail worker has made a round."""
    run_round(app)
    return app


def test_a_kiosk_that_stores_and_mails_is_well_and_proves_it_by_a_row(worked, client):
    answer = client.get(HEALTH)
    assert (answer.status_code, answer.text) == (200, "well\n")
    assert rows(worked.config["DATABASE"], "SELECT who FROM pulse ORDER BY who") == [("mail worker",), ("web",)]


def test_a_mail_worker_that_never_ran_is_named_with_its_command(client):
    answer = client.get(HEALTH)
    assert answer.status_code == 503 and "mail worker: it has never looked" in answer.text and "deliver" in answer.text


@pytest.mark.parametrize("seconds, well", [(0, True), (299, True), (301, False), (-301, False)])
def test_a_mail_worker_that_stopped_is_named_also_where_the_clock_was_set_back(worked, client, seconds, well, clock):
    clock.forward(seconds=seconds)
    answer = client.get(HEALTH)
    assert (answer.status_code == 200) is well
    assert well or answer.text.startswith("ill: mail worker: its last look for mail was at ")


def test_a_mail_that_waits_too_long_is_told_and_over_once_it_is_sent(app, client, store, clock):
    send(client)
    put_off_mail(store, 1, "2099-01-01T00:00:00Z", "busy")
    run_round(app)
    well = client.get(HEALTH)
    clock.forward(seconds=3601)
    run_round(app)
    ill = client.get(HEALTH)
    assert (well.status_code, ill.status_code, ill.text) == (
        200,
        503,
        "ill: mail: some waits, and none has left for an hour\n",
    )
    send(client)  # one mailbox that takes nothing does not make it ill while others do
    run_round(app)
    assert client.get(HEALTH).status_code == 200


def test_a_locked_file_is_told(worked, client):
    with locked(worked):
        answer = client.get(HEALTH)
    assert answer.status_code == 503 and "ill: database: another program holds its write lock" in answer.text


def test_monitors_that_ask_by_head_get_the_same(worked, client):
    answer = client.head(HEALTH)
    assert (answer.status_code, answer.text) == (200, "")
