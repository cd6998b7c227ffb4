"""The static site: its pages, frozen into build/."""

import argparse
import sys
import tempfile
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from flask import Flask, Response, abort
from flask_frozen import Freezer, MissingURLGeneratorWarning

from content.audit.output_folder import check_output_folder, replace_site
from content.audit.site_check import SiteCheck
from content.audit.tree import read_tree
from content.dates import judging_day, now
from content.errors import ContentError, refuse
from content.loading.vendor_folder import read_vendors
from content.pages import links
from content.pages.drawing import Drawing
from content.places import BUILD, PUBLISHED_URLS, REDIRECTS
from content.settings.kiosk_toml import read_settings


def create_site(site, folder=False, redirects=REDIRECTS, urls=PUBLISHED_URLS):
    """The site as a Flask app with one view for its table of pages; `folder` makes links that work from a disk."""
    app = Flask("build", static_folder=None)
    app.config["PROPAGATE_EXCEPTIONS"] = True
    app.drawing = Drawing(site, folder, redirects, urls)
    app.pages = app.drawing.pages

    @app.get("/", defaults={"path": ""})
    @app.get("/<path:path>")
    def show(path):
        page = app.pages.get(f"/{path}") or abort(404)
        return Response(app.drawing.draw(page), mimetype=page.kind)

    return app


class Options(NamedTuple):
    """How to build: where the site will stand, what for, what to check it against, and where to say how it goes."""

    base_url: str = ""
    folder: bool = False  # links that work from a disk
    preview: bool = False  # what is not published yet is said, not refused
    urls: Path | None = PUBLISHED_URLS  # None asks for nothing that was published
    redirects: Path = REDIRECTS
    say: Callable = print


def build(out, settings, vendors, day, unread=(), **options):
    """Freeze the whole site beside `out`, check it, and only then put it in place of the last one; see Options.

    With ContentErrors of vendors that are `unread` nothing is published, and all else that is wrong is told with them.
    """
    options = Options(**options)
    check_output_folder(out)
    check = SiteCheck(settings, day, options.preview, options.urls, options.say)
    check.faults += unread
    site = check.site(vendors, options.base_url)
    if check.faults:
        check.whole(vendors, options.base_url, options.redirects)
        refuse(check.faults)
    check.texts(site)
    options.say(f"{len(vendors)} vendors read, every combination of answers proved")
    app = check.faults.tried(create_site, site, options.folder, options.redirects, options.urls)
    refuse(() if app else check.faults)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f"{out.name}.") as beside:
        fresh = Path(beside, "fresh")
        freeze(app, fresh, options.say)
        check.pages(read_tree(fresh), site, app.drawing.redirects)
        refuse(check.faults)
        replace_site(fresh, out, Path(beside, "last"))
    options.say(f"{len(app.pages)} pages in {out}: links, anchors, titles and weights are in order")


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
        loaded = read_vendors(only=settings.vendors)
        day = asked.as_of or judging_day("", now())
        options = {name: getattr(asked, name) for name in ("base_url", "folder", "preview")}
        build(asked.out.resolve(), settings, loaded.vendors, day, loaded.faults, **options)
    except (ContentError, OSError, Warning) as fault:
        print(f"Nothing was published. {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
