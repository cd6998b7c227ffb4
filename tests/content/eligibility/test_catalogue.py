"""The catalogue finds a model however it is typed, and keeps a stranger as it was typed."""

import pytest
from msgspec.structs import replace

from content.eligibility.catalogue import family_of, family_rows, find_model, model_names, serial_form
from content.schema.products import Family, SerialForm, WarrantyRow
from content.schema.when import Situation, fits
from tests.support.vendor_folder import shipped_vendors

FLIR, PIXELINK = shipped_vendors()["flir"], shipped_vendors()["pixelink"]


@pytest.mark.parametrize(
    "typed",
    ["BFS-U3-51S5C", "bfs-u3-51s5c", "  BFS U3 51S5C ", "BFSU351S5C", "bfs_u3_51s5c", "BFS–U3–51S5C"],
)
def test_a_listed_model_is_found_however_it_is_typed(typed):
    found = find_model(FLIR, typed)
    assert (found.model, found.family.slug, found.listed) == ("BFS-U3-51S5C", "blackfly-s", True)


def test_a_family_is_found_by_its_name():
    found = find_model(FLIR, "ladybug5")
    assert (found.model, found.family.slug, found.listed) == ("Ladybug5", "ladybug5", True)


def test_every_model_the_catalogue_lists_is_found_as_itself():
    for vendor in (FLIR, PIXELINK):
        assert [find_model(vendor, model).model for model in model_names(vendor)] == model_names(vendor)


@pytest.mark.parametrize(
    ("vendor", "typed", "model", "family"),
    [
        (FLIR, "gs3-u3-99z9c", "GS3-U3-99Z9C", "grasshopper3-usb3"),
        (FLIR, "FL3-GE-99Z9", "FL3-GE-99Z9", "flea3-gige"),
        (PIXELINK, "pl-d799", "PL-D799", "pl-d"),
    ],
)
def test_an_unlisted_model_is_told_by_what_its_name_begins_with(vendor, typed, model, family):
    found = find_model(vendor, typed)
    assert (found.model, found.family.slug, found.listed) == (model, family, False)


@pytest.mark.parametrize("turned", [False, True], ids=["short first", "long first"])
def test_the_longest_prefix_wins_wherever_it_stands(turned):
    families = [Family(slug="all", name="All", prefixes=["PL-"]), Family(slug="d", name="D", prefixes=["PL-D7"])]
    vendor = replace(PIXELINK, products=replace(PIXELINK.products, families=families[:: -1 if turned else 1]))
    assert find_model(vendor, "PL-D799").family.slug == "d"
    assert find_model(vendor, "PL-D699").family.slug == "all"


@pytest.mark.parametrize(
    ("typed", "family"),
    [("H-20", "halo"), ("h 20", "halo"), ("H20", "halo"), ("Hawk 9", None), ("HD-20", None), ("PL799", "pl")],
)
def test_no_letter_runs_on_where_a_prefix_ends_in_a_hyphen(typed, family):
    families = [Family(slug="halo", name="Halo", prefixes=["H-"]), Family(slug="pl", name="PL", prefixes=["P"])]
    vendor = replace(PIXELINK, products=replace(PIXELINK.products, families=families))
    found = find_model(vendor, typed).family
    assert (found and found.slug) == family


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Acme Eye 3000", "Acme Eye 3000"), ("  my   old camera ", "my old camera"), ("", ""), ("--", "--"), ("眼", "眼")],
)
def test_a_stranger_is_kept_as_typed(typed, kept):
    for vendor in (FLIR, PIXELINK):
        assert find_model(vendor, typed) == (kept, None, False)


def test_a_family_without_a_serial_form_has_the_vendor_s():
    own = Family(slug="own", name="Own", serial=SerialForm(pattern="[A-Z]{4}"))
    assert serial_form(FLIR, family_of(FLIR, "oryx")) == FLIR.products.serial
    assert serial_form(FLIR, own).pattern == "[A-Z]{4}"


def test_an_unknown_family_is_none():
    assert family_of(FLIR, "basler") is None
    assert family_rows(FLIR, "") == []


@pytest.mark.parametrize(
    ("family", "region", "part", "months"),
    [("oryx", "", "", [24]), ("oryx", "eu", "", [24, 36]), ("oryx", "eu", "sensor", [24, 36, 12]), ("", "", "", [])],
)
def test_a_warranty_row_holds_where_it_says(family, region, part, months):
    whens = dict(family="oryx"), dict(family=["oryx"], region=["eu"]), dict(family="oryx", part="sensor")
    rows = [WarrantyRow("manuals", months=length, when=when) for length, when in zip((24, 36, 12), whens, strict=True)]
    vendor = replace(FLIR, products=replace(FLIR.products, warranty=rows))
    rows = family_rows(vendor, family)
    situation = Situation(family=family, region=region, said={"part": part})
    assert [row.months for row in rows if fits(row.when, situation)] == months
