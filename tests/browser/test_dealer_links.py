"""The dealers' page as a dealer uses it: codes that are read, links that are built and copied, and what is printed."""

import re
import subprocess
from urllib.parse import urlsplit

import pytest

from tests.support.dealer_links import LINKS_OF, OURS, site_with_dealers
from tests.support.eyes import restyle, serving, small_targets, too_wide

ODD = "Müller & Söhne #1, 100 % + ½"  # a model nobody sells


def test_a_code_that_is_not_listed_is_told_before_it_is_handed_out(tmp_path, page_at):
    page = page_at(320)
    with serving(site_with_dealers(tmp_path)) as url:
        page.goto(f"{url}/flir/dealers/")
        fill(page, "", "", dealer="acmex")
        assert "ACMEX is no code of a dealer listed here" in page.locator(".build .caution").inner_text()
        fill(page, "", "", dealer="acme-de")
        assert page.locator(".build .caution").inner_text() == ""


def scanned(picture):
    """What zbarimg reads on a picture, in the order of its own."""
    return subprocess.run(["zbarimg", "-q", "--raw", picture], capture_output=True, text=True).stdout.split()


def code_of(page, link):
    """The picture of a link's QR code on the page of all links."""
    return page.locator(f'img[src$="{link.qr}"]')


def test_no_code_is_fetched_before_it_is_asked_for(page_at, open_kiosk):
    page, asked = page_at(1280), []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(f"{open_kiosk.url}/flir/dealers/")
    page.wait_for_load_state("networkidle")
    link = LINKS_OF["flir"][0]
    assert [path for path in asked if path.endswith(".svg")] == [] and not code_of(page, link).is_visible()
    with page.expect_response(f"**{link.qr}"):
        page.locator("summary").first.click()


@pytest.mark.parametrize(
    ("id", "width", "scheme"), [("shipping", 320, "light"), ("accessories", 1280, "dark"), ("form", 768, "dark")]
)
def test_a_link_s_code_is_read_from_the_screen(page_at, open_kiosk, tmp_path, id, width, scheme):
    page, link = page_at(width, scheme), next(link for link in LINKS_OF["flir"] if link.id == id)
    page.goto(f"{open_kiosk.url}/flir/dealers/")
    page.screenshot(path=tmp_path / "bare.png", full_page=True)
    assert scanned(tmp_path / "bare.png") == []
    page.locator("summary", has_text=f"QR code: {link.title}").click()
    code_of(page, link).evaluate("image => image.decode()")
    page.screenshot(path=tmp_path / "screen.png", full_page=True)
    assert scanned(tmp_path / "screen.png") == [link.url]
    assert too_wide(page) == [] and small_targets(page) == []


def test_an_open_code_fits_a_narrow_window_with_large_letters(page_at, open_kiosk):
    page = page_at(320)
    page.goto(f"{open_kiosk.url}/flir/dealers/")
    page.locator("summary").first.click()
    restyle(page, "html { font-size: 225% !important }")
    assert too_wide(page) == []


def test_a_code_opened_by_itself_is_read_in_the_dark(page_at, open_kiosk, tmp_path):
    page, link = page_at(320, "dark"), LINKS_OF["flir"][0]
    page.goto(open_kiosk.url + link.qr)
    page.screenshot(path=tmp_path / "file.png")
    assert scanned(tmp_path / "file.png") == [link.url]


def test_on_paper_each_link_shows_its_words_and_a_code_that_is_read_and_nothing_to_tap(page_at, open_kiosk, tmp_path):
    page, links = page_at(1280, "dark"), LINKS_OF["pixelink"]
    page.goto(f"{open_kiosk.url}/pixelink/dealers/")
    # Whoever prints by hand is kept waiting for the codes; a program prints those that are there, so all are laid out.
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1280, "height": 30_000})
    page.evaluate("Promise.all([...document.images].map((image) => image.decode()))")
    page.pdf(path=tmp_path / "links.pdf", format="A4")
    subprocess.run(["pdftoppm", "-r", "150", "-png", tmp_path / "links.pdf", tmp_path / "sheet"], check=True)
    told = subprocess.run(["pdftotext", "-raw", tmp_path / "links.pdf", "-"], capture_output=True, text=True).stdout
    codes = [code for sheet in tmp_path.glob("sheet-*.png") for code in scanned(sheet)]
    assert sorted(codes) == sorted(link.url for link in links)
    for text in (text for link in links for text in (link.title, link.sentence, link.short[:-1])):
        assert "".join(text.split()) in "".join(told.split())
    assert not [text for text in ("Copy", "QR code:", "as a file") if text in told]
    assert "Demonstration: nothing you send here reaches Pixelink." in " ".join(told.split())


