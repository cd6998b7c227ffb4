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


def opening(form, vendor):
    """The Opening of a form as it is filled in so far."""
    intake = current_app.settings.desk(vendor.slug).intake
    first = dealer_first(form.POLICY) and not form.for_customer.data
    sold = first and form.batches[0].form.bought_from.data == "dealer"
    notice = fact_line(vendor, form.POLICY, "dealer-purchase").text if sold else ""
    if first and all(batch.form.bought_from.data == "dealer" for batch in form.batches):
        return _of_a_sheet(notice, form.known.name if form.known else "your dealer", bool(form.known), vendor)
    lead = LEADS[intake].format(vendor=vendor.name)
    if first and form.known:
        lead = f"If you bought it from {form.known.name}, this makes a sheet for them. If not, {lead}"
    lead = lead[:1].upper() + lead[1:]
    if intake == "handover":
        return Opening(notice, "Fill in the sheet", lead, _hints(f"{vendor.name} answers you here.", OF_YOURS))
    hints = _hints("Your ticket and everything else comes here.", IN_MAILS)
    return Opening(notice, f"Ask {vendor.name} for a return", lead, hints)


def _of_a_sheet(notice, name, known, vendor):
    lead = f"This makes a sheet for {name}: nothing is sent to {vendor.name}."
    lead += f" {SHOWS.format(name=name, what='everything here')}" if known else ""
    hints = _hints(f"{name[:1].upper()}{name[1:]} answers you here.", OF_YOURS)
    return Opening(notice, f"Fill in a sheet for {name}", lead, hints)


def _hints(email, reference):
    return {"email": email, "own_reference": reference}
