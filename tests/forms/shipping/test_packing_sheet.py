"""The packing sheet: one page of paper that a carrier, a customer and goods-in can all read."""

import html
import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace

import pytest

from content.dates import now
from content.explain.facts import fact_line
from content.settings.kiosk_toml import Operator, Settings
from forms.customer.packing_sheet_page import show_sheet
from forms.records.rma_number import rma_number
from forms.rma.ways import situations_of
from forms.shipping.packing_sheet import TO_DO, TO_KNOW
from tests.support.packing import (
    ADDRESS,
    LONG,
    NUMBER,
    RMA,
    STATED,
    VENDORS,
    allowed,
    outspoken,
    sheet_app,
    sheet_requests,
    sheets_shown,
)
from tests.support.steps import open_app


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    return sheet_app(tmp_path_factory.mktemp("sheet"))


@pytest.fixture(scope="module")
def asked(app):
    return sheet_requests(app)


@pytest.fixture
def show(app, asked):
    return sheets_shown(app, asked)


def words(text):
    """What a page says, without its marks."""
    return " ".join(html.unescape(re.sub(r"<title.*?</title>|<[^>]+>", " ", text, flags=re.S)).split())


def in_states(request, states):
    """The request with a camera in each of these states, numbered by their order."""
    batch = request.batches[0]
    units = [replace(batch.units[0], state=state, serial=f"1604850{at}") for at, state in enumerate(states)]
    return (replace(batch, units=tuple(units)),)


# What it says


def test_only_what_can_still_go_into_the_box_is_on_the_sheet(show, asked):
    states = ("withdrawn", "authorised", "expired", "on-its-way", "arrived", "closed")
    told = words(show(batches=in_states(asked["flir"], states)).text)
    assert [serial for serial in (f"1604850{at}" for at in range(6)) if serial in told] == ["16048501", "16048503"]
    assert "In the box: 2 pieces" in told


@pytest.mark.parametrize("states, told", [
    (("withdrawn", "expired"), "Nothing is to be sent under this RMA number any more, so it has no packing sheet: do"),
    (("arrived", "withdrawn"), "What was sent under this RMA number has arrived, so there is nothing left to pack."),
])  # fmt: skip
def test_where_nothing_is_left_to_travel_there_is_no_sheet_and_the_page_says_why(show, asked, states, told):
    answer = show(batches=in_states(asked["flir"], states))
    assert answer.status_code == 404 and told in words(answer.text) and "yet" not in words(answer.text)


def test_a_sheet_names_number_ticket_model_serial_and_reference(show, asked):
    told = words(show().text)
    wanted = [f"{NUMBER[:3]} {NUMBER[3:]}", asked["flir"].ticket[:5], asked["flir"].batches[0].model, "16048501"]
    assert [part for part in (*wanted, "PO 4711", "Ada Example") if part not in told] == []


def test_without_a_number_there_is_no_sheet(show):
    answer = show(rma=None)
    assert answer.status_code == 404 and "no packing sheet: do not ship" in answer.text
    assert "<svg class=" not in answer.text.split("<main")[1]


def test_a_number_that_covers_no_camera_of_the_request_has_no_sheet(show):
    assert show(rma=SimpleNamespace(**vars(RMA) | {"number": rma_number(8)})).status_code == 404


def test_only_the_cameras_under_this_number_are_in_the_box(show, asked):
    one = allowed(asked["flir"], ["16048501", "16048502"])
    stays = replace(one.batches[0].units[1], rma=None)
    batch = replace(one.batches[0], units=(one.batches[0].units[0], stays))
    told = words(show(batches=(batch,)).text)
    assert "In the box: 1 piece" in told and "16048502" not in told


def test_a_camera_without_a_readable_number_is_counted(show):
    told = words(show(serials=["16048501", "", ""]).text)
    assert "In the box: 3 pieces" in told and "2 without a serial number" in told


