"""The link check: every address on every page leads to a file of the tree and an anchor on it, or plainly elsewhere."""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from content.audit.whole import Tree
from content.errors import ContentError
from content.schema.slugs import ENDPOINT, RESERVED
from content.settings.rules import is_email, on_one_line

ELSEWHERE = {"http", "https", "data", "tel"}
PORTS = {"http": 80, "https": 443}
LOADED = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s]+)""")


class Standing(NamedTuple):
    """A tree and where it will stand: under the path `base` of the host `url`, which may be unknown."""

    tree: Tree
    base: str
    url: str

    def ours(self, link):
        """Whether a whole address names this host, however it spells that."""
        return bool(self.url) and _origin(link) == _origin(self.url)

    def check(self, name, link, whole=False, anchors=True):
        """Refuse a link of the file `name` that leads nowhere; with `whole`, one that is not the full address too."""
        if whole and not link.startswith(f"{self.url}/"):
            raise ContentError(name, link, f"write the whole address, beginning with {self.url}{self.base}/")
        parts = _split(name, link)
        if parts.scheme == "mailto":
            check_mail(name, link, parts)
        elif not (parts.scheme or parts.netloc) or self.ours(link):
            self._check_path(name, link, parts, anchors)
        elif parts.scheme not in ELSEWHERE:
            raise ContentError(name, link, "leads nowhere; begin it with / or https://")

    def page(self, name, link):
        """The page of this tree that the whole address `link` names; a ContentError if it names none."""
        self.check(name, link, whole=True)
        target = target_of(name, unquote(urlsplit(link).path), self.base)
        if target not in self.tree.pages:
            raise ContentError(name, link, "is no page of this site; name one")
        return target

    def _check_path(self, name, link, parts, anchors):
        path = unquote(parts.path)
        if path.startswith("/rma/"):
            self._check_form(name, link, path)
            return
        target = target_of(name, path, self.base) if path or not parts.netloc else None
        if target not in self.tree.files:
            raise ContentError(name, link, "leads nowhere; correct the link or make the page")
        page = self.tree.pages.get(target)
        if anchors and parts.fragment and (not page or unquote(parts.fragment) not in page.ids):
            raise ContentError(name, link, f"there is no anchor {parts.fragment!r} on that page")

    def _check_form(self, name, link, path):
        """Refuse a link to the endpoint that names none of its words, and no vendor who has a page here."""
        first, slash, rest = path.removeprefix("/rma/").partition("/")
        vendor = slash and not rest and first not in RESERVED and f"{first}/index.html" in self.tree.pages
        if not vendor and first not in ENDPOINT:
            raise ContentError(name, link, "leads nowhere; write the vendor's folder name and a slash after /rma/")


def check_links(tree, base, url):
    """Refuse a tree with a dead link on a page or in a stylesheet, or a canonical address that is no page."""
    standing, seen = Standing(tree, base, url), set()
    for name, page in tree.pages.items():
        here = name.rpartition("/")[0]
        for link in page.links:
            known = link if link[0] == "/" else (here, link)  # the same from every page of a folder
            if link[0] == "#":
                standing.check(name, link)
            elif known not in seen:
                seen.add(known)
                standing.check(name, link)
        if url and page.canonical:
            standing.page(name, page.canonical)
    for name in sorted(name for name in tree.files if name.endswith(".css")):
        for link in LOADED.findall(tree.text(name)):
            standing.check(name, link)


def check_mail(name, link, parts):
    """Refuse a mailto link that a mail program would misread; one without an address leaves that to the sender."""
    to = unquote(parts.path)
    try:
        given = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True) if parts.query else []
    except ValueError:
        given = [("", "")]
    heads = [key.lower() for key, _ in given]
    if not link.isascii() or "+" in parts.query or not {*heads} <= {"subject", "body"} or len({*heads}) < len(heads):
        raise ContentError(name, link, "write subject and body once each, percent-encoded: a space is %20")
    if any(key == "subject" and not on_one_line(value) for key, value in given):
        raise ContentError(name, link, "write the subject on one line")
    if (to or not given) and not all(one.isascii() and is_email(one) for one in to.split(",")):
        raise ContentError(name, link, "is no address mail can go to; correct it")


def target_of(name, path, base):
    """The file a link's path means: absolute under `base`, or relative to the page; None for one outside of both."""
    if not path:
        return name
    if "//" in path or path.startswith("/") and not path.startswith(f"{base}/"):
        return None
    whole = path.removeprefix(base) if path.startswith("/") else f"{name.rpartition('/')[0]}/{path}"
    parts = []
    for part in whole.split("/"):
        if part == ".." and not parts:
            return None
        parts = parts[:-1] if part == ".." else parts + [part] * (part not in ("", "."))
    return "/".join(parts + ["index.html"] * whole.endswith("/"))


def _origin(link):
    """(scheme, host, port) of a whole address; None of what is no address."""
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
