"""Redirects: an address that moved goes on leading to where its page or answer is now."""

import shutil
import subprocess
import sys
from datetime import date
from urllib.parse import unquote, urlsplit

import pytest

from build import build
from content.audit.tree import read_tree
from content.errors import ContentError
from content.history.folder_redirects import spread
from content.history.published_urls import lost_urls, read_urls, urls_of
from content.history.redirects import check_anchors, read_redirects, redirects_in_place
from content.pages.redirect_pages import moved_answers
from content.places import REDIRECTS, ROOT
from content.settings.kiosk_toml import Settings
from tests.support.reading import Page
from tests.support.vendor_folder import shipped_vendors

PAGES = {"/", "/acme/", "/acme/guide/", "/acme/products/new/", "/other/", "/acme/policy.json"}


@pytest.fixture
def written(tmp_path):
    """Reads the redirects of these lines."""

    def read(text):
        (tmp_path / "redirects.toml").write_text(text, "utf-8")
        return read_redirects(tmp_path / "redirects.toml")

    return read


def test_a_page_and_an_answer_lead_on(written):
    text = '"/acme/old/" = "/acme/guide/#cost"  # renamed\n"/acme/guide/#price" = "/acme/guide/#cost"\n'
    assert written(text) == {"/acme/old/": "/acme/guide/#cost", "/acme/guide/#price": "/acme/guide/#cost"}


def test_the_shipped_file_is_read_and_shows_how(written):
    shown = [
        line[4:].split("     ")[0] for line in REDIRECTS.read_text("utf-8").splitlines() if line.startswith("#   ")
    ]
    assert read_redirects() is not None and len(written("\n".join(shown))) == 3


FAULTS = {
    "no slash": ('"acme/" = "/b/"', "write the old address within this site"),
    "an address elsewhere": ('"/a/" = "https://b.example/"', "write the new address within this site"),
    "a query": ('"/a/?b" = "/c/"', "write the old address within this site"),
    "an empty anchor": ('"/a/#" = "/c/"', "write the old address within this site"),
    "a number": ('"/a/" = 3', "write the new address within this site"),
    "a table": ('[a]\n"/b/" = "/c/"', "write the old address within this site"),
    "to itself": ('"/a/" = "/a/"', "leads back to itself"),
    "to an answer of its own": ('"/a/" = "/a/#b"', "leads back to itself"),
    "round in a circle": ('"/a/" = "/b/"\n"/b/" = "/a/"', "leads back to itself"),
    "on and on": ('"/a/" = "/b/"\n"/b/" = "/c/"\n"/c/" = "/d/#e"', 'leads on itself; write "/d/#e"'),
    "to an answer that moved": ('"/a/" = "/b/#c"\n"/b/#c" = "/d/"', 'leads on itself; write "/d/"'),
    "to an answer of a page that moved": ('"/a/" = "/b/#c"\n"/b/" = "/d/"', 'leads on itself; write "/d/"'),
    "an answer of a page that moved": ('"/a/" = "/c/"\n"/a/#b" = "/c/"', "its whole page leads on already"),
    "no last slash": ('"/a" = "/c/"', 'write the last slash: "/a/"'),
    "no last slash before an anchor": ('"/a/b#c" = "/c/"', 'write the last slash: "/a/b/#c"'),
    "no last slash where it leads": ('"/a/" = "/c"', 'write the last slash: "/c/"'),
    "half a folder": ('"/a/*" = "/b/"', "write /\\* at the end of both"),
    "a star within": ('"/a/*/b/" = "/b/"', "write the old address within this site"),
    "a folder to itself": ('"/a/*" = "/a/*"', "leads back to itself"),
    "folders on and on": ('"/a/*" = "/b/*"\n"/b/*" = "/c/*"', 'leads on itself; write "/c/\\*"'),
    "an answer of a folder that moved": ('"/a/*" = "/c/*"\n"/a/b/#d" = "/c/"', "its whole page leads on already"),
    "a file for programs": ('"/a/policy.json" = "/b/policy.json"', "cannot lead on; bring it back"),
    "twice": ('"/a/" = "/b/"\n"/a/" = "/c/"', "line 2: .* stands at line 1 already; keep one"),
}


@pytest.mark.parametrize(("text", "write"), FAULTS.values(), ids=FAULTS)
def test_a_line_that_leads_nowhere_is_told(text, write, written):
    with pytest.raises(ContentError, match=write) as caught:
        written(text)
    assert caught.value.file == "content/redirects.toml"


