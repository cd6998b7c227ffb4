"""Every tag, kind and fact has its words, and the words hold no figure of their own."""

import re
import tomllib
from typing import get_args

import pytest
from msgspec import inspect

from content.errors import ContentError
from content.explain.facts import all_lines, names_in, tell
from content.explain.outcome import kind_words
from content.loading.vendor_folder import shipped_vendors
from content.places import WORDS
from content.schema.facts import KEYS, Fact, Facts, Fee, Span
from content.schema.outcome_kinds import Kind
from content.schema.policy import CLOSED, RESTS_ON
from content.wording.catalog import fill, read_words
from content.wording.joining import joined

REVISIONS = [(vendor, policy) for vendor in shipped_vendors().values() for policy in vendor.policies]
NAMES = {"carriers", "refund-never"}  # proper names, shown as they stand


def sentences(told, at=""):
    """(key, sentence) for every text in words.toml."""
    for key, value in told.items():
        yield from sentences(value, f"{at}{key}.") if isinstance(value, dict) else [(f"{at}{key}", value)]


def leaf_type(key):
    fields = {field.encode_name: field.type for field in inspect.type_info(Facts).fields}
    return fields[key].fields[0].type


def test_no_sentence_holds_a_digit():
    told = sentences(tomllib.loads(WORDS.read_text(encoding="utf-8")))
    assert [key for key, text in told if isinstance(text, str) and re.search(r"\d", text)] == []


@pytest.mark.parametrize("key", KEYS)
def test_every_fact_has_a_label_a_group_a_silence_and_a_question(key):
    said = read_words().facts[key]
    assert said.label and said.silent and said.question.endswith("?")
    assert said.group in read_words().groups


@pytest.mark.parametrize("key", KEYS)
def test_every_fact_can_be_told_with_a_value(key):
    kind, said = leaf_type(key), read_words().facts[key]
    by_tag = not isinstance(kind, (inspect.StructType, inspect.IntType)) and key not in NAMES
    assert said.holds_names != by_tag
    assert said.sentence or isinstance(kind, (inspect.StrType, inspect.LiteralType))


def test_every_form_rule_has_words():
    assert set(read_words().facts["units-per-form"].values) == set(leaf_type("units-per-form").values)


def test_every_kind_has_words_and_names_facts_that_exist():
    kinds = read_words().kinds
    assert set(kinds) == set(get_args(Kind))
    assert {key for kind in kinds.values() for key in kind.matters} <= set(KEYS)


def test_every_unit_of_time_has_its_singular_and_its_plural():
    units = set(get_args(Span.__annotations__["unit"]))
    assert set(read_words().unit) == set(read_words().units) == units


def test_the_closed_answers_have_words():
    words = read_words()
    told = {"purpose": words.purposes, "bought_from": words.bought_from, "warranty": words.warranty}
    assert {question: set(answers) for question, answers in told.items()} == {
        question: set(answers) for question, answers in CLOSED.items() if question not in RESTS_ON
    }


@pytest.mark.parametrize(("vendor", "policy"), REVISIONS, ids=lambda part: getattr(part, "slug", None) or part.name)
def test_every_fact_of_every_vendor_is_told_or_told_as_silence(vendor, policy):
    for line in all_lines(vendor, policy):
        assert bool(line.text) != bool(line.silent), line.key
        assert not re.search(r"[{}]", line.text + line.silent + line.question + line.amount), line.key


def test_the_words_of_a_kind_name_the_vendor():
    vendor = shipped_vendors()["pixelink"]
    words = kind_words(vendor, vendor.policies[0], "dealer")
    assert (words["first"], words["button"]) == ("Make a sheet for your dealer", "Ask Pixelink anyway")


# The words of figures


@pytest.mark.parametrize(
    ("parts", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"), (iter("ab"), "a and b")],
)
def test_parts_are_joined_as_they_are_spoken(parts, text):
    assert joined(parts) == text


def test_parts_of_a_choice_are_joined_by_or():
    assert joined(["FedEx", "UPS"], "or") == "FedEx or UPS"


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span(20, "days", "request", 10), "10 to 20 days from the day you asked"),
        (Span(30, "business-days", "receipt", 20), "20 to 30 business days from the day it arrives there"),
        (Span(1, "months", "issue"), "1 month from the day the RMA number is issued"),
        (Span(3, "weeks", "approval"), "3 weeks from the day you agree to the price"),
    ],
)
def test_a_span_of_time_is_spelled_with_the_event_it_starts_from(span, text):
    assert tell("rma-time", Fact(value=span), "Acme")["text"] == f"You get the RMA number within {text}."


@pytest.mark.parametrize(
    ("fee", "text"),
    [
        (Fee(percent=25, of="price"), "25 % of the price"),
        (Fee(cents=9900, currency="EUR"), "EUR 99.00"),
        (Fee(cents=35205, currency="GBP"), "GBP 352.05"),
    ],
)
def test_a_fee_is_a_share_or_a_sum(fee, text):
    told = tell("no-fault-found", Fact(value=fee), "Acme")
    assert told["text"] == f"If nothing is found to be wrong, Acme charges {text}."
    assert (told["payer"], told["amount"]) == ("you", text)


def test_a_silent_fact_has_no_text():
    assert tell("customs", Fact(silent=True), "Acme")["text"] == ""


def test_braces_that_name_nothing_stay():
    assert fill("{vendor} {who}", vendor="Acme") == "Acme {who}"


def test_any_carrier_is_a_sentence_of_its_own():
    assert tell("carriers", Fact(value=["any"]), "Acme")["text"] == "You may ship with any carrier."
    assert names_in("carriers", Fact(value=["any"])) == names_in("carriers", Fact(silent=True)) == []
    assert names_in("carriers", Fact(value=["Example Freight"])) == ["Example Freight"]


WRONG = {
    "braces": ("{vendor} pays you back", "{vender} pays", "stops.refund.title: {vender} is filled by nothing; write"),
    "braces of another fact": ("keeps {fee} as", "keeps {span} as", "facts.restocking.sentence: {span} is filled by"),
    "a fact misspelt": ("[facts.packing]", "[facts.packng]", "facts.packng: there is no fact of this name; did you"),
    "a fact without a label": ('label = "Packing"\n', "", "facts.packing.label: is missing; write it"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_fault_of_the_words_is_told_by_its_key(wrong, tmp_path):
    find, put, told = WRONG[wrong]
    text = WORDS.read_text(encoding="utf-8")
    assert text.count(find) == 1
    (tmp_path / "words.toml").write_text(text.replace(find, put), encoding="utf-8")
    with pytest.raises(ContentError, match=re.escape(told)):
        read_words(tmp_path / "words.toml")


def test_a_fact_without_words_is_told_by_its_key(tmp_path):
    text = WORDS.read_text(encoding="utf-8").replace("[facts.customs", "[facts.duties")
    (tmp_path / "words.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match="words.toml: facts.customs: give this fact a label"):
        read_words(tmp_path / "words.toml")
