"""The static site: its pages, frozen into build/."""

import argparse
import sys
import tempfile
import warnings
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from flask import Flask, Response, render_template, request
from flask_frozen import Freezer, MissingURLGeneratorWarning
from jinja2 import TemplateError

from content import links, pages, theme, tree
from content.dates import judging_day, now
from content.errors import ContentError
from content.load import in_force, load_vendors
from content.prove import check_proofs
from content.security import check_security, security_of
from content.settings import read_settings
from content.tell import all_lines, telling
from content.walk import follow

ROOT = Path(__file__).parent
SITE = ROOT / "site"


def create_site(settings, vendors, day, base="", folder=False):
    """The site as a Flask app, by the revisions in force on `day`; `folder` makes links that work from a disk."""
    app = Flask("build", static_folder=None, template_folder=str(SITE / "templates"), root_path=str(SITE))
    app.config["PROPAGATE_EXCEPTIONS"] = True
    app.jinja_env.globals.update(links.names(settings, base, at=(lambda: request.path) if folder else None))
    app.context_processor(lambda: {"canonical": f"{settings.url}{base}{request.path}"})
    policies = {slug: in_force(vendor, day) for slug, vendor in vendors.items()}
    app.addresses = list(pages.addresses(vendors, policies))
    _site_pages(app, settings, vendors)
    _vendor_pages(app, vendors, policies)
    _checker_pages(app, vendors, policies)
    return app


def _site_pages(app, settings, vendors):
    @app.get("/")
    def home():
        if len(vendors) == 1:
            return app.view_functions["vendor"](next(iter(vendors)))
        return render_template("home.html", vendors=vendors.values(), index=pages.printed_index(vendors.values()))

    @app.get("/404.html")
    def missing():
        return render_template("404.html", vendors=vendors.values())

    @app.get("/<any(privacy,imprint,accessibility):name>/")
    def plain(name):
        return render_template(f"{name}.html", settings=settings)

    files = theme.assets(SITE / "static", vendors.values())

    @app.get("/static/<name>")
    def static(name):
        text, kind = files[name]
        return Response(text, mimetype=kind)

    @app.get("/sitemap.xml")
    def sitemap():
        read = {slug: pages.last_read(vendor) for slug, vendor in vendors.items()}
        return Response(render_template("sitemap.xml", addresses=app.addresses, read=read), mimetype="application/xml")

    @app.get("/robots.txt")
    def robots():
        return Response(render_template("robots.txt"), mimetype="text/plain")

    @app.get("/.well-known/security.txt")
    def security():
        return Response(render_template("security.txt", security=security_of(settings)), mimetype="text/plain")


def _vendor_pages(app, vendors, policies):
    @app.get("/<slug>/")
    def vendor(slug):
        return render_template("vendor.html", **pages.glance(vendors[slug], policies[slug]))

    @app.get("/<slug>/guide/")
    def guide(slug):
        return render_template("guide.html", **pages.guide(vendors[slug], policies[slug]))

    @app.get("/<slug>/products/<family>/")
    def family(slug, family):
        return render_template("family.html", **pages.family(vendors[slug], policies[slug], family))

    @app.get("/<slug>/policy/<revision>/")
    def revision(slug, revision):
        vendor, policy = vendors[slug], vendors[slug].policy(revision)
        told = pages.shared(vendor, policy) | {"lines": all_lines(vendor, policy), "held": policy is policies[slug]}
        return render_template("revision.html", **told)

    @app.get("/<slug>/policy.json")
    def machine(slug):
        vendor = vendors[slug]
        whole = {"vendor": slug, "policy": policies[slug], "products": vendor.products, "sources": vendor.file.sources}
        text = msgspec.json.format(msgspec.json.encode(whole, order="deterministic"), indent=1)
        return Response(text, mimetype="application/json")

    @app.get("/<slug>/dealers/")
    def dealers(slug):
        return render_template("dealers.html", **pages.dealers(vendors[slug], policies[slug]))


def _checker_pages(app, vendors, policies):
    @app.get("/<slug>/check/", defaults={"path": ""})
    @app.get("/<slug>/check/<path:path>/")
    def check(slug, path):
        here = follow(policies[slug], path)
        return render_template("question.html", **pages.question(vendors[slug], policies[slug], here, path))

    @app.get("/<slug>/outcome/<rule>/")
    def outcome(slug, rule):
        told = telling(vendors[slug], policies[slug], policies[slug].rule(rule))
        return render_template("outcome.html", **pages.outcome(vendors[slug], policies[slug], told))


def build(out, settings, vendors, day, base_url="", folder=False, say=print):
    """Freeze the whole site beside `out`, check it, and only then put it in place of the last one."""
    tree.check_place(out)
    check_security(settings, day)
    check_proofs(vendors.values())
    say(f"{len(vendors)} vendors read, every combination of answers proved")
    theme.check_contrast((SITE / "static" / "kiosk.css").read_text(encoding="utf-8"), vendors.values())
    host, base = urlsplit(base_url), urlsplit(base_url).path.rstrip("/")
    settings = msgspec.structs.replace(settings, url=f"{host.scheme}://{host.netloc}") if host.netloc else settings
    app = create_site(settings, vendors, day, base, folder)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f"{out.name}.") as beside:
        fresh = Path(beside, "fresh")
        freeze(app, fresh, say)
        tree.check(fresh, base)
        tree.swap(fresh, out, Path(beside, "last"))
    say(f"{len(app.addresses)} pages in {out}: links, anchors, titles and weights are in order")


def freeze(app, folder, say):
    """Write every page into `folder`; any warning is a failure."""
    app.config.update(FREEZER_DESTINATION=str(folder), FREEZER_IGNORE_MIMETYPE_WARNINGS=False)
    freezer = Freezer(app, with_no_argument_rules=False, log_url_for=False)
    freezer.register_generator(lambda: iter(app.addresses))
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
    parser.add_argument("--folder", action="store_true", help="make links that work from a disk, without a server")
    asked = parser.parse_args(arguments)
    try:
        links.check_base(asked.base_url)
        settings = read_settings()
        vendors = load_vendors(only=settings.vendors)
        day = asked.as_of or judging_day("", now())
        build(asked.out.resolve(), settings, vendors, day, asked.base_url, asked.folder)
    except (ContentError, OSError, TemplateError, Warning) as fault:
        print(f"Nothing was published. {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
