"""What the tree tells programs: sitemap, feed, links.json and structured data name only what is there."""

import json
import re
from collections import Counter
from xml.etree import ElementTree

from content.audit.links import Standing
from content.errors import ContentError

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
WHOLE = re.compile("https?://")


def check_lists(tree, base, url):
    """Refuse a list that names what is not there, and a sitemap that leaves a page out; `url` must be known."""
    if not url:
        return
    standing = Standing(tree, base, url)
    for file, check in {"sitemap.xml": _check_sitemap, "feed.xml": _check_feed, "links.json": _check_json}.items():
        if file in tree.files:
            check(standing, file)
    for name, page in tree.pages.items():
        for text in page.data:
            _check_structured(standing, name, text)


def _check_sitemap(standing, file):
    listed = {standing.page(file, address) for file, address in _listed(standing, file)}
    for name, page in standing.tree.pages.items():
        address = f"{standing.url}{standing.base}/{name.removesuffix('index.html')}"
        may_be_found = name.endswith("index.html") and not page.hidden and page.canonical in ("", address)
        if may_be_found and name not in listed:
            raise ContentError(file, address, "is missing from the sitemap; list every page that may be found")


def _listed(standing, file):
    """(file, address) of every page the sitemap lists, through the lists it names."""
    root = _xml(standing.tree, file)
    for place in root.iter(f"{SITEMAP}loc"):
        address = (place.text or "").strip()
        if root.tag == f"{SITEMAP}sitemapindex":
            standing.check(file, address, whole=True)
            yield from _listed(standing, address.removeprefix(f"{standing.url}{standing.base}/"))
        else:
            yield file, address


def _check_feed(standing, file):
    ids = Counter()
    for part in _xml(standing.tree, file).iter():
        if part.tag == f"{ATOM}id":
            ids[(part.text or "").strip()] += 1
        elif "href" in part.attrib:
            standing.check(file, part.attrib["href"], whole=part.tag == f"{ATOM}link")
    for id, times in ids.items():
        if not id or times > 1:
            raise ContentError(file, "id", f"{id!r} must name one entry alone; give each an id of its own")
        if standing.ours(id):
            standing.check(file, id, anchors=False)


def _check_json(standing, file):
    for _, text in _texts(_parsed(file, standing.tree.text(file))):
        if WHOLE.match(text):
            standing.check(file, text, whole=True)


def _check_structured(standing, name, text):
    """Addresses of ours must be there; an @id is a name, whose anchor need not be."""
    for key, value in _texts(_parsed(name, text)):
        if standing.ours(value):
            standing.check(name, value, anchors=key != "@id")


def _texts(value, key=""):
    """(key, text) of every text in a JSON value."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _texts(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, key)
    elif isinstance(value, str):
        yield key, value


def _parsed(name, text):
    try:
        return json.loads(text)
    except ValueError as fault:
        raise ContentError(name, "JSON", f"this is no JSON: {fault}; correct its template") from None


def _xml(tree, file):
    try:
        return ElementTree.fromstring(tree.text(file))
    except ElementTree.ParseError as fault:
        raise ContentError(file, "XML", f"this is no XML: {fault}; correct its template") from None
