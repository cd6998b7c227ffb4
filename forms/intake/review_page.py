"""The review and its confirmation: what is sent is what was read."""

import hashlib
from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from flask import Blueprint, current_app, redirect, render_template, request
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField

from content.eligibility.catalogue import find_model
from content.explain.facts import fact_line
from content.explain.fixes import fixes_for
from content.explain.futures import futures_in_words
from content.explain.outcome import badge_of
from content.explain.windows import deadlines_of
from content.pages.page import page_context
from content.schema.outcome_kinds import ALTERNATIVE_FIRST
from content.wording.catalog import read_words
from forms.intake.confirm import confirm
from forms.intake.dealer_consent import answer_words, ask_on_review
from forms.intake.draft import save
from forms.intake.handover_page import KEPT_ELSEWHERE, offer_of
from forms.intake.judged_draft import JudgedBatch, judge_draft
from forms.rma.own_questions import shared_answers
from forms.rma.request_summary import own_rows, person_rows
from forms.rma.split import alike, requests_of
from forms.store.drafts import read_draft
from forms.web.messages import STALE
from forms.web.own_drafts import unsent_draft
from forms.web.page_again import NotDone, PageError, errors_of, page_again
from forms.web.request_context import get_store, open_vendor_or_404, open_vendors, vendor_or_404

pages = Blueprint("review", __name__, url_prefix="/rma")
READ_AGAIN = f"{STALE} Read it again, then send it."
JOINED = ("together", "apart")
MOVED = "Something here has changed since you read it. Read it again, then send it."


class ConfirmForm(FlaskForm):
    """What is confirmed: the seal of the page that was read, and what a dealer may see where that is asked here."""

    seal = HiddenField()
    dealer_sees = RadioField("What your dealer sees", validate_choice=False)
    asked, unanswered = "", ""


def seal_of(draft, batches):
    """One word for all that a review shows: the answers, the text they were judged by, and the verdicts."""
    shown = [draft.digest, batches[0].verdict.policy.hash, *(batch.outcome.rule for batch in batches)]
    return hashlib.sha256(" ".join(shown).encode()).hexdigest()


@pages.route("/review/<key>/", methods=["GET", "POST"])
def review(key):
    draft = unsent_draft(key)
    vendor = open_vendor_or_404(draft.vendor)
    return show_review(draft) if request.method == "GET" else take(draft, vendor, ConfirmForm())


def _review_again(fault, draft, *_):
    return show_review(read_draft(get_store(), draft.key) or draft, errors_of(fault, "send"))


@page_again(_review_again)
def take(draft, vendor, form):
    """Do what the button says: send the draft, or keep that what looks the same is the same, or is not."""
    pressed = request.form.get("do")
    if not form.validate():
        raise NotDone(READ_AGAIN)
    if pressed in JOINED:
        save(vendor, draft.answers | {"together": pressed == "together"}, draft.key)
        return redirect(request.path, 303)
    if current_app.settings.of_vendor(vendor.slug).intake == "handover":
        raise NotDone(KEPT_ELSEWHERE)
    send(draft, vendor, form)
    return redirect(f"/rma/sent/{draft.key}/", 303)


def send(draft, vendor, form):
    """Make the requests of a draft; raises NotDone where it is not what was read, or a question is not answered."""
    batches = judge_draft(vendor, draft.answers)
    if form.seal.data != seal_of(draft, batches):
        raise NotDone(MOVED)
    if ask_on_review(form, draft.answers, vendor, batches[0].verdict.policy).unanswered:
        raise NotDone(errors=[PageError("dealer_sees-0", form.unanswered)])
    if form.asked:
        draft = replace(draft, answers=draft.answers | {"dealer_sees": form.dealer_sees.data})
    if confirm(draft, batches, vendor) == "changed":
        raise NotDone(MOVED)


def show_review(draft, errors=()):
    vendor, answers, edit = vendor_or_404(draft.vendor), draft.answers, f"/rma/edit/{draft.key}/"
    batches = judge_draft(vendor, answers)
    policy, situations = batches[0].verdict.policy, [batch.case.situation for batch in batches]
    person = answers["person"] | {"for_customer": answers["for_customer"]}
    shared = shared_answers([batch.case.said for batch in batches])
    typed = {"seal": seal_of(draft, batches), "dealer_sees": request.form.get("dealer_sees")}
    form = ask_on_review(ConfirmForm(None, data=typed), answers, vendor, policy)
    form.dealer_sees.errors = [error.sentence for error in errors if error.field != "send"]
    return render_template(
        "review.html", edit=edit, answers=answers, words=read_words(), form=form, errors=errors,
        cards=[_card(vendor, answers, batch, edit, shared) for batch in batches], way_on_first=ALTERNATIVE_FIRST,
        shared=list(own_rows(vendor, policy, answers["purpose"], shared, edit, f"{edit}#batches-0-")),
        parcels=requests_of(policy, batches, answers["together"]), alike=alike(policy, batches),
        rule_line=fact_line(vendor, policy, "units-per-form", *situations), twice=_twice(batches),
        questions={line.key: line for batch in batches for line in batch.outcome.silences}.values(),
        person=person_rows(person, edit, answer_words(answers, vendor.slug)), sheet=offer_of(draft, vendor, batches),
        **page_context(vendor, policy),
    )  # fmt: skip


class Card(NamedTuple):
    """What a review shows of one batch."""

    batch: JudgedBatch
    badge: str  # the name of its kind
    rows: list  # SummaryRows, each with its *Change*
    futures: list  # of a don't-know
    maker: object  # another vendor that knows its model
    fixes: tuple  # to try first
    deadlines: tuple  # the last days of its windows


def _card(vendor, answers, batch, edit, shared):
    maker = None if batch.found.family else _maker_of(batch.found.model)
    # What is not the vendor's to mend gets no known fixes.
    mendable = answers["purpose"] == "repair" and batch.outcome.kind != "elsewhere" and not maker
    fixes = fixes_for(vendor, batch.answers["symptom"], batch.case.family) if mendable else ()
    futures = futures_in_words(vendor, batch.verdict.policy, batch.verdict.rule)
    case, verdict = batch.case, batch.verdict
    badge = badge_of(batch.outcome.kind, batch.claimed)
    deadlines = deadlines_of(vendor, verdict.policy, verdict.rule, case.situation, case.dates)
    return Card(batch, badge, batch.rows(vendor, edit, less=shared), futures, maker, fixes, deadlines)


def _maker_of(model):
    """The first vendor taking requests that knows a camera of this name; a lens or a cable tells no maker."""
    known = [(slug, find_model(vendor_or_404(slug), model).family) for slug in open_vendors()]
    return next((vendor_or_404(slug) for slug, family in known if family and family.kind == "camera"), None)


def _twice(batches):
    """The serials that stand in more than one batch."""
    counts = Counter(read.serial for batch in batches for read in batch.reading.serials)
    return sorted(serial for serial, count in counts.items() if count > 1)
