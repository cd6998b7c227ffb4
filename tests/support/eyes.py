"""Eyes and a server for the page tests: what a page looks like to axe, to a thumb, and in a narrow window."""

import os
import shutil
import socket
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

import axe_playwright_python
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.support.page_scripts import (
    AXE_OF_KINDS,
    KINDS,
    LOOK,
    LOW_CHOICES,
    RESTYLE,
    RUN_AXE,
    SMALL_TARGETS,
    SMALL_TEXT,
    STOP,
    TOO_WIDE,
)

NAMES = ("chromium", "chromium-browser", "google-chrome")  # install-needs.sh looks for the same
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # a page that asks a third party gets nothing
]
BY_COLOUR = ("color-contrast", "link-in-text-block")  # all that a dark page may have of its own
WIDTHS = (1280, 768, 320)
JUDGED = set()  # kinds of text whose colours axe has let pass
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")


def chromium_path():
    """Where this machine keeps its Chromium."""
    found = next(filter(None, map(shutil.which, filter(None, (os.environ.get("CHROMIUM"), *NAMES)))), None)
    assert found, "The page tests need Chromium: run tests/support/install-needs.sh, or set CHROMIUM to its path."
    return found


def axe(page, only=(), without=()):
    """What axe-core objects to on a page with scripts on, by all its rules or some: dicts of rule, impact, help, at."""
    _bring_axe(page)
    rules = {rule: {"enabled": False} for rule in without}
    return page.evaluate(RUN_AXE, {"rules": rules} | ({"runOnly": list(only)} if only else {}))


def _bring_axe(page):
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))


def faint(page):
    """What axe-core objects to in the colours of a page; a kind of text that passed is not judged again in this run."""
    _bring_axe(page)
    fresh = [kind for kind in page.evaluate(KINDS) if kind not in JUDGED]
    found = page.evaluate(AXE_OF_KINDS, [fresh, BY_COLOUR]) if fresh else []
    JUDGED.update([] if found else fresh)
    return found


def look_over(page, widths=WIDTHS):
    """All that is wrong with a page as it stands, {(rule, where): what was found}; empty where nothing is.

    All eyes at each width; axe in the first window, and its colours, light and dark, in the first and the last, where
    the page is left.
    """
    seen(page)
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        found |= {(eye, width): faults for eye, faults in page.evaluate(LOOK).items()}
        if width == widths[0]:
            found["axe", width] = axe(page, without=BY_COLOUR)
        if width in (widths[0], widths[-1]):
            found |= {("axe", f"{width} {scheme}"): faint(page) for scheme in _schemes(page)}
    return {where: faults for where, faults in found.items() if faults}


def _schemes(page):
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        yield scheme


def small_targets(page, least=44):
    """The visible controls that are lower or narrower than `least`; links within a sentence may be."""
    return seen(page).evaluate(SMALL_TARGETS, least)


def seen(page):
    """The page once it stands: a press may have left it between two."""
    page.wait_for_load_state("load")
    page.wait_for_function("document.body")
    return page


def too_wide(page):
    """What makes the page scroll sideways; empty when it fits its window."""
    return seen(page).evaluate(TOO_WIDE)


def low_choices(page, least=60):
    """The rows to choose from that are lower than `least`."""
    return seen(page).evaluate(LOW_CHOICES, least)


def small_text(page, least=16):
    """The visible texts set smaller than `least` pixels."""
    return seen(page).evaluate(SMALL_TEXT, least)


def stop(page):
    """Where the keyboard stands on a page; None where nothing has the focus."""
    return seen(page).evaluate(STOP)


def restyle(page, css):
    """Lay a reader's own styles over the page, as it stands until it is left."""
    page.evaluate(RESTYLE, css)


def free_port():
    """A port that nobody listens on at this moment."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Quiet(WSGIRequestHandler):
    """Answers without a line of log for each request."""

    def log(self, type, message, *args):
        pass


@contextmanager
def serving(app):
    """Serve a WSGI app on this machine alone while the block runs; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
