"""Reads dealers.toml: who may be named in a link by a code. A code is looked up, and proves nothing of a purchase."""

from content.errors import ContentError, Fault, refuse
from content.places import DEALERS
from content.schema.dealers import DealersFile
from content.settings.rules import is_email, is_line
from content.toml import read_toml
from content.wording.possessive import possessive


def read_dealers(vendors, path=DEALERS):
    """{code: Dealer}, or a ContentError; `vendors` are all there are, by slug."""
    file = read_toml(path.parent, path.name, DealersFile)
    found, faults = {}, []
    for number, dealer in enumerate(file.dealers, 1):
        for fault in _faults(dealer, file.sources, vendors, found):
            key = f"dealers[{number}].{fault.key}"
            faults.append(ContentError(f"{path.parent.name}/{path.name}", key, fault.write))
        found.setdefault(dealer.code, dealer)
    refuse(faults)
    return found


def find_dealer(dealers, code, slug):
    """The Dealer of this code, however it is written, who sells the vendor's products; else None."""
    dealer = dealers.get((code or "").strip().upper())
    return dealer if dealer and slug in dealer.vendors else None


def _faults(dealer, sources, vendors, found):
    if dealer.code in found:
        owner = possessive(found[dealer.code].name)
        yield Fault("code", f"{dealer.code!r} is {owner} already; give this dealer another")
    if not is_line(dealer.name):
        yield Fault("name", "write the dealer's name on one line")
    unknown = [slug for slug in dealer.vendors if slug not in vendors]
    if unknown or not dealer.vendors:
        wrong = f"there is no vendor folder {unknown[0]!r}; " if unknown else ""
        yield Fault("vendors", f"{wrong}write one or more of {', '.join(vendors)}")
    if dealer.contact and not is_email(dealer.contact):
        yield Fault("contact", 'write one e-mail address, such as "rma@acme.example", or "" where it is not known')
    if dealer.source not in sources:
        write = f"there is no [sources.{dealer.source}]; add it, with title, address and the day you read it"
        yield Fault("source", write)