def fill(page, model, serials, purpose="", dealer=""):
    page.get_by_label("Model").fill(model)
    page.get_by_label("Serial numbers").fill(serials)
    page.get_by_label("What does your customer want?").select_option(purpose)
    if dealer:
        page.get_by_label("Your dealer code").fill(dealer)


def fields(page):
    """What stands in the form that was opened."""
    first = "[name=batches-0-{}]"
    return (
        page.locator(first.format("model")).input_value(),
        page.locator(first.format("serials")).input_value().splitlines(),
        page.locator("[name=purpose]:checked").get_attribute("value"),
    )


def test_a_built_link_opens_the_form_with_everything_in_it_and_nothing_was_sent_before(page_at, open_kiosk):
    page, asked = page_at(320), []
    page.goto(f"{open_kiosk.url}/flir/dealers/")
    page.on("request", lambda request: asked.append(request.url))
    fill(page, ODD, "16048501\n\n 16048502 \nA&B #3 50%\nÜ-4", "repair")
    link = page.locator(".built .whole").inner_text()
    assert asked == [] and link.startswith(f"{OURS}/rma/flir/?") and link.count("serial=") == 4
    pieces = page.locator(".built .whole").evaluate("shown => [...shown.childNodes].map((node) => node.data)")
    assert pieces[0:5:2] == ["http://", f"{OURS[7:]}/", "rma/"]
    assert too_wide(page) == [] and small_targets(page) == []
    page.goto(open_kiosk.url + link.removeprefix(OURS))
    assert fields(page) == (ODD, ["16048501", "16048502", "A&B #3 50%", "Ü-4"], "repair")


def test_without_scripts_the_button_opens_the_same_form(page_at, open_kiosk):
    page = page_at(1280, scripts=False)
    page.goto(f"{open_kiosk.url}/pixelink/dealers/")
    assert not page.locator(".built").is_visible() and page.locator(".links button").count() == 0
    assert "copy the address of that page" in page.locator("#build + p").inner_text()
    fill(page, ODD, "725001234\n725001235", "refund")
    with page.expect_navigation():
        page.get_by_role("button", name="Open the form, filled in").click()
    assert fields(page) == (ODD, ["725001234", "725001235"], "refund")
    assert page.locator("[name=batches-0-bought_from]:checked").get_attribute("value") == "dealer"


def test_a_link_that_is_too_long_is_told_instead(page_at, open_kiosk):
    page = page_at(1280)
    page.goto(f"{open_kiosk.url}/flir/dealers/")
    fill(page, "BFS-U3-51S5C", "\n".join(str(16048500 + number) for number in range(300)))
    assert not page.locator(".built").is_visible()
    assert "servers turn away more than 4000" in page.locator(".build .caution").inner_text()
    fill(page, "BFS-U3-51S5C", "16048501")
    assert page.locator(".built").is_visible() and page.locator(".build .caution").inner_text() == ""


def test_a_link_and_a_sentence_are_copied_and_that_is_said(browser, open_kiosk):
    window = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page, link = window.new_page(), next(link for link in LINKS_OF["flir"] if link.id == "shipping")
    page.goto(f"{open_kiosk.url}/flir/dealers/")
    for name, text in (("Copy link", link.url), ("Copy sentence", link.sentence)):
        page.get_by_role("button", name=re.compile(f"^{name} ?: {re.escape(link.title)}$")).click()
        page.get_by_role("button", name=re.compile(f"^Copied ?: {re.escape(link.title)}$")).wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == text
        assert page.locator(".copied").inner_text() == f"Copied: {text}"
    assert page.get_by_role("button", name=re.compile("^Copied")).count() == 1
    window.close()


def test_where_the_clipboard_is_refused_the_text_is_marked(page_at, open_kiosk):
    page = page_at(320)
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(f"{open_kiosk.url}/pixelink/dealers/")
    link = next(link for link in LINKS_OF["pixelink"] if link.id == "shipping")
    page.get_by_role("button", name=re.compile(f"^Copy link ?: {re.escape(link.title)}$")).click()
    page.get_by_text("The text is marked now").wait_for()
    assert page.evaluate("getSelection().toString()") == link.url == f"{OURS}/pixelink/guide/#shipping"
