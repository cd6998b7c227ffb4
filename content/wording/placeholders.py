"""Checks that whatever stands in braces in words/ is filled where that sentence is told; else it is published."""

import re
from difflib import get_close_matches
from typing import get_origin

from content.errors import ContentError, refuse
from content.schema.facts import KEYS, Clock, Fee, Span, kind_of
from content.schema.words import FILE_OF, sentences_of

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
FILLED = {  # table → what its sentences may name besides {vendor}
    "stops": ("asking", "repairs"), "states": ("result", "reason"), "mails": ("number", "some", "them"),
    "dealer-links": ("title",), "holding": ("names",), "deadlines": ("day", "length"),
    "terms": ("length", "start"),
}  # fmt: skip
IN_A_UNION = {  # tag for what a fact states where it may state a tag instead → what its sentence names
    "span": "span", "priced": "fee", "at-most": "at-most",
}  # fmt: skip
UNFILLED = {
    "groups", "units", "unit", "after", "events-asked", "holds", "lengths", "told-apart", "scopes", "of", "purposes",
    "warranty", "symptoms", "places", "results", "remarks", "steps",
}  # fmt: skip
OF_FACT = {  # the type of a fact's value → what its own sentence may name
    Fee: ("fee",), Span: ("span",), Clock: ("start",), int: ("count",), list: ("list", "either"),
}  # fmt: skip


def check_placeholders(words):
    """Refuse each sentence that names what it is not filled with."""
    buttons = tuple(id for id, step in words.steps.items() if step.own)
    refuse(fault for path, text in sentences_of(words) for fault in _unfilled(path, text, _filled(path, buttons)))


def _unfilled(path, text, known):
    for name in PLACEHOLDER.findall(text):
        if name not in known:
            write = f"{{{name}}} is filled by nothing; {_mend(name, known)}"
            yield ContentError(FILE_OF[path[0]], ".".join(path), write)


def _filled(path, buttons):
    """The names that the sentence at `path` is filled with."""
    table = path[0]
    leaf = path[-1]
    if table in UNFILLED:
        return ()
    if table == "facts":
        kind = kind_of(path[1])
        own = OF_FACT.get(get_origin(kind) or kind, ()) if len(path) == 3 and leaf == "sentence" else ()
        return ("vendor", *own, *((IN_A_UNION[leaf],) if leaf in IN_A_UNION else ()))
    if table == "kinds" and leaf != "sentence":
        return ("vendor", *KEYS)
    return ("vendor", *FILLED.get(table, ()), *(buttons if table == "mails" else ()))


def _mend(name, known):
    close = get_close_matches(name, known, 1) or known
    names = ", ".join(f"{{{name}}}" for name in close if name not in KEYS or len(close) == 1)
    return f"write {names}, or say it in other words" if names else "say it in other words"
