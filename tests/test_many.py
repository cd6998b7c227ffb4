"""Many vendors: the pages above them stay light, lead only to what is there, and nobody walks far to any vendor."""

from datetime import timedelta

import pytest

from build import create_site, freeze, site_at
from content.pages.printed import AT_ONCE
from content.settings import Settings
from content.tree import read_tree
from tests.fictional import READ
from tests.many import ACCENTS, many_vendors

COUNT = AT_ONCE + 10  # so many that neither the front page nor the dealers' has room for all


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    vendors = many_vendors(tmp_path_factory.mktemp("many"), COUNT, families=2)
    return create_site(site_at("", Settings(), vendors, READ + timedelta(30)))


@pytest.fixture(scope="module")
def above(app, tmp_path_factory):
    """The frozen tree of the pages that no vendor owns."""
    site, folder = dict(app.pages), tmp_path_factory.mktemp("site")
    app.pages = {at: page for at, page in site.items() if not of_a_vendor(site, at) and not at.startswith("/go/")}
    freeze(app, folder, lambda *_, **__: None)
    app.pages = site
    return read_tree(folder)


def of_a_vendor(site, address):
    return f"/{address.split('/')[1]}/guide/" in site


def at(name):
    return f"/{name.removesuffix('index.html')}"


def test_no_page_above_the_vendors_grows_too_heavy(above):
    assert len(above.pages) > 50 and above.heavy == {}


def test_every_link_on_them_leads_to_a_page(app, above):
    for name, page in above.pages.items():
        links = {link.partition("#")[0] for link in page.links if link[0] == "/" and not link.startswith("/rma/")}
        assert links <= app.pages.keys(), name


def test_the_front_page_leads_to_each_vendor_in_at_most_three_clicks(app, above):
    known, near = {at(name): page for name, page in above.pages.items()}, {"/"}
    for _ in range(3):
        near |= {link for here in near if here in known for link in known[here].links}
    assert {address for address in app.pages if address.count("/") == 2 and of_a_vendor(app.pages, address)} <= near


def test_the_dealers_page_leads_to_each_kit_in_two(app, above):
    pages = [page for name, page in above.pages.items() if name.startswith("dealers/")]
    kits = {address for address in app.pages if address.endswith("/dealers/") and address != "/dealers/"}
    assert len(kits) == COUNT and kits <= {link for page in pages for link in page.links}


def test_the_sitemap_names_each_vendor_s_own(app, above):
    named = [address for address in app.pages if f"{Settings().url}{address}<" in above.text("sitemap.xml")]
    assert len(named) == COUNT + 1


def test_vendors_share_the_stylesheets_of_their_accents(above):
    assert sum(name.startswith("static/accent-") for name in above.files) == len(ACCENTS)
