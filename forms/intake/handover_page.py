"""The page of a hand-over sheet: reads a draft and shows it; nothing is stored, and nobody is told."""

from flask import Blueprint, abort, current_app, redirect, render_template

from content.dates import now
from content.eligibility.dealer_rule import asked_by_mail, dealer_first
from content.pages.page import shared
from forms.handover.sheet import lots_told, parcel_word, sheet_for_dealer, sheet_for_vendor
from forms.intake.dealer_consent import dealer_of, kept_here
from forms.intake.judged_draft import judged
from forms.intake.opening import SHOWS
from forms.rma.status import moment
from forms.web.own_drafts import own_draft
from forms.web.request_context import open_vendor_or_404

pages = Blueprint("handover", __name__, url_prefix="/rma")
KEPT_ELSEWHERE = "This vendor takes requests itself, so none can be sent from here. Make the sheet and hand it over."
PLAIN = "The sheet is a page to print, mail or copy; making it sends nothing."


def way_of(vendor, batches):
    """(whom, how): for the "dealer" or the "vendor", as the "only" way, the "main" one or "beside"; empty for none."""
    kinds = {batch.telling.kind for batch in batches}
    if "dealer" in kinds and dealer_first(batches[0].verdict.policy):
        if len(kinds) == 1:
            return "dealer", "main" if kept_here(vendor) else "only"
        if kept_here(vendor):
            return "dealer", "beside"
    return ("", "") if kept_here(vendor) else ("vendor", "only")


def offer_of(draft, vendor, batches):
    """{at: its address, how, ends, parcel, button, takes, holds} for the review; empty where there is none to make."""
    whom, how = way_of(vendor, batches)
    dealer = dealer_of(draft.answers["dealer"], vendor.slug)
    name = (dealer.name if dealer else "your dealer") if whom == "dealer" else vendor.name
    ends, shown = how in ("only", "main"), dealer if whom == "dealer" else None
    shows = SHOWS.format(name=name, what="everything here" if ends else "all that stands on it") if shown else ""
    return {
        "at": f"/rma/handover/{draft.key}/", "how": how, "ends": ends, "button": f"Make the sheet for {name}",
        "parcel": parcel_word(batches[0].verdict.policy), "holds": f"{shows} {PLAIN}".strip(),
        "takes": "" if ends else lots_told(_of_dealer(batches)), "all": "" if ends else lots_told(batches),
    } if how else {}  # fmt: skip


@pages.get("/handover/<key>/")
def handover(key):
    draft = own_draft(key)
    if draft.confirmed:
        return redirect(f"/rma/sent/{key}/", 303)
    vendor = open_vendor_or_404(draft.vendor)
    batches = judged(vendor, draft.answers, now())
    whom, _ = way_of(vendor, batches)
    return show_sheet(draft, vendor, batches, whom) if whom else abort(404)


def show_sheet(draft, vendor, batches, whom):
    policy, desk = batches[0].verdict.policy, current_app.settings.desk(vendor.slug)
    if whom == "dealer":
        theirs = _of_dealer(batches)
        sheet = sheet_for_dealer(vendor, draft.answers, theirs, dealer_of(draft.answers["dealer"], vendor.slug))
    else:
        theirs, sheet = batches, sheet_for_vendor(vendor, draft.answers, batches, desk.mailbox)
    mail, whole = sheet.mail
    portal = desk.portal if whom == "vendor" else ""
    return render_template(
        "handover.html", sheet=sheet, mail=mail, whole=whole, portal=portal,
        mail_first=asked_by_mail(policy) or not portal, review=f"/rma/review/{draft.key}/",
        kept=moment(draft.expires), left=_left_out(vendor, batches, theirs), **shared(vendor, policy),
    )  # fmt: skip


def _of_dealer(batches):
    return [batch for batch in batches if batch.telling.kind == "dealer"]


def _left_out(vendor, batches, theirs):
    """What was typed and is not for this reader, in words: '1 × PL-B741, bought from Pixelink'; empty for nothing."""
    others = [batch for batch in batches if batch not in theirs]
    direct = others and all(batch.answers["bought_from"] == "direct" for batch in others)
    return f"{lots_told(others)}{f', bought from {vendor.name}' if direct else ''}" if others else ""
