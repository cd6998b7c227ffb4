"""Links for dealers: each leads somewhere, can be pasted, said, scanned and filled in, and asks the right one."""

import json
import re
from urllib.parse import urlsplit

import msgspec
import pytest

from build import create_site
from content.eligibility.dealer_rule import dealer_first
from content.errors import ContentError
from content.pages.dealers.links import links_json, spoken_address
from content.pages.dealers.pages import all_dealer_pages, sellers
from content.pages.printed import AT_ONCE
from content.settings.kiosk_toml import Operator, Settings, VendorSettings
from content.wording.possessive import possessive
from forms.serve import frozen_site
from tests.support.dealer_links import LINKS_OF, LISTED, OURS, SITE, links_of, site_of, site_with_dealers
from tests.support.reading import Page, pages_in
from tests.support.vendor_folder import shipped_vendors

PIXELINK = shipped_vendors()["pixelink"]


LINKS = [link for links in LINKS_OF.values() for link in links]
SHORT = [link for link in LINKS if link.short]


@pytest.fixture(scope="module")
def pages(built):
    return pages_in(built)


def parts_of(link):
    """(path, anchor) of an address of ours."""
    return urlsplit(link).path, urlsplit(link).fragment


# What is handed out


def test_every_link_leads_to_a_page_and_its_anchor_or_to_the_form(pages):
    for link in LINKS:
        path, anchor = parts_of(link.url)
        assert path.startswith("/rma/") or path in pages and (not anchor or pages[path].at(anchor)), link.url


def test_the_links_hold_every_outcome_every_family_and_every_heading_of_the_guide(pages):
    for slug, links in LINKS_OF.items():
        urls = {link.path for link in links}
        assert {at for at in pages if re.match(rf"/{slug}/(outcome|products)/", at)} <= urls
        headings = [one["id"] for one in pages[f"/{slug}/guide/"].all("h2") if one.inside("main") and one["id"]]
        assert {f"/{slug}/guide/#{id}" for id in headings} <= urls


def test_a_vendor_s_page_shows_every_link_its_sentence_its_short_path_and_its_code(pages):
    for slug, links in LINKS_OF.items():
        page = pages[f"/{slug}/dealers/"]
        said = [one.words for one in page.all("p", cls="sentence")]
        for link in links:
            shown = {link.path, link.qr, link.short or link.path}
            assert shown <= set(page.links()) and link.sentence in said, link.id
        assert len(said) == len(links)


def test_a_question_s_words_are_the_heading_it_leads_to(pages):
    for link in [link for link in LINKS if link.kind in ("question", "answer", "product")]:
        path, anchor = parts_of(link.url)
        heading = pages[path].at(anchor) if anchor else pages[path].all("h1")[0]
        assert heading.words.startswith(link.title), link.url


def test_a_sentence_is_one_line_that_names_the_vendor_and_ends_in_its_address():
    for slug, links in LINKS_OF.items():
        for link in links:
            assert link.sentence.endswith(f" {link.url}") and link.sentence.isprintable(), link.sentence
            assert SITE.vendors[slug].name in link.sentence, link.sentence


def test_what_is_no_name_is_told_as_none():
    [link] = [link for link in LINKS_OF["flir"] if link.id == "accessories"]
    assert (link.title, link.words) == (
        "Lenses, cables, cards and other accessories by FLIR",
        "Lenses, cables, cards and other accessories by FLIR. Their warranty:",
    )


def test_links_json_holds_every_link_whole_as_published(built):
    told = json.loads((built / "links.json").read_text("utf-8"))
    assert told == links_json(SITE) and told["format"] == 1
    listed = [(vendor["slug"], link) for vendor in told["vendors"] for link in vendor["links"]]
    assert [(slug, link["id"]) for slug, link in listed] == [(link.slug, link.id) for link in LINKS]
    for _, link in listed:
        assert all(link[name].startswith(f"{OURS}/") for name in {"url", "short", "qr"} & {*link})


def test_links_json_names_each_code_s_file_and_a_short_path_where_there_is_one(built):
    for vendor in json.loads((built / "links.json").read_text("utf-8"))["vendors"]:
        for link in vendor["links"]:
            assert (built / link["qr"].removeprefix(f"{OURS}/")).is_file()
            assert ("short" in link) == (link["kind"] in ("page", "question"))