@pytest.mark.parametrize("slug", VENDORS)
@pytest.mark.parametrize("address", ["", ADDRESS])
@pytest.mark.parametrize("country", ["DE", "NL", "JP"])
def test_every_vendor_address_and_country_makes_a_whole_sheet(show, slug, address, country):
    told = words(show(slug, {"return_address": address, "return_country": address and "DE"}, country=country).text)
    assert ("Gate 4" in told, "address is not on this sheet" in told) == (bool(address), not address)
    customs = {"DE": "within one country", "NL": "Both are in the European Union", "JP": "crosses a customs border"}
    assert (customs[country] if address else "does not know which country it goes to") in told
    assert not re.search(r"\bNone\b|[{}]", told)


@pytest.mark.parametrize("slug", VENDORS)
def test_what_the_text_states_is_a_sentence_and_what_it_leaves_out_a_silence(show, app, asked, slug):
    vendor, told, situations = app.vendors[slug], words(show(slug).text), situations_of(asked[slug])
    for key in (*TO_DO, *TO_KNOW, "rma-validity"):
        line = fact_line(vendor, vendor.policies[0], key, *situations)
        assert (line.text or line.unsaid) in told, key


def test_all_that_a_vendor_can_state_stands_on_its_sheet(show, app):
    told = words(show(vendor=outspoken(app.vendors["flir"]), country="JP", desk={"return_country": "CA"}).text)
    wanted = ["outside of the parcel", "One RMA number, one box.", "antistatic", "goods returned for repair"]
    wanted.append("With the parcel: shipping papers that bear the RMA number.")
    assert [part for part in wanted if part not in told] == [] and "does not say" not in told


@pytest.mark.parametrize(("facts", "who"), [({}, "Example Optics"), (STATED, "FLIR")])
def test_the_last_day_is_told_with_who_set_it(show, app, facts, who):
    rma = SimpleNamespace(**vars(RMA) | {"expires": "2999-12-22"})
    told = words(show(rma=rma, vendor=outspoken(app.vendors["flir"], facts)).text)
    assert f"Good until 22 December 2999, as set by {who}." in told and "how long an RMA number is good" not in told


def test_a_number_whose_last_day_is_over_where_it_ends_last_says_do_not_ship(show, clock):
    rma = SimpleNamespace(**vars(RMA) | {"expires": f"{now():%Y-%m-%d}"})
    end = datetime.combine(now().date(), time(12), UTC) + timedelta(days=1)
    clock.forward(seconds=(end - now()).total_seconds() - 1)
    before = words(show(rma=rma).text)
    clock.forward(seconds=1)
    assert ["is over: do not ship" in told for told in (before, words(show(rma=rma).text))] == [False, True]


def test_a_number_of_the_maker_s_own_is_shown_as_given(show):
    own = SimpleNamespace(number="4711930", source="entered", issued=RMA.issued, expires=None)
    assert '<p class="number huge">4711930</p>' in show(rma=own, serials=["16048501"]).text


def test_a_demonstration_says_on_the_sheet_that_nothing_reaches_the_maker(show):
    assert "Demonstration: nothing reaches FLIR." in words(show().text.split("<article")[1])


@pytest.mark.parametrize("slug", VENDORS)
def test_without_an_address_the_sheet_says_what_the_mail_says(show, slug):
    told = words(show(slug).text)
    assert "Answer the mail that brought your RMA number, and support tells you. Do not ship before you" in told


def test_a_kiosk_that_is_real_says_no_such_thing(asked, tmp_path):
    app = open_app(tmp_path, Settings(demonstration=False, operator=Operator("Example Optics")))
    with app.test_request_context():
        page, status = show_sheet(asked["flir"], RMA, app.vendors["flir"], app.settings)
    assert status == 200 and "Demonstration" not in page


# One sheet of paper


def test_every_camera_is_listed_or_counted_as_left_out(show, asked):
    batch = allowed(asked["flir"], LONG[:30]).batches[0]
    text = show(batches=tuple(replace(batch, model=f"Model {count}") for count in range(20))).text
    more = int(re.search(r"and (\d+) more", text)[1])
    assert text.count("<li>SERIAL-") + more == 600 and "In the box: 600 pieces" in text
