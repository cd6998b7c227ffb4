"""Reads the folder words/: the sentence each tag and each fact stands for."""

from difflib import get_close_matches
from functools import cache
from typing import get_args, get_type_hints

from msgspec import defstruct, structs

from content.errors import ContentError
from content.places import WORDS
from content.schema.facts import KEYS, Shape, Span
from content.schema.outcome_kinds import Kind
from content.schema.policy import CLOSED_QUESTIONS
from content.schema.products import Scope
from content.schema.stops import STOPS
from content.schema.words import FILE_OF, FILES, Words
from content.settings.kiosk_toml import Intake
from content.toml import parsed, read_text, shaped
from content.wording.joining import joined
from content.wording.placeholders import check_placeholders

STRAY = f"nothing reads this file; move its tables into {', '.join(FILES)}, and remove it"
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
    "intakes": get_args(Intake),
    "dealer-forms": (*get_args(Intake), "dealer"),
}


@cache
def read_words(folder=WORDS):
    """All Words, or a ContentError naming the file and the key to mend."""
    for path in sorted(folder.iterdir()):
        if path.stem not in FILES:
            raise ContentError(f"{folder.name}/{path.name}", "-", STRAY)
    words = Words(**{field: table for file in FILES for field, table in _read_file(folder, file).items()})
    check_placeholders(words)
    return words


def _read_file(folder, file):
    """{field of Words: what it holds} of one file."""
    name = f"{folder.name}/{file}.toml"
    tables = parsed(read_text(folder, f"{file}.toml", "bring it back"), name)
    for table in tables:
        if FILE_OF.get(table, name) != name:
            raise ContentError(name, table, f"belongs in {FILE_OF[table]}; move it there")
    check_closed_lists(tables)
    fields = [(field.name, field.type) for field in structs.fields(Words) if field.encode_name in FILES[file]]
    return structs.asdict(shaped(tables, name, defstruct("WordsFile", fields, bases=(Shape,))))


def fill(text, /, **parts):
    """`text` with each {name} replaced; braces that name nothing stay as they are."""
    for name, part in parts.items():
        text = text.replace("{" + name + "}", part) if isinstance(part, str) else text
    return text


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
