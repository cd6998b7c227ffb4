"""A case: all that support knows of a request on the left, all it can do on the right; and the table of all steps."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_wtf import FlaskForm
from wtforms import TextAreaField

from content.wording.catalog import read_words
from forms.desk.case.case_details import batch_details, known_fixes, question_keys, vendor_number_rows
from forms.desk.case.diagram import diagram, sentences
from forms.desk.case.next_steps import next_steps
from forms.desk.case.opened_case import actor, case_or_404, case_path
from forms.desk.case.timeline import timeline
from forms.records.limits import TEXT
from forms.records.text import clean
from forms.rma.lifecycle import STATES
from forms.rma.request_summary import open_questions, person_rows, shared_rows
from forms.rma.status import statuses
from forms.store.desk.case_notes import add_note, seen_before, tick_question
from forms.store.desk.claims import read_claim
from forms.store.mail.outbox import mails_of
from forms.store.requests import read_history, requests_of_draft
from forms.web.dealer_names import dealer_sees_words
from forms.web.page_again import NotDone, check_token, errors_of, mark_fields, page_again
from forms.web.request_context import get_store, text_in_force, timestamp, vendor_or_404

pages = Blueprint("case", __name__)
REPLACED = ("withdrawn", "gathered")  # why a mail was not sent that another mail has replaced


class NoteForm(FlaskForm):
    """A note for the desk alone."""

    text = TextAreaField("A note for the desk")


@pages.get("/life/")
def life():
    return render_template("lifecycle.html", sentences=sentences())


@pages.get("/life.svg")
def life_picture():
    return diagram(), {"Content-Type": "image/svg+xml"}


@pages.post("/case/<ticket>/note/")
@page_again(lambda fault, ticket: case(ticket, errors_of(fault, "text")))
def note(ticket):
    return_request, form = case_or_404(ticket), NoteForm()
    check_token(form)
    text = clean(form.text.data or "").strip()
    if not text:
        raise NotDone("Write the note first.")
    if len(text) > TEXT:
        raise NotDone(f"This is {len(text):,} characters long; {TEXT:,} fit here. Shorten it.")
    add_note(get_store(), return_request.id, text, actor(), timestamp())
    flash("The note is kept. Only the desk reads it.")
    return redirect(case_path(return_request), 303)


@pages.post("/case/<ticket>/tick/")
@page_again(lambda fault, ticket: case(ticket, errors_of(fault, "questions")))
def tick(ticket):
    return_request, question = case_or_404(ticket), request.form.get("question", "")
    check_token()
    if question not in question_keys(return_request):
        abort(404)
    tick_question(get_store(), return_request.id, question, request.form.get("do") != "open", actor(), timestamp())
    return redirect(f"{case_path(return_request)}#questions", 303)


@pages.get("/case/<ticket>/")
def case(ticket, errors=()):
    return_request, store, form = case_or_404(ticket), get_store(), NoteForm()
    mark_fields(form, errors)
    vendor = vendor_or_404(return_request.vendor)
    history, mails = read_history(store, return_request.id), mails_of(store, return_request.id)
    person = person_rows(vars(return_request), sees=dealer_sees_words(return_request), whose="their")
    return render_template(
        "case.html", return_request=return_request, vendor=vendor, form=form, errors=errors, words=read_words(),
        groups=statuses(vendor, return_request), states=STATES, claim=read_claim(store, return_request.id),
        steps=next_steps(vendor, return_request), fixes=known_fixes(vendor, return_request),
        batches=[batch_details(vendor, return_request, batch) for batch in return_request.batches],
        person=person + vendor_number_rows(vendor, return_request),
        shared=shared_rows(vendor, return_request), questions=open_questions(vendor, return_request.batches),
        ticks={event.detail.get("question"): event.kind for event in history.events},
        others=seen_before(store, return_request.id), together=requests_of_draft(store, return_request.draft),
        entries=timeline(return_request, history, vendor), history=history, mails=mails,
        unsent=any(map(given_up, mails)), rules=text_in_force(vendor, return_request.country).rules,
    )  # fmt: skip


def given_up(mail):
    """Whether a mail was not sent and will not be, though no other mail has replaced it."""
    return not (mail.sent or mail.next_try or mail.held or mail.error in REPLACED)
