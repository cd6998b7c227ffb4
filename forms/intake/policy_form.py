"""The form of one policy: the days it counts from in each batch, and its own questions once, for all of them."""

from wtforms import FieldList, FormField, RadioField, SelectChoice

from content.eligibility.events import events_asked
from content.explain.windows import fill_windows
from content.wording.catalog import read_words
from forms.intake.days import day_fields, field_of
from forms.intake.form import BatchForm, RequestForm
from forms.rma.request_summary import ASKED, in_form


def form_of(policy):
    """The RequestForm that asks what this policy needs."""
    own = {f"{ASKED}{question.id}": _choice(policy, question) for question in in_form(policy)}
    batches = FieldList(FormField(batch_form(events_asked(policy))), min_entries=1)
    fields = {"batches": batches, "OWN": tuple(own), "POLICY": policy}
    return type("RequestForm", (RequestForm,), fields | own)


def batch_form(events):
    """The BatchForm that asks for the days of these events; `days` is [(field name, the event's words)]."""
    asked = day_fields(events)
    for field in asked.values():  # they stand where the day of purchase stands, and faults are told in that order
        field.creation_counter = BatchForm.bought_on.creation_counter
    days = tuple((field_of(event), read_words().events_asked[event]) for event in events)
    names = tuple(name for name in BatchForm.ASKED if name != "bought_on")
    return type("BatchForm", (BatchForm,), {"bought_on": None, "DAYS": days, "ASKED": (*names, *asked)} | asked)


def answers_in_form(form, policy, known):
    """{question: answer} of the policy's own questions in the form, less what is known from the checker."""
    given = [(question, form[f"{ASKED}{question.id}"].data) for question in in_form(policy) if question.id not in known]
    return {question.id: answer for question, answer in given if answer in question.answers}


def as_fields(answers):
    """The same answers as the form takes them back."""
    return {f"{ASKED}{id}": answer for id, answer in answers.items()}


def _choice(policy, question):
    choices = [SelectChoice(answer, fill_windows(text, policy)) for answer, text in question.answers.items()]
    label = fill_windows(question.ask, policy)
    return RadioField(label, choices=choices, default=question.assume, description=question.hint, validate_choice=False)
