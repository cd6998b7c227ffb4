"""A guide that cannot be searched for figures is refused: one in another language, whether it says so or not."""

import re
from datetime import date

import pytest
from msgspec.structs import replace

from content.errors import ContentError
from content.explain.guide import ANCHORS
from content.loading.scaffold import new_vendor
from content.loading.vendor_folder import load_vendor
from content.pages.drawing import Drawing, site_at
from content.settings.kiosk_toml import Settings
from content.wording.language import plainly_not_english
from tests.support.reading import Page
from tests.support.vendor_folder import copy_of, shipped_vendors

FOREIGN = {
    "de": "Bitte füllen Sie zuerst das Formular aus und warten Sie, bis der Support Ihnen eine Nummer nennt. Schreiben"
    " Sie die Nummer auf das Paket. Ohne diese Nummer wird das Paket nicht angenommen. Den Versand zahlen Sie selbst,"
    " den Rückversand zahlt der Hersteller, solange die Garantie läuft, und zwar binnen dreißig Tagen.",
    "fr": "Remplissez d'abord le formulaire et attendez que le support vous donne un numéro. Écrivez ce numéro sur le"
    " colis. Sans ce numéro le colis n'est pas accepté. Les frais d'envoi sont à votre charge, le retour est payé par"
    " le fabricant pendant la garantie, dans un délai de trente jours.",
    "nl": "Vul eerst het formulier in en wacht tot de support u een nummer geeft. Schrijf het nummer op het pakket."
    " Zonder dit nummer is het pakket niet welkom. De kosten van de verzending zijn voor u, het terugsturen is voor de"
    " fabrikant zolang de garantie loopt, en dat binnen dertig dagen.",
    "da": "Udfyld først formularen og vent til supporten giver dig et nummer. Skriv nummeret på pakken. Uden dette"
    " nummer bliver pakken ikke modtaget. Du betaler for forsendelsen, og fabrikanten betaler for at sende den tilbage"
    " så længe garantien gælder, og det inden for tredive dage.",
    "es": "Rellene primero el formulario y espere a que el soporte le dé un número. Escriba el número en el paquete."
    " Sin este número no se acepta el paquete. Usted paga el envío, y el fabricante paga la devolución mientras dura"
    " la garantía, dentro de treinta días.",
    "ja": "まずフォームに記入し、番号をお待ちください。三十日以内です。",
    "el": "Συμπληρώστε πρώτα τη φόρμα.",
}
ENGLISH = {
    "terse": "Ask support first. Ship with any carrier. Write the RMA number on the parcel. Keep your invoice. Cameras,"
    " lenses and cables are covered. Opened sensors are not. Refunds: ask within the window. Repairs: support quotes a"
    " price before work starts. Return shipping is paid by Acme in warranty. Nothing else.",
    "short": "Kameras: Support fragen.",
    "with names": "Señor Müller of Åbo Präzisionsoptik answers. 日本 is told apart by a page of its own, which helps.",
    "again and again": "Ask support first.\n\n" * 40,
    "empty": "",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_a_text_in_another_language_is_seen(language):
    assert plainly_not_english(FOREIGN[language])


@pytest.mark.parametrize("text", ENGLISH.values(), ids=ENGLISH)
def test_an_english_text_is_left_alone_and_so_is_one_too_short_to_tell(text):
    assert not plainly_not_english(text)


@pytest.fixture
def acme(tmp_path):
    new_vendor("acme", "Acme", tmp_path, date(2026, 11, 22))
    return tmp_path / "acme"


def write_guide(folder, text):
    headings = "".join(f"\n\n## {anchor.capitalize()} {{#{anchor}}}\n\n{text}" for anchor in ANCHORS)
    (folder / "guide.md").write_text(text + headings, "utf-8")


@pytest.mark.parametrize("language", FOREIGN)
def test_a_guide_that_does_not_read_like_english_is_refused_with_what_to_do(language, acme):
    write_guide(acme, FOREIGN[language])
    with pytest.raises(ContentError, match="^acme/guide.md: this guide does not read like English.*write it in Engl"):
        load_vendor(acme)


def test_a_guide_that_says_it_is_in_another_language_is_refused_by_its_key(acme):
    write_guide(acme, FOREIGN["de"])
    path = acme / "vendor.toml"
    path.write_text(path.read_text("utf-8").replace("[theme]", 'language = "de"\n[theme]'), "utf-8")
    with pytest.raises(ContentError, match="^acme/vendor.toml: language: guide.md is in 'de', and only English can be"):
        load_vendor(acme)


@pytest.mark.parametrize("written", ["German", "DE", "deu", ""])
def test_a_language_is_written_in_two_small_letters(written, acme):
    path = acme / "vendor.toml"
    path.write_text(path.read_text("utf-8").replace("[theme]", f'language = "{written}"\n[theme]'), "utf-8")
    with pytest.raises(ContentError, match='acme/vendor.toml: language: write the two small letters of the language'):
        load_vendor(acme)


@pytest.mark.parametrize("text", ["Ask support first.", ENGLISH["terse"]])
def test_an_english_guide_is_read_however_short_it_is(text, acme):
    write_guide(acme, text)
    assert load_vendor(acme).file.language == "en"


def test_the_shipped_guides_read_like_english(tmp_path):
    assert load_vendor(copy_of("flir", tmp_path)).guide


# On the page


def guide_page(language):
    flir = shipped_vendors()["flir"]
    vendors = {"flir": replace(flir, file=replace(flir.file, language=language))}
    drawing = Drawing(site_at("", Settings(), vendors, date(2026, 11, 22)))
    return drawing.draw(drawing.pages["/flir/guide/"])


def test_the_editor_s_words_bear_their_language_and_ours_within_them_bear_ours():
    page = Page(guide_page("de"))
    assert page.all("html")[0]["lang"] == "en"
    assert "de" in {element["lang"] for element in page.all("div") if element["class"] == "lead"}
    headings = [element for element in page.all("span") if element.inside("h2") and element["lang"] == "de"]
    assert "Who pays the shipping, and with whom do I ship?" in {heading.words for heading in headings}
    facts = [element for element in page.all("span") if element["data-fact"] and any(
        around["lang"] == "de" for around in element.around
    )]  # fmt: skip
    assert facts and {fact["lang"] for fact in facts} == {"en"}


def test_an_english_guide_bears_no_language_of_its_own():
    assert set(re.findall(r' lang="(\w+)"', guide_page("en"))) == {"en"} and guide_page("en").count("lang=") == 1
