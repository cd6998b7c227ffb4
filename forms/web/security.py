"""Security of every answer: its headers, the refusal of posts from other sites, and how long a post may be.

Each form also has a token of its own; neither check relies on the other.
"""

from urllib.parse import urlsplit

from flask import abort, request
from werkzeug.middleware.proxy_fix import ProxyFix

from forms.records.limits import MOST_POST_BYTES, MOST_POST_FIELDS

SAFE = {"GET", "OPTIONS"}  # HEAD never comes so far

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin",  # the address of a page may hold a key, also for our own web server's log
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


def add_headers(response, private=True):
    """Put the header table on an answer; a private one is also never stored and never indexed."""
    response.headers.update(HEADERS | PRIVATE if private else HEADERS)
    return response


def same_origin(request, our_origin):
    """Whether a post comes from a page of ours, by the headers that the browser sends."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site in ("same-origin", "none"):
        return True
    if site is not None:
        return origin == our_origin
    return origin is None or origin == our_origin or origin == request.host_url.rstrip("/")


def init_security(app, settings):
    """Check every request to `app` and set the headers of every answer; call it before anything that reads a post."""
    app.config.update(
        MAX_CONTENT_LENGTH=MOST_POST_BYTES, MAX_FORM_MEMORY_SIZE=MOST_POST_BYTES, MAX_FORM_PARTS=MOST_POST_FIELDS
    )
    app.wsgi_app = head_as_get(app.wsgi_app)

    @app.before_request
    def refuse():
        if request.method in SAFE:
            return _refuse_body()
        if not same_origin(request, settings.url):
            abort(403)
        _refuse_too_long()

    @app.after_request
    def headers(response):
        if response.location:
            response.location = relative(response.location)
        return add_headers(response, private=(request.endpoint or "").rpartition(".")[2] != "static")

    if settings.trusted_proxies:
        # The host stays as the proxy sent it: links are made from the settings, so nobody gains by naming another.
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0, x_port=0, x_prefix=0)


def head_as_get(app):
    """Wrap `app` to answer HEAD as GET, less the text: no view ever sees another verb that only asks."""

    def answer(environ, start_response):
        if environ["REQUEST_METHOD"] != "HEAD":
            return app(environ, start_response)
        text = app(environ | {"REQUEST_METHOD": "GET"}, start_response)
        if hasattr(text, "close"):
            text.close()
        return []

    return answer


def relative(address):
    """An address of ours without scheme and host: what lies in front of us may know us by another name."""
    parts = urlsplit(address)
    return parts._replace(scheme="", netloc="", path="/" + parts.path.lstrip("/")).geturl()


def _refuse_body():
    # Whoever only asks has nothing to say; what came along would be read by nobody, and checked by nobody.
    if request.content_length or "Transfer-Encoding" in request.headers:
        abort(400)


def _refuse_too_long():
    # A post that does not tell its length is read up to the limit, and what comes after it is lost in silence.
    length = len(request.get_data()) + 1 if request.content_length is None else request.content_length
    if length > MOST_POST_BYTES:
        abort(413)
    # Parts of a multipart post are counted while they are read; keys of an ordinary one by nobody but us.
    if request.mimetype == "application/x-www-form-urlencoded" and request.get_data().count(b"&") >= MOST_POST_FIELDS:
        abort(413)
