"""The guide: the editor's words with facts placed by name, every doubt beside its fact, nothing unescaped."""

import re
from html import escape, unescape

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from content.errors import ContentError
from content.explain import guide
from content.explain.guide import ANCHORS, facts_placed, guide_of
from content.explain.values import fact_words
from content.loading.vendor_folder import load_vendor
from tests.support.vendor_folder import copy_of, edit, shipped_vendors

VENDORS = shipped_vendors().values()
every_vendor = pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.slug)


def html_of(vendor):
    guide = guide_of(vendor, vendor.policies[0])
    return guide.intro + "".join(section.html for section in guide.sections)


def read_aloud(html):
    """The text a reader sees, less the letters that open a source; blanks made single."""
    return " ".join(unescape(re.sub(r"<button.*?</button>|<[^>]+>", "", html)).split())


def section(vendor, anchor):
    return next(part for part in guide_of(vendor, vendor.policies[0]).sections if part.anchor == anchor)


@every_vendor
def test_every_question_callers_ask_has_its_anchor(vendor):
    anchors = [part.anchor for part in guide_of(vendor, vendor.policies[0]).sections]
    assert set(ANCHORS) <= set(anchors)
    assert len(anchors) == len(set(anchors))


@every_vendor
def test_every_fact_placed_is_told_in_the_policy_s_words(vendor):
    text = read_aloud(html_of(vendor))
    for key in facts_placed(vendor):
        for row in vendor.policies[0].rows(key):
            assert fact_words(key, row, vendor.short)["text"] in text, key


@every_vendor
def test_no_name_of_a_fact_is_left_unfilled(vendor):
    assert not re.search(r"[{}\ue000\ue001]", html_of(vendor))


def test_the_window_is_told_with_its_length():
    text = read_aloud(section(shipped_vendors()["flir"], "refund").html)
    assert "Within 30 days of the day you bought it, yes." in text


def test_a_doubt_stands_beside_its_fact():
    flir = shipped_vendors()["flir"]
    sure, doubted, _ = flir.policies[0].rows("freight-back")
    told = read_aloud(section(flir, "shipping").html)
    assert f"In warranty: {fact_words('freight-back', sure, 'FLIR')['text']} Out of warranty: " in told
    assert doubted.doubt and f"{fact_words('freight-back', doubted, 'FLIR')['text']} {doubted.doubt}" in told


def test_every_doubt_of_a_placed_fact_is_shown():
    for vendor in VENDORS:
        rows = [row for key in facts_placed(vendor) for row in vendor.policies[0].rows(key)]
        assert all(row.doubt in read_aloud(html_of(vendor)) for row in rows)


def test_markup_in_the_guide_is_shown_and_never_obeyed():
    flir = shipped_vendors()["flir"]
    evil = replace(flir, guide=flir.guide + "\n<script>alert(1)</script> and <b onclick=x>bold</b>\n")
    assert "<script" not in html_of(evil) and "<b " not in html_of(evil)
    assert escape("<script>alert(1)</script>", quote=False) in html_of(evil)


def test_markup_would_be_obeyed_if_markdown_let_it_through(monkeypatch):
    flir = shipped_vendors()["flir"]
    monkeypatch.setattr(guide, "_markdown", MarkdownIt("commonmark", {"html": True}))
    assert "<script>" in html_of(replace(flir, guide=flir.guide + "\n<script>alert(1)</script>\n"))


def test_markup_in_a_doubt_is_shown_and_never_obeyed():
    flir = shipped_vendors()["flir"]
    facts = flir.policies[0].facts
    doubtful = replace(facts, restocking=replace(facts.restocking, doubt="<img src=x>"))
    evil = replace(flir, policies=(replace(flir.policies[0], facts=doubtful),))
    assert "&lt;img src=x&gt;" in html_of(evil) and "<img" not in html_of(evil)


# Figures


@pytest.mark.parametrize(
    "text",
    [
        "It comes in a mail with `[RMA#12345]` in its subject.",
        "Cameras such as Blackfly S, Grasshopper3 USB3 or BFS-U3-51S5C are covered.",
        "It asks for three things:\n\n1. the model\n2. the serial number\n10. the fault",
    ],
    ids=["code", "names", "list markers"],
)
def test_digits_of_code_names_and_lists_are_no_figures(text, tmp_path):
    folder = copy_of("flir", tmp_path)
    edit(folder, "guide.md", "FLIR publishes no times.", text)
    assert load_vendor(folder).slug == "flir"


@pytest.mark.parametrize(
    ("text", "figure", "below"),
    [
        ("It takes 3 weeks.", "3 weeks", 0),
        ("The fee is 1,250.50 in all", "1,250.50", 0),
        ("A BFS-U3-51S5C takes\n14 days.", "14 days", 1),
        ("`ok` then 7", "7", 0),
        ("First\n\n2) second", "2", 2),
    ],
)
def test_a_figure_in_prose_is_named_with_its_line(text, figure, below, tmp_path):
    folder, there = copy_of("flir", tmp_path), "FLIR publishes no times."
    line = 1 + (folder / "guide.md").read_text(encoding="utf-8").split(there)[0].count("\n") + below
    edit(folder, "guide.md", there, text)
    with pytest.raises(ContentError, match=f"flir/guide.md: line {line}: the figure '{figure}' stands in prose"):
        load_vendor(folder)
