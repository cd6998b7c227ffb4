"""What comes out of the printer: one sheet with all that is needed, and nothing that can only be tapped."""

import re
import subprocess

import pytest

from tests.support.steps import confirm, filled, lend_cookie, mailed_path, review

TWO = [{}, {"model": "FL3-U3-13E4C", "serials": "14250031", "symptom": "sync"}]
TO_TAP = ".button, button:not(.ref), nav a, .back a, .change a, .skip, summary"
AMOUNTS = "tr:not(.silent) .amount > span"


@pytest.fixture(scope="module")
def sent(open_kiosk):
    """What was sent in: the receipts of one request and of two, and the first one's ticket and own page."""
    client = open_kiosk.app.test_client()
    one, two = (confirm(client, review(client, filled(*batches))).headers["Location"] for batches in ([{}], TWO))
    open_kiosk.deliver()
    mail = open_kiosk.mails()[0]
    ticket = re.search(r"#(\S+)\]", mail["Subject"])[1]
    return {"client": client, "receipt": one, "receipt of two": two, "ticket page": mailed_path(mail), "ticket": ticket}


@pytest.fixture
def page(page_at, open_kiosk, sent):
    """A dark window, of the browser that sent; what is printed is light all the same."""
    page = page_at(1280, scheme="dark")
    lend_cookie(sent["client"], page, open_kiosk.url)
    page.show = lambda path: page.goto(open_kiosk.url + path)
    return page


def on_paper(page, folder):
    """[the lines of each sheet] of the page, printed on A4."""
    page.pdf(path=folder / "page.pdf", format="A4")
    told = subprocess.run(["pdftotext", "-raw", folder / "page.pdf", "-"], capture_output=True, text=True, check=True)
    return [sheet.splitlines() for sheet in told.stdout.split("\f")[:-1]]


def words(sheets):
    """All that stands on the sheets, in one line."""
    return " ".join(" ".join(line for sheet in sheets for line in sheet).split())


def outcomes(built):
    """(path, whether it tells several futures) of every outcome page."""
    for file in sorted(built.glob("*/outcome/*/index.html")):
        yield f"/{file.parent.relative_to(built).as_posix()}/", 'id="futures"' in file.read_text(encoding="utf-8")


def test_an_outcome_is_one_sheet_and_at_most_two_where_it_tells_several_futures(built, page, tmp_path):
    sheets = {}
    for path, several in outcomes(built):
        page.show(path)
        sheets[path, several] = len(on_paper(page, tmp_path))
    assert [found for found, count in sheets.items() if count > 1 + found[1]] == []
    assert {several for _, several in sheets} == {True, False}


def test_an_outcome_on_paper_holds_its_costs_and_nothing_to_tap(built, page, tmp_path):
    for path, _ in outcomes(built):
        page.show(path)
        taps = {text.strip() for text in page.locator(TO_TAP).all_inner_texts()}
        amounts = [" ".join(text.split()) for text in page.locator(AMOUNTS).all_inner_texts()]
        sheets = on_paper(page, tmp_path)
        assert taps & {line.strip() for sheet in sheets for line in sheet} == set(), path
        assert [amount for amount in amounts if amount not in words(sheets)] == [], path


def test_without_the_print_styles_the_buttons_would_be_on_paper(page, tmp_path):
    page.show("/flir/outcome/in-warranty/")
    page.emulate_media(media="screen")
    sheets = on_paper(page, tmp_path)
    assert len(sheets) > 1 and "Read the guide" in words(sheets)


@pytest.mark.parametrize("name", ["receipt", "receipt of two", "ticket page"])
def test_a_receipt_and_a_ticket_page_are_one_sheet_with_both_slots(page, sent, tmp_path, name):
    page.show(sent[name])
    [sheet] = on_paper(page, tmp_path)
    told = words([sheet])
    assert page.locator(".slot-ticket .slot-number").first.inner_text() in told
    assert "none yet: do not ship" in told and "Do not send anything yet." in told


def test_a_ticket_page_on_paper_holds_ticket_serials_and_who_asks(page, sent, tmp_path):
    page.show(sent["ticket page"])
    told = words(on_paper(page, tmp_path))
    assert [text for text in (sent["ticket"], "16048501", "16048502", "Ada Example") if text not in told] == []


@pytest.mark.parametrize("name", ["receipt", "ticket page"])
def test_nothing_to_tap_or_to_fill_in_is_on_a_receipt_on_paper(page, sent, tmp_path, name):
    page.show(sent[name])
    told = words(on_paper(page, tmp_path))
    taps = page.locator(TO_TAP).all_inner_texts() + ["Your e-mail address", "Wrong address?"]
    assert [text for text in taps if text.strip() and text in told] == []


@pytest.mark.parametrize("path", ["/flir/guide/", "/pixelink/guide/", "/flir/", "/pixelink/"])
def test_a_guide_and_a_vendor_s_page_are_two_sheets_at_most(page, tmp_path, path):
    page.show(path)
    assert len(on_paper(page, tmp_path)) <= 2


def test_paper_is_light_when_the_screen_is_dark(page):
    page.show("/flir/")
    colour = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(colour)
    page.emulate_media(media="print", color_scheme="dark")
    assert (dark, page.evaluate(colour)) == ("rgb(18, 21, 23)", "rgb(244, 245, 242)")
