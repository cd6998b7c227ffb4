"""The packing sheet: one page to lie in the parcel, once there is an RMA number."""

from flask import render_template

from forms.rma.groups import why_no_sheet
from forms.shipping.packing_sheet import packing_sheet_of
from forms.web.request_context import today_of


def show_sheet(request, rma, vendor, settings, back=""):
    """The sheet of an RMA number; without one a page that says why, as 404. `back` is where its first link leads."""
    sheet = packing_sheet_of(request, rma, vendor, settings, today_of(vendor))
    answer = render_template(
        "packing_sheet.html", sheet=sheet, asked=request, vendor=vendor, back=back, why=why_no_sheet(request, rma)
    )
    return answer, 200 if sheet else 404
