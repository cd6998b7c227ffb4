"""The form: what is asked, once each, and the sentence that says what to do where an answer will not do."""

import re
from datetime import date

import iso3166
from email_validator import EmailNotValidError, validate_email
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)

from content.catalogue import find_model, model_names, serial_form
from content.dates import MONTHS, latest_day, now
from content.serials import read_serials
from content.words import fill, read_words

STALE = "The page was open too long, or the cookie that belongs to it is gone. Nothing is lost."
MOST_BATCHES, MOST_SERIALS, LINE, TEXT = 20, 200, 200, 4000
COUNTRIES = sorted(
    ((country.alpha2, country.apolitical_name) for country in iso3166.countries), key=lambda pair: pair[1]
)
PLAIN = (
    "purpose", "answers", "name", "email", "country", "company", "phone", "address", "own_reference", "website",
    "dealer",
)  # fmt: skip
WRITTEN = re.compile(r"(\d{1,2})\.? +([A-Za-z]{3,9})\.? +(\d{4})")


def _choices(pairs):
    return [SelectChoice(key, text) for key, text in pairs]


class BatchForm(Form):
    """Cameras of the same model with the same fault, bought together."""

    model = StringField("Model")
    serials = TextAreaField("Serial numbers")
    unreadable = StringField("How many have a number you cannot read or reach?")
    symptom = RadioField("What happens?", validate_choice=False)
    problem = StringField("In one line, what do you see?")
    error_text = TextAreaField("Warnings and error messages, word for word")
    bought_from = RadioField("Where did you buy it?", validate_choice=False)
    bought_on = StringField("The day you bought it")
    warranty_said = RadioField("Is it in warranty, as far as you know?", validate_choice=False)

    ASKED = (
        "model", "serials", "unreadable", "symptom", "problem", "error_text", "bought_from", "bought_on",
        "warranty_said",
    )  # fmt: skip


class RequestForm(FlaskForm):
    """One draft: what is wanted, the batches, and who asks."""

    purpose = RadioField("What do you want?", validate_choice=False)
    batches = FieldList(FormField(BatchForm), min_entries=1)
    name = StringField("Your name")
    email = StringField("Your e-mail address")
    country = SelectField(
        "Your country", choices=_choices([("", "Choose a country"), *COUNTRIES]), validate_choice=False
    )
    company = StringField("Company or institute")
    phone = StringField("Phone")
    address = TextAreaField("Where it should come back to")
    own_reference = StringField("Your own reference")
    for_customer = BooleanField("I am a dealer and ask for a customer of mine")
    answers, dealer = HiddenField(), HiddenField()
    website = StringField("Leave this empty")

    def for_vendor(self, vendor):
        """Put the vendor's words on the choices of every batch; the form is ready to be shown."""
        words = read_words()
        self.purpose.choices = _choices(words.purposes.items())
        for batch in self.batches:
            batch.form.symptom.choices = _choices(words.symptoms.items())
            sellers = [(key, fill(text, vendor=vendor.name)) for key, text in words.bought_from.items()]
            batch.form.bought_from.choices = _choices(sellers)
            batch.form.warranty_said.choices = _choices(words.warranty.items())
            batch.form.warranty_said.data = batch.form.warranty_said.data or "unknown"
        self.models = model_names(vendor)
        return self

    def good(self, vendor):
        """Whether everything will do; if not, every field that will not has its sentence."""
        self.validate()  # the token; everything else is checked below, in sentences
        self.csrf_token.errors = [f"{STALE} Press the button again."] if self.csrf_token.errors else []
        _check_person(self)
        if self.purpose.data not in read_words().purposes:
            _wrong(self.purpose, "Say what you want: a repair, your money back, or something else.")
        if len(self.batches) > MOST_BATCHES:
            told = f"One form takes {MOST_BATCHES} groups, and this has {len(self.batches)}. Send the rest apart."
            _wrong(self.batches[0].form.model, told)
        for batch in self.batches:
            _check_batch(batch.form, vendor, self.purpose.data)
        return not self.faults()

    def faults(self):
        """[(field id, sentence)] from top to bottom, for the summary."""
        fields = [self.csrf_token, self.purpose, *(field for batch in self.batches for field in batch.form)]
        fields += [self[name] for name in PLAIN if name not in ("purpose", "answers", "dealer")]
        first = {"RadioField": "-0"}
        return [(field.id + first.get(field.type, ""), sentence) for field in fields for sentence in field.errors]


