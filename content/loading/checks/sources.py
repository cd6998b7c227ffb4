"""Checks where things were read: each source that is named is known, and its address leads somewhere."""

import re

from content.errors import Fault

ADDRESS = re.compile(r"https?://[^\s/.]+(\.[^\s/.]+)+(/\S*)?")


def source_faults(where, id, vendor):
    """A Fault where no source has this id."""
    if id not in vendor.file.sources:
        yield Fault(where, f"{id!r} is not in vendor.toml [sources]; write one of {', '.join(vendor.file.sources)}")


def address_faults(sources):
    """A Fault for each address that a browser could not open."""
    for id, source in sources.items():
        if source.address and not ADDRESS.fullmatch(source.address):
            yield Fault(f"sources.{id}.address", f"{source.address!r} opens nothing; write it in full, with https://")
