"""Serves the preview to this machine alone: a page drawn when it is asked for, and how the files stand."""

import json
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from content.preview.bar import HERE, ROOT_ADDRESS, SCRIPT, STATE, STYLE, bar, with_bar

HOST = "127.0.0.1"
OWN = {SCRIPT: "text/javascript", STYLE: "text/css"}
NO_FORM = "The form is no part of the preview; make serve shows it.\n"
HEADERS = {  # as strict as the site's own, but that the script may ask how the files stand
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}


class Answer(NamedTuple):
    """What is answered: a text and its type, and where another address has it, that address."""

    text: str
    kind: str = "text/html"
    status: HTTPStatus = HTTPStatus.OK
    location: str = ""


class PreviewServer(ThreadingTCPServer):
    """A LiveSite over HTTP; any free port where `port` is taken."""

    allow_reuse_address = True

    def __init__(self, live, checker, port):
        self.live, self.checker = live, checker
        try:
            super().__init__((HOST, port), Handler)
        except OSError:
            super().__init__((HOST, 0), Handler)

    @property
    def url(self):
        return f"http://{HOST}:{self.server_address[1]}/"

    def answer(self, path):
        """The Answer to a path."""
        if path in OWN:
            return Answer((HERE / path.removeprefix(ROOT_ADDRESS)).read_text(encoding="utf-8"), OWN[path])
        with self.live.lock:
            site, findings = self.live.now(), self.checker.findings
            if path == STATE:
                return Answer(json.dumps({"stamp": site.stamp, "bar": bar(site, findings)}), "application/json")
            return self._page(site, findings, path)

    def _page(self, site, findings, path):
        if path.startswith("/rma/"):
            return Answer(NO_FORM, "text/plain", HTTPStatus.NOT_FOUND)
        pages = site.drawing.pages if site.drawing else {}
        if f"{path}/" in pages:
            return Answer("", status=HTTPStatus.FOUND, location=f"{path}/")
        page = pages.get(path) or pages.get("/404.html")
        status = HTTPStatus.OK if path in pages or not pages else HTTPStatus.NOT_FOUND
        text = site.draw(page) if page else None
        if text is None or page.kind == "text/html":
            return Answer(with_bar(text, site, findings), status=status)
        return Answer(text, page.kind, status)

    def handle_error(self, request, client_address):
        """Say nothing of a browser that went on before its page was there."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """Answers one GET or HEAD."""

    timeout = 1  # seconds; a browser may open a line and ask nothing

    def do_GET(self):
        answer = self.server.answer(unquote(urlsplit(self.path).path))
        body = answer.text.encode()
        self.send_response(answer.status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        if answer.location:
            self.send_header("Location", answer.location)
        self.send_header("Content-Type", f"{answer.kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET

    def log_request(self, *_):
        """Leave the terminal to the faults."""