UNPLACED = {
    "a page still": ({"/acme/": "/other/"}, "is a page still; take this line away"),
    "to no page": ({"/acme/old/": "/acme/none/"}, "leads to /acme/none/, which is no page"),
    "to an answer on none": ({"/acme/old/": "/acme/none/#cost"}, "leads to /acme/none/#cost, which is no page"),
    "from an answer on none": ({"/acme/old/#cost": "/acme/"}, 'redirect the whole page: "/acme/old/" = …'),
}


@pytest.mark.parametrize(("redirects", "write"), UNPLACED.values(), ids=UNPLACED)
def test_a_redirect_goes_from_where_nothing_is_to_where_something_is(redirects, write):
    with pytest.raises(ContentError, match=write):
        redirects_in_place(redirects, PAGES)


def test_a_vendor_switched_off_takes_its_redirects_along():
    both = {
        "/acme/old/": "/acme/guide/",
        "/off/old/": "/off/guide/",
        "/acme/gone/": "/off/guide/",
        "/go/off/old/": "/off/",
    }
    assert redirects_in_place(both, PAGES, {"off"}) == {"/acme/old/": "/acme/guide/"}


def test_an_answer_leads_to_an_anchor_that_is_there():
    tree = {"/acme/guide/": {"cost"}}
    check_anchors({"/a/": "/acme/guide/#cost", "/b/": "/acme/guide/"}, tree)
    with pytest.raises(ContentError, match="that page has no such anchor"):
        check_anchors({"/a/": "/acme/guide/#price"}, tree)


def test_a_page_knows_which_of_its_answers_moved():
    redirects = {"/acme/guide/#price": "/acme/#cost", "/acme/#price": "/other/", "/acme/old/": "/acme/guide/"}
    told = {"/acme/guide/": {"price": "/acme/#cost"}, "/acme/": {"price": "/other/"}}
    assert moved_answers(redirects) == told


@pytest.mark.parametrize("line", [{"/acme/": "/other/"}, {"/acme/old/": "/acme/soon/"}])
def test_a_redirect_may_wait_for_a_revision_that_is_ahead(line):
    assert redirects_in_place(line, PAGES, ahead={"acme"}) == {}


# The line of a folder

PUBLISHED = {
    "/old/": {"ways"}, "/old/guide/": {"cost"}, "/old/policy.json": set(), "/old/odd/": set(), "/go/old/cost/": set(),
    "/older/": set(),
}  # fmt: skip
NOW = {"/new/", "/new/guide/", "/new/policy.json", "/new/even/", "/go/new/cost/"}


def test_the_line_of_a_folder_takes_along_all_that_was_published_below_it_and_short_paths_too():
    lines = {"/old/*": "/new/*", "/old/odd/": "/new/even/"}
    assert redirects_in_place(lines, NOW, urls=PUBLISHED) == {
        "/old/odd/": "/new/even/", "/old/": "/new/", "/old/guide/": "/new/guide/",
        "/old/policy.json": "/new/policy.json", "/go/old/cost/": "/go/new/cost/",
    }  # fmt: skip
    assert list(lost_urls(PUBLISHED, {"/older/": set()}, spread(lines, PUBLISHED))) == []


def test_what_the_line_of_a_folder_leads_to_may_have_a_line_of_its_own():
    lines = {"/old/*": "/new/*", "/new/odd/": "/new/even/"}
    assert redirects_in_place(lines, NOW, urls=PUBLISHED)["/old/odd/"] == "/new/even/"


def test_what_the_line_of_a_folder_cannot_lead_to_is_told_by_its_address():
    with pytest.raises(ContentError, match="/old/odd/: the line of its folder leads to /new/odd/, which is no page"):
        redirects_in_place({"/old/*": "/new/*"}, NOW, urls=PUBLISHED)


def test_pages_that_are_there_still_stay_and_a_folder_of_them_alone_is_told():
    there = {*PUBLISHED} - {"/old/odd/"}
    lines = {"/old/*": "/new/*", "/new/odd/": "/new/even/"}
    assert redirects_in_place(lines, NOW | there, urls=PUBLISHED).keys() == {"/old/odd/", "/new/odd/"}
    with pytest.raises(ContentError, match=r"/old/\*: no address below it was published and is gone; take this line"):
        redirects_in_place({"/old/*": "/new/*"}, NOW | {*PUBLISHED}, urls=PUBLISHED)


def test_a_folder_within_a_vendor_moves_without_its_short_paths():
    assert spread({"/old/guide/*": "/new/*"}, ["/old/guide/", "/go/old/guide/"]) == {"/old/guide/": "/new/"}


