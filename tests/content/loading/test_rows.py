"""Rows with `when`: in every situation one holds, each holds in one, and what they name is there."""

import pytest

from content.errors import ContentError
from content.explain.texts import question_text
from content.loading.vendor_folder import load_vendor
from tests.support.fictional import COVERED, WARRANTY, family, write_vendor

NOVA = {
    "asks": ("purpose", "bought_from", "part", "warranty"),
    "rules": WARRANTY,
    "products": '[regions]\nEU = ["DE", "FR"]\n' + family("nova", "Nova", "NV-") + family("vega", "Vega", "VG-"),
}
ROWS = {  # rows that say something in every situation
    "by kind": ('{ when = { kind = "warranty" }, value = { payer = "vendor" } }', '{ value = { payer = "you" } }'),
    "by family": ('{ when = { family = "nova" }, value = { payer = "vendor" } }', "{ silent = true }"),
    "by several families": (
        '{ when = { family = "nova" }, value = { payer = "vendor" } }',
        '{ when = { family = "vega" }, value = { payer = "you" } }',
    ),
    "by purpose, all of them": (
        '{ when = { purpose = "repair" }, value = { payer = "vendor" } }',
        '{ when = { purpose = ["refund", "other"] }, value = { payer = "you" } }',
    ),
    "by the region it is sent from": (
        '{ when = { region = "EU" }, value = { payer = "vendor" } }', '{ value = { payer = "you" } }',
    ),
    "by the region it was bought in, elsewhere first": (
        '{ when = { sold = "elsewhere" }, value = { payer = "you" } }', '{ value = { payer = "vendor" } }',
    ),
    "by who sold it": (
        '{ when = { bought_from = "dealer" }, value = { payer = "you" } }', '{ value = { payer = "vendor" } }',
    ),
    "by part": ('{ when = { part = "cooler" }, value = { payer = "you" } }', '{ value = { payer = "vendor" } }'),
}  # fmt: skip


def load(folder, *rows, more=None):
    """The vendor Nova, whose freight-in are these rows."""
    write_vendor(folder, "novaworks", NOVA | {"facts": COVERED | (more or {})})
    [path] = (folder / "novaworks" / "policies").iterdir()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("freight-in = { silent = true }", f"freight-in = [{', '.join(rows)}]"), "utf-8")
    return load_vendor(folder / "novaworks")


def refused(folder, *rows, **more):
    with pytest.raises(ContentError) as fault:
        load(folder, *rows, **more)
    return fault.value


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_rows_that_leave_nothing_out_are_taken(rows, tmp_path):
    assert len(load(tmp_path, *rows).policies[0].rows("freight-in")) == len(rows)


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_one_of_them_taken_away_is_a_gap_unless_it_only_narrows(rows, tmp_path):
    fault = refused(tmp_path, rows[0])
    assert fault.key == "facts.freight-in" and "no row holds where" in fault.write


def test_a_row_that_the_rows_above_it_leave_nothing_is_refused(tmp_path):
    all_of_it, narrow = '{ value = { payer = "you" } }', '{ when = { family = "nova" }, value = { payer = "vendor" } }'
    fault = refused(tmp_path, all_of_it, narrow)
    assert fault.key == "facts.freight-in[2]"
    assert "this row (for Nova) never holds: the rows above take all of it" in fault.write
    assert load(tmp_path / "other", narrow, all_of_it)


ALL_FAMILIES = [f'{{ when = {{ family = "{slug}" }}, value = {{ payer = "you" }} }}' for slug in ("nova", "vega")]


def test_a_gap_is_told_by_what_it_is(tmp_path):
    assert "where family = 'vega'" in refused(tmp_path, ALL_FAMILIES[0]).write


def test_what_the_catalogue_does_not_list_may_have_a_row_but_no_silence(tmp_path):
    assert load(tmp_path, *ALL_FAMILIES, '{ value = { payer = "vendor" } }')
    fault = refused(tmp_path / "other", *ALL_FAMILIES, "{ silent = true }")
    assert fault.key == "facts.freight-in[3]" and "this row (for all) never holds" in fault.write


