"""Every tag, kind and fact has its words, and the words hold no figure of their own."""

import re
import shutil
from decimal import Decimal
from typing import get_args

import pytest
from msgspec import inspect

from content.errors import ContentError
from content.explain.facts import fact_lines
from content.explain.outcome import kind_words
from content.explain.values import fact_words, listed_names
from content.places import WORDS
from content.schema.facts import KEYS, Clock, Fact, Fee, FormRule, Freight, Remedy, Span, kind_of
from content.schema.policy import ANSWERED_BY_FACT
from content.schema.policy import CLOSED_QUESTIONS as ANSWERS
from content.schema.words import FILE_OF, FILES, Words, sentences_of
from content.wording.catalog import CLOSED_LISTS, check_closed_lists, fill, read_words
from content.wording.joining import joined
from content.wording.placeholders import IN_A_UNION
from forms.rma.lifecycle import STATES, STEPS
from tests.support.vendor_folder import edit, shipped_vendors

REVISIONS = [(vendor, policy) for vendor in shipped_vendors().values() for policy in vendor.policies]
CLOSED = CLOSED_LISTS | {  # and what the life of a request names
    "states": tuple(STATES),
    "steps": tuple(STEPS),
    "results": tuple(step.sets["result"] for step in STEPS.values() if step.sets.get("result")),
    "mails": tuple(step.mail for step in STEPS.values() if step.mail),
}
NAMES = {"carriers", "refund-never"}  # proper names, shown as they stand


def leaf_type(key):
    """The type of a fact's value."""
    return inspect.type_info(kind_of(key))


def test_no_sentence_holds_a_digit():
    assert [path for path, text in sentences_of(read_words()) if re.search(r"\d", text)] == []


def test_every_table_stands_in_one_file_and_every_file_is_there():
    assert sorted(table for tables in FILES.values() for table in tables) == sorted(Words.__struct_encode_fields__)
    assert {path.name for path in WORDS.iterdir()} == {f"{file}.toml" for file in FILES}


@pytest.mark.parametrize("key", KEYS)
def test_every_fact_has_a_label_a_group_a_silence_and_a_question(key):
    said = read_words().facts[key]
    assert said.label and said.silent and said.question.endswith("?")
    assert said.group in read_words().groups


@pytest.mark.parametrize("key", KEYS)
def test_every_fact_can_be_told_with_a_value(key):
    kind, said = leaf_type(key), read_words().facts[key]
    told_by_tag = getattr(kind, "cls", None) in (Freight, Remedy)
    by_tag = told_by_tag or not isinstance(kind, (inspect.StructType, inspect.IntType)) and key not in NAMES
    assert said.holds_names != by_tag
    a_sentence_each = isinstance(kind, (inspect.StrType, inspect.LiteralType)) or {*IN_A_UNION} & {*said.values}
    assert said.sentence or told_by_tag or a_sentence_each


def test_every_form_rule_has_words():
    assert {*read_words().facts["units-per-form"].values} == {*get_args(FormRule), "at-most"}


@pytest.mark.parametrize("table", CLOSED)
def test_a_closed_list_has_words_for_each_of_its_ids_and_no_others(table):
    given = getattr(read_words(), table.replace("-", "_"))
    assert set(given) == set(CLOSED[table])
    check_closed_lists({table: given}, CLOSED)


@pytest.mark.parametrize("table", CLOSED)
def test_an_id_of_a_closed_list_without_words_is_told_by_file_and_key(table):
    given = dict(getattr(read_words(), table.replace("-", "_")))
    id, _ = given.popitem()
    with pytest.raises(ContentError, match=f"^{FILE_OF[table]}: {table}.{id}: give this "):
        check_closed_lists({table: given}, CLOSED)


def test_what_closes_each_question_is_in_the_lists():
    tables = {"purpose": "purposes", "bought_from": "bought-from", "warranty": "warranty"}
    assert {question for question in ANSWERS if question not in ANSWERED_BY_FACT} == set(tables)
    assert all(CLOSED_LISTS[tables[question]] == ANSWERS[question] for question in tables)


def test_what_matters_to_a_kind_and_the_group_of_a_fact_are_there():
    words = read_words()
    assert {key for kind in words.kinds.values() for key in kind.matters} <= set(KEYS)
    assert {fact.group for fact in words.facts.values()} <= set(words.groups)


