"""The packing sheet in a browser: one sheet of paper, codes that scan, in reach of everyone."""

import subprocess
from dataclasses import replace
from types import SimpleNamespace

import pytest

from forms.records.rma_number import rma_number
from tests.support.eyes import look_over, serving, too_wide
from tests.support.packing import (
    ADDRESS,
    LONG,
    NUMBER,
    RMA,
    allowed,
    outspoken,
    sheet_app,
    sheet_requests,
    sheets_shown,
)

TEN = "\n".join(f"Line {count} of an address of some length" for count in range(1, 11))
FULL = "\n".join("Wide line of sixty signs, as long as the settings let it be."[:60] for _ in range(10))
SERIALS = [str(16048501 + count) for count in range(200)]
LINE = "W" * 60 + " and so on, as far as a line of the form goes " * 3  # a form's line takes no more


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    return sheet_app(tmp_path_factory.mktemp("sheet"))


@pytest.fixture(scope="module")
def asked(app):
    return sheet_requests(app)


@pytest.fixture
def show(app, asked):
    return sheets_shown(app, asked)


@pytest.fixture(scope="module")
def url(app):
    with serving(app) as url:
        yield f"{url}/rma/shown/"


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


def test_what_a_customer_typed_does_nothing_on_a_sheet(show, url, page_at):
    attack = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">"
    show(own_reference=attack, name=attack, company=attack)
    page = page_at(1280)
    page.goto(url)
    assert page.title().startswith("Packing sheet") and page.locator("article img, article script").count() == 0
    assert attack in page.locator(".for-questions").inner_text()


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_black_on_white_whatever_the_screen(show, url, page_at, scheme):
    show()
    page = page_at(1280, scheme=scheme)
    page.goto(url)
    page.emulate_media(media="print", color_scheme=scheme)
    look = "(at) => { const s = getComputedStyle(document.querySelector(at)); return [s.color, s.backgroundColor] }"
    assert page.evaluate(look, ".packing") == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert page.evaluate(look, "body")[1] == "rgb(255, 255, 255)"


def test_a_sheet_is_within_reach_of_everyone(show, url, page_at):
    show(serials=[*SERIALS[:30], LONG[0], ""], desk={"return_address": ADDRESS})
    page = page_at(1280)
    page.goto(url)
    assert look_over(page) == {}


def test_a_sheet_breaks_no_rule_of_its_own_page(show, url, page_at):
    show()
    page, refused = page_at(1280), []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(url)
    assert refused == [] and page.locator("h1").count() == 1
    assert page.title().startswith(page.locator("h1").inner_text())
