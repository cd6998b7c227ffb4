"""Every address and anchor ever published, in content/published_urls.txt: none is lost, and a new one is to stay."""

import re

from content.errors import ContentError, refuse
from content.history.redirects import owner_of, page_of
from content.places import PUBLISHED_URLS, VENDORS

FILE = "content/published_urls.txt"
LOOK = re.compile(r"static/|.*\.svg$")  # files that a page shows and nobody links to
HEADER = """\
# Every address this site ever published, and the anchors on it: somebody may link to each of them, so each must go on
# leading somewhere. No line is ever removed by hand. `python -m content publish` adds what is new; where an old address
# leads that is there no more stands in content/redirects.toml.
"""
NAMED = 5  # lost addresses named in a refusal


def read_urls(path=PUBLISHED_URLS):
    """{address: {anchors}} of all that was ever published."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else ()
    odd = [line for line in lines if line.strip() and not line.startswith(("/", "# "))]
    refuse(ContentError(FILE, line, "begin each line with an address, such as /flir/guide/ #cost") for line in odd)
    urls = {}
    for address, *anchors in (line.split() for line in lines if line.startswith("/")):
        urls.setdefault(address, set()).update(anchor.removeprefix("#") for anchor in anchors)
    return urls


def add_urls(path, built, off=()):
    """Add what is new to the file; the addresses added."""
    urls = read_urls(path)
    added = list(missing_urls(built, urls, off))
    for address in map(page_of, added):
        urls[address] = urls.get(address, set()) | built[address]
    lines = (" ".join([address, *(f"#{anchor}" for anchor in sorted(urls[address]))]) for address in sorted(urls))
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return added


def switched_off(vendors, folder=VENDORS):
    """The vendors whose folder is there and who are not among these."""
    return {path.name for path in folder.glob("*") if path.is_dir()} - {*vendors}


def urls_of(tree):
    """{address: {anchors}} of a built tree: pages and files for programs, without the look and pictures."""
    names = (name for name in sorted(tree.files) if name != "404.html" and not LOOK.match(name))
    return {
        f"/{name.removesuffix('index.html')}": tree.pages[name].anchors if name in tree.pages else set()
        for name in names
    }


def lost_urls(urls, built, redirects, off=()):
    """The published addresses that are gone and lead nowhere."""
    return [url for url in missing_urls(urls, built, off) if url not in redirects and page_of(url) not in redirects]


def missing_urls(urls, others, off=()):
    """The addresses that `others` lack; of a page that they lack, its anchors go unsaid.

    With vendors switched off, theirs need not stand, nor what all vendors share.
    """
    on = {owner_of(address) for address in {*urls, *others} if address.endswith("/guide/")} - {*off}
    for address in sorted(urls):
        if not off or owner_of(address) in on:
            gone = sorted(f"{address}#{anchor}" for anchor in urls[address] - others.get(address, set()))
            yield from gone if address in others else [address]


def check_urls(built, urls, redirects, off=(), preview=False):
    """Refuse a tree that lost an address, or, unless it is a preview, one with new ones; the new ones."""
    check_lost(built, urls, redirects, off)
    new = list(missing_urls(built, urls, off))
    if new and not preview:
        write = f"{new_in_words(new)}: once published they stay for ever. Look at them with python build.py --preview;"
        raise ContentError(FILE, new[0], f"{write} if they are meant, publish them: python -m content publish")
    return new


def check_lost(built, urls, redirects, off=()):
    """Refuse a tree that lacks what was published and is not redirected."""
    gone = lost_urls(urls, built, redirects, off)
    if gone:
        more = f" and {len(gone) - NAMED} more" if len(gone) > NAMED else ""
        was = "was published and is gone; bring it back, or write where it leads"
        if len(gone) > 1:
            was = "were published and are gone; bring them back, or write where each leads"
        write = f'{was} now in content/redirects.toml: "{gone[0]}" = "/its/new/address/"'
        raise ContentError(FILE, ", ".join(gone[:NAMED]) + more, write)


def new_in_words(new):
    """'3 new addresses, /acme/ first'."""
    return f"{len(new)} new addresses, {new[0]} first" if len(new) > 1 else f"one new address, {new[0]}"