def _wrong(field, sentence):
    field.errors = [*field.errors, sentence]


def _check_person(form):
    if not (form.name.data or "").strip():
        _wrong(form.name, "Type your name, so that support knows whom to answer.")
    correct_email(form.email)
    if form.country.data not in dict(COUNTRIES):
        _wrong(form.country, "Choose the country the camera is sent from.")
    if form.website.data:
        _wrong(form.website, "Empty this field. It is there to stop programs; people leave it empty.")
    for field in (form.name, form.email, form.company, form.phone, form.own_reference):
        _check_length(field, LINE)
    _check_length(form.address, TEXT)


def correct_email(field):
    """Bring an address to its plain form; False, with a sentence at the field, where it is none."""
    try:
        # "=?" opens an encoded word: it passes for an address, but no mail to it may leave.
        typed = (field.data or "").strip().replace("=?", " ")
        told = validate_email(typed, check_deliverability=False, allow_smtputf8=False)
        field.data = told.ascii_email
    except EmailNotValidError:
        _wrong(field, "Type your e-mail address, such as name@company.example. Your ticket is sent there.")
    return not field.errors


def _check_batch(batch, vendor, purpose):
    words = read_words()
    if not (batch.model.data or "").strip():
        _wrong(batch.model, "Type the model as it is printed on the camera. If you cannot find it, describe it.")
    if batch.bought_from.data not in words.bought_from:
        _wrong(batch.bought_from, "Say where you bought it; “I do not know” is an answer too.")
    if batch.warranty_said.data not in words.warranty:
        _wrong(batch.warranty_said, "Say whether it is in warranty; “I do not know” is an answer too.")
    day = read_day(batch.bought_on.data)
    if (batch.bought_on.data or "").strip() and day is None:
        _wrong(
            batch.bought_on,
            "Write the day as 3 April 2026, with the month as a word. If you do not know it, leave it empty.",
        )
    elif day and day > latest_day(now()):
        _wrong(batch.bought_on, "This day has not come yet. Look at the invoice for the day you bought it.")
    _check_serials(batch, vendor, purpose)
    if purpose == "repair":
        _check_fault(batch)
    for field, longest in ((batch.model, LINE), (batch.problem, LINE), (batch.error_text, TEXT)):
        _check_length(field, longest)


def _check_serials(batch, vendor, purpose):
    found = find_model(vendor, batch.model.data or "")
    reading = read_serials(batch.serials.data or "", serial_form(vendor, found.family), MOST_SERIALS)
    for sentence in reading.errors:
        _wrong(batch.serials, sentence)
    count = read_count(batch.unreadable.data)
    if count is None:
        _wrong(batch.unreadable, f"Write a number from 0 to {MOST_SERIALS}, or leave it empty.")
    elif not reading.serials and not count and not reading.errors and purpose != "other":
        _wrong(
            batch.serials,
            "Type at least one serial number. If you cannot read any, say below how many cameras there are.",
        )


def _check_fault(batch):
    if batch.symptom.data not in read_words().symptoms:
        _wrong(batch.symptom, "Tap what fits best; “Something else” is fine.")
    if len((batch.problem.data or "").split()) < 2:
        _wrong(
            batch.problem,
            "Say in a few words what you see, so that support can look for a fix before you ship anything.",
        )


def _check_length(field, longest):
    if len(field.data or "") > longest:
        _wrong(field, f"This is {len(field.data):,} characters long; {longest:,} fit here. Shorten it.")


def read_day(text):
    """A date from '2026-04-03' or '3 April 2026', or None."""
    text = (text or "").strip()
    try:
        if written := WRITTEN.fullmatch(text):
            months = [number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(written[2].lower())]
            return date(int(written[3]), months[0], int(written[1])) if len(months) == 1 else None
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def read_count(text):
    """A count from 0 to the most one form takes; None where it is none."""
    text = (text or "").strip() or "0"
    return int(text) if re.fullmatch("[0-9]{1,3}", text) and int(text) <= MOST_SERIALS else None
