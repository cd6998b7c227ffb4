"""Fees of every sort, from plain files alone: a fraction of a per cent, yen, dinars, shipping on top, a condition."""

import json
import re
from contextlib import closing
from datetime import timedelta

import pytest

from build import build
from content.history.diff import differences
from content.history.snapshots import read_snapshot, write_snapshot
from content.loading.prove import prove
from content.loading.vendor_folder import load_vendor, load_vendors
from content.settings.kiosk_toml import Settings
from forms.store.database.connection import open_store
from forms.store.requests import read_history, requests_of_draft
from tests.support.desk import at_desk
from tests.support.fictional import COVERED, READ, WARRANTY, family, row, write_vendor
from tests.support.reading import Page
from tests.support.steps import draft_key, open_app, send, signed_in
from tests.support.vendor_folder import edit
from tests.support.walks import bring_to

FEES = {
    "tokiwa": {
        "restocking": '{ percent = 12.5, of = "price" }',
        "no-fault-found": '{ amount = 12000, currency = "JPY", plus-shipping = true }',
    },
    "qamar": {
        "restocking": '{ amount = 1.25, currency = "KWD", trigger = "no-rma-number" }',
        "no-fault-found": '{ amount = 20.500, currency = "KWD" }',
    },
}
TOLD = {
    "tokiwa": ("12.5 % of the price as a restocking fee", "Tokiwa charges JPY 12,000 plus shipping"),
    "qamar": ("KWD 1.250 as a restocking fee if the parcel comes without an RMA number", "Qamar charges KWD 20.500"),
}
AS_DATA = {
    "tokiwa": (
        {"percent": "12.5", "of": "price"},
        {"amount": 12000, "currency": "JPY", "plus-shipping": True},
    ),
    "qamar": (
        {"amount": "1.25", "currency": "KWD", "trigger": "no-rma-number"},
        {"amount": "20.5", "currency": "KWD"},
    ),
}
TO_PROGRAMS = {"tokiwa": 12.5, "qamar": None}  # a fee that not everyone pays is no fee of schema.org
FIGURES = ("policy/2026-01-02", "outcome/refund", "outcome/paid-repair")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of their vendors."""
    return written(tmp_path_factory.mktemp("fees"))


@pytest.fixture(scope="module")
def vendors(folder):
    return load_vendors(folder)


@pytest.fixture(scope="module")
def site(vendors, tmp_path_factory):
    """The folder of their pages, all built once."""
    out = tmp_path_factory.mktemp("site") / "build"
    build(out, Settings(), vendors, READ + timedelta(30), say=lambda *_, **__: None, urls=None)
    return out


def written(folder):
    rules = WARRANTY | {"refund": ('purpose = "refund"', "refund", "restocking")}
    told = {"asks": ("purpose", "warranty"), "rules": rules, "products": family("eye", "Eye", "EYE-") + row(12)}
    for slug, fees in FEES.items():
        facts = COVERED | {key: f"value = {fee}" for key, fee in fees.items()}
        write_vendor(folder, slug, told | {"facts": facts})
    return folder


def page(site, slug, path):
    return (site / slug / path / "index.html").read_text(encoding="utf-8")


def test_they_are_proved_from_their_files_alone(vendors):
    assert [proof.faults for vendor in vendors.values() for proof in prove(vendor)] == [()] * len(FEES)


@pytest.mark.parametrize("slug", FEES)
def test_each_fee_stands_on_the_pages_as_the_text_says_it(slug, site):
    told = " ".join(Page(page(site, slug, path)).all("main")[0].words for path in FIGURES)
    assert [sentence for sentence in TOLD[slug] if sentence not in told] == []


@pytest.mark.parametrize("slug", FEES)
def test_programs_read_the_same_sums(slug, site):
    read = json.loads((site / slug / "policy.json").read_text(encoding="utf-8"))
    facts = read["judged"]["policy"]["facts"]
    assert (facts["restocking"]["value"], facts["no-fault-found"]["value"]) == AS_DATA[slug]
    told = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(site, slug, "outcome/refund"), re.S)[1]
    refunds = json.loads(told)["@graph"][0].get("hasMerchantReturnPolicy", [{}])
    assert refunds[0].get("restockingFee") == TO_PROGRAMS[slug]


SAME = {
    "tokiwa": {"percent = 12.5": "percent = 12.50", "amount = 12000": "amount = 12_000.00"},
    "qamar": {"amount = 1.25": "amount = 1.250", "amount = 20.500": "amount = 20.5"},
}


@pytest.mark.parametrize("slug", SAME)
def test_the_same_number_in_other_digits_is_the_same_text(slug, vendors, tmp_path):
    again = written(tmp_path) / slug
    for find, put in SAME[slug].items():
        edit(again, "policies/2026-01-02.toml", find, put)
    text = load_vendor(again)
    assert text.policies[0].hash == vendors[slug].policies[0].hash
    assert differences({slug: vendors[slug]}, {slug: text}, READ) == []


@pytest.mark.parametrize("slug", FEES)
def test_an_archived_fee_is_read_back_as_it_was(slug, vendors, tmp_path):
    vendor = vendors[slug]
    [policy] = vendor.policies
    write_snapshot(slug, policy, vendor.products, tmp_path)
    kept = read_snapshot(slug, policy.name, policy.hash, tmp_path).policy.facts
    assert (kept.restocking, kept.no_fault_found) == (policy.facts.restocking, policy.facts.no_fault_found)


ALTERED = {
    "percent = 12.5": ("percent = 12.75", "was 12.5 % of the price (you pay), is now 12.75 % of the price (you pay)"),
    "JPY\", plus-shipping = true": ("JPY\"", "was JPY 12,000 plus shipping (you pay), is now JPY 12,000 (you"),
}


@pytest.mark.parametrize("find", ALTERED)
def test_a_fee_that_changed_is_told_to_the_last_figure(find, vendors, tmp_path):
    put, told = ALTERED[find]
    again = written(tmp_path) / "tokiwa"
    edit(again, "policies/2026-01-02.toml", find, put)
    changes = differences({"tokiwa": vendors["tokiwa"]}, {"tokiwa": load_vendor(again)}, READ)
    assert {change.what for change in changes} == {"fee"} and told in changes[0].sentence
    json.dumps([change._asdict() for change in changes])  # as `diff --json` writes it


# At the desk


@pytest.fixture
def refund(vendors, tmp_path):
    """Types a refund for one camera of that vendor at the desk: (the answer, what was noted of it)."""
    app = open_app(tmp_path, VENDORS=vendors)
    desk = signed_in(app)

    def type_(slug, **typed):
        sent = send(app.test_client(), {"model": "EYE-1", "serials": "77"}, at=f"/rma/{slug}/", purpose="refund")
        with closing(open_store(app.config["DATABASE"])) as store:
            [one] = requests_of_draft(store, draft_key(sent))
            bring_to(app, store, one, "arrived", "refund")
            answer = at_desk(desk, one, "refund", more="", **typed)
            return answer, read_history(store, one.id).events[-1].detail

    return type_


@pytest.mark.parametrize(
    ("paid", "currency", "fee"),
    [("1000", "EUR", 12500), ("100,003", "JPY", 12500), ("100,004", "JPY", 12501), ("10.010", "KWD", 1251)],
)
def test_a_fraction_of_a_per_cent_is_kept_to_the_minor_unit(paid, currency, fee, refund):
    _, noted = refund("tokiwa", paid=paid, currency=currency)
    assert noted["fee"] == fee and noted["price"] == noted["fee"] + noted["amount"]


@pytest.mark.parametrize(("due", "fee"), [("yes", 1250), ("no", 0)])
def test_a_fee_with_a_condition_is_kept_where_the_desk_says_so(due, fee, refund):
    _, noted = refund("qamar", paid="150", currency="KWD", due=due)
    assert (noted["fee"], noted["amount"]) == (fee, 150_000 - fee)


def test_whether_a_condition_holds_nobody_assumes(refund):
    answer, _ = refund("qamar", paid="150", currency="KWD")
    assert answer.status_code == 422 and "Choose whether the restocking fee is kept." in answer.text
    assert "Keep it: Qamar keeps KWD 1.250 as a restocking fee if the parcel comes without" in answer.text


def test_a_fee_in_another_currency_than_the_price_is_told(refund):
    answer, _ = refund("qamar", paid="150", currency="EUR", due="yes")
    assert answer.status_code == 422 and "Write the price in KWD." in answer.text


def test_a_fee_that_is_not_due_asks_for_no_currency_of_its_own(refund):
    _, noted = refund("qamar", paid="150", currency="EUR", due="no")
    assert (noted["fee"], noted["amount"]) == (0, 15000)
