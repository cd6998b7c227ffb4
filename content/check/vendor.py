"""Checks vendor.toml: its colours, its channels, its time zone."""

import re
from zoneinfo import ZoneInfo

from content.words import read_words

COLOUR = re.compile(r"#[0-9a-f]{6}")


def vendor_faults(file):
    """(key, what to write) for each fault of vendor.toml."""
    for key, colour in (("accent", file.theme.accent), ("accent-dark", file.theme.accent_dark)):
        if not COLOUR.fullmatch(colour):
            yield f"theme.{key}", "write a colour as # and six small hexadecimal digits"
    for channel in file.channels:
        if channel not in read_words().channels:
            yield "channels", f"{channel!r} has no words; write them under [channels] in words.toml"
    if file.zone and not _is_zone(file.zone):
        yield "zone", f"{file.zone!r} is not a time zone; write one such as America/Vancouver"


def _is_zone(name):
    try:
        return bool(ZoneInfo(name))
    except (ValueError, OSError, KeyError):
        return False
