"""The form's part about a dealer: who a link names, what they would see, and whether the customer wants that."""

from flask import current_app
from wtforms import SelectChoice

from content.dealers import find_dealer
from content.handover import dealer_first

SEES = (
    "{name} will see: the ticket, the model and how many, the last four digits of serials, your own reference, and"
    " where it stands – never your name or address."
)
IF_ASKED = "If this becomes a request to {vendor}: "
STRANGER = "The dealer whom this link names is not known here. Nothing is passed on."
UNANSWERED = "Say whether {name} may see where it stands; “No” changes nothing else."
ANSWERS = {"yes": "{name} may see where it stands", "no": "{name} sees nothing of it"}


def dealer_of(code, slug):
    """The Dealer of a code who sells a vendor's products, or None."""
    return find_dealer(current_app.dealers, code, slug)


def with_dealer(form, vendor):
    """The form, its dealer looked up: known and ready to be asked about, or forgotten."""
    typed, form.known = form.dealer.data or "", dealer_of(form.dealer.data, vendor.slug)
    form.dealer.data = form.known.code if form.known else ""
    form.stranger = STRANGER if typed.strip() and not form.known else ""
    asked = form.known and current_app.settings.desk(vendor.slug).intake != "handover"
    if not asked:
        form.dealer_sees.data = None
        return form
    name = form.known.name
    form.dealer_sees.choices = [SelectChoice("yes", f"Yes, {name} may see that"), SelectChoice("no", "No")]
    form.dealer_sees.label.text = f"May {name} see where it stands?"
    form.unanswered = UNANSWERED.format(name=name) if form.dealer_sees.data not in ANSWERS else ""
    return form


def opening(form, vendor, policy):
    """{lead, sees}: how the form opens, and what a known dealer would see (empty where nobody is asked)."""
    intake, known = current_app.settings.desk(vendor.slug).intake, form.known
    first = known and dealer_first(policy)
    sees = SEES.format(name=known.name) if known and intake != "handover" else ""
    if first and sees:
        sees = IF_ASKED.format(vendor=vendor.name) + sees
    return {"lead": _lead(intake, vendor, known.name if first else ""), "sees": sees}


def _lead(intake, vendor, name):
    if name:
        return f"This makes a sheet for {name}: all it needs to help you, on one page that you hand over yourself."
    if intake == "handover":
        return f"{vendor.name} takes requests itself. This makes a sheet for it; no ticket is made here."
    if intake == "mailbox":
        mailed = f"You get a ticket at once; from there on it goes by mail with {vendor.name}."
        return f"{mailed} The RMA number comes later, so send nothing yet."
    return "You get a ticket at once; the RMA number comes later, so send nothing yet."


def told_of(answers, slug):
    """What the customer answered about a dealer, in words; empty where nobody was asked."""
    dealer = dealer_of(answers["dealer"], slug)
    told = ANSWERS.get(answers.get("dealer_sees"), "")
    return told.format(name=dealer.name) if dealer else ""
