"""The frozen site: what holds for every page, for every page of a kind, and for what programs read."""

import gzip
import re
from datetime import date
from typing import get_args
from urllib.parse import urljoin, urlsplit

import pytest

from content.eligibility.catalogue import family_rows
from content.eligibility.decision_tree import possible_answers, walk_tree
from content.explain.facts import row_line
from content.explain.outcome import outcome_in_words
from content.places import ROOT
from content.schema.facts import KEYS, Freight, Remedy
from content.schema.outcome_kinds import LEADS_TO_RETURN, Kind
from content.settings.kiosk_toml import Settings
from forms.serve import frozen_site
from tests.support.reading import Page, is_hidden, pages_in, sitemap
from tests.support.vendor_folder import shipped_vendors

VENDORS = shipped_vendors()
OURS = Settings().url
LIMITS = {".html": 12_000, ".css": 6_000, ".js": 5_000}  # bytes, compressed
FIRST_VIEW = 20_000
OPEN = (*LEADS_TO_RETURN, "ask")  # the kinds whose way on is the form


@pytest.fixture(scope="module")
def pages(built):
    return pages_in(built)


@pytest.fixture(scope="module")
def served(built):
    """The site as it is served; `served(address)` gives (status, headers, text)."""
    client = frozen_site(built).test_client()

    def get(address):
        with client.get(address) as answer:
            return answer.status_code, answer.headers, answer.text

    return get


def of_kind(pages, kind):
    """(vendor, last part of the address, page) for every page of a kind: outcome, products, check …"""
    for address, page in pages.items():
        slug, _, rest = address[1:].partition("/")
        if slug in VENDORS and rest.startswith(f"{kind}/") and rest != "products/":
            yield VENDORS[slug], rest.removeprefix(f"{kind}/").rstrip("/"), page


# Every page


def test_every_page_has_a_language_a_main_part_and_one_h1_that_begins_its_title(pages):
    for address, page in pages.items():
        (heading,), (main,) = page.all("h1"), page.all("main")
        title = next(one for one in page.all("title") if one.inside("head"))
        assert title.words.startswith(f"{heading.words} · ") and heading.inside("main"), address
        assert page.all("html")[0]["lang"] == "en" and main["id"] == "main", address
        assert page.text.startswith("<!doctype html>") and page.all("meta")[0]["charset"] == "utf-8", address


def test_no_two_pages_of_a_vendor_have_the_same_title(pages):
    told = [page.all("title")[0].words for kind in ("products", "outcome") for _, _, page in of_kind(pages, kind)]
    flir = [page.all("title")[0].words for vendor, _, page in of_kind(pages, "products") if vendor.slug == "flir"]
    assert told and len(flir) == len(set(flir))


def test_no_id_stands_twice(pages):
    for address, page in pages.items():
        ids = [one["id"] for one in page.all() if one["id"] is not None]
        assert len(ids) == len(set(ids)) and all(ids), address


def test_headings_never_skip_a_level(pages):
    for address, page in pages.items():
        levels = [int(one.tag[1]) for one in page.all("h1", "h2", "h3", "h4") if one.inside("main")]
        assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False)), address


def test_every_label_names_a_field_and_every_description_an_element(pages):
    for address, page in pages.items():
        named = [one["for"] for one in page.all("label")]
        told = [one[name] or "" for one in page.all() for name in ("aria-labelledby", "aria-describedby")]
        named += " ".join(told).split()
        assert all(page.at(id) for id in named), address


def strangers(page):
    """What on a page is not ours or not in a file of its own: inline styles, scripts, handlers, other hosts."""
    for one in page.elements:
        handlers = [name for name in one.attributes if name == "style" or name.startswith("on")]
        if handlers or one.tag in ("style", "iframe", "object", "embed") or (one.tag == "script" and not loaded(one)):
            yield f"{one.tag} {handlers}"
        for link in filter(None, (one[name] for name in ("href", "src", "action", "srcset", "poster"))):
            parts = urlsplit(link)
            kept = parts.scheme == "data" and one.tag == "link"
            left = one.tag == "a" and (one["rel"] == "external" or parts.scheme == "mailto")
            if (parts.scheme or parts.netloc) and not kept and not left and not link.startswith(f"{OURS}/"):
                yield f"{one.tag} {link}"