WRONG = {
    "a family there is not": ('{ when = { family = "novva" }, silent = true }', "when.family", "there is no 'novva'"),
    "a kind there is not": (
        '{ when = { kind = "mended" }, silent = true }', "facts.freight-in[1].when.kind",
        "there is no 'mended'; write one of refund, replacement, warranty, paid, ask, no, dealer, elsewhere",
    ),
    "a region there is not": ('{ when = { region = "US" }, silent = true }', "when.region", "there is no 'US'"),
    "a part nobody is asked for": ('{ when = { part = "lens" }, silent = true }', "when.part", "there is no 'lens'"),
    "a condition on what is not said": (
        '{ when = { family = "nova" }, silent = true, only-if = "if asked" }', "only-if", "is not stated",
    ),
    "neither a value nor silence": ('{ when = { family = "nova" } }', "facts.freight-in", "write either `value = …`"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_a_row_names_has_to_be_there(wrong, tmp_path):
    row, key, says = wrong
    fault = refused(tmp_path, row, "{ silent = true }")
    assert key in fault.key and says in fault.write and len(fault.each) == 1


def test_products_are_asked_for_by_their_names_whatever_their_slugs(tmp_path):
    told = NOVA | {
        "asks": ("purpose", "family", "warranty"), "facts": COVERED,
        "products": family("nova-4k", "Nova 4K", "NV-"),
        "text": '[questions.family]\nask = "Which one is it?"\n',
    }  # fmt: skip
    write_vendor(tmp_path, "novaworks", told)
    [policy] = load_vendor(tmp_path / "novaworks").policies
    asked = question_text(policy, "family")
    assert asked.ask == "Which one is it?"
    assert asked.answers == {"nova-4k": "Nova 4K", "unknown": "I do not know, or another one"}


def test_words_for_a_row_hold_no_figure(tmp_path):
    load(tmp_path, '{ when = { part = "cooler" }, value = { payer = "you" } }', "{ silent = true }")
    text = tmp_path / "novaworks" / "text.toml"
    text.write_text(text.read_text("utf-8").replace('"for the cooler"', '"within {window.refund}"'), "utf-8")
    with pytest.raises(ContentError, match="can stand in an `only-if`") as fault:
        load_vendor(tmp_path / "novaworks")
    assert fault.value.key == "questions.part.holds.cooler"


def test_a_region_that_a_question_asks_is_named_as_an_address_can_hold_it(tmp_path):
    write_vendor(tmp_path, "novaworks", NOVA | {"facts": COVERED})
    [path] = (tmp_path / "novaworks" / "policies").iterdir()
    asked = '[[questions]]\nid = "sold"\nassume = "unknown"\n[[questions]]\nid = "part"'
    path.write_text(path.read_text("utf-8").replace('[[questions]]\nid = "part"', asked), "utf-8")
    with pytest.raises(ContentError, match=r"name the region so in products\.toml") as fault:
        load_vendor(tmp_path / "novaworks")
    assert fault.value.key == "questions.sold.answers.EU"


def test_an_answer_that_a_row_is_for_needs_words(tmp_path):
    load(tmp_path, '{ when = { part = "cooler" }, value = { payer = "you" } }', "{ silent = true }")
    text = tmp_path / "novaworks" / "text.toml"
    text.write_text(text.read_text("utf-8").replace('holds.cooler = "for the cooler"\n', ""), "utf-8")
    with pytest.raises(ContentError) as fault:
        load_vendor(tmp_path / "novaworks")
    assert fault.value.key == "facts.freight-in[1].when.part"
    assert "write them there, such as questions.part.holds.cooler" in fault.value.write


def test_no_row_at_all_says_nothing_and_is_refused(tmp_path):
    assert "an empty list says nothing" in refused(tmp_path).write


def test_a_window_is_not_chosen_by_the_kind_that_it_leads_to(tmp_path):
    rows = '[{ when = { kind = "refund" }, days = 3 }, { days = 2 }]'
    told = NOVA | {"facts": COVERED, "windows": f"doa = {rows}", "asks": ("purpose", "doa", "part", "warranty")}
    write_vendor(tmp_path, "novaworks", told)
    with pytest.raises(ContentError) as fault:
        load_vendor(tmp_path / "novaworks")
    assert fault.value.key == "windows.doa[1].when.kind" and "nothing here is told apart by 'kind'" in fault.value.write
