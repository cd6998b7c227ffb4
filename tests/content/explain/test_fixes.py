"""Known fixes: matched by symptom and family, told with their source, refused where they hang in the air."""

import re

import pytest

from content.errors import ContentError
from content.explain.fixes import fix_text, fixes_for
from content.loading.vendor_folder import load_vendor
from tests.support.vendor_folder import copy_of, shipped_vendors

TITLE = "[[fixes]]\nid = '{}'\ntitle = 'Try it'\nsteps = ['Try it.']\nsource = 'flir-rma'\n{}\n"
ALL = [(vendor, fix) for vendor in shipped_vendors().values() for fix in vendor.fixes]
SHIPPED = pytest.mark.parametrize("vendor, fix", ALL, ids=[fix.id for _, fix in ALL])

# Turns of phrase of the vendors' own pages; a fix says the same in our words.
THEIRS = [
    "issues can be resolved", "without having to return", "updated software or firmware", "shipping the camera back",
    "possible fixes that could", "fixes can be applied", "scan your network for", "will appear blank if",
    "the most common reasons", "the same subnet as", "using a supported driver", "drop down list",
]  # fmt: skip


def with_fixes(tmp_path, *fixes):
    """FLIR with these fixes alone, each as (id, lines of TOML)."""
    folder = copy_of("flir", tmp_path)
    (folder / "fixes.toml").write_text("".join(TITLE.format(*fix) for fix in fixes), encoding="utf-8")
    return load_vendor(folder)


def ids(fixes):
    return [fix.id for fix in fixes]


# Matching


def test_the_narrowest_fix_comes_first_and_equals_stay_in_order(tmp_path):
    heat, oryx = "symptoms = ['heat']", "families = ['oryx']"
    fixes = [("any", ""), ("hot", heat), ("oryx", oryx), ("both", f"{heat}\n{oryx}"), ("hot-too", heat)]
    vendor = with_fixes(tmp_path, *fixes)
    assert ids(fixes_for(vendor, "heat", "oryx")) == ["both", "hot", "oryx", "hot-too", "any"]


@pytest.mark.parametrize(
    "symptom, family, found",
    [
        ("heat", "blackfly-s", ["hot", "any"]),
        ("sync", "oryx", ["oryx", "any"]),
        ("sync", "blackfly-s", ["any"]),
        ("heat", "", ["hot", "any"]),  # a model no catalogue lists
        ("", "", ["any"]),
        ("heat", "accessories", ["lens"]),  # what is meant for cameras is not told of a lens
    ],
)
def test_a_fix_is_for_what_it_names(tmp_path, symptom, family, found):
    fixes = [("any", ""), ("hot", "symptoms = ['heat']"), ("oryx", "families = ['oryx']")]
    vendor = with_fixes(tmp_path, *fixes, ("lens", "families = ['accessories']"))
    assert ids(fixes_for(vendor, symptom, family)) == found


def test_a_vendor_without_the_file_has_no_fixes(tmp_path):
    folder = copy_of("flir", tmp_path)
    (folder / "fixes.toml").unlink()
    vendor = load_vendor(folder)
    assert vendor.fixes == () and fixes_for(vendor, "drops", "oryx") == ()


def test_a_fix_changes_no_verdict_given_before(tmp_path):
    [now, *_] = shipped_vendors()["flir"].policies
    assert with_fixes(tmp_path, ("other", "")).policies[0].hash == now.hash


def test_a_fix_goes_into_a_mail_as_plain_lines(tmp_path):
    [fix] = with_fixes(tmp_path, ("one", "symptoms = ['heat']\ndoubt = 'It may not help.'")).fixes
    first, step, doubt, source = fix_text(fix).splitlines()
    assert (first, step, doubt) == ("Try it", "1. Try it.", "It may not help.")
    assert source.startswith("Source: FLIR: How do I obtain")


# Faults

