"""How the form opens: what it makes, and so what it promises; a request with a ticket, or a sheet without one."""

from typing import NamedTuple

from flask import current_app

from content.eligibility.dealer_rule import dealer_first
from content.explain.facts import fact_line

SHOWS = "The sheet shows {name} {what}, your name and e-mail too; you hand it over yourself."
LEADS = {  # by the vendor's intake; a sentence that may follow "If not"
    "kiosk": "you get a ticket at once; the RMA number comes later, so send nothing yet.",
    "mailbox": "you get a ticket at once; from there on it goes by mail with {vendor}."
    " The RMA number comes later, so send nothing yet.",
    "handover": "{vendor} takes requests itself. This makes a sheet for it; no ticket is made here.",
}
OF_YOURS = "An order or case number of your own."
IN_MAILS = "An order or case number of your own; it comes back in every mail to support."


class Opening(NamedTuple):
    """The words of a form that depend on its end."""

    notice: str
    title: str
    lead: str
    hints: dict  # field of the person -> what stands below it


def opening(form):
    """The Opening of a form as it is filled in so far."""
    vendor, dealer = form.VENDOR, form.known.name if form.known else ""
    intake = current_app.settings.of_vendor(vendor.slug).intake
    first = dealer_first(form.POLICY) and not form.for_customer.data
    sold = [first and batch.form.bought_from.data == "dealer" for batch in form.batches]
    notice = fact_line(vendor, form.POLICY, "dealer-purchase").text if sold[0] else ""
    if all(sold):
        return _of_a_sheet(notice, dealer, vendor)
    lead = LEADS[intake].format(vendor=vendor.name)
    if first and dealer:
        lead = f"If you bought it from {dealer}, this makes a sheet for them. If not, {lead}"
    lead = lead[:1].upper() + lead[1:]
    if intake == "handover":
        return Opening(notice, "Fill in the sheet", lead, _answered_by(vendor.name))
    hints = {"email": "Your ticket and everything else comes here.", "own_reference": IN_MAILS}
    return Opening(notice, f"Ask {vendor.name} for a return", lead, hints)


def _of_a_sheet(notice, dealer, vendor):
    name = dealer or "your dealer"
    lead = f"This makes a sheet for {name}: nothing is sent to {vendor.name}."
    lead += f" {SHOWS.format(name=name, what='everything here')}" if dealer else ""
    return Opening(notice, f"Fill in a sheet for {name}", lead, _answered_by(name[:1].upper() + name[1:]))


def _answered_by(name):
    return {"email": f"{name} answers you here.", "own_reference": OF_YOURS}
