"""Checks that whatever the kiosk itself names has its words: each closed list, whole and without a stranger."""

from difflib import get_close_matches
from typing import get_args, get_type_hints

from msgspec import structs

from content.errors import ContentError
from content.schema.facts import KEYS, Span
from content.schema.outcome_kinds import Kind
from content.schema.policy import CLOSED_QUESTIONS
from content.schema.products import Scope
from content.schema.stops import STOPS
from content.schema.words import FILE_OF, Words
from content.settings.kiosk import Desk
from content.wording.joining import joined

UNITS = get_args(Span.__annotations__["unit"])
CLOSED_LISTS = {  # table of words/ → the ids it has words for, no more and no less
    "facts": KEYS,
    "units": UNITS,
    "unit": UNITS,
    "scopes": Scope.__struct_fields__[1:],  # the family of a case is always known
    "kinds": get_args(Kind),
    "stops": tuple(STOPS),
    "purposes": CLOSED_QUESTIONS["purpose"],
    "bought-from": CLOSED_QUESTIONS["bought_from"],
    "warranty": CLOSED_QUESTIONS["warranty"],
    "intakes": get_args(Desk.__annotations__["intake"]),
}


def check_closed_lists(tables, lists=CLOSED_LISTS):
    """Refuse an id that there is not, and one without words, in the tables that have a closed list.

    `tables` are as they are read from words/, by name.
    """
    for table, words in tables.items():
        if table in lists and isinstance(words, dict):
            _check_ids(table, words, lists[table])


def _check_ids(table, words, ids):
    missing = [id for id in ids if id not in words]
    noun = table.removesuffix("s")
    for id in words:
        close = get_close_matches(id, ids, 1)
        if id not in ids and (close or not missing):
            mend = f"did you mean {close[0]}?" if close else "remove it"
            raise ContentError(FILE_OF[table], f"{table}.{id}", f"there is no {noun} of this name; {mend}")
    if missing:
        raise ContentError(FILE_OF[table], f"{table}.{missing[0]}", f"give this {noun} {_parts(table)}")


def _parts(table):
    """'a title and a text': what an entry of this table cannot do without."""
    shape = get_args(get_type_hints(Words)[table.replace("-", "_")])[1]
    needed = [] if shape is str else [field.encode_name for field in structs.fields(shape) if field.required]
    return joined(f"{'an' if name[0] in 'aeiou' else 'a'} {name}" for name in needed) or "its words"
