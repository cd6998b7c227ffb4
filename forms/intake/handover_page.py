"""The page of a hand-over sheet: reads a draft and shows it; nothing is stored, and nobody is told."""

from typing import NamedTuple

from flask import Blueprint, abort, current_app, render_template

from content.eligibility.dealer_rule import dealer_first
from content.pages.page import page_context
from forms.handover.sheet import batches_words, parcel_word, sheet_for_dealer, sheet_for_vendor
from forms.intake.dealer_consent import is_kept_here
from forms.intake.judged_draft import judge_draft
from forms.rma.status import written_moment
from forms.web.dealer_names import dealer_of
from forms.web.own_drafts import unsent_draft
from forms.web.request_context import open_vendor_or_404

pages = Blueprint("handover", __name__, url_prefix="/rma")
KEPT_ELSEWHERE = "This vendor takes requests itself, so none can be sent from here. Make the sheet and hand it over."


class Offer(NamedTuple):
    """The sheet as the review offers it.

    `how`: the "only" way; the "main" one, besides which a request can be sent; or one "beside" a request.
    """

    address: str
    how: str
    name: str  # whom it is for
    dealer: bool  # whether that is a dealer known by name
    parcel: str  # what the vendor calls one of its parts
    takes: str  # what of all there is goes onto it
    all: str


def _reader_of(vendor, batches):
    """("dealer" or "vendor", how an Offer is) of whoever the sheet of these batches is for; None for no sheet."""
    kinds, kept_here = {batch.outcome.kind for batch in batches}, is_kept_here(vendor)
    if "dealer" in kinds and dealer_first(batches[0].verdict.policy) and (kept_here or len(kinds) == 1):
        how = "main" if len(kinds) == 1 else "beside"
        return "dealer", how if kept_here else "only"
    return None if kept_here else ("vendor", "only")


def offer_of(draft, vendor, batches):
    """The Offer of a sheet for the review; None where there is none to make."""
    whom, how = _reader_of(vendor, batches) or ("", "")
    if not whom:
        return None
    dealer = dealer_of(draft.answers["dealer"], vendor.slug)
    name = (dealer.name if dealer else "your dealer") if whom == "dealer" else vendor.name
    return Offer(
        address=f"/rma/handover/{draft.key}/", how=how, name=name, dealer=bool(dealer) and whom == "dealer",
        parcel=parcel_word(batches[0].verdict.policy), takes=batches_words(_of_dealer(batches)),
        all=batches_words(batches),
    )  # fmt: skip


@pages.get("/handover/<key>/")
def handover(key):
    draft = unsent_draft(key)
    vendor = open_vendor_or_404(draft.vendor)
    batches = judge_draft(vendor, draft.answers)
    whom, _ = _reader_of(vendor, batches) or abort(404)
    policy, own = batches[0].verdict.policy, current_app.settings.of_vendor(vendor.slug)
    if whom == "dealer":
        theirs, portal = _of_dealer(batches), ""
        sheet = sheet_for_dealer(vendor, draft.answers, theirs, dealer_of(draft.answers["dealer"], vendor.slug))
    else:
        theirs, portal = batches, own.portal
        sheet = sheet_for_vendor(vendor, draft.answers, batches, own.mailbox)
    return render_template(
        "handover.html", sheet=sheet, mail=sheet.mail, portal=portal,
        mail_first=policy.fact("request-by").value == "mail" or not portal, review=f"/rma/review/{draft.key}/",
        kept=written_moment(draft.expires), left=_left_out(vendor, batches, theirs), **page_context(vendor, policy),
    )  # fmt: skip


def _of_dealer(batches):
    return [batch for batch in batches if batch.outcome.kind == "dealer"]


def _left_out(vendor, batches, theirs):
    """What was typed and is not for this reader, in words: '1 × PL-B741, bought from Pixelink'; empty for nothing."""
    others = [batch for batch in batches if batch not in theirs]
    direct = others and all(batch.answers["bought_from"] == "direct" for batch in others)
    return batches_words(others) + (f", bought from {vendor.name}" if direct else "")
