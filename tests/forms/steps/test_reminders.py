"""Nothing falls asleep, and nothing is ended by silence but what a mail has named a day for."""

import pytest
from msgspec import structs

from forms.records.timestamps import later
from forms.rma.lifecycle import STATES, STEPS
from forms.store.desk.queue import read_worklist
from tests.support.days import NOW, after, happened, passes, press, settle, states, step_at, told, waiting

pytestmark = pytest.mark.day(NOW)
FIX, PRICE, PARCEL = "did the fix help?", "the price waits", "nothing is on its way yet"
WAITS = [  # state, way, days by default, the reminder, the subject of its mail
    ("advised", "warranty", 5, "remind-advice", FIX),
    ("quoted", "paid", 7, "remind-quote", PRICE),
    ("authorised", "warranty", 7, "remind-parcel", PARCEL),
]
YEARS = [after(days) for days in (1, 8, 30, 90, 365, 3650)]
# The reminder is due on 27 November, 15:00, when it is the 28th somewhere; with 14 days it names 12 December.
CLOSES, NOT_YET, OVER = "12 December 2026", "2026-12-13T11:59:59Z", "2026-12-13T12:00:00Z"
# A number of 30 days holds to the end of 22 December, wherever on earth that is.
LAST_DAY, STILL_IN, RUN_OUT = "22 December 2026", "2026-12-23T11:59:59Z", "2026-12-23T12:00:00Z"


# Reminders


@pytest.mark.parametrize("state, way, days, reminder, subject", WAITS)
def test_a_reminder_comes_when_its_days_are_over_and_once(app, clock, state, way, days, reminder, subject):
    one = waiting(app, state, way)
    passes(app, clock, after(0), after(days, -1))
    assert happened(app, one, reminder) == []
    passes(app, clock, after(days), after(days), after(days, 1), after(days + 1))
    [event] = happened(app, one, reminder)
    assert event.at == after(days) and event.actor == "clock" and len(told(app, one, subject)) == 1
    assert event.detail["units"] == [unit.id for unit in one.units] and states(app, one) == {state}


@pytest.mark.parametrize("state, way, days, reminder, subject", WAITS)
def test_each_vendor_has_days_of_its_own(app, clock, state, way, days, reminder, subject):
    keys = {"advised": "advice_reminder_days", "quoted": "quote_reminder_days", "authorised": "rma_reminder_days"}
    settle(app, flir={keys[state]: 3}, pixelink={keys[state]: 11})
    sooner, later = waiting(app, state, way), waiting(app, state, way, "pixelink")
    passes(app, clock, *(after(day) for day in range(12)))
    assert [event.at for event in happened(app, sooner, reminder)] == [after(3)]
    assert [event.at for event in happened(app, later, reminder)] == [after(11)]


@pytest.mark.parametrize(
    "state, way, days, again",
    [
        ("advised", "warranty", 5, ["still-broken", "advise"]),
        ("advised", "warranty", 5, ["advise"]),
        ("advised", "warranty", 5, ["write"]),
        ("quoted", "paid", 7, ["quote"]),
        ("authorised", "warranty", 7, ["withdraw", "reopen", "decide", "authorise"]),
    ],
)
def test_it_comes_again_once_they_are_asked_again(app, clock, state, way, days, again):
    one, reminder = waiting(app, state, way), next(wait[3] for wait in WAITS if wait[0] == state)
    passes(app, clock, after(days))
    for step in again:
        step_at(app, one, step, after(days + 1))
    passes(app, clock, after(2 * days + 1, -1), after(2 * days + 1), after(2 * days + 2))
    assert [event.at for event in happened(app, one, reminder)] == [after(days), after(2 * days + 1)]


@pytest.mark.parametrize(
    "state, way, answer",
    [
        *(("advised", "warranty", answer) for answer in ("solve", "still-broken", "withdraw")),
        *(("quoted", "paid", answer) for answer in ("approve", "refuse-quote")),
        *(("authorised", "warranty", answer) for answer in ("ship", "withdraw", "arrive")),
    ],
)
def test_nobody_is_reminded_of_what_has_moved_on(app, clock, state, way, answer):
    one = waiting(app, state, way)
    step_at(app, one, answer, after(1))
    passes(app, clock, *YEARS)
    assert happened(app, one, *(step for step in STEPS if "clock" in STEPS[step].by)) == []


