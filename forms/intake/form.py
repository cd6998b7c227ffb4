"""The form: what is asked, once each; by the vendor's words and its policy's days and questions."""

from itertools import starmap

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
from content.eligibility.events import events_asked
from content.explain.windows import fill_windows
from content.wording.catalog import fill, read_words
from forms.records.limits import LINE
from forms.records.person import PERSON
from forms.rma.request_summary import ASKED, in_form
from forms.web.page_again import PageError, field_errors

COUNTRIES = sorted(
    ((country.alpha2, country.apolitical_name) for country in iso3166.countries), key=lambda pair: pair[1]
)


def field_of(event):
    """The name of the field that asks for the day of an event."""
    return "bought_on" if event == "purchase" else f"{event.replace('-', '_')}_on"


PLAIN = ("purpose", "answers", *PERSON, "website", "dealer", "dealer_sees")
DAYS = tuple(map(field_of, read_words().events_asked))


def _radio(label, texts, **more):
    """A question with these answers, {answer: text}; what is no answer is told in sentences of our own."""
    return RadioField(label, choices=list(starmap(SelectChoice, texts.items())), validate_choice=False, **more)


def _person_field(field):
    """The field of the form that asks for a field of a person."""
    if field.name == "country":
        choices = starmap(SelectChoice, [("", "Choose a country"), *COUNTRIES])
        return SelectField(field.question, choices=list(choices), validate_choice=False)
    return (TextAreaField if field.longest > LINE else StringField)(field.question)


PersonForm = type("PersonForm", (FlaskForm,), {name: _person_field(field) for name, field in PERSON.items()})


class BatchForm(Form):
    """Cameras of the same model with the same fault, bought together; when and where is asked by form_of."""

    model = StringField("Model")
    serials = TextAreaField("Serial numbers")
    unreadable = StringField("How many have a number you cannot read or reach?")
    symptom = _radio("What happens?", read_words().symptoms)
    problem = StringField("In one line, what do you see?")
    error_text = TextAreaField("Warnings and error messages, word for word")
    warranty_said = _radio(
        "Is it in warranty, as far as you know?", read_words().warranty, filters=[lambda said: said or "unknown"]
    )


class RequestForm(PersonForm):
    """One draft: what is wanted, the batches, and who asks."""

    purpose = _radio("What do you want?", read_words().purposes)
    batches = FieldList(FormField(BatchForm), min_entries=1)
    for_customer = BooleanField("I am a dealer and ask for a customer of mine")
    answers, dealer = HiddenField(), HiddenField()
    dealer_sees = _radio("What your dealer sees", {})
    # The dealer a link names: forms/intake/dealer_consent.py
    known, stranger, asked, itself, unanswered = None, False, "", False, ""
    website = StringField("Leave this empty")
    person = PERSON.values()

    @property
    def has_more(self):
        """Whether anything optional about the person is filled in."""
        return self.for_customer.data or any(self[name].data for name, field in PERSON.items() if field.optional)

    def faults(self):
        """The PageErrors from top to bottom."""
        batches = [field for batch in self.batches for field in batch.form]
        plain = [self[name] for name in PLAIN if name not in ("purpose", "answers", "dealer")]
        stale = [PageError("send", sentence) for sentence in self.csrf_token.errors]
        return stale + field_errors([self.purpose, *map(self.__getitem__, self.OWN), *batches, *plain])


def form_of(vendor, policy):
    """The RequestForm that asks what this policy of a vendor needs.

    OWN names the fields of the policy's own questions, DAYS in each batch is {field name: the event's words}.
    """
    events = read_words().events_asked
    days = {field_of(event): events[event] for event in events_asked(policy)}
    sellers = {key: fill(text, vendor=vendor.name) for key, text in read_words().bought_from.items()}
    asked = {name: StringField(event.label) for name, event in days.items()}
    batch = {"DAYS": days, "bought_from": _radio("Where did you buy it?", sellers), **asked}
    own = {f"{ASKED}{question.id}": _own_question(policy, question) for question in in_form(policy)}
    fields = {
        "VENDOR": vendor, "POLICY": policy, "OWN": tuple(own), "models": model_names(vendor), **own,
        "batches": FieldList(FormField(type("BatchForm", (BatchForm,), batch)), min_entries=1),
    }  # fmt: skip
    return type("RequestForm", (RequestForm,), fields)


def _own_question(policy, question):
    texts = {answer: fill_windows(text, policy) for answer, text in question.answers.items()}
    label = fill_windows(question.ask, policy)
    return _radio(label, texts, default=question.assume, description=question.hint)
