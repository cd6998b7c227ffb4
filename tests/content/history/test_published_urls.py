"""The published URLs: no address or anchor is ever lost, and a new one is published on purpose."""

import os
import re
from datetime import date

import pytest

from build import build
from content.__main__ import main
from content.audit.tree import read_tree
from content.errors import ContentError
from content.history.dealer_codes import check_codes, publish_codes, read_codes
from content.history.gate import check_published
from content.history.published_urls import (
    add_urls,
    check_urls,
    lost_urls,
    missing_urls,
    read_urls,
    switched_off,
    urls_of,
)
from content.history.reworded import reworded
from content.loading.scaffold_check import TITLE, check_written
from content.loading.vendor_folder import load_vendors
from content.places import PUBLISHED_URLS
from content.schema.dealers import Dealer
from content.settings.kiosk_toml import Settings
from tests.support.vendor_folder import FLIR, TEXT, copy_of, edit

ACME = {"/acme/": set(), "/acme/guide/": {"cost", "how-long"}, "/acme/policy.json": set(), "/go/acme/cost/": set()}
OTHER = {"/other/guide/": {"cost"}}
SHARED = {"/": {"index"}, "/feed.xml": set()}
LISTED = """\
[sources.web]
title = "ACME Imaging: our brands"
read  = 2026-11-22

[[dealers]]
code    = "ACME"
name    = "ACME Imaging"
vendors = ["flir"]
source  = "web"
"""
ALL = ACME | OTHER | SHARED


def without(address, anchor=""):
    """Everything but that page, or but that anchor on it."""
    rest = {page: anchors for page, anchors in ALL.items() if page != address or anchor}
    return rest | {address: ALL[address] - {anchor}} if anchor else rest


def built_urls(folder):
    """{address: {anchors}} of a built site."""
    return urls_of(read_tree(folder))


def html(body):
    return f"<title>A page</title><h1>A page</h1>{body}"


# What is published


