"""The link check: every address on every page leads to a file of the tree and an anchor on it, or plainly elsewhere."""

import posixpath
import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from content.audit.tree import Tree
from content.errors import ContentError, Faults, refuse
from content.settings.rules import is_email, on_one_line
from content.slugs import ENDPOINT, RESERVED

OTHER_SCHEMES = {"http", "https", "data", "tel"}
PORTS = {"http": 80, "https": 443}
LOADED = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s]+)""")


class LinkChecker(NamedTuple):
    """Checks the links of a tree that will stand under the path `base` of the host `url`, which may be unknown ('')."""

    tree: Tree
    base: str
    url: str

    def is_own(self, link):
        """Whether a full address names this host, however it spells that."""
        return bool(self.url) and _origin(link) == _origin(self.url)

    def check(self, name, link, full=False, anchors=True):
        """Refuse a link of the file `name` that leads nowhere; with `full`, one that is not a full address too."""
        if full and not link.startswith(f"{self.url}/"):
            raise ContentError(name, link, f"write the whole address, beginning with {self.url}{self.base}/")
        parts = _split(name, link)
        if parts.scheme == "mailto":
            _check_mail(name, link, parts)
        elif not (parts.scheme or parts.netloc) or self.is_own(link):
            self._check_path(name, link, parts, anchors)
        elif parts.scheme not in OTHER_SCHEMES:
            raise ContentError(name, link, "leads nowhere; begin it with / or https://")

    def page_named(self, name, link):
        """The name of the page that the full address `link` leads to; a ContentError if it leads to none."""
        self.check(name, link, full=True)
        target = _target(name, unquote(urlsplit(link).path), self.base)
        if target not in self.tree.pages:
            raise ContentError(name, link, "is no page of this site; name one")
        return target

    def _check_path(self, name, link, parts, anchors):
        path = unquote(parts.path)
        if path.startswith("/rma/"):
            self._check_form(name, link, path)
            return
        target = _target(name, path, self.base) if path or not parts.netloc else None
        if target not in self.tree.files:
            raise ContentError(name, link, "leads nowhere; correct the link or make the page")
        page = self.tree.pages.get(target)
        if anchors and parts.fragment and (not page or unquote(parts.fragment) not in page.ids):
            raise ContentError(name, link, f"there is no anchor {parts.fragment!r} on that page")

    def _check_form(self, name, link, path):
        """Refuse a link to the endpoint that names none of its own pages, and no vendor who has a page here."""
        first, slash, rest = path.removeprefix("/rma/").partition("/")
        vendor = slash and not rest and first not in RESERVED and f"{first}/index.html" in self.tree.pages
        if not vendor and first not in ENDPOINT:
            raise ContentError(name, link, "leads nowhere; write the vendor's folder name and a slash after /rma/")


def check_links(checker):
    """Refuse a tree with dead links on a page or in a stylesheet, or a canonical address that is no page."""
    checked, faults = set(), Faults()
    for name, page in checker.tree.pages.items():
        folder = name.rpartition("/")[0]
        for link in page.links:
            target = link if link[0] == "/" else (folder, link)  # the same from every page of a folder
            if link[0] == "#" or target not in checked:
                checked.add(target)
                faults.tried(checker.check, name, link)
        if checker.url and page.canonical:
            faults.tried(checker.page_named, name, page.canonical)
    for name in sorted(name for name in checker.tree.files if name.endswith(".css")):
        for link in LOADED.findall(checker.tree.text(name)):
            faults.tried(checker.check, name, link)
    refuse(faults)


def _check_mail(name, link, parts):
    """Refuse a mailto link that a mail program would misread; one without an address leaves that to the sender."""
    to = unquote(parts.path)
    try:
        headers = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True) if parts.query else []
    except ValueError:
        headers = [("", "")]
    keys = [key.lower() for key, _ in headers]
    if not link.isascii() or "+" in parts.query or not {*keys} <= {"subject", "body"} or len({*keys}) < len(keys):
        raise ContentError(name, link, "write subject and body once each, percent-encoded: a space is %20")
    if any(key == "subject" and not on_one_line(value) for key, value in headers):
        raise ContentError(name, link, "write the subject on one line")
    if (to or not headers) and not all(address.isascii() and is_email(address) for address in to.split(",")):
        raise ContentError(name, link, "is no address mail can go to; correct it")


def _target(name, path, base):
    """The file a link's path means, which is under `base` or relative to the page; None for one that is neither."""
    if not path:
        return name
    if "//" in path or path.startswith("/") and not path.startswith(f"{base}/"):
        return None
    full = path.removeprefix(base)[1:] if path.startswith("/") else posixpath.join(posixpath.dirname(name), path)
    return posixpath.normpath(full + "index.html" if path.endswith("/") else full)


def _origin(link):
    """(scheme, host, port) of a full address; None of what is no address."""
    try:
        parts = urlsplit(link)
        return parts.scheme, parts.hostname, parts.port or PORTS.get(parts.scheme)
    except ValueError:
        return None


def _split(name, link):
    try:
        return urlsplit(link)
    except ValueError:
        raise ContentError(name, link, "is no address; correct it") from None
