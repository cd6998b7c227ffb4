"""The page of a hand-over sheet: reads a draft and shows it; nothing is stored, and nobody is told."""

from flask import Blueprint, abort, current_app, redirect, render_template

from content.dates import now
from content.handover import asked_by_mail, dealer_first, sheet_for_dealer, sheet_for_vendor
from content.pages.page import shared
from content.standing import moment
from forms.batches import judged
from forms.dealer.consent import dealer_of
from forms.here import draft_or_404, open_vendor_or_404

pages = Blueprint("handover", __name__, url_prefix="/rma")
KEPT_ELSEWHERE = "This vendor takes requests itself, so none can be sent from here. Make the sheet and hand it over."


def way_of(draft, vendor, batches):
    """(whom, how): for the "dealer" or the "vendor", as the "only" way, the "main" one or "beside"; empty for none."""
    policy, kinds = batches[0].verdict.policy, [batch.telling.kind for batch in batches]
    elsewhere = current_app.settings.desk(vendor.slug).intake == "handover"
    if dealer_first(policy) and not draft.answers["for_customer"]:
        if set(kinds) == {"dealer"}:
            return "dealer", "only" if elsewhere else "main"
        if not elsewhere and ("dealer" in kinds or dealer_of(draft.answers["dealer"], vendor.slug)):
            return "dealer", "beside"
    return ("vendor", "only") if elsewhere else ("", "")


def offer_of(draft, vendor, batches):
    """{sheet: its address, how, button} for the review; empty where there is none to make."""
    whom, how = way_of(draft, vendor, batches)
    dealer = dealer_of(draft.answers["dealer"], vendor.slug)
    name = (dealer.name if dealer else "your dealer") if whom == "dealer" else vendor.name
    return {"at": f"/rma/handover/{draft.key}/", "how": how, "button": f"Make the sheet for {name}"} if how else {}


@pages.get("/handover/<key>/")
def handover(key):
    draft = draft_or_404(key)
    if draft.confirmed:
        return redirect(f"/rma/sent/{key}/", 303)
    vendor = open_vendor_or_404(draft.vendor)
    batches = judged(vendor, draft.answers, now())
    whom, _ = way_of(draft, vendor, batches)
    return show_sheet(draft, vendor, batches, whom) if whom else abort(404)


def show_sheet(draft, vendor, batches, whom):
    policy, desk = batches[0].verdict.policy, current_app.settings.desk(vendor.slug)
    if whom == "dealer":
        theirs = [batch for batch in batches if batch.telling.kind == "dealer"] or batches
        sheet = sheet_for_dealer(vendor, draft.answers, theirs, dealer_of(draft.answers["dealer"], vendor.slug))
    else:
        sheet = sheet_for_vendor(vendor, draft.answers, batches, desk.mailbox)
    portal = desk.portal if whom == "vendor" else ""
    return render_template(
        "handover.html", sheet=sheet, portal=portal, mail_first=asked_by_mail(policy) or not portal,
        review=f"/rma/review/{draft.key}/", kept=moment(draft.expires), guide=f"/{vendor.slug}/guide/",
        **shared(vendor, policy),
    )  # fmt: skip
