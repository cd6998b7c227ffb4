"""One consequence of an edit, and the trees that are compared."""

from typing import Any, NamedTuple

from content.schema.words import Words
from content.wording.catalog import read_words


class Change(NamedTuple):
    """A consequence; what its fields hold stands at the top of content/history/diff/."""

    vendor: str = ""
    revision: str = ""
    since: str = ""
    what: str = ""
    key: str = ""
    who: dict = {}
    was: Any = None
    now: Any = None
    sentence: str = ""


class Tree(NamedTuple):
    """The vendors of one state of the content, by slug, and the words it had."""

    vendors: dict
    words: Words

    @classmethod
    def of(cls, vendors):
        """`vendors` as a Tree; a plain {slug: Vendor} has the words of today."""
        return vendors if isinstance(vendors, cls) else cls(vendors, read_words())
