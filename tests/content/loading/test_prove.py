"""The proof: the shipped policies hold, and each way to break one is told in an editor's words."""

import subprocess
import sys

import pytest

from content.__main__ import main
from content.loading.prove import prove
from content.loading.vendor_folder import load_vendor
from content.places import ROOT
from tests.support.vendor_folder import FLIR, PIXELINK, copy_of, edit, remove_rule, remove_words, shipped_vendors

SILENT = 'facts = ["have-ready", "customs"]'
EXCHANGE = """\
[[questions]]
id = "exchange"

[[rules]]
id   = "impossible"
when = { product = "machine-vision", purpose = "refund", refund = "out", exchange = "in" }
[rules.outcome]
kind = "ask"

"""
IN_WORDS = """
[revisions.2020-04-17.questions.exchange]
ask = "Did you buy it within the last {window.exchange}?"
answers = { in = "Yes", out = "No", unknown = "I do not know" }
[revisions.2020-04-17.outcomes.impossible]
title = "Inside the shorter time and outside the longer one"
"""
FIRST_RULE = '[[rules]]\nid   = "refund"\n'


@pytest.fixture
def flir(tmp_path):
    return copy_of("flir", tmp_path)


def told_as(folder, words):
    """Add words to the vendor's text.toml."""
    (folder / "text.toml").write_text((folder / "text.toml").read_text(encoding="utf-8") + words, encoding="utf-8")


def faults(folder):
    return [fault for proof in prove(load_vendor(folder)) for fault in proof.faults]


@pytest.mark.parametrize("vendor", shipped_vendors().values(), ids=lambda vendor: vendor.slug)
def test_every_revision_of_every_vendor_is_proved(vendor):
    proofs = prove(vendor)
    assert [proof.policy for proof in proofs] == [policy.name for policy in vendor.policies]
    assert all(not proof.faults and proof.states > proof.ends >= proof.rules for proof in proofs)


def test_a_gap_is_told_by_its_smallest_counter_example(flir):
    remove_rule(flir, FLIR, "refund-date-unknown")
    assert faults(flir) == [
        "No rule says what happens when"
        " “What would you like to send back?” is answered"
        " “A machine vision camera or an accessory of one” (product = machine-vision),"
        " “What is it about?” is answered “I want my money back” (purpose = refund) and"
        " “Did you buy it within the last 30 days?” is answered “I do not know the day” (refund = unknown)."
        " Write a [[rules]] for it, or widen the `when` of one."
    ]


def test_of_several_gaps_the_smallest_is_told(flir):
    remove_rule(flir, FLIR, "refund-date-unknown")
    remove_rule(flir, FLIR, "other-product")
    assert faults(flir) == [
        "No rule says what happens when “What would you like to send back?” is answered “Another FLIR product”"
        " (product = other). Write a [[rules]] for it, or widen the `when` of one."
    ]


def test_a_policy_with_no_rules_left_has_a_gap_for_anything(tmp_path):
    folder = copy_of("pixelink", tmp_path)
    policy = (folder / PIXELINK).read_text(encoding="utf-8")
    (folder / PIXELINK).write_text("rules = []\n" + policy.split("[[rules]]")[0], encoding="utf-8")
    remove_words(folder, "outcomes")
    assert faults(folder)[0].startswith("No rule says what happens when anything at all is answered.")


def test_an_overlap_names_both_rules_and_an_answer_that_shows_it(tmp_path):
    folder = copy_of("pixelink", tmp_path)
    edit(folder, PIXELINK, 'warranty = "out" }', 'warranty = ["out", "unknown"] }')
    assert faults(folder) == [
        "The rules 'paid-repair' and 'warranty-unknown' both hold when"
        " “Where did you buy it?” is answered “From Pixelink itself” (bought_from = direct),"
        " “What is it about?” is answered “It is faulty: repair or replace it” (purpose = repair) and"
        " “Is it still in warranty?” is answered “I do not know” (warranty = unknown)."
        " Narrow the `when` of one of them."
    ]


