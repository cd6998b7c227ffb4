"""Checks fixes.toml: fixes told apart, for symptoms and families there are, with steps, a source and no figure."""

from content.errors import Fault
from content.loading.checks.known import unknown_faults
from content.loading.checks.prose import figure_faults
from content.loading.checks.sources import source_faults
from content.schema.slugs import SLUG
from content.wording.catalog import read_words


def fix_faults(vendor):
    """The Faults of the fixes."""
    ids = [fix.id for fix in vendor.fixes]
    for fix in vendor.fixes:
        where = f"fixes.{fix.id}"
        if not SLUG.fullmatch(fix.id):
            yield Fault(where, "use small letters, digits and single hyphens")
        if ids.count(fix.id) > 1:
            yield Fault(where, "two fixes have this id; rename one")
        yield from _reach(where, fix, vendor)
        yield from _wording(where, fix, vendor)


def _reach(where, fix, vendor):
    symptoms, families = read_words().symptoms, [family.slug for family in vendor.products.families]
    write = f"there is no symptom {{!r}}; write one of {', '.join(symptoms)}"
    yield from unknown_faults(f"{where}.symptoms", fix.symptoms, symptoms, write)
    write = "there is no family {!r}; write the slug of one in products.toml"
    yield from unknown_faults(f"{where}.families", fix.families, families, write)
    yield from source_faults(f"{where}.source", fix.source, vendor)


def _wording(where, fix, vendor):
    if not fix.title.strip():
        yield Fault(f"{where}.title", "say in a few words what is to be tried")
    if not fix.steps or not all(step.strip() for step in fix.steps):
        yield Fault(f"{where}.steps", "write at least one step, and a sentence in each")
    for text in (fix.title, *fix.steps, fix.doubt):
        yield from figure_faults(where, vendor, text, "say it without, steps are numbered by themselves")