def loaded(script):
    """Whether a script is a file of ours, or no script at all but a block of data."""
    return script["src"] or script["type"] == "application/ld+json"


def test_no_page_holds_a_stranger(pages):
    assert {address: list(strangers(page)) for address, page in pages.items() if list(strangers(page))} == {}


@pytest.mark.parametrize(
    "tag",
    [
        '<p style="color: red">x</p>',
        "<style>p { color: red }</style>",
        "<script>alert(1)</script>",
        '<script src="https://tracker.example/x.js"></script>',
        '<script src="//tracker.example/x.js"></script>',
        '<img src="https://tracker.example/x.gif" alt="">',
        '<link rel="stylesheet" href="https://fonts.example/x.css">',
        '<a href="https://maker.example/">unmarked</a>',
        '<a href="javascript:alert(1)">x</a>',
        '<p onclick="alert(1)">x</p>',
        '<iframe src="/"></iframe>',
        '<img srcset="https://tracker.example/x.gif 2x" alt="">',
    ],
)
def test_a_stranger_is_seen(tag):
    assert list(strangers(Page(tag)))


def test_a_link_to_a_source_is_no_stranger():
    assert not list(strangers(Page('<a href="https://maker.example/" rel="external">read here</a><a href="/">x</a>')))


def test_nothing_is_left_blank(pages):
    for address, page in pages.items():
        for one in page.all("h1", "h2", "h3", "p", "li", "dt", "dd", "td", "th", "a", "strong", "label"):
            assert one.words or one["role"] == "status", f"{address}: an empty {one.tag} in {one.around[-1]}"


def test_no_template_s_marks_are_left_over(pages):
    for address, page in pages.items():
        assert not re.search(r"\{\{|\}\}|\{%|\{[a-z.-]+\}|None\b|UNSET|Undefined|&amp;amp;", page.text), address


