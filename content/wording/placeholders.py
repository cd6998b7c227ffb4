"""Checks that whatever stands in braces in words/ is filled where that sentence is told; else it is published."""

import re
from difflib import get_close_matches

from msgspec import inspect

from content.errors import ContentError
from content.schema.facts import KEYS, Facts
from content.schema.words import FILE_OF, sentences_of

BRACED = re.compile(r"\{([^{}]*)\}")
FILLED = {  # table → what its sentences may name besides {vendor}
    "stops": ("asking",), "states": ("result", "reason"), "mails": ("number", "some", "them"),
}  # fmt: skip
UNFILLED = {"groups", "units", "unit", "after", "events-asked", "scopes", "of", "purposes", "warranty", "symptoms",
            "places", "results", "remarks", "steps"}  # fmt: skip
BY_TYPE = {"Fee": ("fee",), "Span": ("span",)}  # what a fact's own sentence is filled with, by the type of its value
BY_KIND = {inspect.IntType: ("count",), inspect.ListType: ("list", "either")}


def check_braces(words):
    """Refuse the first sentence that names what it is not filled with."""
    buttons = tuple(id for id, step in words.steps.items() if step.own)
    for path, text in sentences_of(words):
        known = _filled(path, buttons)
        for name in BRACED.findall(text):
            if name not in known:
                write = f"{{{name}}} is filled by nothing; {_mend(name, known)}"
                raise ContentError(FILE_OF[path[0]], ".".join(path), write)


def _filled(path, buttons):
    """The names that the sentence at `path` is filled with."""
    table, leaf = path[0], path[-1]
    if table in UNFILLED:
        return ()
    if table == "facts":
        return ("vendor", *(_of_fact(path[1]) if len(path) == 3 and leaf in ("sentence", "amount") else ()))
    if table == "kinds" and leaf != "sentence":
        return ("vendor", *KEYS)
    return ("vendor", *FILLED.get(table, ()), *(buttons if table == "mails" else ()))


def _of_fact(key):
    kind = next(field.type for field in inspect.type_info(Facts).fields if field.encode_name == key).fields[0].type
    if isinstance(kind, inspect.StructType):
        return BY_TYPE[kind.cls.__name__]
    return BY_KIND.get(type(kind), ())


def _mend(name, known):
    close = get_close_matches(name, known, 1) or known
    told = ", ".join(f"{{{one}}}" for one in close if one not in KEYS or len(close) == 1)
    return f"write {told}, or say it in other words" if told else "say it in other words"
