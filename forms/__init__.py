"""The endpoint: takes return requests, stores them, and shows customers, dealers and support where they stand."""

import os
from pathlib import Path

import click
from flask import Flask, Response
from flask_wtf.csrf import generate_csrf
from jinja2 import FileSystemLoader

from content.errors import ContentError
from content.history.dealer_codes import check_codes
from content.history.gate import check_published
from content.loading.dealers import read_dealers
from content.loading.vendor_folder import check_known, load_vendors
from content.pages import links, theme
from content.places import ARCHIVE
from content.settings.kiosk_toml import read_settings
from content.wording.catalog import read_words
from content.wording.possessive import possessive_on_page
from forms import cli, desk
from forms.customer import quote_page, receipt_page, status_page, ticket_page
from forms.dealer import cli as dealer_cli
from forms.dealer import dealer_page
from forms.intake import form_page, handover_page, review_page
from forms.operations import backup, health
from forms.records.errors import Unavailable
from forms.records.ticket import show_ticket, spell_ticket
from forms.rma.lifecycle import check_words
from forms.web.cannot_start import CannotStart
from forms.web.log_redaction import redact_logs
from forms.web.request_context import close_store
from forms.web.security import init_security
from forms.web.unavailable import problem_page, unavailable_page, written

ROOT = Path(__file__).resolve().parent.parent
SITE, ROOMS = ROOT / "site", ROOT / "forms"
LEAST_SECRET = 32  # characters


def create_app(settings=None, demonstration=None, **config):
    """The endpoint's app. Without instance/kiosk.toml it starts only as a demonstration that was asked for."""
    settings = settings or read_settings()
    asked_for = os.environ.get("KIOSK_DEMONSTRATION") == "1" if demonstration is None else demonstration
    if settings.demonstration and not asked_for:
        raise CannotStart(
            "There is no instance/kiosk.toml. Copy kiosk.example.toml there and edit it, or set KIOSK_DEMONSTRATION=1."
        )
    app = Flask(__name__, static_folder=None, root_path=str(ROOMS))
    app.jinja_loader = FileSystemLoader([*folders_of_rooms("templates"), SITE / "templates"])
    app.config.from_mapping(
        SECRET_KEY=_secret(config), SESSION_COOKIE_NAME="kiosk", SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/rma/", SESSION_COOKIE_SECURE=settings.url.startswith("https:"),
        WTF_CSRF_TIME_LIMIT=12 * 3600, DATABASE=str(ROOT / "instance" / "rma.db"),
        MAIL_FOLDER=str(ROOT / "instance" / "mail"), LEAST_FREE=health.LEAST_FREE, ARCHIVE=ARCHIVE,
    )  # fmt: skip
    app.config.update(config)
    app.settings = settings
    try:
        _read_content(app, asked_for)
    except ContentError as fault:
        raise CannotStart(str(fault)) from None
    redact_logs()
    init_security(app, settings)
    _init_pages(app)
    _init_rooms(app)
    if not click.get_current_context(silent=True):  # a command asks for itself: one of them puts this right
        cli.refuse_other_tables(app)
    return app


def _secret(config):
    secret = config.pop("SECRET_KEY", None) or os.environ.get("KIOSK_SECRET") or ""
    if len(secret) < LEAST_SECRET:
        raise CannotStart(
            "KIOSK_SECRET is missing or too short. Put 32 or more random characters there and keep them: mailed links"
            " hang on it."
        )
    return secret


def folders_of_rooms(name):
    """The folders of this name in every room; no two of them hold a file of the same name."""
    return sorted(ROOMS.rglob(name))


def _read_content(app, preview):
    """Read the words, the dealers and the vendors: those that are switched off too, for tickets outlive the switch.

    Where it is no preview, a policy that was never published is refused; the site is not built from such a one either.
    """
    check_words(read_words())
    app.vendors = app.config.get("VENDORS") or load_vendors()
    check_known(app.settings.vendors, app.vendors)
    app.dealers = app.config.get("DEALERS") or read_dealers(app.vendors)
    if not preview:
        on = app.settings.vendors or app.vendors
        check_published({slug: app.vendors[slug] for slug in on}, folder=app.config["ARCHIVE"])
        check_codes(app.dealers, folder=app.config["ARCHIVE"])


def _init_pages(app):
    app.jinja_env.globals.update(links.template_names(app.settings, asset=lambda name: f"/rma/static/{name}"))
    files = theme.assets(SITE / "static", app.vendors.values())
    for path in ROOMS.glob("**/static/*"):
        files[path.name] = path.read_text(encoding="utf-8"), theme.KINDS[path.suffix]

    @app.get("/rma/static/<any(" + ",".join(repr(name) for name in sorted(files)) + "):name>")
    def static(name):
        text, kind = files[name]
        return Response(text, mimetype=kind)

    for code in (400, 403, 404, 405, 413, 500):
        app.register_error_handler(code, problem_page)
    app.register_error_handler(Unavailable, unavailable_page)
    for words in (written, show_ticket, spell_ticket):
        app.jinja_env.filters[words.__name__] = words
    app.jinja_env.filters["possessive"] = possessive_on_page
    app.jinja_env.globals["csrf_token"] = generate_csrf  # for forms that have no fields of their own


def _init_rooms(app):
    for part in (
        form_page, review_page, handover_page, receipt_page, status_page, health, ticket_page, quote_page, dealer_page,
        desk,
    ):  # fmt: skip
        app.register_blueprint(part.pages)
    app.teardown_appcontext(close_store)
    for part in (cli, backup, dealer_cli):
        app.register_blueprint(part.commands)
    cli.tell_plainly(app)
