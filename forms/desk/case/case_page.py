"""A case: everything support knows of one request on the left, everything it can do with it on the right."""

from typing import NamedTuple

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request
from flask_wtf import FlaskForm
from wtforms import TextAreaField

from content.eligibility.revision_in_force import in_force
from content.explain.fixes import fixes_for
from content.places import ARCHIVE
from content.schema.outcome_kinds import ON_A_WAY
from content.wording.catalog import fill, read_words
from forms.desk.case.timeline import chronicle
from forms.records.errors import CannotWrite
from forms.records.rma_number import shown_in
from forms.records.text import clean, is_id
from forms.records.ticket import show_ticket, spell_ticket
from forms.rma.lifecycle import STATES, STEPS
from forms.rma.request_summary import person_rows, stored_batch_rows
from forms.rma.status import moment, standings, way_of
from forms.rma.transition import why_not
from forms.steps.basis import basis_of
from forms.store.desk.case_notes import add_note, seen_before, tick_question
from forms.store.desk.claims import read_desk
from forms.store.mail.outbox import mails_of
from forms.store.requests import read_story, request_by_ticket, requests_of_draft
from forms.web.dealer_names import sees_words
from forms.web.messages import STALE
from forms.web.request_context import get_store, stamp, today_of, vendor_or_404
from forms.web.unavailable import unstored, wait

pages = Blueprint("case", __name__)
LONGEST = 4000
TURNS = {"support": "Support", "customer": "The customer", "goods-in": "Goods-in", "accounts": "Accounts", "": "Nobody"}
NOTED = "The note is kept. Only the desk reads it."


class Possible(NamedTuple):
    """A step support may take now: its words, the units it fits, and why it does not fit the others."""

    id: str
    button: str
    hint: str
    mails: bool
    fits: tuple
    why_not: str
    main: bool = False


class NoteForm(FlaskForm):
    """A note for the desk alone."""

    text = TextAreaField("A note for the desk")


def case_or_404(ticket):
    """The request of this ticket, of a vendor that is still known."""
    return request_by_ticket(get_store(), ticket.upper()) or abort(404)


@pages.get("/case/<ticket>/")
def case(ticket):
    return show_case(case_or_404(ticket), NoteForm())


@pages.post("/case/<ticket>/note/")
def note(ticket):
    one, form = case_or_404(ticket), NoteForm()
    text = clean(form.text.data or "").strip()
    if not form.validate():
        form.text.errors = [f"{STALE} Press the button again."]
    elif not text:
        form.text.errors = ["Write the note first."]
    elif len(text) > LONGEST:
        form.text.errors = [f"This is {len(text):,} characters long; {LONGEST:,} fit here. Shorten it."]
    if form.text.errors:
        return show_case(one, form, [("text", sentence) for sentence in form.text.errors]), 422
    try:
        add_note(get_store(), one.id, text, actor(), stamp())
    except CannotWrite as fault:
        form.text.errors = [unstored(fault)]
        return show_case(one, form, [("text", unstored(fault))]), 503, wait(fault)
    flash(NOTED)
    return redirect(case_path(one), 303)


@pages.post("/case/<ticket>/tick/")
def tick(ticket):
    one, question = case_or_404(ticket), request.form.get("question", "")
    if not FlaskForm().validate():
        return show_case(one, NoteForm(formdata=None), [("questions", f"{STALE} Press the button again.")]), 422
    if question not in asked(one):
        abort(404)
    try:
        tick_question(get_store(), one.id, question, request.form.get("do") != "open", actor(), stamp())
    except CannotWrite as fault:
        return show_case(one, NoteForm(formdata=None), [("questions", unstored(fault))]), 503, wait(fault)
    return redirect(f"{case_path(one)}#questions", 303)


def show_case(one, form, errors=()):
    """The whole case."""
    vendor, store = vendor_or_404(one.vendor), get_store()
    story, mails = read_story(store, one.id), mails_of(store, one.id)
    return render_template(
        "case.html", one=one, vendor=vendor, form=form, errors=errors, words=read_words(),
        ticket=show_ticket(one.ticket), spelled=spell_ticket(one.ticket), path=case_path(one),
        lots=standings(vendor, one), **possible(vendor, one),
        batches=[batch_of(vendor, one, batch) for batch in one.batches],
        person=person_rows(vars(one), sees=sees_words(one), whose="their") + own_rows(vendor, one),
        questions=questions(vendor, one, story), kin=kin_of(one), fixes=known_fixes(vendor, one),
        siblings=[other for other in requests_of_draft(store, one.draft) if other.id != one.id],
        entries=chronicle(one, story, mails, vendor), unsent=any(map(given_up, mails)), desk=read_desk(store, one.id),
        moment=moment, show_ticket=show_ticket, show_rma=shown_in,
        turns={id: TURNS[state.lane] for id, state in STATES.items()}, **published(vendor),
    )  # fmt: skip


