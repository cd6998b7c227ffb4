"""What can be read in two ways: a doubted window proves nothing, and another reading of a clock only what both say."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from content.dates import add_months
from content.eligibility.judge import Case, classify
from content.schema.facts import Clock, Fact, Start
from content.schema.window import Window
from tests.support.warranties import DOUBT, FLIR, answer_on, day, lasting, vendor_of

BOUGHT = day("2024-03-10")
NEXT = timedelta(1)
LATER = {"shipment": BOUGHT + timedelta(20), "receipt": BOUGHT + timedelta(40), "activation": BOUGHT + timedelta(60)}


def within(window, passed, said="unknown", family="oryx"):
    """How the question of the refund's window is answered so many days after the purchase."""
    policy = replace(FLIR.policies[0], windows={"refund": window})
    case = Case("refund", family, {"purchase": BOUGHT}, said={"refund": said})
    return classify(FLIR, policy, case, BOUGHT + timedelta(passed))["refund"]


# Windows


@pytest.mark.parametrize("passed", [0, 30, 31, 3000])
def test_a_doubted_window_proves_nothing_on_any_day(passed):
    assert within(Window(days=30, doubt=DOUBT), passed) == "unknown"


@pytest.mark.parametrize(("said", "answer"), [("in", "unknown"), ("unknown", "unknown"), ("out", "out")])
def test_of_a_doubted_window_the_customer_is_believed_only_against_themselves(said, answer):
    assert within(Window(days=30, doubt=DOUBT), 3, said) == answer


def test_a_doubted_row_that_may_hold_leaves_open_what_the_others_say():
    rows = [Window(days=180, when={"family": "oryx"}, doubt=DOUBT), Window(days=30)]
    assert [within(rows, 3, family=family) for family in ("oryx", "", "firefly")] == ["unknown", "unknown", "in"]
    assert within(rows, 3000, family="firefly") == "out"


def test_an_event_that_is_assumed_is_counted_from_all_the_same():
    assert [within(Window(days=30, assumed=True), passed) for passed in (30, 31)] == ["in", "out"]


# The other reading of a clock


def counted(first, other):
    """A vendor whose year of warranty is counted from one event or, by the other reading, from another."""
    return vendor_of(lasting(12), clock=Fact(Clock(first, or_=Start(other)), doubt=DOUBT))


def runs_until(last, vendor, **known):
    return [answer_on(today, vendor, **known) for today in (last, last + NEXT)] == ["in", "out"]


@pytest.mark.parametrize("event", LATER)
def test_a_later_event_whose_day_is_not_given_moves_nothing(event):
    assert runs_until(add_months(BOUGHT, 12), counted("purchase", event), purchase=BOUGHT)


@pytest.mark.parametrize(("event", "given"), LATER.items())
def test_a_later_event_whose_day_is_given_is_another_reading(event, given):
    vendor, known = counted("purchase", event), {"purchase": BOUGHT, event: given}
    ends = [last + more for last in (add_months(BOUGHT, 12), add_months(given, 12)) for more in (NEXT * 0, NEXT)]
    assert [answer_on(today, vendor, **known) for today in ends] == ["in", "unknown", "unknown", "out"]


@pytest.mark.parametrize("event", ["purchase", "invoice", "manufacture"])
def test_an_event_that_is_no_later_one_has_to_be_known(event):
    vendor = counted("receipt", event)
    assert [answer_on(today, vendor, receipt=BOUGHT) for today in (BOUGHT, add_months(BOUGHT, 600))] == ["unknown"] * 2


def test_a_later_event_that_lies_ahead_is_one_whose_day_is_not_given():
    vendor, today = counted("purchase", "receipt"), add_months(BOUGHT, 12)
    assert answer_on(today + NEXT, vendor, purchase=BOUGHT, receipt=today + timedelta(30)) == "out"
