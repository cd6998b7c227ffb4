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


def new_or_gone(old, new):
    """A Change for each part that only one of two states has, each {(what, key): (name, what a sentence calls it)}."""
    for parts, others, news in ((new, old, "new"), (old, new, "gone")):
        for (what, key), (name, subject) in parts.items():
            # With a question, its answers are new or gone too, and nobody needs to be told.
            if (what, key) not in others and (what != "answer" or ("question", key.partition("/")[0]) in others):
                was, now = (None, name) if news == "new" else (name, None)
                yield Change(what=what, key=key, was=was, now=now, sentence=f"{subject} is {news}.")


class Tree(NamedTuple):
    """The vendors of one state of the content, by slug, and the words it had."""

    vendors: dict
    words: Words

    @classmethod
    def of(cls, vendors):
        """`vendors` as a Tree; a plain {slug: Vendor} has the words of today."""
        return vendors if isinstance(vendors, cls) else cls(vendors, read_words())
