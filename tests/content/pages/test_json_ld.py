"""What search engines and chats read: the policy, the page in words and the data beside it say the same."""

import json
import re
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from msgspec.structs import replace

from build import create_site
from content.pages.drawing import site_at
from content.pages.json_ld import json_ld, refund_json_ld
from content.schema.facts import Fact, Fee, Freight
from content.schema.window import Window
from content.settings.kiosk_toml import Operator, Settings
from tests.support.reading import Page, data_on
from tests.support.vendor_folder import shipped_vendors

VENDORS = shipped_vendors()
FLIR = VENDORS["flir"]
HELD = FLIR.policies[0]
DAY = date(2026, 11, 22)
ALL = {"window.refund", "restocking", "freight-in", "carriers"}
REFUNDS = ["/flir/", "/flir/guide/", "/flir/outcome/refund/"]
TOLD = [f"/{slug}/{page}" for slug in VENDORS for page in ("", "guide/")] + REFUNDS[2:]


def site_of(vendors=VENDORS, base="", **settings):
    return create_site(site_at(base, Settings(**settings), vendors, DAY))


@pytest.fixture(scope="module")
def app():
    return site_of()


@pytest.fixture(scope="module")
def pages(app):
    """{address: Page} of every page that may be found."""
    client = app.test_client()
    shown = [page.address for page in app.pages.values() if page.template.endswith(".html") and not page.hidden]
    return {address: Page(client.get(address).text) for address in shown}


def refund_of(vendor, policy, shown=ALL):
    """The return policy told for a policy's first refund, or None."""
    site = site_at("", Settings(), {vendor.slug: vendor}, DAY)
    told = json_ld(site, vendor, policy, shown)["@graph"][0].get("hasMerchantReturnPolicy", [])
    return told[0] if told else None


def facts(**given):
    return replace(HELD, facts=replace(HELD.facts, **given))


def figures(told):
    """Every figure in structured data, addresses and places in a list left out."""
    if isinstance(told, dict):
        kept = [part for name, part in told.items() if name not in ("@context", "@id", "item", "position")]
        return [figure for part in kept for figure in figures(part)]
    if isinstance(told, list):
        return [figure for part in told for figure in figures(part)]
    return [] if urlsplit(str(told)).scheme else re.findall(r"\d+(?:\.\d+)?", str(told))


# What it says


@pytest.mark.parametrize("address", REFUNDS)
def test_flir_s_refund_is_told_as_its_policy_has_it(pages, address):
    [told] = data_on(pages[address])["Organization"]["hasMerchantReturnPolicy"]
    assert told["merchantReturnDays"] == HELD.windows["refund"].days
    assert told["restockingFee"] == HELD.facts.restocking.value.percent
    pays = HELD.fact("freight-in").value.payer
    assert told["returnFees"].endswith("/ReturnFeesCustomerResponsibility") == (pays == "you")
    assert told["returnPolicyCategory"].endswith("/MerchantReturnFiniteReturnWindow")
    assert told["returnMethod"].endswith("/ReturnByMail") and "applicableCountry" not in told


def test_every_figure_told_to_programs_stands_on_the_page(pages):
    seen = [address for address in pages if figures(list(data_on(pages[address]).values()))]
    for address in seen:
        words = pages[address].all("main")[0].words
        for figure in figures(list(data_on(pages[address]).values())):
            assert re.search(rf"(?<!\d){figure}(?!\d)", words), (address, figure)
    assert set(seen) == set(REFUNDS)


def test_a_figure_that_is_not_on_the_page_would_be_seen():
    assert figures({"restockingFee": 25, "@id": "x/30", "value": "99.00", "url": "https://a.example/7"}) == [
        "25", "99.00",
    ]  # fmt: skip


def test_a_vendor_that_names_no_refund_promises_none(pages):
    for address in (address for address in pages if address.startswith("/pixelink/")):
        assert "MerchantReturnPolicy" not in pages[address].text, address


def test_only_the_pages_meant_carry_data_and_no_outcome_but_a_refund_does(pages):
    assert {address for address, page in pages.items() if data_on(page)} == set(TOLD)


@pytest.mark.parametrize("address", TOLD)
def test_the_way_to_a_page_is_told_and_every_stop_is_there(app, pages, address):
    stops = data_on(pages[address])["BreadcrumbList"]["itemListElement"]
    ours = [stop["item"].removeprefix(Settings().url) for stop in stops]
    assert [stop["position"] for stop in stops] == list(range(1, len(stops) + 1))
    assert ours[-1] == address and all(at in app.pages for at in ours)


def test_the_maker_is_named_with_its_other_names(pages):
    maker = data_on(pages["/flir/"])["Organization"]
    assert (maker["name"], maker["alternateName"]) == (FLIR.file.maker, ["FLIR", "Point Grey"])


# Nothing more than is stated


