"""Checks vendor.toml and fixes.toml: channels, symptoms and families there are, and sentences without a figure."""

from zoneinfo import ZoneInfo

from content.errors import Fault
from content.loading.checks.known import family_faults, repeated_faults, source_faults, unknown_faults
from content.loading.checks.prose import figure_faults
from content.schema.fixes import EACH_STEP
from content.schema.words import section_of
from content.wording.catalog import read_words


def vendor_faults(vendor):
    """The Faults of vendor.toml."""
    file = vendor.file
    write = f"{{!r}} has no words; write one of {{known}}, or its words under {section_of('channels')}"
    yield from unknown_faults("channels", file.channels, read_words().channels, write)
    for key, text in (("scope", file.scope), ("elsewhere", file.elsewhere)):
        yield from figure_faults(key, vendor, text, "say in words what is covered; a figure belongs into a fact")
    try:
        ZoneInfo(file.zone or "UTC")
    except (ValueError, OSError, KeyError):
        yield Fault("zone", f"{file.zone!r} is not a time zone; write one such as America/Vancouver")


def fix_faults(vendor):
    """The Faults of the fixes."""
    yield from repeated_faults("fixes", vendor.fixes)
    for fix in vendor.fixes:
        where = f"fixes.{fix.id}"
        write = "there is no symptom {!r}; write one of {known}"
        yield from unknown_faults(f"{where}.symptoms", fix.symptoms, read_words().symptoms, write)
        yield from family_faults(f"{where}.families", fix.families, vendor)
        yield from source_faults(f"{where}.source", fix.source, vendor)
        if not fix.steps:
            yield Fault(f"{where}.steps", EACH_STEP)
        for text in (fix.title, *fix.steps, fix.doubt):
            yield from figure_faults(where, vendor, text, "say it without, steps are numbered by themselves")
