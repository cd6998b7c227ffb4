"""Packing sheets of any request, shown by an endpoint of their own."""

from dataclasses import replace
from types import SimpleNamespace

from msgspec import structs

from content.schema.facts import Fact, Freight, Span
from content.settings.kiosk_toml import Operator, VendorSettings
from forms.customer.packing_sheet_page import show_sheet
from forms.records.rma_number import rma_number
from forms.store.database.connection import open_store
from forms.store.requests import requests_of_draft
from tests.support.steps import draft_key, open_app, send
from tests.support.vendor_folder import shipped_vendors

VENDORS = sorted(shipped_vendors())
NUMBER = rma_number(7)
RMA = SimpleNamespace(number=NUMBER, source="series", issued="2026-11-22T14:00:00Z", expires=None)
ADDRESS = "Example Optics, returns desk\nGate 4\n(town)"
LONG = [f"SERIAL-{count:03}-{'X' * 53}" for count in range(200)]
STATED = {
    "packing": ["antistatic", "two-boxes"], "papers": ["number-on-papers"],
    "rma_on_parcel": "outside", "one_box": "one-number-a-box",
    "carriers": ["FedEx Express", "UPS Express"], "freight_in": Freight("you"), "without_rma": "refused-or-delayed",
    "customs": "repair-goods", "rma_validity": Span(30, "days", "issue"), "ship_to": "in-rma-mail",
}  # fmt: skip


def sheet_app(folder):
    """An endpoint that shows `app.sheet`, what show_sheet is to be called with, at /rma/shown/."""
    app = open_app(folder)
    app.add_url_rule("/rma/shown/", view_func=lambda: show_sheet(*app.sheet))
    return app


def sheet_requests(app):
    """A request of one camera to each vendor, as it was stored, its camera allowed to travel under NUMBER."""
    found, store = {}, open_store(app.config["DATABASE"])
    for slug in VENDORS:
        receipt = send(app.test_client(), {"serials": "16048501"}, at=f"/rma/{slug}/", own_reference="PO 4711")
        found[slug] = allowed(requests_of_draft(store, draft_key(receipt))[0], ["16048501"])
    store.close()
    return found


def sheets_shown(app, asked):
    """Shows a sheet and gives its page as text: `show("flir", {"return_address": …}, country="JP")`."""

    def show(slug="flir", desk=None, rma=RMA, serials=None, vendor=None, **changes):
        request = replace(allowed(asked[slug], serials, rma) if serials else asked[slug], **changes)
        own, operator = {slug: VendorSettings(**desk or {})}, Operator("Example Optics")
        settings = structs.replace(app.settings, vendor=own, operator=operator)
        app.sheet = request, rma, vendor or app.vendors[slug], settings
        return app.test_client().get("/rma/shown/")

    return show


def allowed(request, serials, rma=RMA, model=None):
    """The request with exactly these cameras in its first batch, all of them to travel under that number."""
    batch = request.batches[0]
    units = tuple(replace(batch.units[0], serial=serial, rma=rma.number, state="authorised") for serial in serials)
    return replace(request, batches=(replace(batch, model=model or batch.model, units=units),))


def outspoken(vendor, facts=STATED):
    """The vendor with these facts stated, in all its revisions."""
    said = {name: Fact(value=value) for name, value in facts.items()}
    revise = lambda policy: structs.replace(policy, facts=structs.replace(policy.facts, **said))  # noqa: E731
    return structs.replace(vendor, policies=tuple(revise(policy) for policy in vendor.policies))
