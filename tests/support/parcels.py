"""Parcels on their way to goods-in, and where each is looked at."""

from contextlib import closing

from forms.rma.transition import Intent
from forms.steps.take import take
from forms.store.database.connection import open_store
from forms.store.requests import request_by_id, requests_of_draft
from forms.web.request_context import timestamp
from tests.support.steps import draft_key, send

HOME = "/rma/desk/goods-in/"
FIVE = "\n".join(str(16048501 + count) for count in range(5))


def asked(app, serials="16048501", at="flir", **person):
    """A request of these serials, just received."""
    receipt = send(app.test_client(), {"serials": serials}, at=f"/rma/{at}/", **person)
    with closing(open_store(app.config["DATABASE"])) as store:
        return requests_of_draft(store, draft_key(receipt))[0]


def stepped(app, one, step, said=None, units=None, actor="staff:1"):
    """The request after a step with some of its units."""
    vendor, ids = app.vendors[one.vendor], [unit.id for unit in units or one.units]
    with closing(open_store(app.config["DATABASE"])) as store:
        take(store, Intent(one, step, ids, said or {}, actor, vendor, app.settings, timestamp()))
        return request_by_id(store, one.id)


def numbered(app, serials="16048501", at="flir", number=None, units=None, **person):
    """A request whose cameras may travel, and the RMA number they travel under."""
    one = stepped(app, asked(app, serials, at, **person), "decide", {"way": "warranty"})
    return stepped(app, one, "authorise", {"number": number} if number else {}, units)


def shipped(app, serials="16048501", at="flir", **person):
    one = numbered(app, serials, at, **person)
    return stepped(app, one, "ship", {"carrier": "DHL", "tracking": "00340434"}, actor="customer")


def number_of(one):
    return one.units[0].rma


def parcel_at(one):
    return f"{HOME}{number_of(one) or one.ticket}/"