# Another mail has taken its place: none, as it was wrong; or one that tells of several.
REPLACED = ("withdrawn", "gathered")


def given_up(mail):
    """Whether a mail was not sent and will not be, though nothing has taken its place."""
    return not (mail.sent or mail.next_try or mail.held or mail.error in REPLACED)


def own_rows(vendor, one):
    """[(label, text)] of the vendor's own numbers, as the customer wrote them down."""
    rows = (f"{vendor.name}'s own ticket", one.their_ticket), (f"{vendor.name}'s own RMA number", one.their_rma)
    return [(*row, "", "") for row in rows if row[1]]


def published(vendor):
    """{revisions, rules}: what the vendor's pages tell of today; a request may have been judged by what is gone."""
    rules = in_force(vendor, today_of(vendor)).rules
    return {"revisions": {policy.name for policy in vendor.policies}, "rules": {rule.id for rule in rules}}


def possible(vendor, one):
    """{next, aside, barred}: the steps that fit a camera and are likely, the others that do, those that fit none."""
    words, fits, barred = read_words().steps, [], []
    for id, step in STEPS.items():
        if "support" in step.by:
            reasons = {unit.id: why_not(id, one, unit, "support", vendor) for unit in one.units}
            able = tuple(unit for unit in one.units if not reasons[unit.id])
            why = "" if able else next(iter(reasons.values()))
            (fits if able else barred).append(
                Possible(id, words[id].button, words[id].hint, bool(step.mail), able, why)
            )
    likely = sorted((it for it in fits if _likely(it, one)), key=lambda it: not _moves(it, one))
    lead = [it._replace(main=True) for it in likely[:1] if _moves(it, one)]
    return {"next": lead + likely[len(lead) :], "aside": [it for it in fits if it not in likely], "barred": barred}


def _moves(it, one):
    """Whether a step moves on what is support's turn; to decide again what is decided moves nothing."""
    undecided = it.id != "decide" or any(way_of(one, unit) not in ON_A_WAY for unit in it.fits)
    return undecided and any(STATES[unit.state].lane == "support" for unit in it.fits)


def _likely(it, one):
    states = {unit.state for unit in it.fits}
    if it.id == "decide":
        return any(way_of(one, unit) not in ON_A_WAY or unit.state == "arrived" for unit in it.fits)
    if it.id == "solve":
        return "advised" in states
    if it.id == "arrive":
        return bool(states & {"authorised", "on-its-way"})
    if it.id in ("reopen", "reconsider"):
        return not any(STATES[unit.state].lane for unit in one.units)
    return it.id not in ("withdraw", "write")


def batch_of(vendor, one, batch):
    """{batch, rows, kind, decided}: a batch as the case page tells it, its verdict and what support decided else."""
    ways = {way_of(one, unit) for unit in batch.units}
    decided = sorted(way for way in ways if way != batch.verdict["kind"])
    return {
        "batch": batch,
        "rows": stored_batch_rows(vendor, one, batch),
        "kind": read_words().kinds[batch.verdict["kind"]].name,
        "decided": [read_words().kinds[way].name for way in decided],
        "basis": basis_of(vendor, one, batch, current_app.config.get("ARCHIVE", ARCHIVE)),
    }


def asked(one):
    """The keys of the questions the vendor's text leaves open on a request, each once."""
    return list(dict.fromkeys(key for batch in one.batches for key in batch.verdict["questions"]))


def questions(vendor, one, story):
    """[(key, question, ticked off)] of a request."""
    last = {event.detail["question"]: event.kind for event in story.events if "question" in event.detail}
    facts = read_words().facts
    return [
        (key, fill(facts[key].question, vendor=vendor.name), last.get(key) == "answered")
        for key in asked(one) if key in facts
    ]  # fmt: skip


def kin_of(one):
    """[(serial, ticket, when asked, state in words, whether still open)] of its serials on other requests."""
    states = {id: fill(words.name, result="Done") for id, words in read_words().states.items()}
    return [
        (kin.serial, kin.ticket, moment(kin.created), states[kin.state], bool(STATES[kin.state].lane))
        for kin in seen_before(get_store(), one.id)
    ]


def known_fixes(vendor, one):
    """The known fixes for any batch of a request, each once."""
    found = [fix for batch in one.batches for fix in fixes_for(vendor, batch.symptom, batch.family)]
    return list({fix.id: fix for fix in found}.values())


def case_path(one):
    """The address of a request's case."""
    return f"/rma/desk/case/{one.ticket}/"


def actor():
    """Who acts, as events keep it."""
    return f"staff:{g.staff.id}"


def seen_by(one):
    """The newest event the one who asks was shown: as posted, and on a first look the request's own."""
    if request.method == "GET":
        return one.seen
    posted = request.form.get("seen", "")
    return int(posted) if is_id(posted) else abort(400)
