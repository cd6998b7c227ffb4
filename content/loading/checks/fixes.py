"""Checks fixes.toml: fixes told apart, for symptoms and families there are, with steps, a source and no figure."""

from content.errors import Fault
from content.loading.checks.known import family_faults, repeated_faults, source_faults, unknown_faults
from content.loading.checks.prose import figure_faults
from content.schema.fixes import EACH_STEP
from content.wording.catalog import read_words


def fix_faults(vendor):
    """The Faults of the fixes."""
    yield from repeated_faults("fixes", vendor.fixes)
    for fix in vendor.fixes:
        yield from _fix(f"fixes.{fix.id}", fix, vendor)


def _fix(where, fix, vendor):
    write = "there is no symptom {!r}; write one of {known}"
    yield from unknown_faults(f"{where}.symptoms", fix.symptoms, read_words().symptoms, write)
    yield from family_faults(f"{where}.families", fix.families, vendor)
    yield from source_faults(f"{where}.source", fix.source, vendor)
    if not fix.steps:
        yield Fault(f"{where}.steps", EACH_STEP)
    for text in (fix.title, *fix.steps, fix.doubt):
        yield from figure_faults(where, vendor, text, "say it without, steps are numbered by themselves")
