"""Answers a post that did nothing: its page again with all that was typed, the reason, and a status such as 422."""

from functools import wraps
from typing import NamedTuple

from flask_wtf import FlaskForm

from forms.records.errors import CannotWrite, NumberTaken, Overtaken, Refused, Unavailable
from forms.web.messages import STALE_PAGE
from forms.web.unavailable import retry_after, unstored_words


class PageError(NamedTuple):
    """A sentence for the summary at the top of a page, linked to the id of the field or section it is about."""

    field: str
    sentence: str


class NotDone(Exception):
    """A post that a page refuses, with the reason as one sentence or as the PageErrors of its fields."""

    def __init__(self, sentence="", errors=(), status=422, seconds=0):
        super().__init__(sentence)
        self.errors, self.status, self.seconds = errors, status, seconds


def field_errors(fields):
    """The PageErrors of these fields of a form, or of all of a form's."""
    first = {"RadioField": "-0", "SelectMultipleField": "-0"}  # of several buttons the first one
    return [PageError(field.id + first.get(field.type, ""), sentence) for field in fields for sentence in field.errors]


def page_again(show, *also):
    """Decorate a function that does what a post asks for, so that a fault is answered by its own page.

    `show(fault, ...)` gets the fault and the arguments of the function, and gives the page. The status is 503 with
    Retry-After while nothing can be stored, 409 where somebody was faster, that of a NotDone, else 422. `also` are
    further faults that this page can answer, such as CannotRead where it reads nothing.
    """

    def decorate(act):
        @wraps(act)
        def answer(*arguments, **named):
            try:
                return act(*arguments, **named)
            except (NotDone, Refused, NumberTaken, Overtaken, CannotWrite, *also) as fault:
                return show(fault, *arguments, **named), *_status_of(fault)

        return answer

    return decorate


def check_token(form=None):
    """Raise NotDone where the token of a form without rules of its own is missing or too old."""
    if not (form or FlaskForm()).validate():
        raise NotDone(STALE_PAGE)


def sentence_of(fault):
    """Why a post did nothing, in a sentence for whoever sent it."""
    return unstored_words(fault) if isinstance(fault, Unavailable) else str(fault)


def errors_of(fault, field):
    """The PageErrors of a fault: its own, else its sentence at `field`."""
    return list(getattr(fault, "errors", ())) or [PageError(field, sentence_of(fault))]


def mark_fields(form, errors):
    """Put the sentence of each PageError at its field, where the form has a field of that name."""
    for name, sentence in errors:
        if name in form:
            form[name].errors = [sentence]


def _status_of(fault):
    if isinstance(fault, Unavailable):
        return 503, retry_after(fault)
    if isinstance(fault, NotDone):
        return fault.status, {"Retry-After": str(fault.seconds)} if fault.seconds else {}
    return 409 if isinstance(fault, Overtaken) else 422, {}
