"""The letters that open a source: by keyboard without scripts, and on paper."""


def test_without_scripts_a_key_opens_it_and_another_closes_it(open_kiosk, page_at):
    page = page_at(320, scripts=False)
    page.goto(f"{open_kiosk.url}/flir/guide/")
    page.locator(".ref").first.focus()
    page.keyboard.press("Enter")
    opened = page.locator("#from-flir-rma")
    assert opened.is_visible() and "text of april 2020" in opened.inner_text().lower()
    page.keyboard.press("Escape")
    assert not opened.is_visible()


def test_on_paper_the_letters_stand_and_so_does_what_they_open(open_kiosk, page_at):
    page = page_at(800)
    page.emulate_media(media="print")
    for path in ("/flir/", "/flir/guide/"):
        page.goto(open_kiosk.url + path)
        assert page.locator(".ref").first.is_visible()
        shown = page.locator("[data-source=flir-rma]:visible").all_inner_texts()
        assert any("read 22 November 2026" in text and text.lstrip().startswith("a") for text in shown), path
