"""Where the facts on a page were read: each source of a vendor, with the letter that its facts bear."""

from string import ascii_lowercase
from typing import NamedTuple

from content.dates import written
from content.schema.facts import Source


class LetteredSource(NamedTuple):
    """A source of a page: its id and letter, the day it was read in words, and the labels of the facts read there."""

    id: str
    letter: str
    source: Source
    read: str
    labels: tuple


def lettered_source(vendor, id, labels=()):
    """The LetteredSource of a vendor's source."""
    source = vendor.file.sources[id]
    return LetteredSource(id, source_letters(vendor)[id], source, written(source.read), tuple(labels))


def source_letters(vendor):
    """{source id: its letter}, in the order vendor.toml names them: a, b … z, aa, ab …"""
    return {id: _letter(number) for number, id in enumerate(vendor.file.sources)}


def _letter(number):
    before, place = divmod(number, len(ascii_lowercase))
    return (_letter(before - 1) if before else "") + ascii_lowercase[place]
