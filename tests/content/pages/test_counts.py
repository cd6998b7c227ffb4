"""What the site counts of itself is marked as its own, and passes the scan at any number of vendors."""

import shutil
from datetime import timedelta

import pytest
from msgspec.structs import replace

from build import create_site, freeze
from content.audit.tree import read_tree
from content.audit.unsourced_figures import check_unsourced_figures
from content.errors import ContentError
from content.explain.silence import NAMED, SIDE_BY_SIDE, silences
from content.loading.scaffold import new_vendor
from content.loading.vendor_folder import load_vendors
from content.pages.dealers.pages import all_dealer_pages
from content.pages.drawing import site_at
from content.pages.front import front_pages
from content.pages.printed import AT_ONCE
from content.places import VENDORS
from content.settings.kiosk_toml import Settings
from tests.support.fictional import READ
from tests.support.many import many_vendors
from tests.support.reading import Page
from tests.support.vendor_folder import copy_of, edit

ABOVE = {"", "dealers", "find", "silence", "links.json"}  # what no vendor owns
MARK = " data-own"


def frozen(site, folder, own=()):
    """The pages above the vendors and those of the `own` ones, frozen in `folder`."""
    app = create_site(site)
    app.pages = {at: page for at, page in app.pages.items() if at.split("/")[1] in ABOVE.union(own)}
    freeze(app, folder, lambda *_, **__: None)
    return folder


def site_of(vendors):
    return site_at("", Settings(), vendors, READ + timedelta(30))


@pytest.fixture(scope="module", params=[1, 5, 14, 101])
def counting(request, tmp_path_factory):
    """(the site of so many vendors, the folder of all its pages that count something)."""
    site = site_of(many_vendors(tmp_path_factory.mktemp("many"), request.param, families=2))
    return site, frozen(site, tmp_path_factory.mktemp("site"), list(site.vendors)[:1])


def test_what_the_site_counts_passes_the_scan_at_any_number(counting):
    site, folder = counting
    check_unsourced_figures(read_tree(folder), site)


def test_without_the_mark_the_same_count_is_refused(counting, tmp_path):
    site, folder = counting
    for at in ("silence", f"{next(iter(site.vendors))}/silence"):
        bare = shutil.copytree(folder, tmp_path / at) / at / "index.html"
        text = bare.read_text("utf-8")
        bare.write_text(text.replace(MARK, "", 1), "utf-8")
        if MARK in text:
            with pytest.raises(ContentError, match=f"^{at}/index.html: text: the figure .* comes from no fact"):
                check_unsourced_figures(read_tree(tmp_path / at), site)


def test_each_fact_is_counted_over_all_of_them(counting):
    site, folder = counting
    page = Page((folder / "silence" / "index.html").read_text("utf-8"))
    own = [one for one in page.all("span") if one["data-own"] is not None]
    rows = [sum(int(one.words) for one in own if row in one.around) for row in page.all("ul", cls="told-key")]
    assert {*rows} == ({len(site.vendors)} if len(site.vendors) > SIDE_BY_SIDE else set())


def test_those_who_differ_are_named_and_nobody_where_all_do_the_same(counting):
    site, _ = counting
    told = silences(site.vendors.values(), site.policies)
    for row in [row for row in told["rows"] if not told["few"]]:
        fewest = min(row.counts.values())
        assert len(row.named) == (fewest if len(row.counts) > 1 and fewest <= NAMED else 0), row.line.key
        assert row.counts.get(row.state, 0) == len(row.named), row.line.key


def test_vendors_just_begun_beside_the_shipped_ones_can_be_looked_at(tmp_path):
    folder = shutil.copytree(VENDORS, tmp_path / "vendors")
    for number in range(1, 13):
        new_vendor(f"acme-{number}", "", folder, READ)
    site = site_of(load_vendors(folder))
    check_unsourced_figures(read_tree(frozen(site, tmp_path / "site", ["acme-1"])), site)


def test_the_letters_to_look_under_may_be_digits(tmp_path):
    flir = load_vendors(VENDORS, only=["flir"])["flir"]
    cameras = replace(flir.products.families[0], prefixes=[f"{number}D-CAM" for number in range(AT_ONCE)])
    flir = replace(flir, products=replace(flir.products, families=[cameras]))
    many = site_of({f"{number}d-maker": replace(flir, slug=f"{number}d-maker") for number in range(AT_ONCE + 1)})
    app = create_site(site_of({"flir": flir}))
    app.pages |= {page.address: page for page in (*front_pages(many), *all_dealer_pages(many))}
    app.pages = {at: app.pages[at] for at in ("/", "/dealers/")}
    freeze(app, tmp_path, lambda *_, **__: None)
    assert "<span data-own>1…</span>" in (tmp_path / "index.html").read_text("utf-8")
    check_unsourced_figures(read_tree(tmp_path), many)


# An editor's words bear no mark

MARKED = "<span data-own>30</span>"
TYPED = {
    "guide.md": ("FLIR publishes no times.", f"Wait {MARKED} days."),
    "text.toml": ("Repair for a fee", f"Repair for {MARKED}"),
    "vendor.toml": ("Look there.", f"Look at {MARKED}."),
}


@pytest.mark.parametrize("file", TYPED)
def test_a_figure_with_the_mark_typed_by_an_editor_is_refused(file, tmp_path):
    edit(copy_of("flir", tmp_path), file, *TYPED[file])
    with pytest.raises(ContentError, match=f"^flir/{file}: .*'30'.* stands in prose"):
        load_vendors(tmp_path)


def test_the_mark_typed_by_an_editor_is_shown_as_it_was_typed(tmp_path):
    flir = load_vendors(VENDORS, only=["flir"])["flir"]
    typed = replace(flir, guide=flir.guide.replace(TYPED["guide.md"][0], TYPED["guide.md"][1]))
    app, site = create_site(site_of({"flir": typed})), site_of({"flir": flir})
    app.pages = {at: page for at, page in app.pages.items() if at == "/flir/guide/"}
    freeze(app, tmp_path, lambda *_, **__: None)
    with pytest.raises(ContentError, match="^flir/guide/index.html: text: the figure '30"):
        check_unsourced_figures(read_tree(tmp_path), site)
