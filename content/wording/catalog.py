"""Reads the folder words/: the sentence each tag and each fact stands for."""

from difflib import get_close_matches
from functools import cache
from typing import get_args, get_type_hints

from msgspec import defstruct, structs

from content.errors import ContentError, Faults, refuse
from content.places import WORDS
from content.schema.base import Shape
from content.schema.facts import KEYS, Span
from content.schema.outcome_kinds import Kind
from content.schema.policy import CLOSED_QUESTIONS, NAMED
from content.schema.stops import STOPS
from content.schema.when import AXES, PLACES
from content.schema.window import WITHIN
from content.schema.words import FILE_OF, FILES, Words
from content.settings.kiosk_toml import Intake
from content.toml import parsed, read_text, shaped
from content.wording.joining import joined
from content.wording.placeholders import check_placeholders
from content.wording.possessive import possessive

STRAY = f"nothing reads this file; move its tables into {', '.join(FILES)}, and remove it"
UNITS = get_args(Span.__annotations__["unit"])
CLOSED_LISTS = {  # table of words/ → the ids it has words for, no more and no less
    "facts": KEYS,
    "units": UNITS,
    "unit": UNITS,
    "scopes": PLACES,
    "holding": (*AXES, "elsewhere"),
    "told-apart": ("family", *PLACES, "said", "day"),
    "kinds": get_args(Kind),
    "stops": tuple(STOPS),
    "terms": (*WITHIN, "silent"),
    "deadlines": (*WITHIN, "silent", "unsaid", "business-days", "hours"),
    "purposes": CLOSED_QUESTIONS["purpose"],
    "bought-from": CLOSED_QUESTIONS["bought_from"],
    "warranty": CLOSED_QUESTIONS["warranty"],
    "named-asked": NAMED,
    "intakes": get_args(Intake),
    "dealer-forms": (*get_args(Intake), "dealer"),
}


@cache
def read_words(folder=WORDS):
    """All Words, or a ContentError naming every file and key to mend."""
    stray = [path.name for path in sorted(folder.iterdir()) if path.stem not in FILES]
    faults = Faults(ContentError(f"{folder.name}/{name}", "-", STRAY) for name in stray)
    read = [faults.tried(_read_file, folder, file) for file in FILES]
    refuse(faults)
    words = Words(**{field: table for fields in read for field, table in fields.items()})
    check_placeholders(words)
    return words


def _read_file(folder, file):
    """{field of Words: what it holds} of one file."""
    name = f"{folder.name}/{file}.toml"
    tables = parsed(read_text(folder, f"{file}.toml", "bring it back"), name)
    moved = [table for table in tables if FILE_OF.get(table, name) != name]
    faults = Faults(ContentError(name, table, f"belongs in {FILE_OF[table]}; move it there") for table in moved)
    faults.tried(check_closed_lists, tables)
    fields = [(field.name, field.type) for field in structs.fields(Words) if field.encode_name in FILES[file]]
    own = {table: words for table, words in tables.items() if table not in moved}
    words = faults.tried(shaped, own, name, defstruct("WordsFile", fields, bases=(Shape,)))
    refuse(faults)
    return structs.asdict(words)


def fill(text, /, **parts):
    """`text` with each {name} replaced, {name}'s as of an owner; braces that name nothing stay as they are."""
    for name, part in parts.items():
        if isinstance(part, str):
            text = text.replace(f"{{{name}}}'s", possessive(part)).replace(f"{{{name}}}", part)
    return text


def check_closed_lists(tables, lists=CLOSED_LISTS):
    """Refuse an id that there is not, and one without words, in the tables that have a closed list.

    `tables` are as they are read from words/, by name.
    """
    listed = [table for table, words in tables.items() if table in lists and isinstance(words, dict)]
    refuse(fault for table in listed for fault in _id_faults(table, tables[table], lists[table]))


def _id_faults(table, words, ids):
    """A ContentError for each id that there is not, and for each without words."""
    noun = table.removesuffix("s")
    unknown = {id: get_close_matches(id, ids, 1) for id in words if id not in ids}
    misspelt = [meant for close in unknown.values() for meant in close]
    for id in ids:
        if id not in words and id not in misspelt:
            yield ContentError(FILE_OF[table], f"{table}.{id}", f"give this {noun} {_parts(table)}")
    for id, close in unknown.items():
        mend = f"did you mean {close[0]}?" if close else "remove it"
        yield ContentError(FILE_OF[table], f"{table}.{id}", f"there is no {noun} of this name; {mend}")


def _parts(table):
    """'a title and a text': what an entry of this table cannot do without."""
    shape = get_args(get_type_hints(Words)[table.replace("-", "_")])[1]
    needed = [] if shape is str else [field.encode_name for field in structs.fields(shape) if field.required]
    return joined(f"{'an' if name[0] in 'aeiou' else 'a'} {name}" for name in needed) or "its words"
