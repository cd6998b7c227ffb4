"""Checks tags: each needs its words in content/words/."""

from content.errors import Fault
from content.schema.words import section_of
from content.wording.catalog import read_words


def tag_faults(where, tag, table):
    """A Fault where that table of words/ has no words for the tag."""
    if tag not in getattr(read_words(), table):
        yield Fault(where, f"{tag!r} has no words; write its words under {section_of(table)}")
