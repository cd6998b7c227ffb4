"""The dealers' links of the shipped vendors, and a site with a dealer who is listed."""

from datetime import date

from build import create_site
from content.pages.dealers.links import dealer_links
from content.pages.drawing import site_at
from content.settings.kiosk_toml import Settings
from tests.support.vendor_folder import shipped_vendors

OURS = Settings().url


def site_of(vendors, base_url=OURS, settings=None, **also):
    return site_at(base_url, settings or Settings(), vendors, date(2026, 11, 22), **also)


def links_of(site, slug):
    return dealer_links(site, site.vendors[slug], site.policies[slug])


SITE = site_of(shipped_vendors())
LINKS_OF = {slug: links_of(SITE, slug) for slug in SITE.vendors}
LISTED = """[sources.acme]
title = "ACME: our brands"
read  = 2026-11-22

[[dealers]]
code    = "ACME-DE"
name    = "ACME Imaging"
vendors = ["pixelink"]
source  = "acme"
"""


def site_with_dealers(tmp_path, **settings):
    """The site where ACME is listed for both vendors."""
    (tmp_path / "dealers.toml").write_text(LISTED.replace('["pixelink"]', '["pixelink", "flir"]'))
    site = site_of(shipped_vendors(), settings=Settings(**settings), dealers=tmp_path / "dealers.toml")
    return create_site(site)