def test_units_asked_on_different_days_are_reminded_each_in_their_time_and_alone(app, clock):
    one = waiting(app, "received")
    first, second = one.units
    step_at(app, one, "advise", after(0), [first])
    step_at(app, one, "advise", after(3), [second])
    passes(app, clock, *(after(day) for day in range(10)))
    reminders = [(event.at, event.detail["units"]) for event in happened(app, one, "remind-advice")]
    assert reminders == [(after(5), [first.id]), (after(8), [second.id])]
    about = [
        body.partition("This mail is about 1 of 2:")[2].partition("The other one:")[0] for body in told(app, one, FIX)
    ]
    assert ["8501" in text for text in about] == [True, False] and ["8502" in text for text in about] == [False, True]


@pytest.mark.parametrize(
    "days, early, due",
    [
        (30, "2026-12-15T23:59:59Z", "2026-12-16T00:00:00Z"),  # 16 to 22 December are the last seven days
        (8, "2026-11-26T19:29:59Z", "2026-11-26T19:30:00Z"),  # half of what lies between issue and end
        (4, "2026-11-24T19:29:59Z", "2026-11-24T19:30:00Z"),
        (1, "2026-11-23T07:29:59Z", "2026-11-23T07:30:00Z"),
    ],
)
def test_of_a_number_that_ends_people_are_reminded_days_before_but_not_in_its_first_half(app, clock, days, early, due):
    settle(app, flir={"rma_days": days})
    one = waiting(app, "authorised")
    passes(app, clock, after(0), early)
    assert happened(app, one, "remind-parcel") == []
    passes(app, clock, due, later(due, 3600))
    assert [event.at for event in happened(app, one, "remind-parcel")] == [due]


def test_after_its_last_day_nobody_is_told_to_use_a_number(app, clock):
    settle(app, flir={"rma_days": 30})
    gone, held = waiting(app, "authorised"), waiting(app, "authorised")
    step_at(app, held, "ship", after(0), held.units[:1])
    passes(app, clock, after(0), *YEARS[3:])
    assert happened(app, gone, "remind-parcel") == happened(app, held, "remind-parcel") == []
    assert states(app, gone) == {"expired"} and states(app, held) == {"on-its-way", "authorised"}


# Closing what was left unanswered


def test_unanswered_advice_is_closed_after_the_day_the_reminder_named_and_opens_again(app, clock):
    one = waiting(app, "advised")
    passes(app, clock, after(5), NOT_YET)
    [reminder] = told(app, one, FIX)
    assert CLOSES in reminder and states(app, one) == {"advised"}
    passes(app, clock, OVER)
    [closed] = told(app, one, "closed for now")
    assert "as our reminder said" in " ".join(closed.split()) and states(app, one) == {"closed"}
    press(app, one, "reopen", "closed for now")
    assert states(app, one) == {"received"} and len(happened(app, one, "close-unanswered")) == 1


def test_a_vendors_own_zone_tells_when_that_day_is_over(app, clock):
    flir = app.vendors["flir"]
    app.vendors = app.vendors | {"flir": structs.replace(flir, file=structs.replace(flir.file, zone="Asia/Tokyo"))}
    one = waiting(app, "advised")
    passes(app, clock, after(5), "2026-12-12T14:59:59Z")
    assert states(app, one) == {"advised"}
    passes(app, clock, "2026-12-12T15:00:00Z")
    assert states(app, one) == {"closed"}


def test_a_reminder_that_names_no_day_closes_nothing_even_once_days_are_settled(app, clock):
    settle(app, flir={"advice_close_days": 0})
    one = waiting(app, "advised")
    passes(app, clock, after(5))
    assert "is closed" not in told(app, one, FIX)[0] and "closes" not in happened(app, one, "remind-advice")[0].detail
    settle(app, flir={"advice_close_days": 14})
    passes(app, clock, *YEARS)
    assert states(app, one) == {"advised"}


def test_a_day_that_was_named_counts_no_more_where_closing_is_switched_off(app, clock):
    one = waiting(app, "advised")
    passes(app, clock, after(5))
    settle(app, flir={"advice_close_days": 0})
    passes(app, clock, *YEARS)
    assert states(app, one) == {"advised"}


def test_only_the_units_the_reminder_spoke_of_are_closed(app, clock):
    one = waiting(app, "received")
    first, second = one.units
    step_at(app, one, "advise", after(0), [first])
    step_at(app, one, "advise", after(3), [second])
    passes(app, clock, after(5), after(8), OVER)
    assert [event.detail["units"] for event in happened(app, one, "close-unanswered")] == [[first.id]]
    passes(app, clock, after(3650))
    assert states(app, one) == {"closed"}


