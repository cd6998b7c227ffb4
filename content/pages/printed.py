"""The index by what is printed on a camera: one list while it is short, else a page a letter, and under it the next."""

from itertools import groupby
from typing import NamedTuple

from content.schema.products import Family
from content.schema.vendor import Vendor

AT_ONCE = 200  # entries that one page shows


class Printed(NamedTuple):
    """An entry of the index: what is printed on a camera, its vendor and its family (None: the vendor's own name)."""

    text: str
    vendor: Vendor
    family: Family | None


class Shelf(NamedTuple):
    """What begins with these letters: the entries, or the shelves of the next letter that hold them.

    Its page is /find/<letters>/; the one above it is a letter shorter.
    """

    letters: str
    index: list
    below: list

    def all_below(self):
        """Every shelf under this one."""
        for shelf in self.below:
            yield shelf
            yield from shelf.all_below()


def shelf(index, letters=""):
    """The Shelf of these entries, which begin with `letters` all."""
    if len(index) <= AT_ONCE:
        return Shelf(letters, index, [])
    place = len(letters) + 1

    def longer(entry):
        return _letters(entry)[:place]

    groups = groupby(sorted(index, key=longer), longer)
    return Shelf(letters, [], [shelf(list(entries), more) for more, entries in groups])


def _letters(entry):
    """What an entry is found by: its letters and digits, then whose it is, since many makers print the same."""
    whole = f"{entry.text}{entry.vendor.slug}{entry.family.slug if entry.family else ''}".lower()
    return "".join(sign for sign in whole if sign.isascii() and sign.isalnum())


def printed_index(vendors, names=False):
    """The Printed of every prefix, family and former name, sorted; with `names`, of every vendor's name too."""
    cameras = [(vendor, family) for vendor in vendors for family in vendor.products.families if family.kind == "camera"]
    found = [Printed(text, vendor, family) for vendor, family in cameras for text in family.prefixes or [family.name]]
    found += [Printed(name, vendor, None) for vendor in vendors for name in vendor.file.former_names]
    found += [Printed(vendor.name, vendor, None) for vendor in vendors if names]
    return sorted(found, key=lambda entry: entry.text.lower())
