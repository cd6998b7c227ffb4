"""Checks that what an editor names is there: a family, a region, a fact, or a tag with words in content/words/."""

from content.errors import Fault
from content.schema.words import section_of
from content.wording.catalog import read_words


def unknown_faults(where, names, known, write):
    """A Fault for each of the names that is not known; {} in `write` stands for the name."""
    return [Fault(where, write.format(name)) for name in names if name not in known]


def tag_faults(where, tag, table):
    """A Fault where that table of words/ has no words for the tag."""
    write = f"{{!r}} has no words; write its words under {section_of(table)}"
    return unknown_faults(where, [tag], getattr(read_words(), table), write)
