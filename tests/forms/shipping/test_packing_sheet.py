"""The packing sheet: one page of paper that a carrier, a customer and goods-in can all read."""

import html
import re
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from msgspec import structs

from content.dates import now
from content.explain.facts import line_of
from content.loading.vendor_folder import shipped_vendors
from content.schema.facts import Fact, Span
from content.settings.kiosk import Desk, Operator, Settings
from forms.customer.packing_sheet_page import show_sheet
from forms.records.rma_number import rma_number
from forms.store.database.connection import open_store
from forms.store.requests import requests_of_draft
from tests.support.eyes import axe, serving, small_targets, small_text, too_wide
from tests.support.steps import draft_key, open_app, send

VENDORS = sorted(shipped_vendors())
NUMBER = rma_number(7)
RMA = SimpleNamespace(number=NUMBER, source="series", issued="2026-11-22T14:00:00Z", expires=None)
ADDRESS = "Example Optics, returns desk\nGate 4\n(town)"
TEN = "\n".join(f"Line {count} of an address of some length" for count in range(1, 11))
FULL = "\n".join("Wide line of sixty signs, as long as the settings let it be."[:60] for _ in range(10))
SERIALS = [str(16048501 + count) for count in range(200)]
LONG = [f"SERIAL-{count:03}-{'X' * 53}" for count in range(200)]
LINE = "W" * 60 + " and so on, as far as a line of the form goes " * 3  # a form's line takes no more
STATED = {
    "packing": ["antistatic", "two-boxes"], "rma_on_parcel": "outside", "one_box": "one-number-a-box",
    "carriers": ["FedEx Express", "UPS Express"], "freight_in": "customer", "without_rma": "refused-or-delayed",
    "customs": "repair-goods", "rma_validity": Span(30, "days", "issue"), "ship_to": "in-rma-mail",
}  # fmt: skip


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """An endpoint that shows `app.sheet`, what show_sheet is to be called with, at /rma/shown/."""
    app = open_app(tmp_path_factory.mktemp("sheet"))
    app.add_url_rule("/rma/shown/", view_func=lambda: show_sheet(*app.sheet))
    return app


@pytest.fixture(scope="module")
def asked(app):
    """A request of one camera to each vendor, as it was stored, its camera allowed to travel under NUMBER."""
    found, store = {}, open_store(app.config["DATABASE"])
    for slug in VENDORS:
        receipt = send(app.test_client(), {"serials": "16048501"}, at=f"/rma/{slug}/", own_reference="PO 4711")
        found[slug] = allowed(requests_of_draft(store, draft_key(receipt))[0], ["16048501"])
    store.close()
    return found


@pytest.fixture
def show(app, asked):
    """Shows a sheet and gives its page as text: `show("flir", {"return_address": …}, country="JP")`."""

    def show(slug="flir", desk=None, rma=RMA, serials=None, vendor=None, **changes):
        request = replace(allowed(asked[slug], serials, rma) if serials else asked[slug], **changes)
        settings = structs.replace(app.settings, vendor={slug: Desk(**desk or {})}, operator=Operator("Example Optics"))
        app.sheet = request, rma, vendor or app.vendors[slug], settings
        return app.test_client().get("/rma/shown/")

    return show


@pytest.fixture(scope="module")
def url(app):
    with serving(app) as url:
        yield f"{url}/rma/shown/"


def allowed(request, serials, rma=RMA, model=None):
    """The request with exactly these cameras in its first batch, all of them to travel under that number."""
    batch = request.batches[0]
    units = tuple(replace(batch.units[0], serial=serial, rma=rma.number, state="authorised") for serial in serials)
    return replace(request, batches=(replace(batch, model=model or batch.model, units=units),))


def words(text):
    """What a page says, without its marks."""
    return " ".join(html.unescape(re.sub(r"<title.*?</title>|<[^>]+>", " ", text, flags=re.S)).split())


def printed(page, folder, paper="A4"):
    """(sheets, words) of the page on paper."""
    page.pdf(path=folder / "sheet.pdf", format=paper)
    told = subprocess.run(["pdftotext", "-raw", folder / "sheet.pdf", "-"], capture_output=True, text=True, check=True)
    return told.stdout.count("\f"), " ".join(told.stdout.split())


