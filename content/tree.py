"""What a frozen tree must hold to be published: live links and anchors, one h1 that is the title, light pages."""

import gzip
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from content.errors import ContentError

WEIGHTS = {".html": 12_000, ".css": 6_000, ".js": 5_000}  # bytes, compressed


class Page(HTMLParser):
    """What a page links to, the ids it offers, its title and its h1s."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.title, self.headings, self._in = [], [], "", [], ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.links += [given[name] for name in ("href", "src", "action") if given.get(name)]
        self.ids += [given["id"]] if given.get("id") else []
        if tag in ("title", "h1") and self._in != "svg":
            self._in = tag
            self.headings += [""] if tag == "h1" else []
        if tag == "svg":
            self._in = "svg"

    def handle_endtag(self, tag):
        if tag == self._in:
            self._in = ""

    def handle_data(self, text):
        if self._in == "title":
            self.title += text
        elif self._in == "h1":
            self.headings[-1] += text


def check_place(folder):
    """Refuse to publish over anything but an earlier site: what stands in the folder is removed."""
    holds = {path.name for path in folder.iterdir()} if folder.is_dir() else {"a file"} if folder.exists() else set()
    if holds and (".git" in holds or "sitemap.xml" not in holds):
        raise ContentError("--out", folder, "holds something else than a built site; name an empty or a new folder")


def check(folder, base=""):
    """Refuse a tree with a dead link or anchor, a page whose h1 is not its title, or one too heavy."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(Path(folder).rglob("*")) if path.is_file()}
    read = {name: Page(path.read_text(encoding="utf-8")) for name, path in files.items() if name.endswith(".html")}
    for name, page in read.items():
        _check_heading(name, page)
        for link in page.links:
            _check_link(name, link, files, read, base)
    for name, path in files.items():
        weight = len(gzip.compress(path.read_bytes(), 9, mtime=0))
        if weight > WEIGHTS.get(path.suffix, weight):
            raise ContentError(
                name, "weight", f"{weight} bytes compressed, {WEIGHTS[path.suffix]} allowed: make it shorter"
            )


def swap(fresh, out, last):
    """Put a whole tree in place of the one that stood there: nobody is served half a site, and none is lost."""
    if stood := out.exists():
        out.rename(last)
    try:
        fresh.rename(out)
    except OSError:
        if stood:
            last.rename(out)
        raise


def _check_heading(name, page):
    if len(page.headings) != 1 or not page.title.startswith(page.headings[0].strip()):
        raise ContentError(
            name, "h1", f"has {page.headings} under the title {page.title!r}; write one h1 that begins the title"
        )
    twice = [id for id in page.ids if page.ids.count(id) > 1]
    if twice:
        raise ContentError(name, "id", f"{twice[0]!r} stands twice; an anchor leads to one place")


def _check_link(name, link, files, read, base):
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or parts.path.startswith("/rma/"):
        return
    target = _target(name, unquote(parts.path), base)
    if target not in files:
        raise ContentError(name, link, "leads nowhere; correct the link or make the page")
    if parts.fragment and parts.fragment not in read[target].ids:
        raise ContentError(name, link, f"there is no anchor {parts.fragment!r} on that page")


def _target(name, path, base):
    """The file a link's path means: absolute under `base`, or relative to the page; None for one outside of `base`."""
    if not path:
        return name
    if path.startswith("/") and not path.startswith(f"{base}/"):
        return None
    whole = path.removeprefix(base) if path.startswith("/") else str(Path("/", name).parent.joinpath(path))
    parts = []
    for part in whole.split("/"):
        parts = parts[:-1] if part == ".." else parts + [part] * (part not in ("", "."))
    return "/".join(parts + ["index.html"] * whole.endswith("/"))
