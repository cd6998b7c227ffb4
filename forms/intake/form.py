"""The form: what is asked, once each."""

import iso3166
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

from content.eligibility.catalogue import model_names
from content.wording.catalog import fill, read_words
from forms.records.limits import LINE
from forms.records.person import PERSON

COUNTRIES = sorted(
    ((country.alpha2, country.apolitical_name) for country in iso3166.countries), key=lambda pair: pair[1]
)
PLAIN = ("purpose", "answers", *PERSON, "website", "dealer", "dealer_sees")


def _choices(pairs):
    return [SelectChoice(key, text) for key, text in pairs]


def _person_field(field):
    """The field of the form that asks for a field of a person."""
    if field.name == "country":
        choices = _choices([("", "Choose a country"), *COUNTRIES])
        return SelectField(field.question, choices=choices, validate_choice=False)
    return (TextAreaField if field.longest > LINE else StringField)(field.question)


PersonForm = type("PersonForm", (FlaskForm,), {name: _person_field(field) for name, field in PERSON.items()})


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

    DAYS = ()  # [(field name, words)] of the days a policy counts from: forms/intake/policy_form.py
    ASKED = (
        "model", "serials", "unreadable", "symptom", "problem", "error_text", "bought_from", "bought_on",
        "warranty_said",
    )  # fmt: skip


class RequestForm(PersonForm):
    """One draft: what is wanted, the batches, and who asks."""

    purpose = RadioField("What do you want?", validate_choice=False)
    OWN, POLICY = (), None  # the fields of the policy's own questions, and the policy: forms/intake/policy_form.py
    batches = FieldList(FormField(BatchForm), min_entries=1)
    for_customer = BooleanField("I am a dealer and ask for a customer of mine")
    answers, dealer = HiddenField(), HiddenField()
    dealer_sees = RadioField("What your dealer sees", validate_choice=False)
    # The dealer a link names: forms/intake/dealer_consent.py
    known, stranger, sees, itself, unanswered = None, "", "", "", ""
    website = StringField("Leave this empty")

    @property
    def has_more(self):
        """Whether anything optional about the person is filled in."""
        return self.for_customer.data or any(self[name].data for name, field in PERSON.items() if field.optional)

    def for_vendor(self, vendor):
        """Put the vendor's words on the choices of every batch; the form is ready to be shown."""
        words = read_words()
        sellers = [(key, fill(text, vendor=vendor.name)) for key, text in words.bought_from.items()]
        self.purpose.choices = _choices(words.purposes.items())
        for batch in self.batches:
            batch.form.symptom.choices = _choices(words.symptoms.items())
            batch.form.bought_from.choices = _choices(sellers)
            batch.form.warranty_said.choices = _choices(words.warranty.items())
            batch.form.warranty_said.data = batch.form.warranty_said.data or "unknown"
        self.models, self.person = model_names(vendor), PERSON.values()
        return self

    def faults(self):
        """[(field id, sentence)] from top to bottom, for the summary."""
        asked = [self[name] for name in ("purpose", *self.OWN)]
        fields = [*asked, *(field for batch in self.batches for field in batch.form)]
        fields += [self[name] for name in PLAIN if name not in ("purpose", "answers", "dealer")]
        first = {"RadioField": "-0"}
        stale = [("send", sentence) for sentence in self.csrf_token.errors]
        return stale + [
            (field.id + first.get(field.type, ""), sentence) for field in fields for sentence in field.errors
        ]
