"""Links: from any page to a page of the site, to a file of the look, to the endpoint."""

import posixpath
from typing import NamedTuple
from urllib.parse import urlsplit

from content.errors import ContentError
from content.settings.kiosk_toml import Operator


class Kiosk(NamedTuple):
    """What a template may tell of the settings: the rest, such as the mail server's password, is none of a page's."""

    name: str
    operator: Operator
    demonstration: bool
    draft_hours: int


def template_names(settings, base="", current=None, asset=None):
    """The names every template knows: href(path), asset(file), rma(path), and the Kiosk as kiosk.

    `base` is the path the site stands under. With `current`, which gives the path of the page being drawn, links are
    relative and name index.html, so that the tree works from a disk, and links to the endpoint name its host.
    """

    def href(path):
        path, mark, anchor = path.partition("#")
        if current:
            file = path + "index.html" if path.endswith("/") else path
            return posixpath.relpath(file, posixpath.dirname(current())) + mark + anchor
        return base + path + mark + anchor

    def rma(path):
        return f"{settings.url if current else ''}/rma{path}"

    kiosk = Kiosk(settings.name, settings.operator, settings.demonstration, settings.draft_hours)
    return {"href": href, "asset": asset or (lambda name: href(f"/static/{name}")), "rma": rma, "kiosk": kiosk}


def check_base(url):
    """Refuse an address that is not whole: half of one would be taken for a folder."""
    parts = urlsplit(url)
    if url and not (parts.scheme in ("http", "https") and parts.netloc and not parts.query and not parts.fragment):
        raise ContentError("--base-url", url, "write the whole address, such as https://kiosk.example/returns/")
