"""The life of a unit: every step from every state goes as the table says, and its events alone tell where it stands."""

import random
from collections import Counter
from contextlib import suppress
from html import unescape
from itertools import product

import pytest
from msgspec import structs

from content.errors import ContentError
from content.places import ROOT
from content.schema.words import FILE_OF
from content.wording.catalog import read_words
from forms.desk.case.diagram import diagram, sentences
from forms.records.errors import Overtaken, Refused
from forms.rma.lifecycle import EVERY, FIRST, LANES, STATES, STEPS, camera_is, check_words
from forms.rma.transition import Intent, applied, transition_of, why_not
from forms.store.desk.case_notes import add_note
from forms.store.events import last_event
from forms.store.requests import read_history, request_by_id, requests_of_draft
from forms.web.request_context import timestamp
from tests.support.fate import fate_of, rebuilt
from tests.support.steps import draft_key, make_staff, send
from tests.support.walks import ACTORS, all_states, said_for, take_as, wander

VENDORS = {"flir": {}, "pixelink": {"model": "PL-D755CU", "serials": "123456789\n123456780"}}


@pytest.fixture
def case(app, client, store):
    """A FLIR request of two serials in warranty, just received."""
    make_staff(app)
    [one] = requests_of_draft(store, draft_key(send(client, {"warranty_said": "in"})))
    return one


# The table itself


@pytest.mark.parametrize("table", ["states", "steps", "results", "mails"])
def test_what_stands_in_the_table_has_words_and_nothing_else_has(table):
    check_words(read_words())
    words = dict(getattr(read_words(), table))
    id, entry = words.popitem()
    with pytest.raises(ContentError, match=f"^{FILE_OF[table]}: {table}.{id}: give this {table[:-1]} "):
        check_words(structs.replace(read_words(), **{table: words}))
    with pytest.raises(ContentError, match=f"^{FILE_OF[table]}: {table}.{id}x: there is no {table[:-1]} of this name"):
        check_words(structs.replace(read_words(), **{table: words | {id: entry, f"{id}x": entry}}))


def test_the_table_is_closed():
    for id, step in STEPS.items():
        assert {*step.source, step.to or "received"} <= set(STATES), id
        assert set(step.by) <= set(ACTORS), id
    assert {state.lane for state in STATES.values()} == {"", *LANES}


def test_every_state_can_be_reached_and_every_state_but_the_ends_can_be_left():
    reached, before = {*FIRST.values()}, set()
    while reached != before:
        before = set(reached)
        reached |= {step.to for step in STEPS.values() if step.to and reached & set(step.source)}
    assert reached == set(STATES)
    for state in EVERY:
        assert any(state in step.source and step.to not in ("", state) for step in STEPS.values()), state


def test_nothing_is_repaired_refunded_or_sent_back_by_the_calendar():
    ends = {step.to for step in STEPS.values() if "clock" in step.by}
    assert ends == {"", "closed", "expired"}
    assert {STEPS[id].source for id in ("close-unanswered", "expire")} == {("advised",), ("authorised",)}
    for end in ("closed", "expired"):
        assert end in STEPS["reopen"].source and "customer" in STEPS["reopen"].by


def test_whatever_has_not_travelled_can_be_taken_back_by_the_customer():
    assert set(camera_is("home")) == set(STEPS["withdraw"].source) and "customer" in STEPS["withdraw"].by


# Every state times every step


WAYS = list(product(VENDORS, ("warranty", "paid", "refund")))


@pytest.fixture
def every_state(app, client, store):
    """{(vendor, way): {state: At}}: every state each way comes past."""
    made = {vendor: send(client, VENDORS[vendor], at=f"/rma/{vendor}/") for vendor in VENDORS}
    ones = {vendor: requests_of_draft(store, draft_key(receipt))[0] for vendor, receipt in made.items()}
    return {(vendor, way): all_states(app, ones[vendor], way) for vendor, way in WAYS}


def test_every_step_from_every_state_goes_as_the_table_says(app, every_state):
    taken = set()
    for (vendor, way), states in every_state.items():
        for (state, at), (id, step), by in product(states.items(), STEPS.items(), ACTORS):
            unit, said = at.request.units[0], said_for(id, at.request, [at.request.units[0].id], way)
            reason = why_not(id, at.request, unit, by, app.vendors[vendor])
            inputs, vendors = said | {"number": "100014"}, app.vendors
            intent = Intent(at.request, id, [unit.id], inputs, ACTORS[by], vendors[vendor], app.settings, timestamp())
            if by not in step.by or state not in step.source:
                assert reason, (vendor, way, state, id, by)
            if reason:
                with pytest.raises(Refused, match=r"\w{3,}.*\."):
                    transition_of(intent)
            else:
                assert applied(at.request, transition_of(intent).units).units[0].state == (step.to or state)
                taken.add(id)
    assert taken == set(STEPS), "a step no state allows is not proved"


