"""A text that is ahead: on its first day the endpoint judges by it, so what it decides has its pages before."""

from datetime import date

import pytest

from build import build
from content.eligibility.revision_in_force import in_force
from content.loading.vendor_folder import load_vendors
from content.settings.kiosk_toml import Settings
from tests.support.reading import Page
from tests.support.vendor_folder import FLIR, TEXT, copy_of, edit

FOR_A_FEE = 'title = "A repair for a fee"'
BEFORE, DAY = date(2026, 11, 22), date(2026, 12, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """FLIR with a text of 1 December 2026: another fee, and a rule of another name."""
    folder = copy_of("flir", tmp_path_factory.mktemp("ahead") / "vendors")
    (folder / "examples.toml").unlink()
    text = (folder / FLIR).read_text("utf-8")
    (folder / "policies" / "newer.toml").write_text(text.replace("2020-04-17", DAY.isoformat()), "utf-8")
    edit(folder, "policies/newer.toml", "percent = 25", "percent = 20")
    edit(folder, "policies/newer.toml", 'id   = "paid-repair"', 'id   = "repair-for-a-fee"')
    edit(folder, TEXT, "[outcomes.paid-repair]", f'[outcomes.repair-for-a-fee]\n{FOR_A_FEE}\n[outcomes.paid-repair]')
    return folder


@pytest.fixture(scope="module")
def site(folder):
    out = folder.parent.parent / "site"
    build(out, Settings(), load_vendors(folder.parent), BEFORE, say=lambda *_, **__: None, urls=None)
    return out


def main_of(site, rule):
    page = Page((site / "flir" / "outcome" / rule / "index.html").read_text("utf-8"))
    return page, page.at("main").words


def test_what_the_endpoint_decides_on_its_first_day_has_a_page_the_day_before(folder, site):
    flir = load_vendors(folder.parent)["flir"]
    new = in_force(flir, DAY)
    assert new is not in_force(flir, BEFORE)
    assert [rule.id for rule in new.rules if not (site / "flir/outcome" / rule.id / "index.html").exists()] == []


def test_such_a_page_tells_its_first_day_and_no_search_engine_finds_it(site):
    page, words = main_of(site, "repair-for-a-fee")
    assert "This holds from 1 December 2026: until then another text is in force." in words
    assert [one["content"] for one in page.all("meta") if one["name"] == "robots"] == ["noindex"]
    assert "repair-for-a-fee" not in (site / "flir" / "sitemap.xml").read_text("utf-8")


def test_an_outcome_that_both_texts_know_is_told_by_the_one_in_force(site):
    _, words = main_of(site, "refund")
    assert "25 %" in words and "20 %" not in words and "This holds from" not in words


def test_the_text_itself_is_not_called_out_of_force(site):
    words = Page((site / "flir" / "policy" / "newer" / "index.html").read_text("utf-8")).at("main").words
    assert "This holds from 1 December 2026" in words and "20 %" in words and "not in force" not in words