def test_under_a_base_every_address_but_the_form_s_begins_with_it():
    for link in links_of(site_of(shipped_vendors(), "https://example.org/returns/"), "flir"):
        under = "https://example.org/rma/flir/" if link.kind == "form" else "https://example.org/returns/flir/"
        assert link.url.startswith(under) and link.url in link.sentence


# Short paths


def test_no_two_links_share_a_short_path_or_a_code():
    assert len({link.qr for link in LINKS}) == len(LINKS)
    assert len({link.short for link in SHORT}) == len(SHORT)


def test_the_vendor_s_pages_and_its_questions_alone_have_short_paths(pages):
    assert {link.kind for link in SHORT} == {"page", "question"}
    assert {link.kind for link in LINKS if not link.short} == {"answer", "product", "form"}
    assert {at for at in pages if at.startswith("/go/")} == {link.short for link in SHORT}


def test_a_short_path_leads_on_at_once_to_the_address_itself(pages):
    for link in SHORT:
        page = pages[link.short]
        [refresh] = [one["content"] for one in page.all("meta") if one["http-equiv"] == "refresh"]
        [plain] = [one["href"] for one in page.all("a") if one.inside("main")]
        canonical = [one["href"] for one in page.all("link") if one["rel"] == "canonical"]
        assert refresh == f"0;url={link.path}" and plain == link.path, link.short
        assert canonical == [link.url.partition("#")[0]], link.short


def test_short_paths_are_hidden_from_search_engines(pages):
    for link in SHORT:
        robots = [one["content"] for one in pages[link.short].all("meta") if one["name"] == "robots"]
        assert "noindex" in robots, link.id


def test_a_short_path_is_said_as_words():
    assert (
        spoken_address("https://kiosk.example/go/flir/how-long/")
        == "kiosk.example slash go slash flir slash how dash long"
    )


def test_a_short_path_typed_as_it_is_said_is_found(built):
    answer = frozen_site(built).test_client().get("/go/flir/shipping")
    assert answer.status_code == 301 and answer.headers["Location"] == "/go/flir/shipping/"


def renamed(**changes):
    """Pixelink with its first family's slug or its guide changed."""
    if "slug" in changes:
        first, *others = PIXELINK.products.families
        families = [msgspec.structs.replace(first, slug=changes["slug"]), *others]
        return msgspec.structs.replace(PIXELINK, products=msgspec.structs.replace(PIXELINK.products, families=families))
    return msgspec.structs.replace(PIXELINK, guide=PIXELINK.guide.replace("{#cost}", f"{{#{changes['anchor']}}}"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"slug": "guide"}, "“The return guide” (page)"),
        ({"slug": "shipping"}, "rename the newer of them: the family's slug in products.toml"),
        ({"slug": "answer-dealer"}, "“Your dealer is the one to ask” (answer)"),
        ({"anchor": "form"}, "rename the newer of them: the question's {#form} in guide.md"),
    ],
)
def test_two_links_of_one_id_are_refused_by_both_names(change, told):
    with pytest.raises(ContentError) as fault:
        links_of(site_of({"pixelink": renamed(**change)}), "pixelink")
    assert told in str(fault.value) and f"would both be the link {[*change.values()][0]!r}" in str(fault.value)


# Vendors that send a dealer's customer to the dealer


def plain_forms(links):
    """The links that ask the vendor itself."""
    return [link for link in links if link.startswith("/rma/") and "bought_from=dealer" not in link]


def test_no_link_for_the_dealers_of_a_dealer_first_vendor_asks_the_vendor_instead(pages):
    first = [slug for slug, policy in SITE.policies.items() if dealer_first(policy)]
    assert first == ["pixelink", "zwo"]
    for slug in first:
        kept = [page for at, page in pages.items() if at.startswith((f"/{slug}/dealers/", f"/go/{slug}/"))]
        links = [link for page in kept for link in page.links() if link.startswith(f"/rma/{slug}/")]
        [form] = pages[f"/{slug}/dealers/"].all("form")
        assert set(plain_forms(links)) == {form["action"]} and [
            one["value"] for one in pages[f"/{slug}/dealers/"].all("input") if one["name"] == "bought_from"
        ] == ["dealer"]
        assert [link.id for link in LINKS_OF[slug]][:2] == ["guide", "form"]


def test_another_vendor_s_form_link_asks_the_vendor():
    assert plain_forms([link.path for link in LINKS_OF["flir"]]) == ["/rma/flir/"]


