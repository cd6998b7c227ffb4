"""Checks fixes.toml: fixes told apart, for symptoms and families there are, with steps, a source and no figure."""

from content.loading.checks.prose import figure_faults
from content.loading.checks.sources import source_faults
from content.schema.slugs import SLUG
from content.wording.catalog import read_words


def fix_faults(vendor):
    """(key, what to write) for each fault of the fixes."""
    ids = [fix.id for fix in vendor.fixes]
    for fix in vendor.fixes:
        at = f"fixes.{fix.id}"
        if not SLUG.fullmatch(fix.id):
            yield at, "use small letters, digits and single hyphens"
        if ids.count(fix.id) > 1:
            yield at, "two fixes have this id; rename one"
        yield from _reach(at, fix, vendor)
        yield from _wording(at, fix, vendor)


def _reach(at, fix, vendor):
    symptoms, families = read_words().symptoms, [family.slug for family in vendor.products.families]
    for tag in fix.symptoms:
        if tag not in symptoms:
            yield f"{at}.symptoms", f"there is no symptom {tag!r}; write one of {', '.join(symptoms)}"
    for slug in fix.families:
        if slug not in families:
            yield f"{at}.families", f"there is no family {slug!r}; write the slug of one in products.toml"
    yield from source_faults(f"{at}.source", fix.source, vendor)


def _wording(at, fix, vendor):
    if not fix.title.strip():
        yield f"{at}.title", "say in a few words what is to be tried"
    if not fix.steps or not all(step.strip() for step in fix.steps):
        yield f"{at}.steps", "write at least one step, and a sentence in each"
    for text in (fix.title, *fix.steps, fix.doubt):
        yield from figure_faults(at, vendor, text, "say it without, steps are numbered by themselves")
