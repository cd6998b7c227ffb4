"""The static site: its pages, frozen into build/."""

import argparse
import sys
import tempfile
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec
from flask import Flask, Response, abort, render_template, request
from flask_frozen import Freezer, MissingURLGeneratorWarning
from jinja2 import TemplateError

from content.audit.output_folder import check_output_folder, replace_site
from content.audit.tree import read_tree
from content.audit.tree_audit import audit_tree
from content.audit.unsourced_figures import check_catalog, check_unsourced_figures
from content.dates import judging_day, now, written
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
from content.pages import links, theme
from content.pages.all_pages import pages_of
from content.pages.page import Page, Site
from content.pages.redirect_pages import moved_answers, moved_pages
from content.pages.security_txt import check_security
from content.places import BUILD, DEALERS, PUBLISHED_URLS, REDIRECTS, ROOT
from content.settings.kiosk_toml import read_settings
from content.wording.catalog import read_words

SITE = ROOT / "site"


def create_site(site, folder=False, redirects=REDIRECTS):
    """The site as a Flask app with one view for its table of pages; `folder` makes links that work from a disk."""
    app = Flask("build", static_folder=None, template_folder=str(SITE / "templates"), root_path=str(SITE))
    app.config["PROPAGATE_EXCEPTIONS"] = True
    app.jinja_env.globals.update(
        links.template_names(site.settings, site.base, current=(lambda: request.path) if folder else None)
    )
    app.jinja_env.globals |= {"catalog": read_words(), "whole": site.whole}
    app.jinja_env.filters["written"] = written
    app.pages = pages_of(site) | {page.address: page for page in _files(site)}
    ahead = {slug for slug, vendor in site.vendors.items() if vendor.policies[0] is not site.policies[slug]}
    app.redirects = redirects_in_place(read_redirects(redirects), app.pages, switched_off(site.vendors), ahead)
    app.pages |= {page.address: page for page in moved_pages(site, app.redirects)}
    moved = moved_answers(app.redirects)

    @app.get("/", defaults={"path": ""})
    @app.get("/<path:path>")
    def show(path):
        page = app.pages.get(f"/{path}") or abort(404)
        content = page.content()
        if page.template:
            # Every page knows its own whole address, and where the answers are that stood on it.
            known = {"canonical": site.whole(page.address), "moved": moved.get(page.address)}
            content = render_template(page.template, **known | content)
        return Response(content, mimetype=page.kind)

    return app


def _files(site):
    """The files of the look."""
    for name, (text, kind) in theme.assets(SITE / "static", site.vendors.values()).items():
        yield Page(f"/static/{name}", "", lambda text=text: text, kind)


class Options(NamedTuple):
    """How to build: where the site will stand, what for, what to check it against, and where to say how it goes."""

    base_url: str = ""
    folder: bool = False  # links that work from a disk
    preview: bool = False  # what is not published yet is said, not refused
    urls: Path | None = PUBLISHED_URLS  # None asks for nothing that was published
    redirects: Path = REDIRECTS
    say: Callable = print


def build(out, settings, vendors, day, **options):
    """Freeze the whole site beside `out`, check it, and only then put it in place of the last one; see Options."""
    options = Options(**options)
    check_output_folder(out)
    check_security(settings, day)
    check_catalog()
    check_proofs(vendors.values())
    site = site_at(options.base_url, settings, vendors, day)
    if options.urls:
        _check_published(site, options)
    check_examples(vendors.values())
    options.say(f"{len(vendors)} vendors read, every combination of answers proved")
    theme.check_contrast((SITE / "static" / "colours.css").read_text(encoding="utf-8"), vendors.values())
    app = create_site(site, options.folder, options.redirects)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f"{out.name}.") as beside:
        fresh = Path(beside, "fresh")
        freeze(app, fresh, options.say)
        frozen = read_tree(fresh)
        if options.urls:
            _check_urls(urls_of(frozen), app.redirects, vendors, options)
        check_unsourced_figures(frozen, site)
        audit_tree(frozen, site.base, site.settings.url)
        replace_site(fresh, out, Path(beside, "last"))
    options.say(f"{len(app.pages)} pages in {out}: links, anchors, titles and weights are in order")


def _check_published(site, options):
    """Refuse texts and codes that are not published; say so in a preview."""
    for check, things in ((check_published, site.vendors), (check_written, site.vendors), (check_codes, site.dealers)):
        for fault in check(things, options.preview):
            options.say(fault)


def _check_urls(built, redirects, vendors, options):
    """Refuse a tree that lost an address, or one with new ones; say so in a preview."""
    check_anchors(redirects, built)
    if new := check_urls(built, read_urls(options.urls), redirects, switched_off(vendors), options.preview):
        options.say(f"{new_in_words(new)}: not published yet, so this is a preview only")


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


def main():
    """Build from the command line; 1 and nothing published on any fault."""
    parser = argparse.ArgumentParser(description="Build the static site.")
    parser.add_argument("--out", type=Path, default=BUILD, help="the folder to publish into (default: build)")
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="use the revisions of this day")
    parser.add_argument("--base-url", default="", metavar="URL", help="where the site will stand, if not at the root")
    parser.add_argument("--preview", action="store_true", help="only to look at: what is new is told, not refused")
    parser.add_argument("--folder", action="store_true", help="make links that work from a disk, without a server")
    asked = parser.parse_args()
    try:
        links.check_base(asked.base_url)
        settings = read_settings()
        vendors = load_vendors(only=settings.vendors)
        day = asked.as_of or judging_day("", now())
        options = {name: getattr(asked, name) for name in ("base_url", "folder", "preview")}
        build(asked.out.resolve(), settings, vendors, day, **options)
    except (ContentError, OSError, TemplateError, Warning) as fault:
        print(f"Nothing was published. {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
