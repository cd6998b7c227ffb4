"""Colours: what every reader can make out passes, anything else is refused with its figures and the place to mend."""

import pytest
from msgspec.structs import replace

from content.errors import ContentError
from content.loading.vendor_folder import load_vendors
from content.pages.theme import PAIRS, accent, assets, check_contrast, contrast, palettes, squeeze
from content.places import ROOT
from tests.support.vendor_folder import copy_of, edit, shipped_vendors

STATIC = ROOT / "site" / "static"
CSS = (STATIC / "colours.css").read_text(encoding="utf-8")
FLIR = shipped_vendors()["flir"]


def refusal(css=CSS, vendors=()):
    with pytest.raises(ContentError) as caught:
        check_contrast(css, vendors)
    return caught.value


def in_accent(**colours):
    """FLIR with another accent."""
    return replace(FLIR, file=replace(FLIR.file, theme=replace(FLIR.file.theme, **colours)))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#949494", "#ffffff", 3.03),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#00ff00", "#000000", 15.3),
    ],
)
def test_contrast_is_the_one_of_the_guidelines(one, other, ratio):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


def test_the_shipped_colours_pass():
    check_contrast(CSS, shipped_vendors().values())


def test_both_palettes_name_every_colour_that_is_paired():
    light, dark = palettes(CSS)
    assert {name for pair in PAIRS for name in pair[:2]} <= set(light)
    assert set(dark) == set(light)


@pytest.mark.parametrize(("front", "back", "least"), PAIRS, ids=lambda part: str(part))
def test_every_pair_bites(front, back, least):
    light, _ = palettes(CSS)
    same = CSS.replace(f"--{front}: {light[front]};", f"--{front}: {light[back]};", 1)
    fault = refusal(same)
    assert (fault.file, fault.key) == ("colours.css", "the light palette") and "contrast" in fault.write


def test_a_dark_palette_that_cannot_be_read_is_refused():
    light, dark = palettes(CSS)
    fault = refusal(CSS.replace(f"--quiet: {dark['quiet']};", f"--quiet: {dark['card']};", 1))
    assert (fault.file, fault.key) == ("colours.css", "the dark palette")


@pytest.mark.parametrize(
    ("colours", "key"),
    [
        ({"accent": "#ffe9a8"}, "theme.accent"),
        ({"accent": "#7a8fb0"}, "theme.accent"),
        ({"accent_dark": "#1b4f91"}, "theme.accent-dark"),
        ({"accent_dark": "#222222"}, "theme.accent-dark"),
    ],
)
def test_an_accent_that_cannot_be_read_names_the_vendor_and_the_key(colours, key):
    fault = refusal(vendors=[in_accent(**colours)])
    assert (fault.file, fault.key) == ("flir/vendor.toml", key)


def test_the_refusal_tells_the_colours_their_contrast_and_what_to_do():
    told = refusal(vendors=[in_accent(accent="#777777")]).write
    assert "accent #777777 on paper" in told and "it needs 4.5" in told
    assert told.endswith("choose a colour further apart")


def test_each_vendor_has_a_stylesheet_with_its_accent_in_light_and_dark():
    for theme in (vendor.file.theme for vendor in shipped_vendors().values()):
        light, dark = accent(theme).split("prefers-color-scheme: dark")
        assert f"--accent: {theme.accent};" in light and f"--accent: {theme.accent_dark};" in dark


def test_vendors_in_the_same_colours_share_one_accent():
    twins = [FLIR, replace(FLIR, slug="twin")]
    assert assets(STATIC, twins) == assets(STATIC, [FLIR]) != assets(STATIC, [in_accent(accent="#000000")])


def test_the_stylesheet_loses_comments_and_blanks_and_nothing_in_quotes():
    plain = squeeze(
        '/* one\n * two */\n:root {\n  --ink: #000000;\n}\n/* 3 */ a > b::before { content: "a > b: {;} " !important; }'
    )
    assert plain == ':root{--ink:#000000}a>b::before{content:"a > b: {;} "!important}\n'


def test_a_pale_accent_in_a_vendor_s_file_is_refused(tmp_path):
    edit(copy_of("flir", tmp_path), "vendor.toml", "#1b4f91", "#cfe0ff")
    assert refusal(vendors=load_vendors(tmp_path).values()).key == "theme.accent"
