"""Whether the form will do, and where it will not, the sentence that says what to do."""

import re
from datetime import date

from content.dates import latest_day, now, read_day
from content.eligibility.answers import read_answers
from content.eligibility.catalogue import find_model, serial_form
from forms.records.limits import LINE, MOST_BATCHES, MOST_CAMERAS, MOST_SERIALS, TEXT
from forms.records.person import PERSON
from forms.records.text import says_something
from forms.serials.serial_box import read_serials
from forms.web.email_field import add_error, correct_email
from forms.web.messages import STALE_PAGE

EARLIEST = date(1990, 1, 1)  # before it a year was mistyped
WRITE = "Write the day as 3 April 2026, with the month as a word. If you do not know it, leave it empty."
LOOK = {"bought_on": "Look at the invoice for the day you bought it."}
CHOOSE = {  # by the field in which nothing was chosen that can be
    "purpose": "Say what you want: a repair, your money back, or something else.",
    "country": "Choose the country the camera is sent from.",
    "symptom": "Tap what fits best; “Something else” is fine.",
    "bought_from": "Say where you bought it; “I do not know” is an answer too.",
    "warranty_said": "Say whether it is in warranty; “I do not know” is an answer too.",
}
CHOOSE_ONE = "Choose one of these answers."


def is_valid(form):
    """Whether everything will do; if not, every field that will not has its sentence."""
    form.validate()  # the token; everything else is checked below, in sentences
    form.csrf_token.errors = [STALE_PAGE] if form.csrf_token.errors else []
    _check_person(form)
    _check_choice(form.purpose)
    _check_own(form, form)
    if len(form.batches) > MOST_BATCHES:
        add_error(form.batches[0].form.model, too_many("groups", MOST_BATCHES, len(form.batches)))
    for batch in form.batches:
        _check_own(form, batch.form)
    count = sum(_check_batch(batch.form, form.VENDOR, form.purpose.data) for batch in form.batches)
    if count > MOST_CAMERAS:
        add_error(form.batches[-1].form.serials, too_many("cameras", MOST_CAMERAS, count))
    return not form.faults()


def too_many(what, most, count):
    return f"One form takes {most} {what}, and this would have {count}. Send the rest in a second form."


def _check_person(form):
    if not (form.name.data or "").strip():
        add_error(form.name, "Type your name, so that support knows whom to answer.")
    correct_email(form.email)
    _check_choice(form.country)
    if form.unanswered:
        add_error(form.dealer_sees, form.unanswered)
    if form.website.data:
        add_error(form.website, "Empty this field. It is there to stop programs; people leave it empty.")
    for name, field in PERSON.items():
        _check_length(form[name], field.longest)


def _check_own(form, fields):
    """Check the answers to the policy's own questions, of the form or of one batch."""
    checked = read_answers(form.answers.data or "", form.POLICY)
    for question in fields.OWN:
        if question.is_asked(checked, form.purpose.data):
            _check_choice(fields[question.field])


def _check_batch(batch, vendor, purpose):
    """Check the fields of a batch; gives how many cameras it holds."""
    if not any(sign.isalnum() for sign in batch.model.data or ""):
        add_error(batch.model, "Type the model as it is printed on the camera. If you cannot find it, describe it.")
    for field in (batch.bought_from, batch.warranty_said, *([batch.symptom] if purpose == "repair" else [])):
        _check_choice(field)
    for name in batch.DAYS:
        _check_day(batch[name])
    if purpose != "refund" and not says_something(batch.problem.data or ""):
        add_error(
            batch.problem, "Say what you see, in a word or more: support looks for a fix before you ship anything."
        )
    for field, longest in ((batch.model, LINE), (batch.problem, LINE), (batch.error_text, TEXT)):
        _check_length(field, longest)
    return _check_serials(batch, vendor, purpose)


def _check_serials(batch, vendor, purpose):
    family = find_model(vendor, batch.model.data or "").family
    reading = read_serials(batch.serials.data or "", serial_form(vendor, family), MOST_SERIALS)
    for sentence in reading.errors:
        add_error(batch.serials, sentence)
    count = read_count(batch.unreadable.data)
    if count is None:
        add_error(batch.unreadable, f"Write a number from 0 to {MOST_SERIALS}, or leave it empty.")
    nothing = not (reading.serials or reading.remarks or reading.errors or count)
    if nothing and purpose != "other" and not (family and family.kind == "accessory"):
        told = "Type at least one serial number. If you cannot read any, say below how many cameras there are."
        add_error(batch.serials, told)
    return len(reading.serials) + (count or 0)


def _check_day(field):
    day, look = read_day(field.data), LOOK.get(field.short_name, "Look it up again, or leave it empty.")
    if (field.data or "").strip() and day is None:
        add_error(field, WRITE)
    if day and day > latest_day(now()):
        add_error(field, f"This day has not come yet. {look}")
    if day and day < EARLIEST:
        add_error(field, f"The year {day.year} cannot be right. {look}")


def _check_choice(field):
    if field.data not in {choice.value for choice in field.choices if choice.value}:
        add_error(field, CHOOSE.get(field.short_name, CHOOSE_ONE))


def _check_length(field, longest):
    if len(field.data or "") > longest:
        add_error(field, f"This is {len(field.data):,} characters long; {longest:,} fit here. Shorten it.")


def read_count(text):
    """A count from 0 to the most one form takes; None where it is none."""
    text = (text or "").strip() or "0"
    return int(text) if re.fullmatch(r"\d{1,9}", text) and int(text) <= MOST_SERIALS else None
