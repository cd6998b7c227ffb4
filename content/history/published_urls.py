"""Every address and anchor ever published, in content/published_urls.txt: none is lost, and a new one is to stay."""

import re

from content.audit import read_tree
from content.errors import ContentError
from content.history.redirects import owner_of
from content.places import PUBLISHED_URLS, VENDORS

FILE = "content/published_urls.txt"
LOOK = re.compile(r"static/|.*\.svg$")  # files that a page shows and nobody links to
HEADER = """\
# Every address this site ever published, and the anchors on it: somebody may link to each of them, so each must go on
# leading somewhere. No line is ever removed by hand. `python -m content publish` adds what is new; where an old address
# leads that is there no more stands in content/redirects.toml.
"""


def read_urls(path=PUBLISHED_URLS):
    """{address: {anchors}} of all that was ever published."""
    held = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        if line.startswith("/"):
            address, *anchors = line.split()
            held.setdefault(address, set()).update(anchor.removeprefix("#") for anchor in anchors)
        elif line.strip() and not line.startswith("# "):
            raise ContentError(FILE, line, "begin each line with an address, such as /flir/guide/ #cost")
    return held


def switched_off(vendors, folder=VENDORS):
    """The vendors whose folder is there and who are not among these."""
    return {path.name for path in folder.glob("*") if path.is_dir()} - {*vendors}


def published(folder):
    """{address: {anchors}} of a frozen tree."""
    return urls_of(read_tree(folder))


def urls_of(tree):
    """The same of a tree that was read already: pages and files for programs, without the look and pictures."""
    names = (name for name in sorted(tree.files) if name != "404.html" and not LOOK.match(name))
    return {
        f"/{name.removesuffix('index.html')}": tree.pages[name].anchors if name in tree.pages else set()
        for name in names
    }


def lost_urls(urls, published, redirects, off=()):
    """The addresses of the ledger that are gone and lead nowhere; of a page that is gone, its anchors go unsaid."""
    for address, anchors in _judged(urls, {*urls, *published}, off):
        if address not in published:
            yield from [address] if address not in redirects else []
        elif address not in redirects:
            gone = (f"{address}#{anchor}" for anchor in sorted(anchors - published[address]))
            yield from (one for one in gone if one not in redirects)


def new_urls(urls, published, off=()):
    """The addresses that are published now and were never before; of a new page, its anchors go unsaid."""
    for address, anchors in _judged(published, {*urls, *published}, off):
        if address not in urls:
            yield address
        else:
            yield from (f"{address}#{anchor}" for anchor in sorted(anchors - urls[address]))


def _judged(judged, known, off):
    """Those that must stand: with vendors switched off, theirs need not, nor do the pages that all vendors share."""
    standing = {owner_of(address) for address in known if address.endswith("/guide/")} - {*off}
    for address, anchors in sorted(judged.items()):
        if not off or owner_of(address) in standing:
            yield address, anchors


def add_urls(path, published, off=()):
    """Add what is new; the addresses added."""
    held = read_urls(path)
    added = list(new_urls(held, published, off))
    for one in added:
        address, mark, anchor = one.partition("#")
        held[address] = held[address] | {anchor} if mark else published[address]
    lines = (" ".join([address, *(f"#{anchor}" for anchor in sorted(held[address]))]) for address in sorted(held))
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return added


def check_urls(published, urls, redirects, off=(), preview=False):
    """Refuse a tree that lost an address, or, unless it is a preview, one with new ones; the new ones."""
    check_lost(published, urls, redirects, off)
    new = list(new_urls(urls, published, off))
    if new and not preview:
        write = f"{new_in_words(new)}: once published they stay for ever. Look at them with python build.py --preview;"
        raise ContentError(FILE, new[0], f"{write} if they are meant, admit them: python -m content publish")
    return new


def check_lost(published, urls, redirects, off=()):
    """Refuse a tree that lacks what was published and is not forwarded."""
    gone = list(lost_urls(urls, published, redirects, off))
    if not gone:
        return
    more = f" and {len(gone) - 5} more" if len(gone) > 5 else ""
    was = "was published and is gone; bring it back, or write where it leads"
    if len(gone) > 1:
        was = "were published and are gone; bring them back, or write where each leads"
    write = f'{was} now in content/redirects.toml: "{gone[0]}" = "/its/new/address/"'
    raise ContentError(FILE, ", ".join(gone[:5]) + more, write)


def new_in_words(new):
    """'3 new addresses, /acme/ first'."""
    return f"{len(new)} new addresses, {new[0]} first" if len(new) > 1 else f"one new address, {new[0]}"
