"""Fictional dealers and what a test of theirs needs: none of them is listed anywhere but here."""

from msgspec import structs

from content.schema.dealers import Dealer
from content.settings.kiosk_toml import VendorSettings

ACME = Dealer(code="ACME", name="ACME Imaging", vendors=["flir", "pixelink"], source="acme", contact="rma@acme.example")
NORTH = Dealer(code="NORTH-7", name="North Cameras", vendors=["flir"], source="north")
DEALERS = {one.code: one for one in (ACME, NORTH)}
OF_A_DEALER = {
    "model": "PL-D755CU", "serials": "123456789\n123456780", "bought_from": "dealer", "problem": "black since Monday",
}  # fmt: skip
DIRECT = OF_A_DEALER | {"bought_from": "direct", "warranty_said": "in"}
YES = {"dealer": "ACME", "dealer_sees": "yes"}
PIXELINK = "/rma/pixelink/"


def settle(app, **desks):
    """Let the kiosk's vendors have these desks."""
    app.settings = structs.replace(app.settings, vendor={slug: VendorSettings(**keys) for slug, keys in desks.items()})
