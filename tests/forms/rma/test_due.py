"""A request stands in the queue by what its vendor promised, from its first moment on and after every step alike."""

import re
from datetime import date, timedelta

import pytest

from content.loading.vendor_folder import load_vendors
from content.settings.kiosk_toml import Settings, VendorSettings
from forms.rma.transition import Intent, lanes_of
from forms.steps.take import take
from forms.store.requests import request_by_id, requests_of_draft
from forms.web.request_context import timestamp
from tests.support.fictional import COVERED, FICTIONAL, WARRANTY, family, row, span, write_vendor
from tests.support.steps import draft_key, make_staff, open_app, rows, send, signed_in
from tests.support.walks import said_for

PROMISED = {
    "silent": {}, "soon": {"rma-time": span(2, "days", "request")}, "later": {"rma-time": span(4, "weeks", "request")},
}  # fmt: skip
BACK = {"advise": "still-broken", "refuse": "reconsider", "solve": "reopen", "withdraw": "reopen"}


@pytest.fixture(scope="module")
def vendors(tmp_path_factory):
    """Three vendors that differ in the time they state for an RMA number, and the other fictional ones."""
    folder = tmp_path_factory.mktemp("vendors")
    for slug, facts in PROMISED.items():
        told = {"asks": ("purpose", "warranty"), "rules": WARRANTY, "products": family("star", "Star", "ST-") + row(12)}
        clock = {"warranty-clock": 'value = { event = "purchase" }'}
        write_vendor(folder, slug, told | {"facts": COVERED | clock | facts})
    for slug, told in FICTIONAL.items():
        write_vendor(folder, slug, told)
    return load_vendors(folder)


@pytest.fixture
def app(tmp_path, vendors):
    app = open_app(tmp_path, VENDORS=vendors)
    make_staff(app)
    return app


@pytest.fixture
def asked(client, store):
    """Asks one vendor after the other, the one with the longest time first: {slug: its request}."""
    return {slug: ask(client, store, slug) for slug in ("later", "soon", "silent")}


def ask(client, store, slug, model="ST-1", **batch):
    sent = send(client, {"model": model, **batch}, at=f"/rma/{slug}/")
    return requests_of_draft(store, draft_key(sent))[0]


def queue(app):
    """The vendors of the queue's page, from the top."""
    slugs = dict(rows(app.config["DATABASE"], "SELECT ticket, vendor FROM request"))
    page = signed_in(app).get("/rma/desk/").text
    return [slugs[ticket] for ticket in re.findall(r'href="/rma/desk/case/([A-Z]+)/"', page)]


def lanes(app, request):
    return dict(rows(app.config["DATABASE"], f"SELECT lane, due FROM lane WHERE request = {request.id}"))


def promised_on(request):
    """The day an answer is due, by the request's lane; counted here by other means than the kiosk's."""
    return {"soon": timedelta(days=2), "later": timedelta(weeks=4)}[request.vendor] + date.fromisoformat(
        request.units[0].since[:10]
    )


def test_who_promised_sooner_stands_before_who_promised_later_whoever_came_first(app, asked):
    assert queue(app) == ["silent", "soon", "later"]


def test_a_stated_time_is_kept_until_the_end_of_its_last_day(app, asked):
    for slug in ("soon", "later"):
        assert lanes(app, asked[slug]) == {"support": f"{promised_on(asked[slug])}T23:59:59Z"}


def test_where_no_time_is_stated_it_is_the_time_it_came(app, asked):
    assert lanes(app, asked["silent"]) == {"support": asked["silent"].created}


@pytest.mark.parametrize("step", BACK)
def test_after_a_step_that_leads_back_it_stands_the_same_way(app, store, asked, step):
    for one in asked.values():
        for id in (step, BACK[step]):
            take_now(app, store, one, id)
    assert queue(app) == ["silent", "soon", "later"]
    for slug in ("soon", "later"):
        fresh = request_by_id(store, asked[slug].id)
        assert fresh.units[0].state == "received"
        assert lanes(app, fresh) == {"support": f"{promised_on(fresh)}T23:59:59Z"}


def take_now(app, store, one, step_id):
    fresh = request_by_id(store, one.id)
    ids = [unit.id for unit in fresh.units]
    vendor, inputs = app.vendors[one.vendor], said_for(step_id, fresh, ids)
    return take(store, Intent(fresh, step_id, ids, inputs, "staff:1", vendor, app.settings, timestamp(), fresh.seen))


MODELS = {"eyeworks": "EYE-1", "halden": "FJ-1", "lumenta": "GLW-1", "oktant": "ST-1"}


@pytest.mark.parametrize("slug", [*PROMISED, *MODELS])
@pytest.mark.parametrize("purpose", ["repair", "other"])
def test_every_new_request_stands_where_the_table_of_steps_would_put_it(app, client, store, slug, purpose):
    sent = send(
        client, {"model": MODELS.get(slug, "ST-1")}, {"serials": "16048599"}, at=f"/rma/{slug}/", purpose=purpose
    )
    for one in requests_of_draft(store, draft_key(sent)):
        assert lanes(app, one) == lanes_of(one, app.vendors[slug]) != {}


def test_what_goes_on_by_mail_stands_in_no_queue(tmp_path, vendors):
    settings = Settings(vendor={"soon": VendorSettings(intake="mailbox", mailbox="desk@soon.example")})
    app = open_app(tmp_path, settings, VENDORS=vendors)
    send(app.test_client(), {"model": "ST-1"}, at="/rma/soon/")
    assert rows(app.config["DATABASE"], "SELECT * FROM lane") == []
    assert rows(app.config["DATABASE"], "SELECT unread FROM desk") == [(0,)]
