"""A post that did nothing is answered by its own page, with the status that tells programs why."""

import pytest

from forms.records.errors import CannotRead, CannotWrite, NumberTaken, Overtaken, Refused
from forms.web.page_again import NotDone, PageError, errors_of, page_again, sentence_of

FAULTS = {
    "wrong input": (NotDone("Write more."), 422, {}),
    "too many tries": (NotDone("Wait.", status=429, seconds=7), 429, {"Retry-After": "7"}),
    "a step that is not allowed": (Refused("Not now."), 422, {}),
    "a number given already": (NumberTaken(), 422, {}),
    "somebody was faster": (Overtaken([]), 409, {}),
    "the database is busy": (CannotWrite("busy", "locked"), 503, {"Retry-After": "10"}),
}


def answered(fault):
    @page_again(lambda fault, typed: f"{typed}: {sentence_of(fault)}")
    def act(typed):
        raise fault

    return act("my words")


def refuse(typed):
    raise CannotRead("missing", "gone")


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_has_its_status_and_keeps_what_was_typed(app, name):
    fault, status, headers = FAULTS[name]
    with app.app_context():
        page, *rest = answered(fault)
    assert rest == [status, headers] and page.startswith("my words: ")


def test_what_cannot_even_be_read_is_left_to_the_page_of_faults(app):
    with pytest.raises(CannotRead):
        answered(CannotRead("missing", "gone"))


def test_a_page_that_reads_nothing_answers_that_itself(app):
    with app.app_context():
        assert page_again(lambda fault, typed: typed, CannotRead)(refuse)("my words")[1] == 503


def test_what_was_done_is_answered_as_it_is():
    assert page_again(None)(lambda text: text)("done") == "done"


def test_errors_of_fields_stand_at_their_fields_and_others_where_the_page_says():
    at_field = PageError("email", "Type it.")
    assert errors_of(NotDone(errors=[at_field]), "send") == [at_field]
    assert errors_of(Refused("Not now."), "send") == [PageError("send", "Not now.")]
