"""The static site: its pages, frozen into build/."""

import argparse
import sys
import tempfile
import warnings
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from flask import Flask, Response, abort, render_template, request
from flask_frozen import Freezer, MissingURLGeneratorWarning
from jinja2 import TemplateError

from content import audit
from content.audit.unsourced_figures import check_orphans, check_words
from content.dates import judging_day, now
from content.eligibility.revision_in_force import in_force
from content.errors import ContentError
from content.history.dealer_codes import check_codes
from content.history.gate import check_published
from content.history.published_urls import check_urls, new_in_words, read_urls, switched_off, urls_of
from content.history.redirects import check_anchors, read_redirects, redirects_in_place
from content.loading.dealers import read_dealers
from content.loading.examples import check_examples
from content.loading.prove import check_proofs
from content.loading.scaffold_check import check_written
from content.loading.vendor_folder import load_vendors
from content.pages import links, pages_of, theme
from content.pages.page import Page, Site
from content.pages.redirect_pages import moved_here, moved_pages
from content.pages.security_txt import check_security
from content.places import DEALERS, PUBLISHED_URLS, REDIRECTS
from content.settings.kiosk import read_settings

ROOT = Path(__file__).parent
SITE = ROOT / "site"


def create_site(site, folder=False, redirects=REDIRECTS):
    """The site as a Flask app with one view for its table of pages; `folder` makes links that work from a disk."""
    app = Flask("build", static_folder=None, template_folder=str(SITE / "templates"), root_path=str(SITE))
    app.config["PROPAGATE_EXCEPTIONS"] = True
    app.jinja_env.globals.update(
        links.names(site.settings, site.base, current=(lambda: request.path) if folder else None)
    )
    app.pages = pages_of(site) | {page.address: page for page in _files(site)}
    ahead = {slug for slug, vendor in site.vendors.items() if vendor.policies[0] is not site.policies[slug]}
    app.redirects = redirects_in_place(read_redirects(redirects), app.pages, switched_off(site.vendors), ahead)
    app.pages |= {page.address: page for page in moved_pages(site, app.redirects)}
    app.moved = moved_here(app.redirects)

    @app.get("/", defaults={"path": ""})
    @app.get("/<path:path>")
    def show(path):
        page = app.pages.get(f"/{path}") or abort(404)
        told = page.told()
        if page.template:
            told = render_template(page.template, **_around(app, site, page) | told)
        return Response(told, mimetype=page.kind)

    return app


def _around(app, site, page):
    """What every page knows: its own whole address, and where the answers are that stood on it."""
    return {"canonical": site.whole(page.address), "moved": app.moved.get(page.address)}


def _files(site):
    """The files of the look."""
    for name, (text, kind) in theme.assets(SITE / "static", site.vendors.values()).items():
        yield Page(f"/static/{name}", "", lambda text=text: text, kind)


def build(
    out,
    settings,
    vendors,
    day,
    base_url="",
    folder=False,
    say=print,
    preview=False,
    urls=PUBLISHED_URLS,
    redirects=REDIRECTS,
):
    """Freeze the whole site beside `out`, check it, and only then put it in place of the last one.

    Addresses that are in no `urls` yet are refused unless it is a `preview`; with None for the urls, none is asked.
    """
    audit.check_place(out)
    check_security(settings, day)
    check_words()
    check_proofs(vendors.values())
    site = site_at(base_url, settings, vendors, day)
    if urls:
        _check_admitted(site, preview, say)
    check_examples(vendors.values())
    say(f"{len(vendors)} vendors read, every combination of answers proved")
    theme.check_contrast((SITE / "static" / "kiosk.css").read_text(encoding="utf-8"), vendors.values())
    app = create_site(site, folder, redirects)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f"{out.name}.") as beside:
        fresh = Path(beside, "fresh")
        freeze(app, fresh, say)
        frozen = audit.read_tree(fresh)
        if urls:
            _check_addresses(urls_of(frozen), app.redirects, read_urls(urls), vendors, preview, say)
        check_orphans(frozen, site)
        audit.check_whole(frozen, site.base, site.settings.url)
        audit.swap(fresh, out, Path(beside, "last"))
    say(f"{len(app.pages)} pages in {out}: links, anchors, titles and weights are in order")


def _check_admitted(site, preview, say):
    for told_so in (
        *check_published(site.vendors, preview),
        *check_written(site.vendors, preview),
        *check_codes(site.dealers, preview),
    ):
        say(told_so)


def _check_addresses(published, redirects, urls, vendors, preview, say):
    check_anchors(redirects, published)
    if new := check_urls(published, urls, redirects, switched_off(vendors), preview):
        say(f"{new_in_words(new)}: not admitted yet, so this is a preview only")


def site_at(base_url, settings, vendors, day, dealers=DEALERS):
    """The Site by the revisions in force on `day`, where `base_url` says it will stand."""
    host, base = urlsplit(base_url), urlsplit(base_url).path.rstrip("/")
    settings = msgspec.structs.replace(settings, url=f"{host.scheme}://{host.netloc}") if host.netloc else settings
    policies = {slug: in_force(vendor, day) for slug, vendor in vendors.items()}
    listed = read_dealers(sorted({*vendors} | switched_off(vendors)), dealers)  # one may sell what is switched off
    return Site(settings, vendors, policies, base, listed)


def freeze(app, folder, say):
    """Write every page into `folder`; any warning is a failure."""
    app.config.update(FREEZER_DESTINATION=str(folder), FREEZER_IGNORE_MIMETYPE_WARNINGS=False)
    freezer = Freezer(app, with_no_argument_rules=False, log_url_for=False)
    freezer.register_generator(lambda: iter(app.pages))
    show = say if sys.stdout.isatty() else lambda text, end: None
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", MissingURLGeneratorWarning)  # one list names every page, so none is missed
        for number, page in enumerate(freezer.freeze_yield(), 1):
            show(f"\r{number} {page.url[:60]:60}", end="")
    show("\r" + " " * 70, end="\r")


def main(arguments=None):
    """Build from the command line; 1 and nothing published on any fault."""
    parser = argparse.ArgumentParser(description="Build the static site.")
    parser.add_argument("--out", type=Path, default=ROOT / "build", help="the folder to publish into (default: build)")
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="use the revisions of this day")
    parser.add_argument("--base-url", default="", metavar="URL", help="where the site will stand, if not at the root")
    parser.add_argument("--preview", action="store_true", help="only to look at: new addresses are told, not refused")
    parser.add_argument("--folder", action="store_true", help="make links that work from a disk, without a server")
    asked = parser.parse_args(arguments)
    try:
        links.check_base(asked.base_url)
        settings = read_settings()
        vendors = load_vendors(only=settings.vendors)
        day = asked.as_of or judging_day("", now())
        build(asked.out.resolve(), settings, vendors, day, asked.base_url, asked.folder, preview=asked.preview)
    except (ContentError, OSError, TemplateError, Warning) as fault:
        print(f"Nothing was published. {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