# Dealers by name


def test_a_listed_dealer_has_a_link_of_their_own_and_another_vendor_s_page_leaves_them_out(tmp_path):
    (tmp_path / "dealers.toml").write_text(LISTED)
    site = site_of(shipped_vendors(), dealers=tmp_path / "dealers.toml")
    [(dealer, link)] = sellers(site, PIXELINK, site.policies["pixelink"])
    assert (dealer.name, link) == ("ACME Imaging", f"{OURS}/rma/pixelink/?bought_from=dealer&dealer=ACME-DE")
    assert sellers(site, site.vendors["flir"], site.policies["flir"]) == []


def test_without_a_sourced_list_the_page_says_so_and_asks_for_no_code(pages):
    for slug, vendor in SITE.vendors.items():
        page = pages[f"/{slug}/dealers/"]
        told = " ".join(one.words for one in page.under("sellers"))
        assert f"We hold no sourced list of {possessive(vendor.name)} dealers, so none is named here." in told
        assert page.at("dealer") is None and " code" not in told


def test_who_is_not_listed_is_told_whom_to_write_to():
    app = create_site(site_of(shipped_vendors(), settings=Settings(operator=Operator(contact="rma@kiosk.example"))))
    told = " ".join(one.words for one in Page(app.test_client().get("/flir/dealers/").text).under("sellers"))
    assert "If you are one, write to rma@kiosk.example." in told


def test_listed_codes_are_offered_and_a_dealer_learns_of_their_own_page(tmp_path):
    for slug in ("flir", "pixelink"):
        page = Page(site_with_dealers(tmp_path).test_client().get(f"/{slug}/dealers/").text)
        told = " ".join(one.words for one in page.under("sellers"))
        offered = [one["value"] for one in page.all("option") if page.at("_codes") in one.around]
        assert page.at("dealer")["list"] == "_codes" and offered == ["ACME-DE"]
        assert "ask the operator for your link" in told and "With its code in the link" in told


# Where requests go


@pytest.mark.parametrize(
    ("intake", "choice", "stop", "title"),
    [
        ("kiosk", "you get a ticket", "A mail brings your ticket number.", "Ask FLIR for a return"),
        ("handover", "you hand it to FLIR yourself", "you hand it to FLIR yourself.", "A sheet for FLIR"),
        ("mailbox", "your request goes to FLIR by mail", "It goes to FLIR by mail", "Ask FLIR for a return"),
    ],
)
def test_the_way_to_the_form_says_where_a_request_goes(tmp_path, intake, choice, stop, title):
    settled = VendorSettings(intake=intake, mailbox="rma@flir.example")
    client = site_with_dealers(tmp_path, vendor={"flir": settled}).test_client()
    vendor, guide = (client.get(f"/flir/{at}").text for at in ("", "guide/"))
    dealers_page = Page(client.get("/flir/dealers/").text)
    assert choice in vendor and stop in vendor and stop in guide
    assert title in dealers_page.at("form").words
    if intake == "handover":
        assert "ticket number." not in [one.words for one in Page(vendor).all("p", cls="tell")][0]
        assert dealers_page.at("dealer") is None and "With its code" not in dealers_page.text


# Many vendors


def test_many_vendors_are_listed_by_their_letters_and_none_is_left_out():
    slugs = [f"{one}{two}-{n}" for one in "abcdef" for two in "xyz" for n in range(AT_ONCE // 16)]
    many = {slug: msgspec.structs.replace(PIXELINK, slug=slug) for slug in slugs}
    first, *others = [page for page in all_dealer_pages(site_of(many)) if page.address.startswith("/dealers/")]
    assert len(many) > AT_ONCE and first.content()["vendors"] == []
    assert [page.address for page in others] == [f"/dealers/{two}/" for two in first.content()["letters"]]
    assert sorted(vendor.slug for page in others for vendor in page.content()["vendors"]) == sorted(slugs)


def test_few_vendors_stand_on_the_one_page(pages):
    assert {f"/{slug}/dealers/" for slug in SITE.vendors} | {"/links.json"} <= set(pages["/dealers/"].links())


# QR codes


# The form, filled in


def test_a_form_opened_with_nothing_filled_in_shows_no_fault(client):
    page = client.get("/rma/flir/?model=&serial=&purpose=&dealer=")
    assert page.status_code == 200 and 'class="errors"' not in page.text


# Copying
