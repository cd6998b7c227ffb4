"""How a vendor is reached and where it takes parcels, as its own pages publish it: by region, each with its source."""

from typing import NamedTuple

from content.wording.catalog import read_words
from content.wording.joining import joined


class ContactLine(NamedTuple):
    """A way to reach a vendor, or an address it takes parcels at: its `lines`, what it holds for, where it was read.

    `href` opens it, where a browser can; `holds` is empty where it holds everywhere.
    """

    lines: tuple
    href: str
    holds: str
    source: str

    @property
    def text(self):
        """All of it in one line."""
        return ", ".join(self.lines)


def contact_lines(vendor, region=""):
    """Every way to reach a vendor from a region ("" where that is not known), in the file's order."""
    found = [
        ContactLine((text,), href, _holds(vendor, contact), contact.source)
        for contact in _there(vendor.file.contacts, region)
        for text, href in _ways(contact)
    ]
    return tuple(line._replace(holds="" if region else line.holds) for line in found)


def address_lines(vendor, region=""):
    """Every return address that a vendor publishes for a region ("" where that is not known)."""
    found = _there(vendor.file.return_addresses, region)
    return tuple(
        ContactLine(tuple(each.lines), "", "" if region else _holds(vendor, each), each.source) for each in found
    )


def published_in(vendor):
    """The ids of the sources that contacts and return addresses were read in."""
    return [line.source for line in (*contact_lines(vendor), *address_lines(vendor))]


def return_address(vendor, own, region=""):
    """The lines that a parcel is addressed with: the operator's own (`own` are its settings for the vendor), else the
    one that the vendor publishes for the region; none where neither is, or where more than one may be meant.
    """
    if own.return_address.strip():
        return tuple(own.return_address.strip().splitlines())
    published = address_lines(vendor, region)
    return published[0].lines if len(published) == 1 else ()


def _ways(contact):
    """Pairs of how one contact is written and what opens it: by mail, by telephone, on the web."""
    if contact.email:
        yield contact.email, f"mailto:{contact.email}"
    if contact.phone:
        yield contact.phone, f"tel:{''.join(sign for sign in contact.phone if sign.isdigit() or sign == '+')}"
    if contact.web:
        yield contact.web, contact.web


def _there(entries, region):
    return [entry for entry in entries if not (region and entry.region) or region in entry.region]


def _holds(vendor, entry):
    words = read_words().holds["region"] | vendor.text.regions
    return joined((words.get(name, name) for name in entry.region), "or")
