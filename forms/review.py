"""The review, the confirmation and the receipt: what is sent is what was read."""

import hashlib

from flask import Blueprint, current_app, redirect, render_template, request
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField

from content.dates import now
from content.numbers import show_ticket, spell_ticket
from content.pages import shared
from content.tell import line_of
from content.words import read_words
from forms.batches import judged
from forms.confirm import confirm
from forms.draft import new_draft
from forms.form import STALE, correct_email
from forms.here import draft_or_404, get_store, stamp, vendor_or_404
from forms.mail.letters import acknowledgement
from forms.split import alike, split
from forms.standing import person_rows, standing

pages = Blueprint("review", __name__, url_prefix="/rma")
READ_AGAIN = f"{STALE} Read it again, then send it."
MOVED = "Something here has changed since you read it. Read it again, then send it."
WRONG_ADDRESS = {
    "proved": "The mail to that address has been used, so it stays. Ask support to change it.",
    "too-often": "The address was corrected three times already. Ask support to change it.",
}


class ConfirmForm(FlaskForm):
    """What is confirmed: the seal of the page that was read."""

    seal = HiddenField()


class AddressForm(FlaskForm):
    """The right address, where a wrong one was typed."""

    email = StringField("Your e-mail address")


def seal_of(draft, batches):
    """One word for all that a review shows: the answers, the text they were judged by, and the verdicts."""
    shown = [draft.digest, batches[0].verdict.policy.hash, *(batch.telling.rule for batch in batches)]
    return hashlib.sha256(" ".join(shown).encode()).hexdigest()


@pages.route("/review/<key>/", methods=["GET", "POST"])
def review(key):
    draft = draft_or_404(key)
    if draft.confirmed:
        return redirect(f"/rma/sent/{key}/", 303)
    if request.method == "GET":
        return show_review(draft)
    form = ConfirmForm()
    if not form.validate():
        return show_review(draft, READ_AGAIN), 422
    return put_together(draft) if request.form.get("do") == "together" else take(draft, form.seal.data)


def put_together(draft):
    """The customer says that batches which look the same are the same, or takes it back."""
    vendor, hours = vendor_or_404(draft.vendor), current_app.settings.draft_hours
    answers = draft.answers | {"together": not draft.answers["together"]}
    get_store().save_draft(new_draft(vendor, answers, stamp(), hours, key=draft.key))
    return redirect(f"/rma/review/{draft.key}/", 303)


def take(draft, seal):
    vendor = vendor_or_404(draft.vendor)
    batches = judged(vendor, draft.answers, now())
    if seal != seal_of(draft, batches):
        return show_review(draft, MOVED), 422
    if confirm(get_store(), draft, batches, vendor, current_app.settings, stamp()) == "changed":
        return show_review(get_store().draft(draft.key), MOVED), 422
    return redirect(f"/rma/sent/{draft.key}/", 303)


def show_review(draft, told=""):
    vendor = vendor_or_404(draft.vendor)
    batches = judged(vendor, draft.answers, now())
    policy, rule = batches[0].verdict.policy, batches[0].verdict.policy.facts.units_per_form.value
    form = ConfirmForm(None, data={"seal": seal_of(draft, batches)})
    silences = {line.key: line for batch in batches for line in batch.telling.silences}
    return render_template(
        "review.html", draft=draft, answers=draft.answers, batches=batches, form=form, words=read_words(),
        errors=[("send", told)] if told else [], parts_sent=split(rule, batches, draft.answers["together"]),
        person=person_rows(draft.answers["person"], f"/rma/edit/{draft.key}/"), alike=alike(rule, batches),
        rule_line=line_of(vendor, policy, "units-per-form"), questions=silences.values(),
        **shared(vendor, policy),
    )  # fmt: skip


@pages.route("/sent/<key>/", methods=["GET", "POST"])
def sent(key):
    draft = draft_or_404(key)
    if not draft.confirmed:
        return redirect(f"/rma/review/{key}/", 303)
    form = AddressForm()
    if request.method == "GET":
        return show_sent(draft, form)
    if not form.validate() or not correct_email(form.email):
        form.email.errors = form.email.errors or [STALE]
        return show_sent(draft, form, [(form.email.id, sentence) for sentence in form.email.errors]), 422
    return correct(draft, form)


def correct(draft, form):
    """Send the tickets to the right address; the link in the first mail is void from now on."""
    store, vendor = get_store(), vendor_or_404(draft.vendor)
    tickets = [one.ticket for one in store.requests_of(draft.key)]
    letters = lambda one: [acknowledgement(one, tickets, vendor, current_app.settings)]  # noqa: E731
    result = store.correct_address(draft.key, form.email.data, letters, stamp())
    if result in WRONG_ADDRESS:
        form.email.errors = [WRONG_ADDRESS[result]]
        return show_sent(draft, form, [(form.email.id, WRONG_ADDRESS[result])]), 422
    return redirect(f"/rma/sent/{draft.key}/", 303)


def show_sent(draft, form, errors=()):
    vendor, requests = vendor_or_404(draft.vendor), get_store().requests_of(draft.key)
    tickets = [(one, show_ticket(one.ticket), spell_ticket(one.ticket), standing(vendor, one)) for one in requests]
    told = {"vendor": vendor, "tickets": tickets, "email": requests[0].email}
    return render_template("sent.html", form=form, errors=errors, **told)
