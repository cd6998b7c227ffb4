"""Whose something is: a name that ends in s gets the sign alone, wherever we write it."""

import re
from datetime import date, timedelta

import pytest

from content.history.publish import publish
from content.loading.vendor_folder import load_vendors
from content.pages.drawing import Drawing, site_at
from content.places import ROOT
from content.settings.kiosk_toml import Settings
from content.wording.catalog import fill
from content.wording.possessive import possessive, possessive_on_page
from tests.support.fictional import ASK, FICTIONAL, READ, write_vendor
from tests.support.many import DEALER, DEALER_FIRST

OWNERS = {"FLIR": "FLIR's", "Axis": "Axis'", "ZEISS": "ZEISS'", "Optics": "Optics'", "Weiß": "Weiß'", "R&D": "R&D's"}
BY_HAND = re.compile(r"\}\}'s\b|\{[^{}\n]+\}'s\b|~ \"'s\b")


@pytest.mark.parametrize(("name", "whose"), OWNERS.items())
def test_a_name_that_ends_in_s_gets_the_sign_alone(name, whose):
    assert possessive(name) == whose and fill("{vendor}'s text, by {vendor}", vendor=name) == f"{whose} text, by {name}"


def test_on_a_page_the_sign_is_not_escaped_and_the_name_is():
    assert possessive_on_page("R&D <Optics>") == "R&amp;D &lt;Optics&gt;'s" and possessive_on_page("R&S") == "R&amp;S'"


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """{address: text} of every page and file of vendors called Optics, one of each kind of policy."""
    folder = tmp_path_factory.mktemp("optics")
    ASK.setdefault("bought_from", DEALER)
    for slug, told in (FICTIONAL | {"dealing": DEALER_FIRST | {"products": ""}}).items():
        write_vendor(folder, f"{slug}-optics", told, f"{slug.capitalize()} Optics")
    day = READ + timedelta(30)
    drawing = Drawing(site_at("", Settings(), load_vendors(folder), day), urls=None)
    return {address: drawing.draw(page) for address, page in drawing.pages.items() if page.kind != "image/svg+xml"}


def test_no_page_of_a_vendor_whose_name_ends_in_s_says_it_twice(texts):
    said = re.compile("s(?:'|’|&#39;)s\\b", re.I)
    assert [address for address, text in texts.items() if said.search(text)] == []
    assert sum("Optics'" in text or "Optics&#39;" in text for text in texts.values()) > 20


def test_the_feed_too_says_it_once(texts, tmp_path):
    vendors = load_vendors(write_optics(tmp_path))
    lines = publish(vendors, date(2026, 11, 22), tmp_path / "archive", tmp_path / "changes.json")
    assert lines and not [line for line in lines if "s's" in line]


def write_optics(folder):
    write_vendor(folder / "vendors", "optics", FICTIONAL["halden"], "Optics")
    return folder / "vendors"


def test_nobody_writes_the_sign_behind_a_name_by_hand():
    halves = [ROOT / half for half in ("content", "forms", "site")]
    files = [path for half in halves for kind in ("*.py", "*.html") for path in half.rglob(kind)]
    own = {ROOT / "content/wording/possessive.py", ROOT / "content/wording/catalog.py"}
    found = {path: BY_HAND.findall(path.read_text("utf-8")) for path in files if path not in own}
    assert {str(path): signs for path, signs in found.items() if signs} == {}


@pytest.mark.parametrize("text", ["{{ vendor.name }}'s text", 'f"{vendor.name}\'s text"', 'vendor.name ~ "\'s text"'])
def test_a_sign_that_is_written_by_hand_is_seen(text):
    assert BY_HAND.search(text)