def picture_of(page, folder):
    """The page as an office printer puts it on A4."""
    printed(page, folder)
    subprocess.run(["pdftoppm", "-r", "200", "-png", "-singlefile", "sheet.pdf", "sheet"], cwd=folder, check=True)
    return folder / "sheet.png"


def scanned(picture):
    """What a scanner reads off a picture: {kind: text}."""
    told = subprocess.run(["zbarimg", "-q", picture], capture_output=True, text=True, check=True).stdout
    return dict(line.split(":", 1) for line in told.splitlines())


def outspoken(vendor, facts=STATED):
    """The vendor with these facts stated, in all its revisions."""
    said = {name: Fact(value=value) for name, value in facts.items()}
    revise = lambda policy: structs.replace(policy, facts=structs.replace(policy.facts, **said))  # noqa: E731
    return structs.replace(vendor, policies=tuple(revise(policy) for policy in vendor.policies))


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
def test_what_the_text_states_is_a_sentence_and_what_it_leaves_out_a_silence(show, app, slug):
    vendor, told = app.vendors[slug], words(show(slug).text)
    for key in ("packing", "rma-on-parcel", "one-box", "carriers", "freight-in", "without-rma", "rma-validity"):
        line = line_of(vendor, vendor.policies[0], key)
        assert (line.text or line.unsaid) in told, key


def test_all_that_a_vendor_can_state_stands_on_its_sheet(show, app):
    told = words(show(vendor=outspoken(app.vendors["flir"]), country="JP", desk={"return_country": "CA"}).text)
    wanted = ["outside of the parcel", "One RMA number, one box.", "antistatic", "goods returned for repair"]
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


def test_what_a_customer_typed_does_nothing_on_a_sheet(show, url, page_at):
    attack = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">"
    show(own_reference=attack, name=attack, company=attack)
    page = page_at(1280)
    page.goto(url)
    assert page.title().startswith("Packing sheet") and page.locator("article img, article script").count() == 0
    assert attack in page.locator(".for-questions").inner_text()


# What a scanner reads


@pytest.mark.parametrize("number", [NUMBER, rma_number(10**10 - 10_001), "47119"])
def test_both_codes_are_read_back_from_paper(show, url, app, page_at, tmp_path, number):
    source = "entered" if number == "47119" else "series"
    show(rma=SimpleNamespace(**vars(RMA) | {"number": number, "source": source}), serials=["16048501"])
    page = page_at(1280, scheme="dark")
    page.goto(url)
    goods_in = f"{app.settings.url}/rma/desk/goods-in/{number}/"
    assert scanned(picture_of(page, tmp_path)) == {"CODE-128": number, "QR-Code": goods_in}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_codes_are_read_back_from_a_screen(show, url, page_at, tmp_path, scheme):
    show()
    page = page_at(768, scheme=scheme)
    page.goto(url)
    page.screenshot(path=tmp_path / "screen.png", full_page=True)
    assert set(scanned(tmp_path / "screen.png")) == {"CODE-128", "QR-Code"}


def test_a_scanner_reads_nothing_where_the_ink_is_white(show, url, page_at, tmp_path):
    show()
    page = page_at(768)
    page.goto(url)
    page.evaluate("document.querySelectorAll('.code path').forEach((ink) => ink.setAttribute('fill', 'white'))")
    page.screenshot(path=tmp_path / "screen.png", full_page=True)
    assert subprocess.run(["zbarimg", "-q", tmp_path / "screen.png"], capture_output=True).stdout == b""


# One sheet of paper


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(
    ("serials", "desk", "shown"),
    [(SERIALS[:1], {"return_address": ADDRESS}, 1), (SERIALS, {"return_address": TEN}, 200), (SERIALS, {}, 200)],
)
def test_one_camera_or_two_hundred_are_one_sheet(show, url, page_at, tmp_path, serials, desk, shown, paper):
    show(serials=serials, desk=desk)
    page = page_at(1280)
    page.goto(url)
    sheets, told = printed(page, tmp_path, paper)
    assert (sheets, sum(serial in told for serial in serials)) == (1, shown)