def test_no_date_is_written_in_figures(pages):
    for address, page in pages.items():
        assert not re.search(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b", page.all("main")[0].words), address


# As served


def crawl(served):
    """address → Page for every page of ours that links lead to from the front page; a dead link fails."""
    found, ahead = {}, ["/"]
    while ahead:
        at = ahead.pop()
        status, _, text = served(at)
        assert status == 200, at
        found[at] = Page(text)
        for link in found[at].links():
            there = urljoin(at, link).partition("#")[0]
            if there.endswith("/") and there.startswith("/") and not there.startswith("/rma/"):
                ahead += [there] * (there not in found and there not in ahead)
    return found


def test_every_link_and_anchor_leads_somewhere(pages, served):
    status = {}
    for address, page in pages.items():
        for link in page.links():
            there, _, anchor = urljoin(address, link).partition("#")
            if urlsplit(there).scheme or there.startswith("/rma/"):
                continue
            status[there] = status.get(there) or served(there)[0]
            assert status[there] == 200, f"{address} leads to {link}"
            assert not anchor or pages[there].at(anchor), f"{address} leads to {link}"


def test_every_page_is_found_from_the_front_page(pages, served):
    unlinked = set(pages) - crawl(served).keys()
    assert unlinked == {"/404.html"}


def test_an_unknown_address_is_answered_with_the_page_that_helps_on(pages, served):
    status, _, text = served("/flir/nowhere/")
    assert status == 404 and text == pages["/404.html"].text
    assert {"/", "/flir/", "/pixelink/"} <= set(pages["/404.html"].links())


def test_the_pages_set_no_cookie(pages, served):
    assert not [address for address in pages if "Set-Cookie" in served(address)[1]]


def weight(file):
    return len(gzip.compress(file.read_bytes(), 9))


def test_every_file_keeps_its_budget(built):
    heavy = {file.name: weight(file) for file in built.rglob("*") if weight_over(file)}
    assert heavy == {}


def weight_over(file):
    return file.suffix in LIMITS and weight(file) > LIMITS[file.suffix]


def test_a_file_over_budget_is_seen(tmp_path):
    (tmp_path / "a.js").write_text(" ".join(str(number**5) for number in range(2000)))
    assert weight_over(tmp_path / "a.js")


def test_the_first_view_is_one_page_its_stylesheets_and_at_most_one_late_script(pages, built):
    for address, page in pages.items():
        loads = [one for one in page.all("link", "script", "img") if one["loading"] != "lazy"]
        loads = [one for one in loads if one["rel"] not in ("canonical", "icon", "alternate")]
        loads = [one for one in loads if one["type"] != "application/ld+json"]
        tags = [one.tag for one in loads]
        assert set(tags) <= {"link", "script"} and 1 <= tags.count("link") <= 4 and tags.count("script") < 2, address
        assert all("defer" in one.attributes for one in loads if one.tag == "script"), address
        shared = sum(weight(built / (one["href"] or one["src"])[1:]) for one in loads)
        assert shared + len(gzip.compress(page.text.encode(), 9)) <= FIRST_VIEW, address


# A vendor's pages


def test_every_page_of_a_vendor_leads_back_to_it_and_wears_its_colour(pages):
    for address, page in pages.items():
        slug = address.split("/")[1]
        if slug in VENDORS:
            assert {f"/{slug}/", f"/static/{VENDORS[slug].file.theme.sheet}"} <= {*page.links()}, address


def test_no_figure_stands_in_an_address_of_the_checker(pages):
    walked = [address for address in pages if re.match(r"/[^/]+/(check|outcome)/", address)]
    assert len(walked) > 20 and not [address for address in walked if re.search(r"\d|\?", address)]


def test_every_statement_of_flir_s_tells_its_text_and_when_it_was_checked(pages):
    kinds = ("check", "outcome", "products", "guide")
    told = [page for kind in kinds for vendor, _, page in of_kind(pages, kind) if vendor.slug == "flir"]
    for page in [*told, pages["/flir/"]]:
        (source,) = page.all("p", cls="source")[-1:]
        assert "text of April 2020" in source.words and "last checked" in source.words


def test_a_text_without_a_date_says_so(pages):
    for kind in ("check", "outcome", "products", "guide"):
        for vendor, at, page in of_kind(pages, kind):
            if vendor.slug == "pixelink":
                assert "a text whose date we do not know" in page.all("p", cls="source")[-1].words, at


def test_every_fact_is_stated_or_told_as_unsaid(pages):
    for vendor, revision, page in of_kind(pages, "policy"):
        policy = vendor.policy(revision)
        for key in KEYS:
            told, lines = page.at(f"fact-{key}").words, [row_line(vendor, policy, key, row) for row in policy.rows(key)]
            stated = [line for line in lines if not line.silent]
            assert (lines[0].label if stated else lines[0].unsaid[1:]) in told, (vendor.slug, key)
            assert all(line.text in told and line.doubt in told for line in stated), (vendor.slug, key)


def test_only_the_texts_no_longer_in_force_say_so(pages):
    for vendor, revision, page in of_kind(pages, "policy"):
        notices = [one for one in page.all("p", cls="notice") if one.inside("main")]
        assert bool(notices) == vendor.policy(revision).archived


def test_every_family_tells_its_warranty_its_source_and_its_doubt_or_that_none_was_found(pages):
    for vendor, slug, page in of_kind(pages, "products"):
        rows = family_rows(vendor, slug)
        told = " ".join(one.words for one in page.under("warranty"))
        assert all(vendor.file.sources[row.source].title in told and row.doubt in told for row in rows), slug
        assert bool(rows) != bool([one for one in page.under("warranty") if "silent" in one.classes]), slug


def test_every_family_and_every_printed_name_is_found_on_the_front_page(pages):
    for vendor in VENDORS.values():
        families = [family for family in vendor.products.families if family.kind == "camera"]
        assert {f"/{vendor.slug}/products/{family.slug}/" for family in families} <= set(pages["/"].links())
        for name in [*vendor.file.former_names, *(prefix for family in families for prefix in family.prefixes)]:
            links = [link for link in pages["/"].all("a") if link["href"].startswith(f"/{vendor.slug}/")]
            assert any(name in link.words for link in links), name


def test_a_model_s_link_carries_it_into_the_form(pages):
    page = pages["/pixelink/products/pl-b/"]
    assert {"/rma/pixelink/?model=PL-B741", "/rma/pixelink/?model=PL-B950"} <= set(page.links())


# Outcomes


def outcomes(pages):
    """(vendor, rule, page) for every outcome."""
    for vendor, id, page in of_kind(pages, "outcome"):
        yield vendor, vendor.policies[0].rule(id), page


def test_every_rule_has_its_page(pages):
    for vendor in VENDORS.values():
        assert {rule.id for rule in vendor.policies[0].rules} == {
            id for other, id, _ in of_kind(pages, "outcome") if other is vendor
        }


def test_every_outcome_leads_to_the_form_with_the_answers_given(pages):
    for vendor, rule, page in outcomes(pages):
        (form,) = {link for link in page.links() if link.startswith(f"/rma/{vendor.slug}/?answers=")}
        for question, answer in rule.when.items():
            assert isinstance(answer, list) or f"{question}.{answer}" in form, rule.id


def test_an_outcome_has_one_first_choice_and_it_is_the_way_on(pages):
    for vendor, rule, page in outcomes(pages):
        first = [button["href"] for button in page.all("a", cls="button") if "quiet" not in button.classes]
        if rule.outcome.kind in (*OPEN, "dealer"):  # what is a dealer's begins with a sheet for the dealer
            assert len(first) == 1 and first[0].startswith("/rma/"), rule.id
        elif rule.outcome.instead:
            assert len(first) == 1 and first[0].startswith(f"/{vendor.slug}/"), rule.id
        else:  # another maker is told in words; the form stays the second choice
            assert not first, rule.id


def test_an_outcome_says_what_one_gets_and_what_comes_next(pages):
    for _, rule, page in outcomes(pages):
        for id in ("what", "next"):
            assert any(one.tag == "p" and one.words for one in page.under(id)), rule.id


def test_where_something_is_sent_the_costs_the_times_and_the_way_are_told(pages):
    for _, rule, page in outcomes(pages):
        if rule.outcome.kind in LEADS_TO_RETURN:
            assert all(page.at(id) for id in ("costs", "time", "ready", "journey")), rule.id


def test_where_support_is_asked_the_times_and_what_to_have_ready_are_told(pages):
    for _, rule, page in outcomes(pages):
        if rule.outcome.kind == "ask":
            assert page.at("time") and page.at("ready"), rule.id


def test_every_cost_names_who_pays_or_that_nobody_says(pages):
    for vendor, rule, page in outcomes(pages):
        rows = [row for row in page.all("tr") if row.inside("tbody")]
        cells = [[one for one in page.elements if row in one.around and one.tag == "td"] for row in rows]
        costs = outcome_in_words(vendor, vendor.policies[0], rule).costs if rows else ()
        assert [who.words for who, _ in cells] == [cost.who or "no one named" for cost in costs], rule.id
        assert ["silent" in row.classes for row in rows] == [bool(cost.silent) for cost in costs], rule.id
        assert all(cost.amount in amount.words for cost, (_, amount) in zip(costs, cells, strict=True)), rule.id


def test_who_pays_is_told_only_where_the_text_names_somebody():
    for vendor in VENDORS.values():
        for key in KEYS:
            rows = [row for policy in vendor.policies for row in policy.rows(key) if not row.silent]
            for row in (row for row in rows if isinstance(row.value, (Freight, Remedy))):
                who = row_line(vendor, vendor.policies[0], key, row).who
                assert who == {"you": "You", "vendor": vendor.short, None: ""}[row.value.payer], (vendor.slug, key)


def test_every_cited_fact_its_doubt_and_every_silence_is_on_the_page(pages):
    for vendor, rule, page in outcomes(pages):
        told, words = outcome_in_words(vendor, vendor.policies[0], rule), page.all("main")[0].words
        assert all(line.label in words or line.group == "ready" for line in told.lines), rule.id
        assert all(line.doubt in words for line in told.lines), rule.id
        assert all(line.silent in words for line in told.silences), rule.id


def test_a_silent_fact_is_never_a_blank_on_an_outcome(pages):
    for vendor, rule, page in outcomes(pages):
        silences = outcome_in_words(vendor, vendor.policies[0], rule).silences
        told = [one.words for one in page.all(cls="silent")]
        assert all(any(line.silent in one for one in told) for line in silences), rule.id


def test_a_don_t_know_shows_every_future_with_its_link(pages):
    seen = 0
    for vendor, rule, page in outcomes(pages):
        for question, _ in [pair for pair in rule.when.items() if pair[1] == "unknown"]:
            answers = vendor.policies[0].question(question).answers
            futures = [one for one in page.under("futures") if one.tag == "section"]
            links = [link["href"] for link in page.under("futures") if link.tag == "a"]
            assert len(futures) == len(links) == len(answers) - 1 >= 2, rule.id
            assert all(pages[link] for link in links) and len(set(links)) == len(links), rule.id
            seen += 1
    assert seen == 12


def test_only_a_don_t_know_shows_futures(pages):
    for _, rule, page in outcomes(pages):
        assert bool(page.at("futures")) == ("unknown" in rule.when.values()), rule.id


def test_the_figures_of_the_seeds_stand_where_a_reader_looks(pages):
    refund, paid = pages["/flir/outcome/refund/"], pages["/pixelink/outcome/paid-repair/"]
    assert "25 % of the price" in " ".join(one.words for one in refund.under("costs"))
    assert "20 to 30 business days" in " ".join(one.words for one in paid.under("time"))


# The checker's pages


def test_a_question_s_answers_are_those_that_can_be_true_in_the_policy_s_order(pages):
    for vendor, at, page in of_kind(pages, "check"):
        step = next(step for step in walk_tree(vendor.policies[0]) if step.path == at)
        given = [one["data-answer"] for one in page.all() if one["data-answer"] is not None]
        assert given == possible_answers(vendor.policies[0], step.answers, step.question), at


def test_a_question_leads_back_and_repeats_what_was_said(pages):
    for vendor, at, page in of_kind(pages, "check"):
        up = f"/{vendor.slug}/check/{at}/".rsplit("/", 2)[0] + "/" if at else f"/{vendor.slug}/"
        assert up in page.links(), at
        said = [one for one in page.under("so-far") if one.tag == "dd"] if page.at("so-far") else []
        assert len(said) == len([part for part in at.split("/") if part]), at


# What programs read


def test_the_sitemap_lists_every_page_once_and_nothing_else(pages, built):
    listed, found = sitemap(built), [at for at, page in pages.items() if at.endswith("/") and not is_hidden(page)]
    assert sorted(at for at, _ in listed) == sorted(OURS + address for address in found)
    assert all(date.fromisoformat(read) for at, read in listed if at.removeprefix(OURS).split("/")[1] in VENDORS)


def test_robots_may_read_everything_but_the_form(built):
    lines = (built / "robots.txt").read_text("utf-8").splitlines()
    assert "User-agent: *" in lines and "Disallow: /rma/" in lines and f"Sitemap: {OURS}/sitemap.xml" in lines
    assert sum(line.startswith("Disallow") for line in lines) == 1


def test_every_page_names_its_own_address(pages):
    for address, page in pages.items():
        if is_hidden(page):
            continue
        assert [one["href"] for one in page.all("link") if one["rel"] == "canonical"] == [OURS + address]


def test_every_kind_of_outcome_has_a_mark():
    marks = (ROOT / "site" / "templates" / "parts.html").read_text("utf-8").partition("MARKS = {")[2].partition("}")[0]
    assert set(re.findall(r'"([a-z]+)": "M', marks)) == {*get_args(Kind)}
