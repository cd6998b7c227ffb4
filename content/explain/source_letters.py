"""Where a page's sayings were read: each source of a vendor with the letter that its facts bear."""

from string import ascii_lowercase
from typing import NamedTuple

from content.dates import written
from content.schema.facts import Source


class Origin(NamedTuple):
    """A source of what a page says: its letter, the day it was read in words, and what was read there."""

    id: str
    letter: str
    source: Source
    read: str
    labels: tuple


def origin(vendor, id, labels=()):
    """The Origin of a vendor's source."""
    source = vendor.file.sources[id]
    return Origin(id, letters(vendor)[id], source, written(source.read), tuple(labels))


def letters(vendor):
    """{source id: its letter}, in the order vendor.toml names them: a, b … z, aa, ab …"""
    return {id: _letter(number) for number, id in enumerate(vendor.file.sources)}


def _letter(number):
    more, one = divmod(number, len(ascii_lowercase))
    return (_letter(more - 1) if more else "") + ascii_lowercase[one]