@pytest.fixture(scope="module")
def renamed(tmp_path_factory):
    """A whole site in which FLIR's folder has another name, with one line for it."""
    tree = tmp_path_factory.mktemp("renamed")
    for folder in ("content", "site"):
        shutil.copytree(ROOT / folder, tree / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", tree)
    (tree / "content/vendors/flir").rename(tree / "content/vendors/flir-vision")
    (tree / "content/redirects.toml").write_text('"/flir/*" = "/flir-vision/*"\n', "utf-8")
    command = [sys.executable, "build.py", "--out", "site-built", "--preview"]
    ran = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    return tree / "site-built"


def test_a_renamed_vendor_needs_one_line(renamed):
    published = [url for url in read_urls() if url.startswith(("/flir/", "/go/flir/"))]
    assert len(published) > 50
    for url in published:
        file = renamed / (url[1:] + "index.html" if url.endswith("/") else url[1:])
        new = url.replace("/flir/", "/flir-vision/", 1)
        if url.endswith("/"):
            assert f'content="0;url={new}"' in file.read_text("utf-8"), url
        else:
            assert file.read_bytes() == (renamed / new[1:]).read_bytes(), url


# In a whole site

LINES = """\
"/flir/products/old-name/" = "/flir/products/oryx/#warranty"
"/flir/guide/#price" = "/flir/guide/#cost"
"/privacy/#price" = "/flir/guide/"
"""
QUIET = {"say": lambda *_, **__: None, "preview": True}


@pytest.fixture(scope="module")
def lines(tmp_path_factory):
    path = tmp_path_factory.mktemp("redirects") / "redirects.toml"
    path.write_text(LINES, "utf-8")
    return path


@pytest.fixture(scope="module")
def moved(lines, tmp_path_factory):
    """The site with some redirects, built to stand below a path."""
    out, url = tmp_path_factory.mktemp("moved") / "site", "https://example.org/returns/"
    build(out, Settings(), shipped_vendors(), date(2026, 11, 22), base_url=url, redirects=lines, **QUIET)
    return out


def read(folder, name):
    return Page((folder / name / "index.html").read_text("utf-8"))


def test_a_page_that_moved_leads_on_by_itself_and_by_a_link(moved):
    page, to = read(moved, "flir/products/old-name"), "/returns/flir/products/oryx/#warranty"
    assert [one["content"] for one in page.all("meta") if one["http-equiv"] == "refresh"] == [f"0;url={to}"]
    assert [one["href"] for one in page.all("a") if one.inside("main")] == [to]
    assert [one.words for one in page.all("h1")] == ["This page has moved"]


def test_search_engines_are_told_of_the_new_page_alone(moved):
    page = read(moved, "flir/products/old-name")
    [canonical] = [one["href"] for one in page.all("link") if one["rel"] == "canonical"]
    assert canonical == "https://example.org/returns/flir/products/oryx/"
    assert [one["content"] for one in page.all("meta") if one["name"] == "robots"] == ["noindex"]
    assert not any("old-name" in file.read_text("utf-8") for file in moved.rglob("*sitemap*.xml"))


@pytest.mark.parametrize(
    ("page", "to"), [("flir/guide", "/returns/flir/guide/#cost"), ("privacy", "/returns/flir/guide/")]
)
def test_an_answer_that_moved_says_where_it_is_now(page, to, moved):
    here = read(moved, page).at("price")
    assert here.words.startswith("That answer has moved: ") and here.inside("main")
    assert [one["href"] for one in read(moved, page).all("a") if here in one.around] == [to]


def test_what_moved_counts_as_published(moved):
    there = urls_of(read_tree(moved))
    assert "/flir/products/old-name/" in there and "price" in there["/flir/guide/"] & there["/privacy/"]


# From a disk


@pytest.fixture(scope="module")
def on_disk(lines, tmp_path_factory):
    """The same, made to be opened without a server."""
    out = tmp_path_factory.mktemp("disk") / "site"
    build(out, Settings(), shipped_vendors(), date(2026, 11, 22), folder=True, redirects=lines, **QUIET)
    return out


def links_of(file):
    """(link, the file it names, its anchor) of every link of a page to something on the same disk."""
    for link in Page(file.read_text("utf-8")).links():
        parts = urlsplit(link)
        if link and not parts.scheme:
            yield link, (file.parent / unquote(parts.path)).resolve() if parts.path else file, parts.fragment


def test_on_a_disk_every_page_is_reached_by_links_and_none_leads_nowhere(on_disk):
    front = on_disk / "index.html"
    met, ahead = {front}, [front]
    while ahead:
        here = ahead.pop()
        for link, file, _ in links_of(here):
            assert not link.startswith("/") and file.is_file(), f"{here} leads to {link}"
            if file.suffix == ".html" and file not in met:
                met.add(file)
                ahead.append(file)
    alone = {on_disk / "404.html", on_disk / "flir/products/old-name/index.html"}
    assert {*on_disk.rglob("*.html")} - met == alone