WRONG = {  # the lines of the fixes file's last entry → the key and the advice that the editor is told
    "an id that is none": ("Try this", "", "fixes.Try this.id", "small letters, digits and single hyphens"),
    "two of one id": ("first", "", "fixes.first", "rename one"),
    "a symptom nobody knows": ("a", "symptoms = ['mood']", "fixes.a.symptoms", "write one of not-found, no-image"),
    "a family nobody knows": ("a", "families = ['oryks']", "fixes.a.families", "the slug of one in products.toml"),
    "a figure": ("a", "doubt = 'It helps 9 of 10.'", "fixes.a", "the figure '9' stands in prose"),
    "a key nobody knows": ("a", "colour = 'red'", "fixes.a.colour", "write one of id, title"),
    "text for a list": ("a", "symptoms = 'heat'", "fixes.a.symptoms", "write a list in square brackets"),
}
SPOILT = {  # what stands in a good entry, and what is put there
    "no title": ("'Try it'", "' '", "fixes.a.title", "in a few words"),
    "no steps": ("['Try it.']", "[]", "fixes.a.steps", "at least one step"),
    "an empty step": ("['Try it.']", "['Try it.', '']", "fixes.a.steps[2]", "a sentence in each"),
    "a numbered step": ("['Try it.']", "['1. Try it.']", "fixes.a", "steps are numbered by themselves"),
    "a length of time": ("'Try it.'", "'Wait two weeks.'", "fixes.a", "the length of time 'two weeks' stands in prose"),
    "an address": ("'Try it'", "'See maker.com'", "fixes.a", "the address 'maker.com' stands in prose"),
    "a source nobody knows": ("'flir-rma'", "'hearsay'", "fixes.a.source", "not in vendor.toml [sources]"),
    "no source": ("source = 'flir-rma'", "", "fixes.a.source", "is missing; write it"),
    "no id": ("id = 'a'", "", "fixes[1].id", "is missing; write it"),
    "nothing at all": (TITLE.format("a", ""), "", "fixes", "is missing; write it"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_entry_is_told_by_file_key_and_what_to_write(wrong, tmp_path):
    id, lines, key, write = WRONG[wrong]
    with pytest.raises(ContentError) as told:
        with_fixes(tmp_path, ("first", ""), (id, lines))
    assert (told.value.file, told.value.key) == ("flir/fixes.toml", key) and write in told.value.write


@pytest.mark.parametrize("wrong", SPOILT)
def test_a_spoilt_entry_is_told_the_same_way(wrong, tmp_path):
    find, put, key, write = SPOILT[wrong]
    folder, entry = copy_of("flir", tmp_path), TITLE.format("a", "")
    (folder / "fixes.toml").write_text(entry.replace(find, put), encoding="utf-8")
    with pytest.raises(ContentError) as told:
        load_vendor(folder)
    assert entry.count(find) == 1 and (told.value.file, told.value.key) == ("flir/fixes.toml", key)
    assert write in told.value.write


def test_the_name_of_a_product_may_hold_a_figure(tmp_path):
    assert with_fixes(tmp_path, ("a", "doubt = 'Not for the Grasshopper3 USB3 or the BFS-U3-51S5C.'")).fixes


# What is shipped


def test_only_the_vendors_whose_texts_name_one_ship_fixes():
    assert {vendor.slug for vendor, _ in ALL} == {"flir", "pixelink"}


@SHIPPED
def test_a_shipped_fix_names_where_it_was_read(vendor, fix):
    assert fix.origin.address.startswith("http") and fix.doubt and fix_text(fix).endswith(fix.origin.title)


@SHIPPED
def test_a_shipped_fix_has_short_steps_of_one_or_two_sentences(vendor, fix):
    assert len(fix.steps) > 1
    assert [step for step in fix.steps if len(step) > 130 or not re.fullmatch(r"[A-Z].*\.", step)] == []


@SHIPPED
@pytest.mark.parametrize("symptom", ["damage", "heat"])
def test_what_is_broken_or_burnt_is_not_to_be_tried_again(vendor, fix, symptom):
    assert symptom not in fix.symptoms and fix.symptoms


def copied(*texts):
    """The vendors' turns of phrase in these texts."""
    said = " ".join(texts).lower()
    return [phrase for phrase in THEIRS if phrase in said]


@SHIPPED
def test_a_shipped_fix_is_in_our_own_words(vendor, fix):
    assert copied(fix.title, *fix.steps, fix.doubt) == []


def test_copied_words_are_seen():
    assert copied("Often issues can be resolved.") == ["issues can be resolved"]


@pytest.mark.parametrize(
    "vendor, symptom, found",
    [
        ("flir", "drops", ["update"]),
        ("flir", "damage", []),
        ("pixelink", "not-found", ["subnet", "ribbon-cable"]),
        ("pixelink", "no-image", ["ribbon-cable"]),
        ("pixelink", "drops", []),
    ],
)
def test_the_shipped_fixes_are_found(vendor, symptom, found):
    assert ids(fixes_for(shipped_vendors()[vendor], symptom, "")) == found


# On the page