def test_each_way_comes_past_the_states_it_should(every_state):
    seen = {state: {which for which in WAYS if state in every_state[which]} for state in STATES}
    assert seen["order-awaited"] == {("flir", "paid")} == seen["ordered"]
    assert seen["quoted"] == {("flir", "paid"), ("pixelink", "paid")}  # FLIR's where it is found out on arrival
    assert seen["advised"] == {(vendor, way) for vendor, way in WAYS if way != "refund"}
    everywhere = ("received", "authorised", "arrived", "done", "closed", "refused", "withdrawn", "expired")
    assert all(seen[state] == set(WAYS) for state in everywhere)


# Selections, two at once


def test_a_step_takes_any_selection_and_leaves_the_others(app, store, case):
    first, second = case.units
    take_as(app, store, case, "authorise", [first.id])
    assert [unit.state for unit in request_by_id(store, case.id).units] == ["authorised", "received"]
    take_as(app, store, case, "refuse", [second.id])
    after = request_by_id(store, case.id)
    assert [(unit.state, unit.rma is None, unit.reason) for unit in after.units] == [
        ("authorised", False, None), ("refused", True, "abuse"),
    ]  # fmt: skip


def test_no_unit_or_a_stranger_is_refused(app, store, case):
    for chosen in ([], [10**6], [case.units[0].id, 10**6]):
        with pytest.raises(Refused, match="Choose at least one camera"):
            take_as(app, store, case, "advise", chosen)


def test_the_second_of_two_is_told_and_nothing_is_overwritten(app, store, case):
    ids, seen = [unit.id for unit in case.units], last_event(store, case.id)
    take_as(app, store, case, "advise", ids, seen=seen)
    with pytest.raises(Overtaken) as fault:
        take_as(app, store, case, "refuse", ids, actor="staff:2", seen=seen)
    assert [event["kind"] for event in fault.value.events] == ["advise"]
    assert {unit.state for unit in request_by_id(store, case.id).units} == {"advised"}
    assert [event.kind for event in read_history(store, case.id).events] == ["received", "advise"]


def test_who_does_not_say_what_they_saw_would_overwrite(app, store, case):
    """The twin: without `seen` the second one is not told."""
    ids = [unit.id for unit in case.units]
    take_as(app, store, case, "advise", ids)
    take_as(app, store, case, "refuse", ids, actor="staff:2", seen=None)
    assert {unit.state for unit in request_by_id(store, case.id).units} == {"refused"}


def test_a_note_or_a_claim_overtakes_nobody(app, store, case):
    seen = last_event(store, case.id)
    add_note(store, case.id, "looked at it", "staff:2", timestamp())
    take_as(app, store, case, "advise", [case.units[0].id], seen=seen)


# Random walks, and history


@pytest.mark.parametrize("vendor", VENDORS)
def test_ten_thousand_random_walks_stay_inside_the_table_and_are_rebuilt_from_events(app, client, store, vendor):
    """Five thousand for each vendor, in memory, over any selections of its units."""
    [one] = requests_of_draft(store, draft_key(send(client, VENDORS[vendor], at=f"/rma/{vendor}/")))
    luck, taken = random.Random(vendor), Counter()
    for _ in range(5000):
        request, events = wander(app, one, luck, 8)
        taken.update(event.kind for event in events)
        assert {unit.id: fate_of(unit) for unit in request.units} == rebuilt(one, events)
        assert all(unit.state in STATES for unit in request.units)
    unused = {id for id in STEPS if not taken[id]}
    assert unused <= {"ask-order", "give-order", "remind-order"}, "a walk that never takes a step proves nothing of it"


def test_a_stored_walk_is_rebuilt_from_its_events_alone(app, client, store):
    make_staff(app)
    for seed in range(8):
        luck, vendor = random.Random(seed), ("flir", "pixelink")[seed % 2]
        [one] = requests_of_draft(store, draft_key(send(client, VENDORS[vendor], at=f"/rma/{vendor}/")))
        for _ in range(15):
            fresh = request_by_id(store, one.id)
            step = luck.choice(list(STEPS))
            with suppress(Refused):
                take_as(app, store, fresh, step, [unit.id for unit in fresh.units if luck.random() < 0.7])
        fresh = request_by_id(store, one.id)
        assert {unit.id: fate_of(unit) for unit in fresh.units} == rebuilt(fresh, read_history(store, one.id).events)


def test_a_state_changed_behind_the_back_of_history_is_noticed(app, store, case):
    """The twin: the comparison bites."""
    with store.writing() as db:
        db.execute("UPDATE unit SET state = 'authorised' WHERE id = ?", [case.units[0].id])
    fresh = request_by_id(store, case.id)
    assert {unit.id: fate_of(unit) for unit in fresh.units} != rebuilt(fresh, read_history(store, case.id).events)


# The picture


def test_the_picture_in_the_docs_is_the_table(app):
    drawn = app.test_cli_runner().invoke(args=["life"]).output
    assert (ROOT / "docs" / "life.svg").read_text(encoding="utf-8") == drawn, "flask --app forms life > docs/life.svg"


def test_the_picture_names_every_state_and_every_step(app):
    with app.app_context():
        words, drawn = read_words(), unescape(diagram())
    for id, state in words.states.items():
        assert state.name.replace("{result}", "Done") in drawn, id
    assert len(list(sentences())) == len(STEPS) == drawn.count('text-anchor="end"')
