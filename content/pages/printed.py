"""The index by what is printed on a camera: one list while it is short, else a page a letter, and under it the next."""

from itertools import groupby
from typing import NamedTuple

AT_ONCE = 200  # entries that one page shows


class Shelf(NamedTuple):
    """What begins with these letters: the entries, or the shelves of the next letter that hold them."""

    letters: str
    index: list
    below: list

    @property
    def told(self):
        """What its page says; the page above it is a letter shorter."""
        up = f"/find/{self.letters[:-1]}/" if self.letters[1:] else "/"
        return {
            "two": self.letters.upper(),
            "up": up,
            "index": self.index,
            "letters": [one.letters for one in self.below],
        }

    def all_below(self):
        """Every shelf under this one."""
        for one in self.below:
            yield one
            yield from one.all_below()


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
    printed, vendor, family = entry
    told = f"{printed}{vendor.slug}{family.slug if family else ''}".lower()
    return "".join(sign for sign in told if sign.isascii() and sign.isalnum())


def printed_index(vendors, names=False):
    """[(what is printed on it, vendor, family)] for every prefix, family and former name, sorted; with the `names`."""
    cameras = [(vendor, family) for vendor in vendors for family in vendor.products.families if family.kind == "camera"]
    found = [(printed, vendor, family) for vendor, family in cameras for printed in family.prefixes or [family.name]]
    found += [(name, vendor, None) for vendor in vendors for name in vendor.file.former_names]
    found += [(vendor.name, vendor, None) for vendor in vendors if names]
    return sorted(found, key=lambda entry: entry[0].lower())
