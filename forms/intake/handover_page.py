"""The page of a hand-over sheet: reads a draft and shows it; nothing is stored, and nobody is told."""

from typing import NamedTuple

from flask import Blueprint, abort, current_app, redirect, render_template

from content.dates import now
from content.eligibility.dealer_rule import asked_by_mail, dealer_first
from content.pages.page import page_context
from forms.handover.sheet import batches_words, parcel_word, sheet_for_dealer, sheet_for_vendor
from forms.intake.dealer_consent import dealer_of, is_kept_here
from forms.intake.judged_draft import judge_draft
from forms.intake.opening import SHOWS
from forms.rma.status import written_moment
from forms.web.own_drafts import own_draft
from forms.web.request_context import open_vendor_or_404

pages = Blueprint("handover", __name__, url_prefix="/rma")
KEPT_ELSEWHERE = "This vendor takes requests itself, so none can be sent from here. Make the sheet and hand it over."
PLAIN = "The sheet is a page to print, mail or copy; making it sends nothing."


class Reader(NamedTuple):
    """Whom a hand-over sheet is for, the dealer or the vendor, and what it is to the review.

    `how`: the "only" way; the "main" one, besides which a request can be sent; or one "beside" a request.
    """

    whom: str
    how: str

    @property
    def ends(self):
        """Whether the review ends in the sheet."""
        return self.how != "beside"


class Offer(NamedTuple):
    """The sheet as the review offers it."""

    address: str
    how: str
    ends: bool
    button: str
    parcel: str  # what the vendor calls one of its parts
    holds: str  # who sees what of it
    takes: str  # what goes onto it, and all there is; empty where that is the same
    all: str


def reader_of(vendor, batches):
    """The Reader of the sheet of these batches; None where there is none to make."""
    kinds = {batch.outcome.kind for batch in batches}
    if "dealer" in kinds and dealer_first(batches[0].verdict.policy):
        if len(kinds) == 1:
            return Reader("dealer", "main" if is_kept_here(vendor) else "only")
        if is_kept_here(vendor):
            return Reader("dealer", "beside")
    return None if is_kept_here(vendor) else Reader("vendor", "only")


def offer_of(draft, vendor, batches):
    """The Offer of a sheet for the review; None where there is none to make."""
    reader = reader_of(vendor, batches)
    if reader is None:
        return None
    dealer = dealer_of(draft.answers["dealer"], vendor.slug)
    name = (dealer.name if dealer else "your dealer") if reader.whom == "dealer" else vendor.name
    what = "everything here" if reader.ends else "all that stands on it"
    shows = SHOWS.format(name=name, what=what) if dealer and reader.whom == "dealer" else ""
    return Offer(
        address=f"/rma/handover/{draft.key}/", how=reader.how, ends=reader.ends, button=f"Make the sheet for {name}",
        parcel=parcel_word(batches[0].verdict.policy), holds=f"{shows} {PLAIN}".strip(),
        takes="" if reader.ends else batches_words(_of_dealer(batches)),
        all="" if reader.ends else batches_words(batches),
    )  # fmt: skip


@pages.get("/handover/<key>/")
def handover(key):
    draft = own_draft(key)
    if draft.confirmed:
        return redirect(f"/rma/sent/{key}/", 303)
    vendor = open_vendor_or_404(draft.vendor)
    batches = judge_draft(vendor, draft.answers, now())
    reader = reader_of(vendor, batches) or abort(404)
    return show_sheet(draft, vendor, batches, reader.whom)


def show_sheet(draft, vendor, batches, whom):
    policy, desk = batches[0].verdict.policy, current_app.settings.desk(vendor.slug)
    if whom == "dealer":
        theirs = _of_dealer(batches)
        sheet = sheet_for_dealer(vendor, draft.answers, theirs, dealer_of(draft.answers["dealer"], vendor.slug))
    else:
        theirs, sheet = batches, sheet_for_vendor(vendor, draft.answers, batches, desk.mailbox)
    portal = desk.portal if whom == "vendor" else ""
    return render_template(
        "handover.html", sheet=sheet, mail=sheet.mail, portal=portal,
        mail_first=asked_by_mail(policy) or not portal, review=f"/rma/review/{draft.key}/",
        kept=written_moment(draft.expires), left=_left_out(vendor, batches, theirs), **page_context(vendor, policy),
    )  # fmt: skip


def _of_dealer(batches):
    return [batch for batch in batches if batch.outcome.kind == "dealer"]


def _left_out(vendor, batches, theirs):
    """What was typed and is not for this reader, in words: '1 × PL-B741, bought from Pixelink'; empty for nothing."""
    others = [batch for batch in batches if batch not in theirs]
    direct = others and all(batch.answers["bought_from"] == "direct" for batch in others)
    return f"{batches_words(others)}{f', bought from {vendor.name}' if direct else ''}" if others else ""
