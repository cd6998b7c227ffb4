"""An editor's examples: they hold, one that does not is told in a sentence, and what none touches is shown."""

import re

import pytest

from content.__main__ import main
from content.errors import ContentError
from content.loading.example_coverage import uncovered
from content.loading.examples import check_examples
from content.loading.vendor_folder import load_vendor
from tests.support.vendor_folder import FLIR, copy_of, edit, shipped_vendors

FILE = "examples.toml"
BEGIN = '[[examples]]\nsay = "It fails."\non = 2026-11-22\npurpose = "repair"\n'


@pytest.fixture
def flir(tmp_path):
    return copy_of("flir", tmp_path)


def tried(folder):
    """The folder's vendor, its examples tried."""
    vendor = load_vendor(folder)
    check_examples([vendor])
    return vendor


def only(folder, text):
    """The vendor with this one example."""
    (folder / FILE).write_text(BEGIN + text, encoding="utf-8")
    return tried(folder)


@pytest.mark.parametrize("vendor", shipped_vendors().values(), ids=lambda vendor: vendor.slug)
def test_the_examples_of_every_vendor_touch_all_there_is(vendor):
    assert vendor.examples and list(uncovered(vendor)) == []


def test_a_folder_without_examples_loads(flir):
    (flir / FILE).unlink()
    assert load_vendor(flir).examples == ()


def test_a_fee_that_changes_is_told_by_the_example_that_names_it(flir):
    edit(flir, FLIR, "percent = 25", "percent = 20")
    with pytest.raises(ContentError) as told:
        tried(flir)
    assert (told.value.file, told.value.key) == (f"flir/{FILE}", "examples[1]")
    assert told.value.write == (
        "“Thirty days after the purchase the money is wanted back: the last day.” expects"
        " “25 % of the price” for Restocking fee, but the page says “20 % of the price”, paid by you."
        " If the example is right, mend the policy; if the policy is right, mend the example."
    )


def test_a_window_that_shrinks_is_told_by_the_example_of_its_last_day(flir):
    edit(flir, FLIR, "days = 30", "days = 29")
    with pytest.raises(ContentError, match="expects the rule 'refund', but 'refund-closed' holds: “The time for a re"):
        tried(flir)


def test_the_command_that_proves_tells_an_example_that_does_not_hold(flir, capsys):
    edit(flir, FLIR, "percent = 25", "percent = 20")
    assert main(["prove", "--vendors", str(flir.parent)]) == 1
    assert "flir/examples.toml: examples[1]: “Thirty days after the purchase" in capsys.readouterr().err


MISSED = {
    "a rule": ('then = { rule = "refund" }', "expects the rule 'refund', but 'warranty-unknown' holds"),
    "a kind": ('then = { rule = "warranty-unknown", kind = "paid" }', "expects the kind 'paid', but ask"),
    "a title": ('then = { rule = "warranty-unknown", title = "Free" }', "the title “Free”, but “Support checks"),
    "an answer": (
        'then = { rule = "warranty-unknown", answers = { warranty = "in" } }', "warranty = 'in', but it is 'unk",
    ),
    "a payer": (
        'then = { rule = "warranty-unknown", pays = { freight-in = "FLIR" } }',
        "expects “FLIR” for The way there, but the page says “what your carrier asks”, paid by you",
    ),
    "no such cost": (
        'then = { rule = "warranty-unknown", pays = { restocking = "You" } }', "but this outcome tells no such cost",
    ),
    "words": ('then = { rule = "warranty-unknown", says = ["it is free"] }', "the words “it is free”, but they do not"),
    "what stands there": ('then = { rule = "warranty-unknown", says = ["free"] }', "in what does: Support checks"),
    "words that nobody may be told": (
        'then = { rule = "warranty-unknown", never-says = ["Support checks"] }', "not to read “Support checks”, but",
    ),
}  # fmt: skip


@pytest.mark.parametrize("missed", MISSED)
def test_what_was_expected_and_what_holds_is_told(missed, flir):
    then, told = MISSED[missed]
    with pytest.raises(ContentError, match="“It fails.”") as fault:
        only(flir, then)
    assert told in fault.value.write


def test_a_text_that_is_named_judges_before_its_day(flir):
    on = "on = 2019-01-01"
    (flir / FILE).write_text(
        re.sub(r"on *= \S+", on, BEGIN) + 'revision = "2020-04-17"\nthen = { rule = "warranty-unknown" }', "utf-8"
    )
    assert tried(flir)


