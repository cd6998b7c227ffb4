"""The index by what is printed on a camera: one list while it is short, else a page a letter, and under it the next."""

from itertools import groupby
from typing import NamedTuple

from content.pages.lists.folding import folded
from content.pages.lists.names import found_by
from content.schema.products import Family
from content.schema.vendor import Vendor

AT_ONCE = 200  # entries that one page shows


class Printed(NamedTuple):
    """An entry of the index: what is printed on a camera, its vendor and its family (None: the vendor's own name).

    `also` are other names that lead there.
    """

    text: str
    vendor: Vendor
    family: Family | None
    also: tuple = ()

    @property
    def names(self):
        """All that the entry is found by, each once."""
        return tuple(dict.fromkeys([self.text, *self.also]))


class Shelf(NamedTuple):
    """What begins with these letters: the entries, and the shelves of the next letter that hold more.

    Its page is /find/<letters>/; the one above it is a letter shorter. Where shelves are below, its own entries are
    those with no letter left: a model may go on after a short prefix, so each shelf below has them too.
    """

    letters: str
    index: list
    below: list

    @property
    def groups(self):
        """The entries in Groups; none where they are few."""
        return folded(self.index, lambda entry: entry.text)

    def all_below(self):
        """Every shelf under this one."""
        for shelf in self.below:
            yield shelf
            yield from shelf.all_below()


def shelf(index, letters=""):
    """The Shelf of these entries, which begin with `letters` all."""
    if len(index) <= AT_ONCE:
        return Shelf(letters, sorted(index, key=lambda entry: entry.text.lower()), [])
    place = len(letters) + 1
    whole = [entry for entry in index if len(_sign_letters(entry.text)) < place]
    if len(whole) > AT_ONCE // 2:
        whole = []  # so many makers print the same that the letters of whose it is have to part them

    def longer(entry):
        return _letters(entry)[:place]

    kept = {id(entry) for entry in whole}
    groups = groupby(sorted((entry for entry in index if id(entry) not in kept), key=longer), longer)
    return Shelf(letters, whole, [shelf([*entries, *whole], more) for more, entries in groups])


def _letters(entry):
    """What an entry is found by: its letters and digits, then whose it is, since many makers print the same."""
    return _sign_letters(f"{entry.text}{entry.vendor.slug}{entry.family.slug if entry.family else ''}")


def _sign_letters(text):
    return "".join(sign for sign in text.lower() if sign.isascii() and sign.isalnum())


def printed_index(vendors, names=False, each=False):
    """A Printed for every prefix, family and former name, sorted; with `names`, for every vendor's name too.

    The other names of a family lead to its entries; with `each`, they have entries of their own.
    """
    owned = [(vendor, family) for vendor in vendors for family in vendor.products.families]
    families = found_by([family for _, family in owned])
    found = [
        entry for (vendor, _), family in zip(owned, families, strict=True) for entry in _entries(vendor, *family, each)
    ]
    found += [Printed(name, vendor, None) for vendor in vendors for name in vendor.file.former_names]
    found += [Printed(vendor.name, vendor, None) for vendor in vendors if names]
    return sorted(found, key=lambda entry: entry.text.lower())


def _entries(vendor, family, names, each):
    """The entries of a family, for each of its names or for what is printed on it; the first leads by the rest too."""
    if each:
        return [Printed(name, vendor, family) for name in names]
    texts = (family.prefixes if family.kind == "camera" else []) or [family.name]
    also = (family.name, family.titled(vendor.name))
    rest = tuple(name for name in names if name not in texts)
    return [Printed(text, vendor, family, also if number else also + rest) for number, text in enumerate(texts)]