def test_pages_and_files_for_programs_are_published_and_the_look_and_pictures_are_not(tmp_path):
    for name in ("index.html", "acme/index.html", "404.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(html('<h2 id="cost">'), "utf-8")
    for name in ("static/kiosk.css", "acme/cost.svg", "acme/policy.json", ".well-known/security.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}", "utf-8")
    told = {"/": {"cost"}, "/acme/": {"cost"}, "/acme/policy.json": set(), "/.well-known/security.txt": set()}
    assert built_urls(tmp_path) == told


NOBODY_LINKS_TO = {
    "in a drawing": '<svg id="art" role="img"><title id="words">A</title><g id="part"/></svg>',
    "a field": '<input id="one"><select id="two"></select><textarea id="three"></textarea><button id="four"></button>',
    "a popover": '<div id="source" popover>Source</div>',
    "the main part": '<main id="main"></main>',
    "one with a low line": '<p id="_3">Third</p>',
}


@pytest.mark.parametrize("body", NOBODY_LINKS_TO.values(), ids=NOBODY_LINKS_TO)
def test_an_id_nobody_links_to_is_no_anchor(body, tmp_path):
    (tmp_path / "index.html").write_text(html(body + '<svg id="no"></svg><h2 id="cost">Cost</h2>'), "utf-8")
    assert built_urls(tmp_path) == {"/": {"cost"}}


def test_every_address_of_the_shipped_site_is_published(built):
    new = list(missing_urls(built_urls(built), read_urls()))
    assert new == [], "build it, look at it, then publish it: python -m content publish"


def test_no_published_address_is_missing_from_the_shipped_site(built):
    assert list(lost_urls(read_urls(), built_urls(built), {})) == []


# Nothing is lost


def test_deleting_a_page_stops_the_build_with_an_editor_s_sentence():
    with pytest.raises(ContentError) as caught:
        check_urls(without("/acme/guide/"), ALL, {})
    assert str(caught.value) == (
        "content/published_urls.txt: /acme/guide/: was published and is gone; bring it back, or write where it leads "
        'now in content/redirects.toml: "/acme/guide/" = "/its/new/address/"'
    )


def test_renaming_an_anchor_breaks_a_dealer_s_link_and_stops_the_build():
    renamed = ALL | {"/acme/guide/": {"price", "how-long"}}
    with pytest.raises(ContentError, match=r"/acme/guide/#cost: was published and is gone") as caught:
        check_urls(renamed, ALL, {}, preview=True)
    assert '"/acme/guide/#cost" = "/its/new/address/"' in caught.value.write


def test_a_file_for_programs_is_as_good_as_a_page():
    assert list(lost_urls(ALL, without("/acme/policy.json"), {})) == ["/acme/policy.json"]


def test_all_that_is_lost_is_told_at_once():
    gone = {f"/acme/{number}/": set() for number in range(7)}
    with pytest.raises(ContentError, match="were published and are gone") as caught:
        check_urls(ALL, ALL | gone, {})
    assert caught.value.key == "/acme/0/, /acme/1/, /acme/2/, /acme/3/, /acme/4/ and 2 more"


@pytest.mark.parametrize(
    ("tree", "redirects"),
    [
        (without("/acme/guide/"), {"/acme/guide/": "/acme/"}),
        (without("/acme/guide/", "cost"), {"/acme/guide/#cost": "/acme/#price"}),
        (without("/acme/guide/", "cost") | {"/acme/guide/": set()}, {"/acme/guide/": "/acme/"}),
    ],
)
def test_what_leads_on_is_not_lost(tree, redirects):
    assert list(lost_urls(ALL, tree, redirects)) == [] != list(lost_urls(ALL, tree, {}))


def test_a_vendor_switched_off_is_not_lost_nor_what_the_shared_pages_said_of_it():
    assert list(lost_urls(ALL, ACME | {"/": {"ways"}}, {}, {"other"})) == []
    assert list(lost_urls(ALL, without("/acme/"), {}, {"other"})) == ["/acme/"]
    assert list(lost_urls(ALL, without("/go/acme/cost/"), {}, {"other"})) == ["/go/acme/cost/"]
    assert list(lost_urls(ALL, without("/go/acme/cost/"), {}, {"acme"})) == []


def test_a_vendor_whose_folder_is_gone_is_lost():
    assert list(lost_urls(ALL, ACME | SHARED, {}, {"third"})) == ["/other/guide/"]


def test_switched_off_is_who_has_a_folder_and_is_not_on(tmp_path):
    for slug in ("acme", "other"):
        (tmp_path / slug).mkdir()
    assert switched_off({"acme": ..., "elsewhere": ...}, tmp_path) == {"other"}


# What is new


NEW = ALL | {"/acme/map/": {"top"}, "/acme/guide/": {"cost", "how-long", "customs"}}


def test_a_new_page_and_a_new_anchor_are_refused_until_they_are_published():
    with pytest.raises(ContentError, match="2 new addresses, /acme/guide/#customs first: once published they stay"):
        check_urls(NEW, ALL, {})


def test_a_preview_only_tells_them():
    assert check_urls(NEW, ALL, {}, preview=True) == ["/acme/guide/#customs", "/acme/map/"]
    assert check_urls(ALL, ALL, {}) == []


def test_a_new_vendor_is_new_even_where_others_are_switched_off():
    assert list(missing_urls(ACME, OTHER, {"other"})) == [*ACME]


def test_what_a_site_of_few_vendors_says_on_shared_pages_is_not_new():
    assert list(missing_urls(ACME | {"/": {"ways"}}, ALL, {"other"})) == []


# A whole build


@pytest.fixture
def flir(tmp_path):
    return copy_of("flir", tmp_path / "vendors")


def build_site(folder, **asked):
    """Build the vendors of a folder; what was published stays where it was when that fails."""
    out = folder.parent / "site"
    build(out, Settings(), load_vendors(folder), date(2026, 11, 22), say=lambda *_, **__: None, **asked)
    return out


def test_taking_a_family_away_stops_even_a_preview(flir, tmp_path):
    edit(flir, "products.toml", '[[families]]\nslug = "firefly"\nname = "Firefly"\n', "")
    with pytest.raises(ContentError, match="/flir/products/firefly/.*gone; bring (it|them) back, or write where"):
        build_site(flir.parent, preview=True)
    assert not (tmp_path / "site").exists()


def test_renaming_an_anchor_of_the_guide_stops_it_too(flir):
    edit(flir, "guide.md", "{#number}", "{#why}")
    with pytest.raises(ContentError, match="/flir/guide/#number.*gone; bring (it|them) back, or write where"):
        build_site(flir.parent, preview=True)


def test_new_addresses_are_built_when_they_were_previewed_and_published(flir, tmp_path):
    urls = tmp_path / "published_urls.txt"
    with pytest.raises(ContentError, match="new addresses, /flir/ first: once published they stay for ever"):
        build_site(flir.parent, urls=urls)
    out = build_site(flir.parent, urls=urls, preview=True)
    assert publish(out, urls) == 0 and check_urls(built_urls(out), read_urls(urls), {}) == []


# The file


def test_the_file_is_sorted_and_says_what_it_is(tmp_path):
    add_urls(tmp_path / "published_urls.txt", ALL)
    text = (tmp_path / "published_urls.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("# ")]
    assert "No line is ever removed by hand" in text and "/acme/guide/ #cost #how-long" in lines
    assert lines == sorted(lines) and read_urls(tmp_path / "published_urls.txt") == ALL


def test_writing_adds_and_never_takes_away(tmp_path):
    path = tmp_path / "published_urls.txt"
    add_urls(path, ALL)
    assert add_urls(path, {"/acme/guide/": {"customs"}}) == ["/acme/guide/#customs"]
    assert read_urls(path) == ALL | {"/acme/guide/": {"cost", "how-long", "customs"}}


def test_a_line_that_stands_twice_is_read_as_one(tmp_path):
    (tmp_path / "published_urls.txt").write_text("# a comment\n\n/acme/ #cost\n/acme/ #how-long\n")
    assert read_urls(tmp_path / "published_urls.txt") == {"/acme/": {"cost", "how-long"}}
    assert read_urls(tmp_path / "none.txt") == {}


def test_a_line_that_is_no_address_is_named(tmp_path):
    (tmp_path / "published_urls.txt").write_text("/acme/\nacme/guide/ #cost\n")
    with pytest.raises(ContentError, match="begin each line with an address"):
        read_urls(tmp_path / "published_urls.txt")


def test_the_shipped_file_is_as_the_command_would_write_it(tmp_path):
    add_urls(tmp_path / "published_urls.txt", read_urls())
    assert (tmp_path / "published_urls.txt").read_text("utf-8") == PUBLISHED_URLS.read_text("utf-8")


# The command


@pytest.fixture
def small(tmp_path):
    """A built site of one page, and where its URLs go."""
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "index.html").write_text(html('<h2 id="cost">Cost</h2>'), "utf-8")
    return tmp_path / "build", tmp_path / "published_urls.txt"


def publish(tree, urls, **others):
    """What an editor types."""
    more = [text for name, path in others.items() for text in (f"--{name}", str(path))]
    return main(["publish", "--from", str(tree), "--urls", str(urls), *more])


def test_the_command_publishes_what_is_new_and_prints_each(small, capsys):
    add_urls(small[1], {"/": set()})
    assert publish(*small) == 0 and capsys.readouterr().out.endswith("published /#cost\none new address, /#cost\n")
    assert read_urls(small[1]) == {"/": {"cost"}}
    assert publish(*small) == 0 and "nothing new" in capsys.readouterr().out


def test_the_command_refuses_a_tree_that_lost_something(small, capsys):
    add_urls(small[1], {"/acme/": set()})
    assert publish(*small) == 1 and "/acme/: was published and is gone" in capsys.readouterr().err
    assert read_urls(small[1]) == {"/acme/": set()}


@pytest.fixture(scope="module")
def previewed(tmp_path_factory):
    """The site of FLIR alone, built to be looked at."""
    folder = copy_of("flir", tmp_path_factory.mktemp("previewed") / "vendors")
    return build_site(folder.parent, preview=True, urls=folder.parent / "none.txt")


SPOILT = {
    "another text than the build shows": (FLIR, "percent = 25", "percent = 20", "build again: python build.py"),
    "one of another day": (FLIR, "dated  = 2020-04-17", "dated  = 2020-04-16", "build again: python build.py"),
    "an example that does not hold": ("examples.toml", '2026-04-03 }\nthen    = { rule = "refund",',
                                      '2026-04-03 }\nthen    = { rule = "refund-closed",', "the last day"),
    "a title nobody wrote": ("vendor.toml", "Point Grey knowledge base, article 138", TITLE, f"{TITLE}, word for word"),
}  # fmt: skip


def test_the_command_archives_the_texts_beside_its_urls(previewed, flir, tmp_path, capsys):
    assert publish(previewed, tmp_path / "published_urls.txt", vendors=flir.parent) == 0
    assert "These pages now hold FLIR's text of April 2020:" in capsys.readouterr().out
    assert check_published(load_vendors(flir.parent), folder=tmp_path / "archive") == []


def test_the_command_keeps_the_words_of_today_and_says_how_many_differ(previewed, flir, tmp_path, capsys):
    urls = tmp_path / "published_urls.txt"
    assert publish(previewed, urls, vendors=flir.parent) == 0 and "reworded" not in capsys.readouterr().out
    edit(flir, TEXT, '"Repair for a fee"', '"A repair for a fee"')
    built = build_site(flir.parent, preview=True, urls=urls)
    assert publish(built, urls, vendors=flir.parent) == 0
    assert "reworded: 1 sentence of flir\nnothing new" in capsys.readouterr().out
    assert list(reworded(load_vendors(flir.parent), tmp_path / "archive")) == []


@pytest.mark.parametrize(("file", "find", "put", "told"), SPOILT.values(), ids=SPOILT)
def test_the_command_publishes_no_text_that_was_not_shown_or_would_not_build(
    file, find, put, told, previewed, flir, tmp_path, capsys
):
    edit(flir, file, find, put)
    urls = tmp_path / "published" / "published_urls.txt"
    assert publish(previewed, urls, vendors=flir.parent) == 1 and told in capsys.readouterr().err
    assert not urls.parent.exists()


# A build that is older than what it was made from


def later(path, seconds):
    """Let a file have been saved so many seconds after the moment of its last change, or before it."""
    saved = path.stat().st_mtime + seconds
    os.utime(path, (saved, saved))


STALE = ("guide.md", "products.toml", "vendor.toml")


@pytest.mark.parametrize("file", STALE)
def test_a_build_that_is_older_than_a_file_is_named_and_nothing_is_published(file, previewed, flir, tmp_path, capsys):
    later(flir / file, 10**9)
    urls = tmp_path / "published" / "published_urls.txt"
    assert publish(previewed, urls, vendors=flir.parent) == 1
    told = capsys.readouterr().err
    assert re.search(rf"{previewed}: was built on \d+ \w+ \d+ at \d\d:\d\d UTC, before .*{file} was saved", told)
    assert "this build is stale. Build again, and mend what stops that build: python build.py --preview" in told
    assert not urls.parent.exists()


def test_a_vendor_begun_after_the_last_build_does_not_pass_for_nothing_new(previewed, flir, tmp_path, capsys):
    main(["new", "acme", "--vendors", str(flir.parent)])
    later(flir.parent / "acme/vendor.toml", 10**9)
    assert publish(previewed, tmp_path / "published_urls.txt", vendors=flir.parent) == 1
    told = capsys.readouterr()
    assert "acme/vendor.toml was saved: this build is stale" in told.err and "nothing new" not in told.out


def test_a_build_that_is_younger_is_named_where_there_is_nothing_new(previewed, flir, tmp_path, capsys):
    urls = tmp_path / "published_urls.txt"
    assert publish(previewed, urls, vendors=flir.parent) == publish(previewed, urls, vendors=flir.parent) == 0
    assert re.search(rf"nothing new in {previewed}, built on .* UTC: every address", capsys.readouterr().out)


def test_a_title_nobody_wrote_is_built_only_to_be_looked_at(flir):
    edit(flir, "vendor.toml", "Point Grey knowledge base, article 138", TITLE)
    vendors = load_vendors(flir.parent)
    with pytest.raises(ContentError, match="flir/vendor.toml: sources.point-grey-138.title: write the title"):
        check_written(vendors)
    assert len(check_written(vendors, preview=True)) == 1


def test_a_new_vendor_s_folder_is_one_whose_title_nobody_wrote(tmp_path):
    main(["new", "acme", "--vendors", str(tmp_path)])
    with pytest.raises(ContentError, match="acme/vendor.toml"):
        check_written(load_vendors(tmp_path))


# Dealers' codes


def acme(**changes):
    """The dealers by code, one of them."""
    return {"ACME": Dealer("ACME", **{"name": "ACME Imaging", "vendors": ["flir"], "source": "web"} | changes)}


def test_a_code_is_a_dealer_s_for_ever_even_when_they_are_no_longer_listed(tmp_path):
    assert publish_codes(acme(), tmp_path) == ["ACME"]
    assert publish_codes({}, tmp_path) == [] and read_codes(tmp_path) == {"ACME": "ACME Imaging"}
    for check in (check_codes, publish_codes):
        with pytest.raises(ContentError, match="dealers.toml: ACME: this code is ACME Imaging's for ever"):
            check(acme(name="Another Dealer"), folder=tmp_path)


def test_a_dealer_keeps_the_code_under_a_new_name(tmp_path):
    publish_codes(acme(), tmp_path)
    assert check_codes(acme(name="ACME Vision", former_names=["ACME Imaging"]), folder=tmp_path) == []


def test_a_code_nobody_published_is_only_looked_at(tmp_path):
    with pytest.raises(ContentError, match="this code is not published yet"):
        check_codes(acme(), folder=tmp_path)
    assert len(check_codes(acme(), preview=True, folder=tmp_path)) == 1


def test_the_command_publishes_codes_too(small, tmp_path, capsys):
    (tmp_path / "dealers.toml").write_text(LISTED, "utf-8")
    (small[0] / "index.html").touch()  # built after it
    assert publish(*small, dealers=tmp_path / "dealers.toml") == 0
    assert "published ACME: ACME Imaging" in capsys.readouterr().out
    assert read_codes(tmp_path / "archive") == {"ACME": "ACME Imaging"}


def test_the_command_says_what_to_do_where_nothing_is_built(tmp_path, capsys):
    assert publish(tmp_path / "none", tmp_path / "published_urls.txt") == 1
    assert "make one first: python build.py --preview" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