def test_a_list_that_is_too_long_for_the_sheet_says_how_much_is_left(show, url, page_at, tmp_path):
    show(serials=LONG, desk={"return_address": TEN})
    page = page_at(1280)
    page.goto(url)
    sheets, told = printed(page, tmp_path)
    kept = sum(serial in told.replace(" ", "") for serial in LONG)
    assert sheets == 1 and "In the box: 200 pieces" in told
    assert 0 < kept < 200 and f"and {200 - kept} more, listed on the ticket page" in told


@pytest.fixture
def fullest(show, app, asked):
    """Shows a sheet with all that can stand on one: every line as long as it may be, every fact stated."""

    def show_fullest(models=1, serials=("16048501",)):
        batch = allowed(asked["flir"], serials).batches[0]
        show(
            desk={"return_address": FULL, "return_country": "CA"}, vendor=outspoken(app.vendors["flir"]), country="US",
            batches=tuple(replace(batch, model=f"Model {count} {LINE}"[:200]) for count in range(models)),
            name=LINE, company=LINE, own_reference=LINE, rma=SimpleNamespace(**vars(RMA) | {"expires": "2020-01-01"}),
        )  # fmt: skip

    return show_fullest


@pytest.mark.parametrize(
    ("models", "serials"),
    [
        (1, SERIALS * 2),
        (1, LONG),
        (5, SERIALS[:10]),
        (6, ["47119", ""]),
        (12, [""]),
        (20, LONG[:10]),
        (20, SERIALS[:1]),
    ],
    ids=["400", "long", "some", "mixed", "none", "many long", "many"],
)
def test_the_fullest_sheet_is_still_one(fullest, url, page_at, tmp_path, models, serials):
    fullest(models, serials)
    page = page_at(1280)
    page.goto(url)
    assert [printed(page, tmp_path, paper)[0] for paper in ("A4", "Letter")] == [1, 1]


def test_a_word_without_an_end_squeezes_no_code(fullest, url, page_at, tmp_path):
    fullest()
    page = page_at(320)
    page.goto(url)
    page.screenshot(path=tmp_path / "screen.png", full_page=True)
    assert too_wide(page) == [] and set(scanned(tmp_path / "screen.png")) == {"CODE-128", "QR-Code"}
    assert set(scanned(picture_of(page, tmp_path))) == {"CODE-128", "QR-Code"}


def test_every_camera_is_listed_or_counted_as_left_out(show, asked):
    batch = allowed(asked["flir"], LONG[:30]).batches[0]
    text = show(batches=tuple(replace(batch, model=f"Model {count}") for count in range(20))).text
    more = int(re.search(r"and (\d+) more", text)[1])
    assert text.count("<li>SERIAL-") + more == 600 and "In the box: 600 pieces" in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_black_on_white_whatever_the_screen(show, url, page_at, scheme):
    show()
    page = page_at(1280, scheme=scheme)
    page.goto(url)
    page.emulate_media(media="print", color_scheme=scheme)
    look = "(at) => { const s = getComputedStyle(document.querySelector(at)); return [s.color, s.backgroundColor] }"
    assert page.evaluate(look, ".packing") == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert page.evaluate(look, "body")[1] == "rgb(255, 255, 255)"


# On a screen


@pytest.mark.parametrize("width, scheme", [(320, "light"), (768, "dark"), (1280, "light")])
def test_a_sheet_is_within_reach_of_everyone(show, url, page_at, width, scheme):
    show(serials=[*SERIALS[:30], LONG[0], ""], desk={"return_address": ADDRESS})
    page = page_at(width, scheme=scheme)
    page.goto(url)
    assert axe(page) == [] and too_wide(page) == []
    assert small_targets(page) == [] and small_text(page) == []


def test_a_sheet_breaks_no_rule_of_its_own_page(show, url, page_at):
    show()
    page, refused = page_at(1280), []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(url)
    assert refused == [] and page.locator("h1").count() == 1
    assert page.title().startswith(page.locator("h1").inner_text())
