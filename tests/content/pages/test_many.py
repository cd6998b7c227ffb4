"""Many vendors: the pages above them stay light, lead only to what is there, and nobody walks far to any vendor."""

from datetime import timedelta

import pytest

from build import create_site, freeze
from content.audit.tree import read_tree
from content.audit.tree_audit import check_weights
from content.pages.drawing import site_at
from content.pages.printed import AT_ONCE, Printed, shelf
from content.settings.kiosk_toml import Settings
from tests.support.fictional import READ
from tests.support.many import ACCENTS, many_vendors

COUNT = AT_ONCE + 10  # so many that neither the front page nor the dealers' has room for all


@pytest.fixture(scope="module")
def vendors(tmp_path_factory):
    return many_vendors(tmp_path_factory.mktemp("many"), COUNT, families=2)


@pytest.fixture(scope="module")
def app(vendors):
    return create_site(site_at("", Settings(), vendors, READ + timedelta(30)))


@pytest.fixture(scope="module")
def above(app, vendors, tmp_path_factory):
    """The frozen tree of the pages that no vendor owns."""
    site, folder = app.pages, tmp_path_factory.mktemp("site")
    app.pages = {at: page for at, page in site.items() if at.split("/")[1] not in {"go", *vendors}}
    freeze(app, folder, lambda *_, **__: None)
    app.pages = site
    return read_tree(folder)


def test_no_page_above_the_vendors_grows_too_heavy(above):
    assert len(above.pages) > 50
    check_weights(above)


def test_every_link_on_them_leads_to_a_page(app, above):
    for name, page in above.pages.items():
        links = {link.partition("#")[0] for link in page.links if link[0] == "/" and not link.startswith("/rma/")}
        assert links <= app.pages.keys(), name


def test_the_front_page_leads_to_each_vendor_in_at_most_three_clicks(above, vendors):
    known = {f"/{name.removesuffix('index.html')}": page for name, page in above.pages.items()}
    near = {"/"}
    for _ in range(3):
        near |= {link for here in near if here in known for link in known[here].links}
    assert {f"/{slug}/" for slug in vendors} <= near


def test_the_dealers_page_leads_to_each_kit_in_two(above, vendors):
    pages = [page for name, page in above.pages.items() if name.startswith("dealers/")]
    assert {f"/{slug}/dealers/" for slug in vendors} <= {link for page in pages for link in page.links}


def test_the_sitemap_names_each_vendor_s_own(above, vendors):
    told = above.text("sitemap.xml")
    assert all(f"/{slug}/sitemap.xml</loc>" in told for slug in vendors)


def test_vendors_share_the_stylesheets_of_their_accents(above, vendors):
    sheets = {f"static/{vendor.file.theme.sheet}" for vendor in vendors.values()}
    assert sheets <= above.files and len(sheets) == len(ACCENTS)


def test_what_many_makers_print_alike_is_parted_by_whose_it_is(vendors):
    shelves = list(shelf([Printed("CAM-", vendor, None) for vendor in vendors.values()]).all_below())
    assert all(len(one.index) <= AT_ONCE for one in shelves) and sum(len(one.index) for one in shelves) == COUNT
