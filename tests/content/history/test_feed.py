"""The feed: what a published edit changed, as Atom that any reader takes."""

from datetime import date
from xml.etree import ElementTree

import pytest
from jinja2 import Environment, FileSystemLoader

from content.eligibility.revision_in_force import in_force
from content.history.feed import MOST, feed
from content.pages.page import Site
from content.places import TEMPLATES
from content.settings.kiosk_toml import Operator, Settings
from tests.support.vendor_folder import shipped_vendors

ATOM = "{http://www.w3.org/2005/Atom}"
DAY = date(2026, 11, 22)
FIRST = {
    "id": "2026-11-22/flir/2020-04-17/1946f5bcf9282865", "day": "2026-11-22", "vendor": "flir",
    "revision": "2020-04-17", "title": "These pages now hold FLIR's text of April 2020", "sentences": ["It judges."],
}  # fmt: skip
SECOND = FIRST | {
    "id": "2027-01-04/flir/2020-04-17/2e59fa1c1ce6131b", "day": "2027-01-04", "title": "Changed: a <text> & more",
    "sentences": ["Everyone: was 25 % <b>, is now 20 %.", "Bought 31 to 45 days ago: was “no”."],
}  # fmt: skip


def site(only=("flir", "pixelink"), base="", **settings):
    vendors = {slug: shipped_vendors()[slug] for slug in only}
    policies = {slug: in_force(vendor, DAY) for slug, vendor in vendors.items()}
    return Site(Settings(url="https://rma.example", **settings), vendors, policies, base)


def atom(site, entries):
    """The feed as it is published, read back."""
    template = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True).get_template("feed.xml")
    return ElementTree.fromstring(template.render(**feed(site, entries)))


def texts(part, name):
    return [found.text for found in part.iter(f"{ATOM}{name}")]


def test_a_feed_has_all_that_atom_asks_for():
    whole = atom(site(operator=Operator(name="ACME Returns")), [FIRST, SECOND])
    for part in (whole, *whole.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{name}")) == 1 and part.find(f"{ATOM}{name}").text, name
    assert texts(whole, "name") == ["ACME Returns"]
    assert [link.get("rel") for link in whole.findall(f"{ATOM}link")] == ["self", "alternate"]
    assert len(set(texts(whole, "id"))) == 3


def test_the_newest_stands_first_and_dates_the_feed():
    whole = atom(site(), [FIRST, SECOND])
    assert texts(whole, "updated") == ["2027-01-04T00:00:00Z", "2027-01-04T00:00:00Z", "2026-11-22T00:00:00Z"]


def test_an_entry_says_what_changed_of_which_vendor_and_leads_to_the_text():
    [entry] = atom(site(base="/returns"), [SECOND]).findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href") == "https://rma.example/returns/flir/policy/2020-04-17/"
    assert entry.find(f"{ATOM}category").attrib == {"term": "flir", "label": "FLIR"}
    items = [item.text for item in entry.iter("{http://www.w3.org/1999/xhtml}li")]
    assert items == SECOND["sentences"] and entry.find(f"{ATOM}title").text == SECOND["title"]


def test_an_id_stays_the_same_wherever_the_entry_stands():
    ids = [
        texts(atom(site(base=base), entries), "id")[-1] for base, entries in (("", [FIRST]), ("/b", [FIRST, SECOND]))
    ]
    assert ids == ["tag:rma.example,2026-11-22:flir/2020-04-17/1946f5bcf9282865"] * 2


@pytest.mark.parametrize("gone", [{"only": ("pixelink",)}, {"revision": "never"}])
def test_what_has_no_page_here_is_left_out(gone):
    entry = FIRST | {"revision": gone.get("revision", "2020-04-17")}
    assert feed(site(gone.get("only", ("flir",))), [entry])["entries"] == []


def test_a_feed_without_entries_is_still_one():
    whole = atom(site(), [])
    assert texts(whole, "updated") == ["2020-01-01T00:00:00Z"] and not whole.findall(f"{ATOM}entry")


def test_a_long_feed_keeps_the_newest():
    many = [FIRST | {"id": f"2026-11-22/flir/{number}"} for number in range(MOST + 5)]
    assert [entry["id"] for entry in feed(site(), many)["entries"]][:: MOST - 1] == [
        f"tag:rma.example,2026-11-22:flir/{number}" for number in (MOST + 4, 5)
    ]


def test_what_ships_is_in_the_published_feed(built):
    whole = ElementTree.parse(built / "feed.xml").getroot()
    assert "These pages now hold FLIR's text of April 2020" in texts(whole, "title")
    assert Settings().url in texts(whole, "id")[0]
