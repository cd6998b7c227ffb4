"""Checks vendor.toml: its channels, its time zone, and that its sentences hold no figure."""

from zoneinfo import ZoneInfo

from content.errors import Fault
from content.loading.checks.known import unknown_faults
from content.loading.checks.prose import figure_faults
from content.schema.words import section_of
from content.wording.catalog import read_words


def vendor_faults(vendor):
    """The Faults of vendor.toml."""
    file = vendor.file
    write = f"{{!r}} has no words; write one of {{known}}, or its words under {section_of('channels')}"
    yield from unknown_faults("channels", file.channels, read_words().channels, write)
    for key, text in (("scope", file.scope), ("elsewhere", file.elsewhere)):
        yield from figure_faults(key, vendor, text, "say in words what is covered; a figure belongs into a fact")
    if file.zone and not _is_zone(file.zone):
        yield Fault("zone", f"{file.zone!r} is not a time zone; write one such as America/Vancouver")


def _is_zone(name):
    try:
        return bool(ZoneInfo(name))
    except (ValueError, OSError, KeyError):
        return False
