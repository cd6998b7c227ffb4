"""Show the site live: each page as its files stand now, drawn anew when one is saved, with all faults above it."""

import os
from functools import partial

from content.errors import ContentError
from content.preview.checker import Checker
from content.preview.live_site import LiveSite
from content.preview.server import PreviewServer

PORT = 8000


def arguments(parser):
    parser.add_argument("vendor", nargs="?", default="", help="the folder of one vendor: no other is read then")
    parser.add_argument("--port", type=int, help=f"default: PORT, else {PORT}; a free one where it is taken")


def run(asked):
    """Serve the preview until Ctrl-C."""
    if asked.vendor and not (asked.vendors / asked.vendor).is_dir():
        known = ", ".join(sorted(path.name for path in asked.vendors.glob("*") if path.is_dir()))
        raise ContentError("preview", asked.vendor, f"there is no vendor's folder of this name; write one of {known}")
    say = partial(print, flush=True)
    live = LiveSite(asked.vendors, asked.vendor)
    checker = Checker(live, say)
    with PreviewServer(live, checker, asked.port if asked.port is not None else _port()) as server:
        say(f"The site is open at {server.url} as its files stand now. Ctrl-C closes it.")
        checker.start()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("Closed.")
        finally:
            checker.close()


def _port():
    return int(os.environ.get("PORT") or PORT)