@pytest.mark.parametrize(
    ("policy", "missing"),
    [
        (facts(restocking=Fact(silent=True)), "restockingFee"),
        (facts(restocking=Fact(value=Fee(percent=25, of="price"), doubt="Perhaps.")), "restockingFee"),
        (facts(restocking=Fact(value=Fee(percent=25, of="repair"))), "restockingFee"),
        (facts(restocking=Fact(value=Fee(percent=25, of="price", plus_shipping=True))), "restockingFee"),
        (facts(restocking=Fact(value=Fee(percent=25, of="price", trigger="no-fault"))), "restockingFee"),
        (facts(freight_in=Fact(silent=True)), "returnFees"),
        (facts(freight_in=Fact(value=Freight("you"), doubt="Perhaps.")), "itemDefectReturnFees"),
        (facts(freight_in=Fact(silent=True), carriers=Fact(silent=True)), "returnMethod"),
        (replace(HELD, windows={}), "merchantReturnDays"),
        (replace(HELD, windows={}), "returnPolicyCategory"),
    ],
)
def test_what_is_silent_or_in_doubt_is_not_told(policy, missing):
    assert missing in refund_of(FLIR, HELD) and missing not in refund_of(FLIR, policy)


def test_what_the_page_does_not_show_is_not_told():
    assert refund_of(FLIR, HELD, set()) is None
    assert "restockingFee" not in refund_of(FLIR, HELD, {"window.refund"})
    assert "merchantReturnDays" not in refund_of(FLIR, HELD, {"restocking"})


def test_a_sum_is_told_with_its_currency():
    told = refund_of(FLIR, facts(restocking=Fact(value=Fee(amount=Decimal("1299.5"), currency="EUR"))))
    assert told["restockingFee"] == {"@type": "MonetaryAmount", "currency": "EUR", "value": "1299.50"}


def test_a_fraction_of_the_price_is_told_as_a_number():
    told = refund_of(FLIR, facts(restocking=Fact(value=Fee(percent=Decimal("12.5"), of="price"))))
    assert json.dumps(told["restockingFee"]) == "12.5"


def test_days_that_begin_later_say_so():
    told = refund_of(FLIR, replace(HELD, windows={"refund": Window(days=14, after="receipt", plus=1)}))
    assert told["merchantReturnDays"] == 14
    assert told["description"] == "14 days from the day after the day you received it."


def test_a_repair_is_no_return_policy():
    site = site_at("", Settings(), VENDORS, DAY)
    assert [rule.id for rule in HELD.rules if refund_json_ld(site, FLIR, HELD, rule)] == ["refund"]


# Safe in a page


NASTY = '</script><script>alert(1)</script><!-- \u2028 & "quoted" {{ 7 * 7 }}'


def test_no_text_closes_the_script(pages):
    file = replace(FLIR.file, maker=NASTY, former_names=[NASTY], scope=NASTY)
    page = Page(
        site_of({"flir": replace(FLIR, file=file), "pixelink": VENDORS["pixelink"]}).test_client().get("/flir/").text
    )
    assert len(page.all("script")) == len(pages["/flir/"].all("script"))
    assert data_on(page)["Organization"]["name"] == NASTY


def test_text_let_through_would_close_it():
    block = f'<script type="application/ld+json">{json.dumps({"name": "</script><script>alert(1)"})}</script>'
    assert len(Page(block).all("script")) == 2


# Pasted into a chat


def meta(page, name):
    [found] = [one["content"] for one in page.all("meta") if name in (one["property"], one["name"])]
    return found


def test_every_page_tells_itself_in_a_chat(pages):
    for address, page in pages.items():
        assert meta(page, "og:title") == page.all("h1")[0].words, address
        [canonical] = [one["href"] for one in page.all("link") if one["rel"] == "canonical"]
        assert meta(page, "og:url") == canonical, address
        assert (meta(page, "og:site_name"), meta(page, "og:locale")) == ("Return kiosk", "en_GB")
        told = meta(page, "description")
        assert told == meta(page, "og:description") and 20 < len(told) < 700 and "  " not in told, address
        assert not re.search(r"[<>{}]|&\w+;|None", told), (address, told)


def test_an_outcome_tells_its_verdict_and_what_it_costs(pages):
    told = meta(pages["/flir/outcome/refund/"], "description")
    assert told.startswith("You can ask FLIR for your money back.") and "25 % of the price" in told


def test_a_doubted_cost_is_not_told_without_its_doubt(pages):
    _, doubted, _ = HELD.rows("freight-back")
    page = pages["/flir/outcome/paid-repair/"]
    assert doubted.doubt in page.all("main")[0].words and "way back" not in meta(page, "description")


def test_a_kiosk_elsewhere_names_its_own_address_and_its_own_name():
    app = site_of(base="https://rma.example/returns/", name="Returns at Example", operator=Operator("Example"))
    page = Page(app.test_client().get("/flir/").text)
    assert meta(page, "og:url") == "https://rma.example/returns/flir/"
    assert meta(page, "og:site_name") == "Returns at Example"
    items = [stop["item"] for stop in data_on(page)["BreadcrumbList"]["itemListElement"]]
    assert items == ["https://rma.example/returns/", "https://rma.example/returns/flir/"]


def test_the_front_page_of_one_vendor_is_told_as_that_vendor_s(pages):
    page = Page(site_of({"flir": FLIR}).test_client().get("/").text)
    assert data_on(page) == data_on(pages["/flir/"])
