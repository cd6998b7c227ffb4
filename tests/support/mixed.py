"""The shipped vendors, one of them with a family whose warranty differs by region."""

from datetime import date

from msgspec.structs import replace

from build import create_site
from content.pages.drawing import site_at
from content.schema.products import WarrantyRow
from content.settings.kiosk_toml import Settings
from tests.support.vendor_folder import shipped_vendors

VENDORS = shipped_vendors()
FLIR, PIXELINK = VENDORS["flir"], VENDORS["pixelink"]
ROWS = [
    WarrantyRow(months=months, source="models", when=dict(family=["oryx"], region=region))
    for months, region in ((18, ["Europe"]), (60, ["Canada"]))
]
OTHERS = [row for row in FLIR.products.warranty if row.months == 36]
MIXED = replace(FLIR, products=replace(FLIR.products, warranty=[*ROWS, *OTHERS]))


def mixed_site():
    """The site as an app, with a vendor whose families differ by region."""
    return create_site(site_at("", Settings(), VENDORS | {"flir": MIXED}, date(2026, 11, 22)))
