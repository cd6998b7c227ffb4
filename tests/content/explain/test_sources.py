"""Every fact on a page leads to where it was read: on tap, by keyboard, without scripts, and on paper."""

import re
from string import ascii_lowercase

import pytest

from content.explain.sources import source_letters, source_line
from content.loading.vendor_folder import load_vendors
from content.schema.facts import KEYS
from tests.support.reading import pages_in
from tests.support.vendor_folder import copy_of

MARKS = {*KEYS, "window", "warranty", "serial"}
TOLD = ("", "guide", "outcome", "products", "check", "map", "silence", "policy")


@pytest.fixture(scope="module")
def told(built):
    """The pages that tell a policy, by address."""
    pages = pages_in(built)
    return {at: page for at, page in pages.items() if at.count("/") > 1 and at.split("/")[2] in TOLD}


def stated(page):
    """The facts, windows and warranties a page states; what is silent was read nowhere."""
    found = (one for one in page.elements if (one["data-fact"] or "").partition(".")[0] in MARKS)
    return {one["data-fact"] for one in found if "does not say" not in one.words}


def lettered(page):
    """The facts with a letter beside them, and those whose source stands beside them in words, with its day."""
    beside = {around["data-fact"] for one in page.all("button", cls="ref") for around in one.around}
    rows = [one.around[-1] for one in page.elements if one["data-source"] and ", read " in one.words]
    return beside | {one["data-fact"] for one in page.elements if one.around and one.around[-1] in rows}


def test_every_stated_fact_on_a_page_has_a_letter(told):
    letters_on = 0
    for address, page in told.items():
        assert not stated(page) - lettered(page), address
        letters_on += len(stated(page))
    assert letters_on > 100


@pytest.mark.parametrize("at", ["check/machine-vision/refund/", "map/", "policy/2020-04-17/", "products/", "silence/"])
def test_where_a_figure_stands_its_source_does_too(at, told):
    page = told[f"/flir/{at}"]
    assert stated(page) and stated(page) <= lettered(page)
    assert not re.search("[0-9] days", page.at("main").words) or "window.refund" in stated(page)


def test_an_answer_with_a_figure_keeps_its_letter_once_it_is_given(told):
    [row] = [one for one in told["/flir/outcome/refund/"].all("dd") if one.words.startswith("Yes, within the last 30")]
    assert row.words == "Yes, within the last 30 daysa"


def test_a_letter_opens_the_source_with_the_day_it_was_read(told):
    for address, page in told.items():
        for one in page.all("button", cls="ref"):
            opened = page.at(one["popovertarget"])
            read_in = source_read_in(address, one)
            assert opened and f"read {read_in.read}" in opened.words, address
            assert read_in.title in opened.words, address


def source_read_in(address, button):
    vendor = load_vendors()[address.split("/")[1]]
    return source_line(vendor, vendor.policies[0], button["popovertarget"].removeprefix("from-"))


def test_letters_go_by_the_order_of_the_sources_and_past_z(tmp_path):
    folder = copy_of("pixelink", tmp_path)
    names = [f"more-{one}{two}" for one in "ab" for two in ascii_lowercase]
    more = "".join(f'\n[sources.{name}]\ntitle = "More"\nread = 2026-11-22\n' for name in names)
    (folder / "vendor.toml").write_text((folder / "vendor.toml").read_text("utf-8") + more, "utf-8")
    given = list(source_letters(load_vendors(tmp_path)["pixelink"]).values())
    assert given[:3] == ["a", "b", "c"] and given[25:28] == ["z", "aa", "ab"] and len({*given}) == len(given)
