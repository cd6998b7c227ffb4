"""The scan page of goods-in: a scan opens its parcel, and the parcels on their way are listed."""

from flask import Blueprint, current_app, redirect, render_template, request

from content.explain.facts import fact_line
from forms.desk.goods_in.scan import hits, nothing_found, request_at
from forms.rma.status import policy_of
from forms.store.desk.goods_in import parcels_coming
from forms.web.request_context import get_store

pages = Blueprint("goods_in", __name__)
MOST = 20  # parcels on their way that are listed


@pages.get("/goods-in/")
def goods_in():
    scanned = request.args.get("q", "").strip()
    found = hits(scanned) if scanned else []
    if len(found) == 1:
        return redirect(found[0].path, 303)
    coming = parcels_coming(get_store(), MOST)
    return render_template(
        "goods_in.html", scanned=scanned, found=found, nothing="" if found or not scanned else nothing_found(scanned),
        coming=coming, one_box=_one_box_after(), most=MOST,
    )  # fmt: skip


def _one_box_after():
    """What the vendor of the parcel just noted says on several numbers in one box; None where none was noted."""
    noted = request_at(request.args.get("after", ""))
    vendor = noted and current_app.vendors.get(noted.vendor)
    return vendor and fact_line(vendor, policy_of(vendor, noted), "one-box")
