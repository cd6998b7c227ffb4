"""What a judged case is told besides: until when its warranty runs, and what that depends on."""

import re
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from content.eligibility.judge import Case, judge
from content.explain.facts import fact_line
from content.explain.notes import notes_of
from content.explain.outcome import outcome_in_words
from content.schema.facts import Clock, Fact, Start
from content.schema.policy import Question
from content.schema.text import QuestionText, Text
from tests.support.warranties import DOUBT, lasting, vendor_of

BOUGHT, TODAY = date(2024, 3, 10), date(2024, 6, 1)
UNTIL = "The warranty runs until"


def notes(vendor, said=None, bought_from="direct", **dates):
    """The notes of a repair in one text."""
    case = Case("repair", "oryx", dates, bought_from, said=said or {})
    return " ".join(notes_of(vendor, case, judge(vendor, case, TODAY)))


def test_a_day_that_is_missing_is_named():
    clock = Clock("activation", latest=Start("shipment", plus=120))
    told = notes(vendor_of(lasting(24, clock=clock)), activation=BOUGHT)
    assert "depends on the day it was shipped to you: until 10 March 2026 or earlier" in told
    assert "two ways" not in told


def test_with_the_latest_day_alone_the_text_is_not_called_unclear():
    clock = Clock("activation", latest=Start("shipment", plus=120))
    told = notes(vendor_of(lasting(24, clock=clock)), shipment=BOUGHT)
    assert "depends on the day it was first switched on: until 8 July 2026 or earlier" in told


def test_a_clock_that_falls_back_says_so():
    clock = Clock("purchase", otherwise=Start("manufacture"))
    told = notes(vendor_of(lasting(24, clock=clock)), manufacture=BOUGHT)
    assert "We counted from the day it was made, since the day you bought it is not known" in told
    assert "We counted" not in notes(vendor_of(lasting(24, clock=clock)), manufacture=BOUGHT, purchase=BOUGHT)


def test_a_contract_is_no_unclear_text():
    vendor = vendor_of(lasting(12), lasting(words="by-contract"), clock=Fact(Clock("purchase")))
    told = notes(vendor, purchase=BOUGHT)
    assert "The warranty runs as the supply contract sets it: until 10 March 2025 or later" in told


def test_two_readings_are_told_as_two():
    told = notes(vendor_of(lasting(24, or_=12, doubt=DOUBT), clock=Fact(Clock("purchase"))), purchase=BOUGHT)
    assert "can be read in two ways: until 10 March 2025 or 10 March 2026" in told and DOUBT in told


def test_no_warranty_at_all_needs_no_day():
    rows = lasting(24, sold="eu"), lasting(words="none", sold=["us", "elsewhere"])
    assert "depends on the country it was bought in: no warranty at all (" in notes(vendor_of(*rows))
    told = notes(vendor_of(*rows, clock=Fact(Clock("purchase"))), purchase=BOUGHT)
    assert "no warranty at all, or until 10 March 2026" in told


def test_a_question_is_named_with_its_figures():
    vendor = vendor_of(lasting(24), lasting(60, registered="yes"), clock=Fact(Clock("purchase")))
    [policy] = vendor.policies
    asked = {"registered": QuestionText("Was it registered within {window.refund}?", {"yes": "Yes", "no": "No"})}
    questions = [*policy.questions, Question("registered", ["yes", "no", "unknown"], assume="unknown")]
    text = Text(questions=policy.text.questions | asked, outcomes=policy.text.outcomes)
    vendor = replace(vendor, policies=(replace(policy, questions=questions, text=text),))
    assert "the answer to “Was it registered within 30 days?”" in notes(vendor, purchase=BOUGHT)


@pytest.mark.parametrize(("family", "told"), [("oryx", True), ("firefly", False)])
def test_a_silence_is_told_only_to_whom_it_concerns(family, told):
    rows = [Fact("contact-dealer", when={"family": "firefly"}), Fact(silent=True)]
    vendor = vendor_of(lasting(24), dealer_purchase=rows)
    case = Case("repair", family, {"purchase": TODAY - timedelta(1)}, "dealer")
    text = " ".join(notes_of(vendor, case, judge(vendor, case, TODAY)))
    assert ("does not say what to do with a camera from a dealer; ask the dealer too" in text) == told
    assert "does not say ;" not in text


# Rows that an outcome's answers leave


def test_a_row_for_an_answer_that_a_rule_leaves_out_is_not_told():
    rows = [Fact(["pictures"], when={"fault": "transport"}), Fact(["model"])]
    vendor = vendor_of(lasting(24), have_ready=rows)
    [policy] = vendor.policies
    rule = replace(policy.rule("in-warranty"), when={"purpose": "repair", "fault": ["failed", "unknown"]})
    outcome = replace(rule.outcome, facts=["have-ready"])
    told = outcome_in_words(vendor, policy, replace(rule, outcome=outcome))
    assert [line.items for line in told.lines] == [("the model of each camera",)]


def test_no_other_case_is_told_without_the_case_before_it():
    vendor = vendor_of(lasting(24), rma_on_parcel=[Fact(silent=True, when={"family": "oryx"}), Fact("outside")])
    told = fact_line(vendor, vendor.policies[0], "rma-on-parcel").text
    assert re.match(r"FLIR does not say .+ for Oryx 10GigE\. In any other case: Write the RMA number", told)
