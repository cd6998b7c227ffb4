"""The calendar, for tests that begin at NOW: requests in a state since then, later steps, and the worker's passes."""

from contextlib import closing
from pathlib import Path

from msgspec import structs

from content.settings.kiosk_toml import VendorSettings
from forms.records.timestamps import later
from forms.rma.lifecycle import STEPS
from forms.rma.transition import Intent
from forms.steps.take import take
from forms.steps.worker_round import run_round
from forms.store.database.connection import open_store
from forms.store.desk.staff import staff_by_login
from forms.store.mail.outbox import mails_of
from forms.store.requests import read_history, request_by_id, requests_of_draft
from tests.support.steps import draft_key, hidden, mailed_path, mails_in, make_staff, send
from tests.support.walks import ACTORS, bring_to, said_for

NOW = "2026-11-22T15:00:00Z"
PIXELINK = {"model": "PL-D755CU", "serials": "123456789\n123456780"}


def settle(app, **desks):
    """Let the kiosk's vendors have these desks: settle(app, flir={"rma_days": 30})."""
    app.settings = structs.replace(app.settings, vendor={slug: VendorSettings(**keys) for slug, keys in desks.items()})


def waiting(app, state, way="warranty", vendor="flir"):
    """A request of two serials in that state since NOW."""
    batch = PIXELINK if vendor == "pixelink" else {"warranty_said": "in"}
    with closing(open_store(app.config["DATABASE"])) as store:
        staff_by_login(store, "sam") or make_staff(app)
        [one] = requests_of_draft(store, draft_key(send(app.test_client(), batch, at=f"/rma/{vendor}/")))
        assert bring_to(app, store, one, state, way)
        return request_by_id(store, one.id)


def after(days, minutes=0):
    """So many days and minutes after NOW."""
    return later(NOW, days * 24 * 3600 + minutes * 60)


def step_at(app, one, step, time=NOW, units=None, **said):
    """Take a step with these units, or all, at a time, as whoever may."""
    chosen = [unit.id for unit in one.units] if units is None else [unit.id for unit in units]
    said, actor = said_for(step, one, chosen) | said, ACTORS[STEPS[step].by[0]]
    with closing(open_store(app.config["DATABASE"])) as store:
        take(store, Intent(one, step, chosen, said, actor, app.vendors[one.vendor], app.settings, time))


def passes(app, clock, *times):
    """Let the worker pass at each of these times: the calendar, then the mail."""
    for time in times:
        clock.move_to(time)
        while run_round(app)["sent"]:
            pass


def happened(app, one, *kinds):
    """The events of these kinds that a request has, in order."""
    with closing(open_store(app.config["DATABASE"])) as store:
        return [event for event in read_history(store, one.id).events if event.kind in kinds]


def told(app, one, words):
    """The bodies of the mails to the customer that are on the subject of these words, in order."""
    with closing(open_store(app.config["DATABASE"])) as store:
        return [mail.body for mail in mails_of(store, one.id) if words in mail.subject and mail.sent]


def states(app, one):
    """Where the units of a request stand, each state once."""
    with closing(open_store(app.config["DATABASE"])) as store:
        return {unit.state for unit in request_by_id(store, one.id).units}


def press(app, one, step, words):
    """One click on a button behind the link in the mail on the subject of these words."""
    [mail] = [mail for mail in mails_in(Path(app.config["MAIL_FOLDER"])) if words in mail["Subject"]]
    client, path = app.test_client(), mailed_path(mail)
    page = client.get(path).text
    assert f'name="do" value="{step}"' in page
    seen = {"csrf_token": hidden(page, "csrf_token"), "seen": hidden(page, "seen")}
    answer = client.post(path, data=seen | {"do": step, "units": [unit.id for unit in one.units]})
    assert answer.status_code == 303, answer.text