@pytest.mark.parametrize(("vendor", "policy"), REVISIONS, ids=lambda part: getattr(part, "slug", None) or part.name)
def test_every_fact_of_every_vendor_is_told_or_told_as_silence(vendor, policy):
    for line in fact_lines(vendor, policy):
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
    assert fact_words("rma-time", Fact(value=span), "Acme")["text"] == f"You get the RMA number within {text}."


@pytest.mark.parametrize(
    ("fee", "text"),
    [
        (Fee(percent=25, of="price"), "25 % of the price"),
        (Fee(percent=Decimal("12.5"), of="price"), "12.5 % of the price"),
        (Fee(percent=25, of="price", plus_shipping=True), "25 % of the price plus shipping"),
        (Fee(amount=99, currency="EUR"), "EUR 99.00"),
        (Fee(amount=Decimal("1352.05"), currency="GBP"), "GBP 1,352.05"),
        (Fee(amount=12000, currency="JPY"), "JPY 12,000"),
        (Fee(amount=Decimal("1.25"), currency="KWD", plus_shipping=True), "KWD 1.250 plus shipping"),
    ],
)
def test_a_fee_is_a_share_or_a_sum(fee, text):
    told = fact_words("no-fault-found", Fact(value=fee), "Acme")
    assert told["text"] == f"If nothing is found to be wrong, Acme charges {text}."
    assert (told["payer"], told["amount"]) == ("you", text)


def test_what_sets_a_fee_off_ends_its_sentence_and_its_cost():
    fee = Fee(percent=25, of="price", trigger="no-rma-number")
    told = fact_words("restocking", Fact(value=fee), "Acme")
    when = "if the parcel comes without an RMA number"
    assert told["text"] == f"Acme keeps 25 % of the price as a restocking fee {when}."
    assert told["amount"] == f"25 % of the price, {when}"


def test_a_fee_whose_trigger_lost_its_words_is_told_all_the_same():
    fee = Fee(amount=9, currency="EUR", trigger="full-moon")
    assert fact_words("restocking", Fact(value=fee), "Acme")["amount"] == "EUR 9.00, full-moon"


@pytest.mark.parametrize(
    ("start", "text"),
    [
        (Clock("shipment"), "from the day it was shipped to you"),
        (Clock("receipt", 1), "from the day after the day you received it"),
        (Clock("invoice", 3), "from 3 days after the day of the invoice"),
    ],
)
def test_a_start_is_spelled_with_its_event_and_the_days_after_it(start, text):
    assert fact_words("warranty-clock", Fact(value=start), "Acme")["text"] == f"The warranty is counted {text}."


# Who pays stands in the value; how much that is in words/


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("freight-in", Freight("you"), ("You pay the way to Acme.", "you", "what your carrier asks")),
        ("freight-in", Freight("vendor"), ("Acme pays the way there.", "vendor", "free for you")),
        (
            "freight-back", Freight("you", quoted=True),
            ("The way back is added to Acme's quote.", "you", "added to the quote"),
        ),
        (
            "in-warranty", Remedy("repair-and-back", "vendor"),
            ("Inside the warranty, Acme repairs it and ships it back.", "vendor", "free in warranty"),
        ),
        (
            "out-of-warranty", Remedy("quote-after-arrival", "you"),
            ("Outside the warranty, Acme sends a quote for the repair once the camera is there.", "you", "as quoted"),
        ),
        (
            "in-warranty", Remedy("repair-and-back"),
            ("Inside the warranty, Acme repairs it and ships it back.", "", ""),
        ),
    ],
)  # fmt: skip
def test_who_pays_is_told_as_the_value_says(key, value, told):
    words = fact_words(key, Fact(value=value), "Acme")
    assert (words["text"], words["payer"], words["amount"]) == told


def test_no_word_of_words_can_change_who_pays(words):
    edit(words, "facts.toml", 'text = "You pay the way to {vendor}."', 'text = "{vendor} pays."')
    there = fact_words("freight-in", Fact(value=Freight("you")), "Acme", read_words(words))
    assert (there["text"], there["payer"]) == ("Acme pays.", "you")


@pytest.mark.parametrize("key", ["payer", "event", "plus"])
def test_what_judges_cannot_be_written_into_words(key, words):
    edit(words, "facts.toml", 'text = "{vendor} pays the way there."', f'{key} = "you"\ntext = "The vendor pays."')
    with pytest.raises(ContentError, match=rf"^words/facts.toml: facts.freight-in.values.vendor.{key}: is not a key"):
        read_words(words)


