"""Where the facts on a page were read: each source of a vendor, with the letter that its facts bear."""

from string import ascii_lowercase
from typing import NamedTuple

from content.dates import month_written, written


class SourceLine(NamedTuple):
    """A source in words: its id and letter, whose text it is, where it stands, and the day it was last checked.

    `dated` tells the date of the text that a revision was read from and is empty for any other source; `labels` are
    those of the facts read there.
    """

    id: str
    letter: str
    title: str
    address: str
    note: str
    read: str
    dated: str
    labels: tuple


def source_line(vendor, policy, id, labels=()):
    """The SourceLine of a vendor's source, for a page of this revision."""
    source, dated = vendor.file.sources[id], ""
    if id == policy.source:
        dated = f"text of {month_written(policy.dated)}" if policy.dated else "a text whose date we do not know"
    read, letter = written(source.read), source_letters(vendor)[id]
    return SourceLine(id, letter, source.title, source.address, source.note, read, dated, tuple(labels))


def source_letters(vendor):
    """{source id: its letter}, in the order vendor.toml names them: a, b … z, aa, ab …"""
    return {id: _letter(number) for number, id in enumerate(vendor.file.sources)}


def _letter(number):
    before, place = divmod(number, len(ascii_lowercase))
    return (_letter(before - 1) if before else "") + ascii_lowercase[place]
