"""Pages where the customer's own answers decide: each tells what its answers settle, and no more."""

import json

import pytest

from build import build
from content.explain.events import events_asked
from content.explain.texts import question_text
from content.loading.example_coverage import uncovered
from content.loading.vendor_folder import load_vendors
from content.schema.when import Situation
from content.settings.kiosk_toml import Settings
from tests.support.axes import REGIONS, lasting
from tests.support.fictional import COVERED, READ, family, write_vendor
from tests.support.reading import Page
from tests.support.vendor_folder import edit

SLUG = "sealworks"
BY_INVOICE = 'clock = { event = "invoice" }'
TOLD = {
    "facts": COVERED | {
        "restocking": """[
            { when = { sealed = "yes" }, value = { percent = 0 } },
            { when = { sealed = "no", sold = "eu" }, value = { percent = 7.25, of = "price" } },
            { when = { sealed = "no" }, value = { percent = 12.5, of = "price" } },
        ]""",
        "warranty-clock": 'value = { event = "receipt" }',
    },
    "windows": """registered = { days = 90, after = "shipment" }
    refund = [
        { days = 14, when = { sold = "eu" }, after = "receipt", within = "request" },
        { business-days = 30, when = { sold = "us" }, after = "invoice", within = "shipment" },
        { silent = true }]""",
    "asks": ("purpose", "family", "sold", "sealed", "refund", "warranty"),
    "rules": {
        "unopened": ('purpose = "refund", refund = "in", sealed = "yes"', "refund", "restocking"),
        "opened": ('purpose = "refund", refund = "in", sealed = "no"', "refund", "restocking"),
        "perhaps-opened": ('purpose = "refund", refund = "in", sealed = "unknown"', "refund", "restocking"),
        "closed": ('purpose = "refund", refund = ["out", "unknown"]', "ask", ""),
        "cable": ('purpose = "repair", family = "cord", warranty = "in"', "replacement", ""),
        "in-warranty": ('purpose = "repair", family = ["arc", "unknown"], warranty = "in"', "warranty", "in-warranty"),
        "not-in-warranty": ('purpose = "repair", warranty = ["out", "unknown"]', "paid", ""),
        "told": ('purpose = "other", family = "arc"', "ask", ""),
        "other-matter": ('purpose = "other", family = ["cord", "unknown"]', "ask", ""),
    },
    "products": REGIONS + family("arc", "Arc", "AR-") + family("cord", "Cord", "CO-")
    + lasting("arc", 24) + lasting("arc", 36, BY_INVOICE, 'sealed = "no"') + lasting("cord", 6, BY_INVOICE)
    + '[[warranty]]\nsource = "returns"\nwords = "none"\nwhen = { family = "arc", sold = "us" }\n',
}  # fmt: skip


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The words of one of its pages."""
    folder = tmp_path_factory.mktemp("sealworks")
    write_vendor(folder / "vendors", SLUG, TOLD)
    edit(folder / "vendors" / SLUG, "text.toml", 'title = "Told"', 'title = "Registered within {window.registered}"')
    out = folder / "site"
    build(out, Settings(), load_vendors(folder / "vendors"), READ, say=lambda *_, **__: None, urls=None)
    def words(path):
        return Page((out / SLUG / path / "index.html").read_text("utf-8")).at("main").words

    words.vendor = load_vendors(folder / "vendors")[SLUG]
    words.links = lambda: json.loads((out / "links.json").read_text("utf-8"))["vendors"][0]["links"]
    return words


def test_an_outcome_tells_the_rows_that_its_answers_leave(pages):
    unopened, opened, perhaps = (pages(f"outcome/{id}") for id in ("unopened", "opened", "perhaps-opened"))
    assert "keeps nothing as a restocking fee" in unopened and "%" not in unopened
    assert "Restocking fee Nobody nothing" in unopened
    assert "Bought in eu: Sealworks keeps 7.25 % of the price" in opened
    assert "In any other case: Sealworks keeps 12.5 % of the price" in opened and "keeps nothing" not in opened
    assert "With the seal unbroken" in perhaps and "Otherwise with the seal broken" in perhaps


def test_each_row_of_a_window_is_a_sentence_of_its_own(pages):
    told = pages("outcome/unopened")
    assert "Bought in eu: Ask Sealworks within 14 days from the day you received it." in told
    assert "Bought in us: Send it within 30 business days from the day of the invoice." in told
    assert "any other country" not in told


def test_at_a_glance_each_time_has_its_own_first_day(pages):
    first = "14 days from the day you received it (bought in eu)"
    second = "30 business days from the day of the invoice"
    assert f"Within {first} or {second} (bought in us)" in pages("")


def test_a_family_tells_its_own_clock_alone(pages):
    arc, cord = pages("products/arc"), pages("products/cord")
    assert "from the day you received it" in arc and "Counted from the day of the invoice." in arc
    assert "from the day you received it" not in cord and "Counted from the day of the invoice." in cord


def test_a_place_without_a_warranty_is_told_as_one(pages):
    assert "No warrantya Bought in us." in pages("products/arc")


def test_where_the_warranty_leads_on_differently_the_checker_has_to_ask(pages):
    assert "Answer a few questions to find out" in pages("products/arc")
    assert "Yes, it is in warranty" not in pages("products/arc")


# A time that is only told, and a time by its row


def test_a_time_that_is_only_told_has_no_question_and_its_event_is_not_asked(pages):
    assert pages("outcome/told").startswith("To be found out Registered within 90 days")
    assert "registered" not in pages("policy/2026-01-02").split("Questions")[0]
    [policy] = pages.vendor.policies
    assert events_asked(pages.vendor, policy) == ("purchase", "invoice", "receipt")


def test_a_question_names_the_time_of_whoever_is_asked(pages):
    [policy] = pages.vendor.policies
    asked = {sold: question_text(policy, "refund", Situation(sold=sold)).ask for sold in ("eu", "us", "")}
    assert asked["eu"] == "Bought within 14 days?" and asked["us"] == "Bought within 30 business days?"
    assert asked[""] == "Bought within 14 days (bought in eu) or 30 business days (bought in us)?"


def test_no_dealer_is_sent_a_sheet_where_nobody_is_asked_who_sold_it(pages):
    assert "makes a sheet" not in pages("dealers")
    assert not any("bought_from" in link["url"] for link in pages.links())


def test_what_is_only_told_or_silent_wants_no_example(pages):
    missed = [line for line in uncovered(pages.vendor) if "window" in line]
    assert len(missed) == 4 and not any("registered" in line for line in missed)
