"""Checks that what an editor names is there, and once: a source, a family, a fact, or a tag with words."""

from content.errors import Fault
from content.schema.words import section_of
from content.wording.catalog import read_words


def unknown_faults(where, names, known, write):
    """A Fault for each of the names that is not known; in `write` {!r} stands for the name, {known} for all known."""
    unknown = [name for name in names if name not in known]
    return [Fault(where, write.format(name, known=", ".join(known))) for name in unknown]


def tag_faults(where, tag, table):
    """A Fault where that table of words/ has no words for the tag."""
    write = f"{{!r}} has no words; write its words under {section_of(table)}"
    return unknown_faults(where, [tag], getattr(read_words(), table), write)


def source_faults(where, id, vendor):
    """A Fault where no source has this id."""
    write = "{!r} is not in vendor.toml [sources]; write one of {known}"
    return unknown_faults(where, [id], vendor.file.sources, write)


def family_faults(where, slugs, vendor):
    """A Fault for each slug that no family has."""
    known = [family.slug for family in vendor.products.families]
    write = "there is no family {!r}; write the slug of one in products.toml"
    return unknown_faults(where, slugs, known, write)


def repeated_faults(section, entries, noun="id"):
    """A Fault for each id that two entries of a section such as 'rules' have; `noun` is the field that holds it."""
    ids = [getattr(entry, noun) for entry in entries]
    write = f"two {section} have this {noun}; rename one"
    return [Fault(f"{section}.{id}", write) for id in ids if ids.count(id) > 1]
