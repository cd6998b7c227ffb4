"""Checks vendor.toml and fixes.toml: channels, symptoms and families there are, and sentences without a figure."""

from zoneinfo import ZoneInfo

from content.errors import Fault
from content.loading.checks.known import family_faults, repeated_faults, source_faults, unknown_faults
from content.loading.checks.prose import figure_faults
from content.schema.fixes import EACH_STEP
from content.schema.policy import ELSEWHERE
from content.schema.vendor import Contact
from content.schema.words import section_of
from content.settings.rules import is_email, is_line
from content.wording.catalog import read_words
from content.wording.language import SEARCHABLE

UNSEARCHABLE = (
    "guide.md is in {!r}, and only English can be searched for figures in words that come from no fact; write the guide"
    ' in English, and language = "en"'
)


def vendor_faults(vendor):
    """The Faults of vendor.toml."""
    file = vendor.file
    write = f"{{!r}} has no words; write one of {{known}}, or its words under {section_of('channels')}"
    yield from unknown_faults("channels", file.channels, read_words().channels, write)
    for key, text in (("scope", file.scope), ("elsewhere", file.elsewhere)):
        yield from figure_faults(key, vendor, text, "say in words what is covered; a figure belongs into a fact")
    for part, entries in (("contacts", file.contacts), ("return-addresses", file.return_addresses)):
        for number, entry in enumerate(entries, 1):
            yield from _reached(f"{part}[{number}]", entry, vendor)
    if len(file.short_name) >= len(file.name):
        yield Fault("short-name", f"{file.short_name!r} is no shorter than the name; shorten it, or leave it out")
    if file.language not in SEARCHABLE:
        yield Fault("language", UNSEARCHABLE.format(file.language))
    try:
        ZoneInfo(file.zone or "UTC")
    except (ValueError, OSError, KeyError):
        yield Fault("zone", f"{file.zone!r} is not a time zone; write one such as America/Vancouver")


def _reached(where, entry, vendor):
    """The Faults of one contact, or of one return address."""
    yield from source_faults(f"{where}.source", entry.source, vendor)
    regions = [*vendor.products.regions, ELSEWHERE]
    write = "there is no region {!r}; write one of {known}, with its countries under [regions] in products.toml"
    yield from unknown_faults(f"{where}.region", entry.region, regions, write)
    if isinstance(entry, Contact):
        if not (entry.email or entry.phone or entry.web):
            yield Fault(where, "write one or more of `email`, `phone` and `web`")
        if entry.email and not is_email(entry.email):
            yield Fault(f"{where}.email", 'write one e-mail address, such as "rma@acme.example"')
    elif not entry.lines or not all(map(is_line, entry.lines)):
        yield Fault(f"{where}.lines", "write the address as it stands on a parcel, each line a text in the list")


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