def test_of_many_overlaps_the_first_three_are_told(flir):
    rule = '\n[[rules]]\nid = "{}"\nwhen = {{}}\noutcome = {{ kind = "ask" }}\n'
    told_as(flir, "".join(f'\n[revisions.2020-04-17.outcomes.{id}]\ntitle = "Ask"\n' for id in ("any", "all")))
    text = (flir / FLIR).read_text(encoding="utf-8")
    (flir / FLIR).write_text(text + rule.format("any") + rule.format("all"), encoding="utf-8")
    told = [fault for fault in faults(flir) if "overlap" in fault or "both hold" in fault]
    assert len(told) == 4 and told[-1].endswith("more pairs of rules overlap; mend these first.")


def test_an_overlap_of_a_rule_that_asks_less_says_how_to_narrow_it(flir):
    edit(flir, FLIR, 'when = { product = "other" }', 'when = { purpose = "refund" }')
    told = "Narrow the `when` of one of them, such as product = [\"other\"] in 'other-product'."
    assert any(fault.endswith(told) for fault in faults(flir))


def test_a_rule_that_no_dates_can_reach_is_named(flir):
    edit(flir, FLIR, "[facts]\n", 'exchange = { days = 14, after = "purchase" }\n[facts]\n')
    edit(flir, FLIR, FIRST_RULE, EXCHANGE + FIRST_RULE)
    told_as(flir, IN_WORDS)
    assert faults(flir) == ["No answers ever lead to the rule 'impossible'. Correct its `when`, or remove it."]


def test_the_same_rule_is_reached_when_the_windows_count_from_two_events(flir):
    edit(flir, FLIR, "[facts]\n", 'exchange = { days = 14, after = "receipt" }\n[facts]\n')
    edit(flir, FLIR, FIRST_RULE, EXCHANGE + FIRST_RULE)
    told_as(flir, IN_WORDS)
    assert [fault.split(" both hold")[0] for fault in faults(flir)] == ["The rules 'impossible' and 'refund-closed'"]


def test_a_silence_told_as_a_fact_is_named(flir):
    edit(flir, FLIR, 'facts = ["rma-needed-for", "freight-in", "have-ready"]', SILENT)
    assert faults(flir) == [
        "The rule 'other-matter' cites 'customs', which is silent."
        " Remove it from `facts`; the page tells the silence by itself."
    ]


def test_a_way_on_that_leads_back_is_named(flir):
    edit(flir, FLIR, 'instead = { purpose = "repair" }', 'instead = { purpose = "refund" }')
    assert faults(flir) == ["The way on of 'refund-closed' leads nowhere else. Correct its `instead`."]


def test_two_refusals_that_point_at_each_other_are_named(flir):
    edit(flir, FLIR, 'instead = { purpose = "repair" }', 'instead = { purpose = "other" }')
    outcome = 'kind  = "ask"\nfacts = ["rma-needed-for", "freight-in", "have-ready"]'
    edit(flir, FLIR, outcome, 'kind = "no"\ninstead = { purpose = "refund", refund = "out" }')
    assert [fault.split(" leads")[0] for fault in faults(flir)] == [
        "The way on of 'refund-closed'",
        "The way on of 'other-matter'",
    ]


# The editor's command


def test_the_command_tells_each_fault_and_fails(flir, capsys):
    remove_rule(flir, FLIR, "other-product")
    assert main(["prove", "--vendors", str(flir.parent)]) == 1
    walked, told = capsys.readouterr()
    assert "flir 2020-04-17: 8 ends, 7 rules, 0 states: 1 fault\n" in walked
    assert "flir point-grey: 9 ends, 9 rules, 13 states: proved" in walked
    assert told.startswith("flir/policies/2020-04-17.toml: rules: No rule says")


def test_the_command_tells_a_file_that_cannot_be_read(flir, capsys):
    edit(flir, FLIR, "days = 30", "days = thirty")
    assert main(["prove", "--vendors", str(flir.parent)]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"flir/{FLIR}: line ") and told.endswith('put the text in quotes: "thirty"\n')


def test_an_empty_folder_proves_nothing(tmp_path, capsys):
    assert main(["prove", "--vendors", str(tmp_path)]) == 1
    assert "there is no vendor's folder in it" in capsys.readouterr().err


def test_the_shipped_vendors_are_proved_from_the_command_line():
    run = subprocess.run(
        [sys.executable, "-m", "content", "prove"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
    *proofs, whole = (line.split(": ")[-1] for line in run.stdout.splitlines())
    assert ({*proofs}, whole) == ({"proved"}, "a build refuses nothing")