def test_a_value_whose_words_are_gone_is_told_as_it_stands(words):
    booked = '[facts.freight-in.values.booked-by-vendor]\ntext = "{vendor} books the way there."\n'
    edit(words, "facts.toml", booked, "")
    told = fact_words("freight-in", Fact(value=Freight("you", booker="vendor")), "Acme", read_words(words))
    assert told["text"] == "You pay the way to Acme. booked-by-vendor"
    told = fact_words("in-warranty", Fact(value=Remedy("exchange", "vendor")), "Acme")
    assert (told["text"], told["payer"], told["amount"]) == ("exchange", "vendor", "free in warranty")
    told = fact_words("packing", Fact(value=["antistatic", "foam"]), "Acme")
    assert told["text"] == "Pack it so: in an antistatic bag and foam."


def test_a_silent_fact_has_no_text():
    assert fact_words("customs", Fact(silent=True), "Acme")["text"] == ""


def test_braces_that_name_nothing_stay():
    assert fill("{vendor} {who}", vendor="Acme") == "Acme {who}"


def test_any_carrier_is_a_sentence_of_its_own():
    assert fact_words("carriers", Fact(value=["any"]), "Acme")["text"] == "You may ship with any carrier."
    assert listed_names("carriers", Fact(value=["any"])) == listed_names("carriers", Fact(silent=True)) == []
    assert listed_names("carriers", Fact(value=["Example Freight"])) == ["Example Freight"]


WRONG = {  # what is wrong: the file, the text in it, what stands there instead → what the editor is told
    "braces": (
        "outcomes", "{vendor} pays you back", "{vender} pays",
        "words/outcomes.toml: stops.refund.title: {vender} is filled by nothing; write",
    ),
    "braces of another fact": (
        "facts", "keeps {fee} as", "keeps {span} as",
        "words/facts.toml: facts.restocking.sentence: {span} is filled by",
    ),
    "a fact misspelt": (
        "facts", "[facts.packing]", "[facts.packng]",
        "words/facts.toml: facts.packng: there is no fact of this name; did you",
    ),
    "a fact without a label": (
        "facts", 'label = "Packing"\n', "", "words/facts.toml: facts.packing.label: is missing; write it",
    ),
    "a fact without words": (
        "facts", "[facts.rma-time]", "[facts.duties]",
        "words/facts.toml: facts.rma-time: give this fact a label, a group, a silent and a question",
    ),
    "a kind without words": (
        "outcomes", "[kinds.paid]", "[kinds.loan]",
        "words/outcomes.toml: kinds.paid: give this kind a name, a sentence, a next, a button, a gets and",
    ),
    "a purpose without words": (
        "questions", 'other = "Something else"', "",
        "words/questions.toml: purposes.other: give this purpose its words",
    ),
    "an answer nobody can give": (
        "questions", 'other = "Something else"', 'other = "Something else"\nswap = "Swap it"',
        "words/questions.toml: purposes.swap: there is no purpose of this name; remove it",
    ),
    "a table in the wrong file": (
        "mails", "[mails.advice]", "[kinds]\n[mails.advice]",
        "words/mails.toml: kinds: belongs in words/outcomes.toml; move it there",
    ),
    "a table nobody knows": (
        "mails", "[mails.advice]", "[letters]\n[mails.advice]",
        "words/mails.toml: letters: is not a key we know; write one of mails, or remove it",
    ),
    "no TOML": ("mails", "[mails.advice]", "[mails.advice", "words/mails.toml: line "),
}  # fmt: skip


@pytest.fixture
def words(tmp_path):
    """A copy of words/, to spoil."""
    return shutil.copytree(WORDS, tmp_path / "words")


@pytest.mark.parametrize("wrong", WRONG)
def test_a_fault_of_the_words_is_told_by_its_key(wrong, words):
    file, find, put, told = WRONG[wrong]
    edit(words, f"{file}.toml", find, put)
    with pytest.raises(ContentError, match=f"^{re.escape(told)}"):
        read_words(words)


def test_a_file_that_nothing_reads_is_told(words):
    (words / "letters.toml").touch()
    with pytest.raises(ContentError, match="^words/letters.toml: nothing reads this file; move its tables into facts,"):
        read_words(words)


def test_a_file_that_is_gone_is_told(words):
    (words / "mails.toml").unlink()
    with pytest.raises(ContentError, match="^words/mails.toml: this file is missing; bring it back$"):
        read_words(words)
