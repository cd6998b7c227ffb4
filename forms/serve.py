"""Site, endpoint and mail worker in one process on this machine: `make serve`."""

import os
import secrets
import sys
import threading
from functools import partial
from pathlib import Path

from flask import Flask, redirect, send_from_directory
from msgspec.structs import replace
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.utils import safe_join

from content.settings.kiosk_toml import Limits, read_settings
from forms import ROOT, create_app
from forms.steps.worker import Worker, mail_place
from forms.store.database.migrations import migrate
from forms.web.security import add_headers

PAUSE = 2.0  # seconds between two looks into the outbox


class Quiet(WSGIRequestHandler):
    """Logs no request: addresses of pages hold keys."""

    def log_request(self, *_):
        pass


def frozen_site(folder):
    """The frozen tree as an app: folders show their index.html, everything else is 404.html."""
    site = Flask("frozen", static_folder=None)

    @site.get("/", defaults={"path": ""})
    @site.get("/<path:path>")
    def page(path):
        place = safe_join(str(folder), path)
        if path and not path.endswith("/") and place and Path(place).is_dir():
            return redirect(f"/{path}/", 301)  # an address said on the telephone is typed without its last slash
        return send_from_directory(folder, path + "index.html" if not path or path.endswith("/") else path)

    @site.errorhandler(404)
    def missing(_):
        return send_from_directory(folder, "404.html"), 404

    site.after_request(lambda response: add_headers(response, private=False))
    return site


def session_secret(path):
    """The secret of this copy, made once: mailed links hang on it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32))
    return path.read_text()


def join(port, folder=ROOT / "build", instance=ROOT / "instance"):
    """The endpoint, and the WSGI app of the site with the endpoint under /rma."""
    settings = read_settings(instance / "kiosk.toml")
    if settings.demonstration:
        everybody = Limits(drafts_an_hour=1000)  # whoever tries it comes from one machine
        settings = replace(settings, url=f"http://127.0.0.1:{port}", limits=everybody)
    database, mail = instance / "rma.db", instance / "mail"
    migrate(database)
    secret = os.environ.get("KIOSK_SECRET") or session_secret(instance / "secret")
    app = create_app(settings, demonstration=True, SECRET_KEY=secret, DATABASE=str(database), MAIL_FOLDER=str(mail))
    site = frozen_site(folder)

    def both(environ, start_response):
        part = app if environ["PATH_INFO"].startswith("/rma/") else site  # the endpoint sees its addresses whole
        return part(environ, start_response)

    return app, both


def main():
    port = int(os.environ.get("PORT") or 8000)
    folder, instance = (os.environ.get(f"KIOSK_{name.upper()}") or ROOT / name for name in ("build", "instance"))
    app, both = join(port, Path(folder), Path(instance))
    stop, say = threading.Event(), partial(print, flush=True)
    worker = Worker(app, say, partial(say, file=sys.stderr))
    threading.Thread(target=worker.go_on, args=(PAUSE, stop), daemon=True).start()
    server = make_server("127.0.0.1", port, both, threaded=True, request_handler=Quiet)
    say(f"The kiosk is open on http://127.0.0.1:{port}/, its mail goes to {mail_place(app)}. Ctrl-C closes it.")
    server.serve_forever()  # until Ctrl-C
    stop.set()
    say("Closed.")


if __name__ == "__main__":
    main()
