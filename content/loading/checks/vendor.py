"""Checks vendor.toml: its colours, its channels, its time zone, and that its sentences hold no figure."""

import re
from zoneinfo import ZoneInfo

from content.errors import Fault
from content.loading.checks.known import unknown_faults
from content.loading.checks.prose import figure_faults
from content.loading.checks.sources import address_faults
from content.schema.words import section_of
from content.wording.catalog import read_words

COLOUR = re.compile(r"#[0-9a-f]{6}")


def vendor_faults(vendor):
    """The Faults of vendor.toml."""
    file = vendor.file
    for key, colour in (("accent", file.theme.accent), ("accent-dark", file.theme.accent_dark)):
        if not COLOUR.fullmatch(colour):
            yield Fault(f"theme.{key}", "write a colour as # and six small hexadecimal digits")
    channels = read_words().channels
    write = f"{{!r}} has no words; write one of {', '.join(channels)}, or its words under {section_of('channels')}"
    yield from unknown_faults("channels", file.channels, channels, write)
    for key, text in (("scope", file.scope), ("elsewhere", file.elsewhere)):
        yield from figure_faults(key, vendor, text, "say in words what is covered; a figure belongs into a fact")
    yield from address_faults(file.sources)
    if file.zone and not _is_zone(file.zone):
        yield Fault("zone", f"{file.zone!r} is not a time zone; write one such as America/Vancouver")


def _is_zone(name):
    try:
        return bool(ZoneInfo(name))
    except (ValueError, OSError, KeyError):
        return False