def test_an_example_of_a_day_without_a_text_is_told_by_its_key(flir):
    (flir / FILE).write_text(re.sub(r"on *= \S+", "on = 2001-01-01", BEGIN) + 'then = { rule = "refund" }', "utf-8")
    with pytest.raises(ContentError, match="name the text that judges in `revision`") as fault:
        tried(flir)
    assert fault.value.key == "examples[1].on"


IMPOSSIBLE = {
    "no purpose": ('family = "orix"', "family", "there is no family 'orix'"),
    "no seller": ('bought-from = "shop"', "bought-from", "write one of direct, dealer"),
    "no event": ("dates = { birthday = 2026-01-01 }", "dates", "write one of purchase, invoice"),
    "no answer": ('answers = { product = "toaster" }', "answers.product", "'toaster' is not one of its answers: "),
    "no revision": ('revision = "2021"', "revision", "write the name of a file in policies/"),
    "no question": (
        'answers = { colour = "red" }',
        "answers.colour",
        "no question has this id; write one of product, ",
    ),
    "no model": ('model = "FLR-1"', "model", "no family in products.toml has 'FLR-1'"),
    "another family": (
        'model = "BFS-U3-51S5C"\nfamily = "oryx"',
        "family",
        "is of the family 'blackfly-s'; write that",
    ),
    "no country": ('country = "XX"', "country", 'two capital letters of ISO 3166, such as "CA"'),
    "less than none": ("units = -1", "units", "or 0 where nobody counted"),
    "a warranty": ('warranty-said = "maybe"', "warranty-said", "in, out, unknown"),
}


@pytest.mark.parametrize("wrong", IMPOSSIBLE)
def test_a_case_there_cannot_be_is_told_by_its_key(wrong, flir):
    line, key, told = IMPOSSIBLE[wrong]
    with pytest.raises(ContentError, match=told) as fault:
        only(flir, f'{line}\nthen = {{ rule = "warranty-unknown" }}')
    assert fault.value.key == f"examples[1].{key}"


EXPECTED = {
    "no such kind": ('kind = "pade"', "kind", "'pade' is not allowed here; write one of "),
    "no cost": ('pays = { restokking = "You" }', "pays.restokking", "no cost is called so; write one of restocking, "),
    "a fact that is no cost": ('pays = { carriers = "You" }', "pays.carriers", "no cost is called so; write one of "),
    "no such answer": ('answers = { warranty = "maybe" }', "answers.warranty", "'maybe' is not one of its answers: in"),
}


@pytest.mark.parametrize("wrong", EXPECTED)
def test_what_no_outcome_could_hold_is_told_by_its_key(wrong, flir):
    then, key, told = EXPECTED[wrong]
    with pytest.raises(ContentError) as fault:
        only(flir, f'then = {{ rule = "warranty-unknown", {then} }}')
    assert fault.value.key == f"examples[1].then.{key}" and fault.value.write.startswith(f"“It fails.”: {told}")


def test_an_unknown_rule_is_answered_with_those_there_are(flir):
    with pytest.raises(ContentError, match="there is no rule of this name; write one of .*refund-closed.* Here 'warr"):
        only(flir, 'then = { rule = "refund-close" }')


def test_each_row_of_a_window_wants_an_example_on_both_sides(tmp_path):
    folder = copy_of("zwo", tmp_path)
    edit(folder, FILE, "on          = 2026-09-30", "on          = 2026-09-29")
    edit(folder, FILE, "on          = 2026-05-04", "on          = 2026-05-05")
    assert [text.partition(": ")[2] for text in uncovered(load_vendor(folder))] == [
        "the window 'arrival', for AM3 mounts, its last day", "the window 'arrival', the first day after it",
    ]  # fmt: skip


def test_what_no_example_touches_is_shown(flir, capsys):
    only(flir, 'model = "ORX-10G-51S5M"\nthen = { rule = "warranty-unknown" }')
    assert main(["examples", "--vendors", str(flir.parent)]) == 0
    told = capsys.readouterr().out
    assert "flir: 1 examples hold" in told and "2020-04-17: the rule 'refund'\n" in told
    assert "the window 'refund', its last day" in told and "the window 'refund', the first day after it" in told
    assert "the fact 'restocking', told by those rules alone" in told
    assert "the warranty of the family 'blackfly-s'" in told and "the rule 'warranty-unknown'" not in told
