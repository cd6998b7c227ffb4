"""Reads a TOML file that an editor writes into its shape, or says in an editor's words what is wrong with it."""

import re
import tomllib
from datetime import date, datetime, time
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import Annotated, Union, get_args, get_origin

import msgspec
from msgspec import Meta, Struct, UnsetType, structs

from content.errors import ContentError, Fault

PLAIN = {
    "str": "text in quotes",
    "int": "a whole number",
    "float": "a whole number",
    "bool": "true or false",
    "date": "a day such as 2026-04-17, without quotes",
    "datetime": "a day with a time",
    "array": "a list in square brackets",
    "object": "a table in curly braces or of its own",
}

PART = re.compile(r"\.([^.\[]+)|\[(\d+)\]|(\[\.\.\.\])")
NAMED_BY = ("id", "slug")  # what an entry of a list is known by; one without is counted from one
FEW = 16  # keys that can be told in one sentence
DAY = re.compile(r"^[^#\"'\n]*=[ \t]*(?!\d{4}-)\d{1,4}[-./]\d{1,2}[-./]\d{1,4}[ \t]*(?:#.*)?$", re.M)


def read_text(folder, file, mend="copy it from another vendor and edit it"):
    """The text of `file` in a folder of content/; `mend` is what an editor is to do where it is missing."""
    try:
        return (folder / file).read_text(encoding="utf-8")
    except OSError:
        write = f"this file is missing; {mend}"
    except UnicodeDecodeError:
        write = "save this file as UTF-8"
    raise ContentError(f"{folder.name}/{file}", "-", write)


def read_toml(folder, file, shape):
    """`file` in a folder of content/ as a struct of the type `shape`."""
    name = f"{folder.name}/{file}"
    return shaped(parsed(read_text(folder, file), name), name, shape)


def parsed(text, file):
    """The tables of a TOML text; `file` is what a fault calls it."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ContentError(file, *_no_toml(text, fault)) from None


def shaped(tables, file, shape):
    """The parsed tables of a file as a struct of the type `shape`; `file` is what a fault calls it."""
    try:
        return _convert(tables, shape)
    except msgspec.ValidationError as fault:
        raise ContentError(file, *_misread(str(fault), tables, shape)) from None


def limited(kind, write, **limits):
    """The type `kind` within msgspec's limits; of any value that is not, an editor is told what to write."""
    return Annotated[kind, Meta(description=write, **limits)]


def _no_toml(text, fault):
    """The Fault of what is no TOML, most often for a day written as people do."""
    if day := DAY.search(text):
        return Fault(f"line {text.count(chr(10), 0, day.start()) + 1}", f"write {PLAIN['date']}")
    return Fault("-", f"this is not valid TOML: {fault}")


def _misread(fault, tables, shape):
    """What msgspec told, as a Fault; one within an example tells that one's sentence too."""
    key, wanted, example = _place_of(fault, tables, shape)
    leaf, write = _in_words(fault.partition(" - at ")[0], key, wanted)
    return Fault(f"{key}.{leaf}".strip(".") or "-", f"“{example}”: {write}" if example else write)


def _in_words(what, key, wanted):
    """The key that is meant below this one, or an empty text, and what to write."""
    if field := re.fullmatch(r"Object contains unknown field `(.+)`", what):
        return field[1], f"is not a key we know; {_instead(field[1], wanted)}"
    if field := re.fullmatch(r"Object missing required field `(.+)`", what):
        silent = "write it, or `{ silent = true }` where the text does not state it"
        return field[1], f"is missing; {silent if key == 'facts' else 'write it'}"
    if limits := getattr(wanted, "__metadata__", ()):
        return "", limits[0].description
    if given := re.fullmatch(r"Invalid enum value '?(.*?)'?", what):
        return "", f"{given[1]!r} is not allowed here; write one of {', '.join(get_args(wanted))}"
    if kinds := re.fullmatch(r"Expected `(.+)`, got `(.+)`", what):
        write = " or ".join(PLAIN.get(kind, kind) for kind in kinds[1].split(" | ") if kind != "null")
        return "", f"write {write}; what stands there is {PLAIN.get(kinds[2], kinds[2])}"
    return "", what


def _instead(field, shape):
    """What to write instead of an unknown key: the one it looks like, else one of all where they are few."""
    known = [*fields_of(shape)]
    close = get_close_matches(field, known, 1)
    few = f"write one of {', '.join(known)}" if len(known) <= FEW else "correct its spelling"
    return f"{f'write {close[0]}' if close else few}, or remove it"


def _convert(given, shape):
    """What was read from TOML as a value of the type `shape`; or msgspec's ValidationError."""
    return msgspec.convert(given, shape, builtin_types=(date, datetime, time), str_keys=True)


def _place_of(fault, given, shape):
    """Where a fault stands that msgspec told when `given` was to become a value of the type `shape`.

    Its key, such as 'rules.refund.outcome' or 'warranty[2].months'; the type wanted there; and the sentence of the
    example around it, empty where there is none.
    """
    key = example = ""
    for name, index, _ in PART.findall(fault.rpartition(" - at `$")[2].rstrip("`")):
        part = int(index) if index else name or _refused_key(given, shape)
        given = given[part]
        shape = type_below(shape, part)
        key += f".{part}" if isinstance(part, str) else _entry(given, part)
        if key.startswith(".examples"):
            example = example or _text(given, ("say",))
    return key.lstrip("."), shape, example


def _refused_key(table, shape):
    """The first key whose value is refused: of a table that may hold any key msgspec does not name it."""
    for key, value in table.items():
        try:
            _convert(value, type_below(shape, key))
        except msgspec.ValidationError:
            return key


def type_below(shape, part):
    """The type of what stands under `part`, a key or an index; where text may stand in its place, that of the table."""
    below = fields_of(shape).get(part) or get_args(shape)[get_origin(shape) is dict]
    if get_origin(below) not in (Union, UnionType):
        return below
    kinds = [kind for kind in get_args(below) if kind not in (NoneType, UnsetType)]
    return next((kind for kind in kinds if fields_of(kind) or get_args(kind)), kinds[0])


def fields_of(shape):
    """{key: type} of a struct; empty for any other type."""
    kind = get_origin(shape) or shape
    is_struct = isinstance(kind, type) and issubclass(kind, Struct)
    return {field.encode_name: field.type for field in structs.fields(shape)} if is_struct else {}


def _entry(entry, index):
    name = _text(entry, NAMED_BY)
    return f".{name}" if name else f"[{index + 1}]"


def _text(entry, keys):
    """The text under the first of these keys that a table has; empty where it is no text, or no table."""
    value = next((entry[key] for key in keys if key in entry), "") if isinstance(entry, dict) else ""
    return value if isinstance(value, str) else ""
