"""The check of what programs read: sitemap, feed, links.json and structured data name only pages that are there."""

import json
import re
from collections import Counter
from xml.etree import ElementTree

from content.errors import ContentError, Faults, refuse

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FULL_ADDRESS = re.compile("https?://")


def check_machine_readable(checker):
    """Refuse a file that names what is not there, and a sitemap that leaves a page out; `checker` knows its host."""
    checks, faults = {"sitemap.xml": _check_sitemap, "feed.xml": _check_feed, "links.json": _check_json}, Faults()
    for file, check in checks.items():
        if file in checker.tree.files:
            faults.tried(check, checker, file)
    for name, page in checker.tree.pages.items():
        for text in page.json_ld:
            faults.tried(_check_structured_data, checker, name, text)
    refuse(faults)


def _check_sitemap(checker, file):
    listed = {checker.page_named(file, address) for file, address in _sitemap_addresses(checker, file)}
    for name, page in checker.tree.pages.items():
        address = f"{checker.url}{checker.base}/{name.removesuffix('index.html')}"
        may_be_found = name.endswith("index.html") and not page.hidden and page.canonical in ("", address)
        if may_be_found and name not in listed:
            raise ContentError(file, address, "is missing from the sitemap; list every page that may be found")


def _sitemap_addresses(checker, file):
    """(file, address) of every page the sitemap lists, through the lists it names."""
    root = _parsed(ElementTree.fromstring, "XML", file, checker.tree.text(file))
    for location in root.iter(f"{SITEMAP}loc"):
        address = (location.text or "").strip()
        if root.tag == f"{SITEMAP}sitemapindex":
            checker.check(file, address, full=True)
            yield from _sitemap_addresses(checker, address.removeprefix(f"{checker.url}{checker.base}/"))
        else:
            yield file, address


def _check_feed(checker, file):
    ids = Counter()
    for element in _parsed(ElementTree.fromstring, "XML", file, checker.tree.text(file)).iter():
        if element.tag == f"{ATOM}id":
            ids[(element.text or "").strip()] += 1
        elif "href" in element.attrib:
            checker.check(file, element.attrib["href"], full=element.tag == f"{ATOM}link")
    for id, times in ids.items():
        if not id or times > 1:
            raise ContentError(file, "id", f"{id!r} must name one entry alone; give each an id of its own")
        if checker.is_own(id):
            checker.check(file, id, anchors=False)


def _check_json(checker, file):
    for _, text in _texts(_parsed(json.loads, "JSON", file, checker.tree.text(file))):
        if FULL_ADDRESS.match(text):
            checker.check(file, text, full=True)


def _check_structured_data(checker, name, text):
    """Addresses of ours must be there; an @id is a name, whose anchor need not be."""
    for key, value in _texts(_parsed(json.loads, "JSON", name, text)):
        if checker.is_own(value):
            checker.check(name, value, anchors=key != "@id")


def _texts(value, key=""):
    """(key, text) of every text in a JSON value."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _texts(member, name)
    elif isinstance(value, list):
        for member in value:
            yield from _texts(member, key)
    elif isinstance(value, str):
        yield key, value


def _parsed(parser, format, name, text):
    try:
        return parser(text)
    except (ValueError, ElementTree.ParseError) as fault:
        raise ContentError(name, format, f"this is no {format}: {fault}; correct its template") from None
