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

from content.eligibility.asked import purposes_asking, seller_matters
from content.eligibility.catalogue import model_names
from content.explain.events import events_asked
from content.wording.catalog import fill, read_words
from forms.intake.days import typed_contradictions
from forms.records.limits import LINE
from forms.records.person import PERSON
from forms.rma.own_questions import own_questions
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
    """Cameras of the same model with the same fault, bought together; all that differs by policy comes from form_of."""

    model = StringField("Model")
    serials = TextAreaField("Serial numbers")
    unreadable = StringField("How many have a number you cannot read or reach?")
    symptom = _radio("What happens?", read_words().symptoms)
    problem = StringField("In one line, what do you see?")
    error_text = TextAreaField("Warnings and error messages, word for word")

    @property
    def contradictions(self):
        """{field name: a sentence} for each day that cannot be right beside another."""
        found = typed_contradictions({event: self[field_of(event)].data for event in self.EVENTS})
        return {field_of(event): sentence for event, sentence in found.items()}


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
        own = [self[question.field] for question in self.OWN]
        return stale + field_errors([self.purpose, *own, *batches, *plain])


def form_of(vendor, policy):
    """The RequestForm that asks what this policy of a vendor needs.

    OWN are the policy's own questions, here and in each batch; DAYS in each is {field name: the event's words}.
    """
    own, batch = own_questions(vendor, policy, "request"), type("BatchForm", (BatchForm,), _of_batch(vendor, policy))
    fields = {
        "VENDOR": vendor, "POLICY": policy, "OWN": own, "models": model_names(vendor), **_own_fields(own),
        "batches": FieldList(FormField(batch), min_entries=1),
    }  # fmt: skip
    return type("RequestForm", (RequestForm,), fields)


def _of_batch(vendor, policy):
    """What a batch of this policy asks besides: the days, the seller, and the questions of its own."""
    own, events = own_questions(vendor, policy, "group"), events_asked(vendor, policy)
    days = {field_of(event): read_words().events_asked[event] for event in events}
    asked = {name: StringField(event.label) for name, event in days.items()}
    warranty_for = purposes_asking(policy, vendor.products, "warranty")
    constants = {"EVENTS": events, "DAYS": days, "OWN": own, "WARRANTY_FOR": warranty_for}
    usual = {"bought_from": _seller(vendor, policy), "warranty_said": _warranty(constants["WARRANTY_FOR"])}
    return {**constants, **usual, **asked, **_own_fields(own)}


def _seller(vendor, policy):
    """Where it was bought; where no rule asks, it is no matter, and nobody is told that the vendor sells itself."""
    sellers, matters = read_words().bought_from, seller_matters(policy, vendor.products)
    told = {key: fill(text, vendor=vendor.name) for key, text in sellers.items() if matters or key != "direct"}
    usual = [] if matters else [lambda said: said if said in told else "unknown"]
    return _radio("Where did you buy it?", told, filters=usual)


def _warranty(purposes):
    """What the owner says of the warranty; it is optional, and where it matters for no purpose nothing is taken."""
    usual = [lambda said: said or "unknown" if purposes else "unknown"]
    return _radio("Is it in warranty, as far as you know?", read_words().warranty, filters=usual)


def _own_fields(questions):
    return {question.field: _own_field(question) for question in questions}


def _own_field(question):
    words = question.words
    return _radio(words.ask, words.answers, default=question.assume, description=words.hint)