@pytest.mark.parametrize("answer, state", [("tell", "advised"), ("still-broken", "received"), ("solve", "solved")])
def test_an_answer_stops_the_close(app, clock, answer, state):
    one = waiting(app, "advised")
    passes(app, clock, after(5))
    step_at(app, one, answer, after(6))
    passes(app, clock, OVER, *YEARS)
    assert states(app, one) == {state}


@pytest.mark.parametrize("between", [["advise"], ["still-broken", "advise"], ["tell", "advise"]])
def test_a_new_advice_starts_anew(app, clock, between):
    one = waiting(app, "advised")
    passes(app, clock, after(5))
    for step in between:
        step_at(app, one, step, after(10))
    passes(app, clock, after(15), OVER)
    assert states(app, one) == {"advised"} and "22 December 2026" in told(app, one, FIX)[1]
    passes(app, clock, after(31))
    assert states(app, one) == {"closed"}


# Numbers that run out


def test_a_number_runs_out_after_the_day_its_mail_named_and_is_asked_for_again(app, clock):
    settle(app, flir={"rma_days": 30})
    one = waiting(app, "authorised")
    passes(app, clock, after(0), after(24), STILL_IN)
    [number] = told(app, one, "RMA number")
    assert f"Until {LAST_DAY}, that day included." in number and states(app, one) == {"authorised"}
    passes(app, clock, RUN_OUT)
    [ended] = told(app, one, "run out")
    assert "DO NOT SHIP" in ended and states(app, one) == {"expired"}
    press(app, one, "reopen", "run out")
    assert states(app, one) == {"received"}


def test_a_number_without_a_last_day_never_runs_out(app, clock):
    one = waiting(app, "authorised")
    passes(app, clock, *YEARS)
    assert "Nobody has set a last day." in told(app, one, "RMA number")[0] and states(app, one) == {"authorised"}


def test_a_number_holds_for_all_while_one_of_them_is_on_its_way(app, clock):
    settle(app, flir={"rma_days": 30})
    one = waiting(app, "authorised")
    step_at(app, one, "ship", after(1), one.units[:1])
    passes(app, clock, after(1), RUN_OUT)
    assert states(app, one) == {"on-its-way", "authorised"}
    step_at(app, one, "arrive", after(40), one.units[:1])
    passes(app, clock, after(40))
    assert states(app, one) == {"arrived", "expired"}


# Never by silence


@pytest.mark.parametrize("way", ["warranty", "paid"])
def test_whatever_state_it_is_in_only_advice_and_numbers_ever_end_by_the_calendar(app, clock, way):
    settle(app, flir={"rma_days": 30})
    past = {"order-awaited", "ordered"} if way == "warranty" else set()
    past |= {"quoted", "approved", "quote-refused"} if way == "warranty" else set()
    past |= {"by-mail"}  # where nothing leads that is kept here; tests/forms/intake/test_intakes.py looks at it
    cases = {state: waiting(app, state, way) for state in STATES if state not in past}
    passes(app, clock, after(0), *YEARS)
    moved = {state: states(app, one) for state, one in cases.items() if states(app, one) != {state}}
    assert moved == {"advised": {"closed"}, "authorised": {"expired"}}


def test_a_word_of_supports_after_the_reminder_stops_the_close_and_the_waiting_begins_anew(app, clock):
    one = waiting(app, "advised")
    passes(app, clock, after(5))
    step_at(app, one, "write", after(6), words="Take all the time you need.")
    passes(app, clock, OVER)
    assert states(app, one) == {"advised"}
    passes(app, clock, *(after(day) for day in range(22, 50)))
    assert len(happened(app, one, "remind-advice")) == 2 and states(app, one) == {"closed"}


def test_what_a_customer_wrote_after_the_reminder_stands_in_supports_lane_until_it_is_answered(app, clock, store):
    one = waiting(app, "advised")
    passes(app, clock, after(5))
    step_at(app, one, "tell", after(6), said="Next week.")
    passes(app, clock, *YEARS)
    assert states(app, one) == {"advised"}
    assert [one.id] == [request for _, request in read_worklist(store, "support", 1, after(4000))]


def test_a_purchase_order_that_does_not_come_is_brought_to_mind_and_nothing_more(app, clock):
    one = waiting(app, "order-awaited", "paid")
    passes(app, clock, after(7, -1))
    assert happened(app, one, "remind-order") == []
    passes(app, clock, *YEARS)
    assert len(happened(app, one, "remind-order")) == 1 and states(app, one) == {"order-awaited"}
