"""Redirects: where published addresses lead that are there no more, in content/redirects.toml, read strictly."""

import re

from content.errors import ContentError, refuse
from content.history.folder_redirects import folders_in, is_folder, spread
from content.places import REDIRECTS
from content.toml import parsed, read_text

FILE = "content/redirects.toml"
IDLE = "no address below it was published and is gone; take this line away"
ADDRESS = re.compile(r"/[^\s#?*]*(?:#[^\s#?*]+|(?<=/)\*)?")


def read_redirects(path=REDIRECTS):
    """{old address: new one} as the lines say, each with its anchor if it has one; a folder ends in /*."""
    redirects = parsed(read_text(path.parent, path.name, "bring it back"), FILE)
    faults = ((old, _misread(old, new, redirects)) for old, new in redirects.items())
    refuse(ContentError(FILE, old, fault) for old, fault in faults if fault)
    return redirects


def _misread(old, new, redirects):
    """What is wrong with a line beside the others, or nothing."""
    if not ADDRESS.fullmatch(old):
        return 'write the old address within this site: "/acme/guide/#price"'
    if not isinstance(new, str) or not ADDRESS.fullmatch(new):
        return 'write the new address within this site, in quotes: "/acme/guide/#cost"'
    if is_folder(old) != is_folder(new):
        return 'write /* at the end of both, so that all below it is taken along: "/acme/*" = "/new-name/*"'
    if unended := next((address for address in (old, new) if _lacks_its_slash(address)), ""):
        page, mark, anchor = unended.partition("#")
        return f'write the last slash: "{page}/{mark}{anchor}"'
    if not page_of(old).endswith(("/", "*")):
        return "a file for programs cannot lead on; bring it back"
    if "#" in old and (page_of(old) in redirects or any(map(old.startswith, folders_in(redirects)))):
        return "its whole page leads on already; take this line away"
    last = _last(old, redirects)
    if old in (last, page_of(new)):
        return "leads back to itself; write where it is now"
    return f'leads to "{new}", which leads on itself; write "{last}"' if last != new else ""


def _lacks_its_slash(address):
    """Whether it is meant to be a page: a file's name has a dot."""
    last = page_of(address).rpartition("/")[2]
    return last not in ("", "*") and "." not in last


def _last(old, redirects):
    """Where a chain of redirects ends, or `old` where it never does."""
    seen, address = [], old
    while address not in seen:
        seen.append(address)
        address = redirects.get(address) or redirects.get(page_of(address)) or address
    return address if address == seen[-1] else old


def redirects_in_place(redirects, addresses, off=(), ahead=(), urls=()):
    """The redirects that hold among these pages, each folder's line spread over what was published below it.

    A vendor that is `off` took its own along. One with a revision `ahead` may have some that wait for it. `urls` are
    all addresses that were ever published.
    """
    lines = {old: new for old, new in redirects.items() if {owner_of(old), owner_of(new)}.isdisjoint(off)}
    found = spread(lines, urls, addresses)
    faults = {old: fault for old, new in found.items() if (fault := _misplaced(old, new, addresses))}
    told = {old: fault if old in lines else f"the line of its folder {fault}" for old, fault in faults.items()}
    told |= {old: IDLE for old in lines if is_folder(old) and urls and not _takes_along(old, urls, addresses)}
    refuse(ContentError(FILE, old, fault) for old, fault in told.items() if owner_of(old) not in ahead)
    return {old: new for old, new in found.items() if old not in faults}


def _takes_along(folder, urls, addresses):
    return any(url.startswith(folder[:-1]) and url not in addresses for url in urls)


def _misplaced(old, new, addresses):
    """What is wrong with a redirect among these pages, or nothing."""
    if old in addresses:
        return "is a page still; take this line away, or that page"
    if "#" in old and page_of(old) not in addresses:
        return f'there is no page {page_of(old)}; redirect the whole page: "{page_of(old)}" = …'
    if page_of(new) not in addresses:
        return f"leads to {new}, which is no page; write one that is there"
    return ""


def check_anchors(redirects, built):
    """Refuse a redirect to an anchor that is not on its page."""
    write = "leads to {}, but that page has no such anchor; write one that is there"
    lost = [(old, new) for old, new in redirects.items() if "#" in new and not _has_anchor(new, built)]
    refuse(ContentError(FILE, old, write.format(new)) for old, new in lost)


def _has_anchor(address, built):
    page, _, anchor = address.partition("#")
    return anchor in built.get(page, ())


def page_of(address):
    """An address without its anchor."""
    return address.partition("#")[0]


def owner_of(address):
    """Its first segment: the vendor, or a page no vendor owns; of a short path the second: /go/acme/cost/ is acme's."""
    first, _, rest = address[1:].partition("/")
    return rest.partition("/")[0] if first == "go" else first
