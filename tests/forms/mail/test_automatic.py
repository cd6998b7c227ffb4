"""Every mail there is says truly whether a machine wrote it, and leaves in an envelope that any mail server takes."""

from contextlib import closing
from typing import NamedTuple

import pytest
from msgspec import structs

from content.settings.kiosk_toml import Mail
from forms.mail.receipt_mails import link_mail, receipt_mails
from forms.mail.transport import SmtpTransport, TryLater
from forms.records.errors import Refused
from forms.rma.lifecycle import STEPS
from forms.rma.transition import Intent
from forms.steps.take import work_out
from forms.steps.worker_round import run_round
from forms.store.database.connection import open_store
from forms.store.database.migrations import migrate
from forms.store.mail.outbox import add_mail, mails_of
from forms.store.requests import requests_of_draft
from forms.web.request_context import timestamp
from tests.support.databases import old_file, run_sql
from tests.support.dealers import DIRECT, PIXELINK, YES, settle
from tests.support.desk import at_desk
from tests.support.mail_server import Mailbox, ParticularMailbox, read, sample_mail, serving
from tests.support.steps import draft_key, rows, send, signed_in
from tests.support.walks import all_states, said_for

ASKED = [("/rma/flir/", {}, {}), ("/rma/flir/", {}, YES), (PIXELINK, DIRECT, {})]
WAYS = ("warranty", "paid", "refund")
WHO = {"support": ("staff:1", "staff:7"), "customer": ("customer", "purchasing"), "clock": ("clock",)}
MACHINES = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
DESK = "desk@optics.example"


class Sent(NamedTuple):
    """A mail there can be: what brings it, who does that, and the NewMail."""

    kind: str
    actor: str
    request: int
    mail: object

    @property
    def by_machine(self):
        """What it should say: whatever a person at the desk wrote, and whatever goes to a desk, is no machine's."""
        return not self.actor.startswith("staff:") and self.mail.to_address != DESK


@pytest.fixture
def every_mail(app, client, store):
    """A Sent of every step by everybody who may take it, on every way, and of every letter; a dealer's customer too."""
    settle(app, **dict.fromkeys(("flir", "pixelink"), {"mailbox": DESK}))
    found = []
    for at, camera, more in ASKED:
        [one] = requests_of_draft(store, draft_key(send(client, camera, at=at, **more)))
        found += [*of_letters(app, one), *of_steps(app, one)]
    settle(app, flir={"mailbox": DESK, "intake": "mailbox"})
    [one] = requests_of_draft(store, draft_key(send(client)))
    return [*found, *of_letters(app, one), *worked_out(app, one, one, "withdraw", "customer", "warranty")]


def of_letters(app, one):
    vendor = app.vendors[one.vendor]
    for mail in (*receipt_mails(one, [one.ticket], vendor, app.settings), link_mail(one, vendor, app.settings)):
        yield Sent("letter", "customer", one.id, mail)


def of_steps(app, one):
    for way in WAYS:
        for state, at in all_states(app, one, way).items():
            for id, step in STEPS.items():
                if step.mail and state in step.source:
                    for actor in (actor for by in step.by for actor in WHO[by]):
                        yield from worked_out(app, one, at.request, id, actor, way)


def worked_out(app, one, request, id, actor, way):
    ids = [unit.id for unit in request.units]
    vendor, inputs = app.vendors[one.vendor], said_for(id, request, ids, way)
    intent = Intent(request, id, ids, inputs, actor, vendor, app.settings, timestamp())
    try:
        return [Sent(id, actor, one.id, mail) for mail in work_out(intent, "100014").mails]
    except Refused:
        return []


def delivered(app, mailbox):
    """What a mail server is handed: {Message-ID: its envelope}."""
    with serving(mailbox) as url:
        mail = Mail(smtp=url, sender="kiosk@optics.example", bounces="bounces@optics.example")
        app.settings = structs.replace(app.settings, mail=mail)
        while run_round(app)["sent"]:
            pass
    return {read(envelope.content)["Message-ID"]: envelope for envelope in mailbox.taken}


def marks(envelope):
    mail = read(envelope.content)
    return {name: mail[name] for name in MACHINES if mail[name] is not None}


def test_every_step_that_writes_and_everybody_who_takes_it_is_looked_at(every_mail):
    wanted = {(id, actor) for id, step in STEPS.items() if step.mail for by in step.by for actor in WHO[by]}
    assert {(one.kind, one.actor) for one in every_mail} == wanted | {("letter", "customer")}
    assert {one.kind for one in every_mail if one.mail.to_address == DESK} == {"letter", "withdraw"}


def test_every_mail_says_truly_whether_a_machine_wrote_it_and_is_taken_by_a_server_that_refuses_nobody(
    app, store, every_mail
):
    with store.writing():
        for one in every_mail:
            add_mail(store, one.request, 1, one.mail, timestamp())
    taken = delivered(app, ParticularMailbox())
    said = {one.mail.message_id: marks(taken[one.mail.message_id]) for one in every_mail}
    assert {one[:2] for one in every_mail if said[one.mail.message_id] != (MACHINES if one.by_machine else {})} == set()
    assert {envelope.mail_from for envelope in taken.values()} == {"bounces@optics.example"}
    assert rows(app.config["DATABASE"], "SELECT error FROM outbox WHERE sent IS NULL AND held IS NULL") == []


def test_such_a_server_takes_nothing_from_an_empty_envelope():
    """The twin."""
    with serving(ParticularMailbox()) as url, pytest.raises(TryLater, match="501"):
        SmtpTransport(url).send(sample_mail(), b"text", "")


def test_what_support_sends_at_the_desk_is_a_persons_from_step_to_server(app, client, store):
    [one] = requests_of_draft(store, draft_key(send(client)))
    at_desk(signed_in(app), one, "advise", words="Install the newest firmware.")
    first, second = delivered(app, Mailbox()).values()
    assert (marks(first), marks(second)) == (MACHINES, {})


def test_a_mail_that_waits_since_an_earlier_version_stays_a_machines(tmp_path):
    old_file(path := tmp_path / "old.db")
    run_sql(path, f"INSERT INTO event VALUES (1, 7, '{timestamp()}', 'customer', 'received', '{{}}')")
    waiting = "INSERT INTO outbox (request, event, message_id, thread, to_address, subject, body, next_try) "
    mail = "7, 1, '<1@kiosk.example>', '', 'ada@lab.example', 'Yours', '{link}'"
    run_sql(path, waiting + f"VALUES ({mail}, '{timestamp()}')")
    migrate(path)
    with closing(open_store(path)) as store:
        assert [mail.automatic for mail in mails_of(store, 7)] == [True]
